"""What complaints bring to the lists of work: what is due to investigators, and what nobody looks into yet."""

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.access.decide import visible_to
from cases.access.roles import Act
from cases.composition import WorkItem, composition
from cases.disclosure.purposes import Purpose
from cases.disclosure.view import disclosed
from complaints.models import Complaint, Statement
from complaints.policies import OPEN

MOST = 50


def statements_to_make(visitor) -> list:
    """What this member of staff was asked about complaints and has not answered. One query."""
    if not visitor.may(Act.ANSWER_COMPLAINT):
        return []
    waiting = Statement.objects.filter(
        staff__user_id=visitor.user_id, answered_at=None, complaint__state="investigating"
    )
    rows = visible_to(waiting.order_by("answer_by", "id"), visitor, Act.ANSWER_COMPLAINT)[:MOST]
    return [
        WorkItem(
            due=row.answer_by,
            title=_("You were asked about a complaint"),
            person=row.complaint.name,
            verb=_("Answer"),
            url=reverse("complaints:statement", args=[row.complaint_id, row.id]),
            overdue=row.answer_by < localdate(visitor.now),
        )
        for row in disclosed(rows, Purpose.COMPLAINT, visitor, "complaint")
    ]


composition.work.append(statements_to_make)


def stops(case, now):
    """A complaint that is not decided yet; whoever keeps records learns that something is open, not what (rule 96)."""
    user_id = case.person.user_id
    if user_id and Complaint.objects.filter(lodged_by_id=user_id, state__in=OPEN).exists():
        yield _("Something outside this record is not settled yet.")


def complaints_of(case, person_goes):
    """A person's complaints are kept apart from every case, and go when nothing else about the person remains."""
    user_id = case.person.user_id
    if user_id and person_goes:
        yield from Complaint.objects.filter(lodged_by_id=user_id).values_list("id", flat=True)


composition.stops.append(stops)
composition.hanging.append(complaints_of)
