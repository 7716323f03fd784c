"""What makes a log-in an inspector: a mandate in force."""

from cases.access.roles import Role
from cases.access.visitor import register_standing, standing_rows
from cases.models.fields import in_force
from reports.models import InspectionMandate


@register_standing
def mandates(user_id, now):
    """Mandates that are in force now."""
    held = InspectionMandate.objects.filter(in_force(now), user_id=user_id)
    return standing_rows(held, Role.INSPECTOR, "name")
