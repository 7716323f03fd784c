"""Who reaches a complaint: whoever lodged it, who investigates, who was asked about it, the manager once decided."""

from django.utils.translation import gettext_lazy as _

from cases.access.decide import register_source
from cases.access.kinds import register_kinds
from cases.access.roles import Role
from cases.access.visitor import register_standing, standing_rows
from cases.models.fields import in_force
from cases.models.unit import StaffMember
from complaints.models import Complaint, Statement

KIND = "complaint"


def _posts(user_id, now, **only):
    return StaffMember.objects.filter(in_force(now), user_id=user_id, **only)


@register_standing
def concerned(user_id, now):
    """Staff in office who were asked about a complaint."""
    asked = _posts(user_id, now, statements__isnull=False).distinct()
    return standing_rows(asked, Role.STAFF_CONCERNED, "name", unit="unit_id")


@register_source(KIND, Role.PERSON)
def lodged(user_id, now):
    """One's own complaints."""
    return Complaint.objects.filter(lodged_by_id=user_id).order_by().values("id")


@register_source(KIND, Role.INVESTIGATOR)
def investigated(user_id, now):
    """The complaints given to an investigator who is in office."""
    posts = _posts(user_id, now, duty=Role.INVESTIGATOR).values("id")
    return Complaint.objects.filter(investigator_id__in=posts).order_by().values("id")


@register_source(KIND, Role.STAFF_CONCERNED)
def asked_about(user_id, now):
    """The complaints one was asked about, while one is in office."""
    return Statement.objects.filter(staff_id__in=_posts(user_id, now).values("id")).order_by().values("complaint_id")


@register_source(KIND, Role.MANAGER)
def decided_in_the_unit(user_id, now):
    """Decided complaints of the unit, but those about the manager."""
    units = _posts(user_id, now, duty=Role.MANAGER).values("unit_id")
    decided = Complaint.objects.filter(unit_id__in=units, state=Complaint.State.DECIDED)
    mine = Complaint.objects.filter(staff__user_id=user_id).values("id")
    return decided.exclude(id__in=mine).order_by().values("id")


register_kinds({"complaints": _("complaints"), "complaint": _("a complaint")})
