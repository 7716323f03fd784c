"""Who may investigate a complaint, and what must have happened before it is decided (rules 94, 95)."""

from django.db.models import Count, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.access.roles import Role
from cases.models.exclusion import Exclusion
from cases.models.fields import in_force
from cases.models.unit import StaffMember
from complaints.models import Complaint

OPEN = (Complaint.State.LODGED, Complaint.State.INVESTIGATING)


def investigators_for(staff, now, case_id=None):
    """Investigators in office who are not complained about, do not report to whoever is, nor are kept from the case.

    Whoever works in a unit reports to its manager; so nobody of the unit looks into a complaint about its manager.
    """
    never = Exclusion.objects.filter(in_force(now), case_id=case_id).values("user_id")
    found = StaffMember.objects.filter(in_force(now), duty=Role.INVESTIGATOR).exclude(user_id__in=never)
    if staff is not None:
        managed = StaffMember.objects.filter(in_force(now), user_id=staff.user_id, duty=Role.MANAGER)
        found = found.exclude(user_id=staff.user_id).exclude(unit_id__in=managed.values("unit_id"))
    waiting = Count("investigates", filter=Q(investigates__state__in=OPEN))
    return found.annotate(waiting=waiting).order_by("waiting", "id")


def not_decidable(complaint, now) -> list[str]:
    """What must happen before a complaint is decided, in sentences; nothing where it can be decided."""
    gaps = []
    if complaint.state != Complaint.State.INVESTIGATING:
        gaps.append(_("Say first whether the complaint is looked into."))
    statements = list(complaint.statements.all())
    if complaint.staff_id and complaint.staff_id not in {statement.staff_id for statement in statements}:
        gaps.append(_("Ask the member of staff it is about; they answer before anything is found."))
    if any(not s.answered_at and s.answer_by >= localdate(now) for s in statements):
        gaps.append(_("Wait for the answers you asked for, or until their time is over."))
    if complaint.wants_hearing and not complaint.hearing:
        gaps.append(_("Whoever complains wishes to be heard. Write down the hearing, or that it was declined."))
    return gaps
