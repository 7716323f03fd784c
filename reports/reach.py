"""What makes a log-in an inspector: a mandate in force."""

from cases.access.roles import Role
from cases.access.visitor import register_standing, standing_rows
from cases.history.names import name_rows, register_names
from cases.models.fields import in_force
from reports.models import InspectionMandate


@register_standing
def mandates(user_id, now):
    """Mandates that are in force now."""
    held = InspectionMandate.objects.filter(in_force(now), user_id=user_id)
    return standing_rows(held, Role.INSPECTOR, "name")


@register_names
def inspector_names(keys):
    """Inspectors are known by the name on their mandate, past ones too."""
    return name_rows(InspectionMandate.objects.filter(user_id__in=keys), "name")
