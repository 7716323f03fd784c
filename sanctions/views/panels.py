"""What this floor brings to pages of others: the case overview, the day's work, the team, the person's home."""

import datetime

from django.db.models import Exists, Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.access.decide import visible_to
from cases.access.roles import Act
from cases.composition import Panel, WorkItem
from cases.disclosure.purposes import Purpose
from cases.disclosure.view import disclosed, disclosed_one
from cases.views.header import full_name
from sanctions.actions.appointments import FAILURES
from sanctions.arranging import LEAD, NOT_ARRANGED, lacks, with_lead
from sanctions.models import Appointment, Sanction
from sanctions.policies import still_asks
from sanctions.views.arranging import to_arrange
from sanctions.views.standing import counting, sanctions_of, with_conditions

# How far the day's work looks ahead, and the most it lists at once.
AHEAD_DAYS, ARRANGED_AHEAD_DAYS = 7, 21
MOST = 100
OVER = ("ended", "replaced")
Outcome = Appointment.Outcome


def _current(door):
    """The sanctions that still lay something on the person or wait to do so; else the last one that did."""
    standings = sanctions_of(door)
    return [row for row in standings if row["state"] not in OVER] or standings[:1]


def next_appointment(door, *links):
    """The next one ahead; none where a ruling has revoked what it was booked under."""
    ahead = Appointment.objects.filter(case_id=door.case_id, outcome="", starts_at__gt=door.visitor.now)
    asks = Exists(still_asks(door.case_id, localdate(door.visitor.now)))
    ahead = ahead.filter(asks | ~Exists(Sanction.objects.filter(case_id=door.case_id)))
    return disclosed_one(ahead.order_by("starts_at", "id"), door.purpose, door.visitor, "officer", *links)


def overview_panel(door):
    """Sanction and days left, next appointment, how each condition stands, with the rule."""
    context = {
        "standings": with_conditions(_current(door), door),
        "next": next_appointment(door),
        "counting": counting(door),
        "keeps": door.may(Act.KEEP_CASE),
        "case_id": door.case_id,
    }
    return Panel("sanctions/_overview_panel.html", context)


def appointments_to_do(visitor) -> list:
    """Appointments in the cases one keeps: past without an outcome, to come soon, still to be arranged. One query.

    An interpreter, or what a disability asks for, is looked for longer ahead.
    """
    if not visitor.may(Act.KEEP_CASE):
        return []
    soon, later = (visitor.now + datetime.timedelta(days=days) for days in (AHEAD_DAYS, ARRANGED_AHEAD_DAYS))
    ahead = Q(starts_at__lt=soon) | Q(NOT_ARRANGED, starts_at__lt=later)
    rows = with_lead(Appointment.objects.filter(ahead, outcome="")).order_by("starts_at", "id")
    mine = visible_to(rows, visitor, Act.KEEP_CASE)[:MOST]
    found = disclosed(mine, Purpose.SUPERVISION, visitor, "case__person", extra=LEAD)
    to_record = [_to_record(row, visitor.now) for row in found if row.starts_at < soon]
    to_come = [row for row in found if row.starts_at > visitor.now and any(lacks(row, row.case.person).values())]
    return to_record + [to_arrange(row, localdate(visitor.now)) for row in to_come]


def _to_record(appointment, now):
    past = appointment.starts_at <= now
    return WorkItem(
        due=appointment.starts_at,
        title=appointment.kind_label,
        person=full_name(appointment.case.person),
        verb=_("Record the outcome") if past else _("Excuse or move"),
        url=reverse("sanctions:outcome", args=[appointment.case_id, appointment.id]),
        overdue=localdate(appointment.starts_at) < localdate(now),
    )


def appointments_overdue(visitor, units) -> list:
    """Appointments past whose outcome nobody recorded, in these units. One query."""
    midnight = visitor.now - datetime.timedelta(days=1)
    rows = Appointment.objects.filter(outcome="", starts_at__lt=midnight, case__unit_id__in=units)
    found = visible_to(rows.order_by("starts_at", "id"), visitor, Act.MANAGE_UNIT)[:MOST]
    return [
        WorkItem(
            due=row.starts_at,
            title=_("Outcome not recorded: %(kind)s, %(officer)s")
            % {"kind": row.kind_label, "officer": row.officer.name},
            person=full_name(row.case.person),
            verb=_("See the appointments"),
            url=reverse("sanctions:appointments", args=[row.case_id]),
            overdue=True,
        )
        for row in disclosed(found, Purpose.SUPERVISION, visitor, "case__person", "officer")
    ]


def own_next(door):
    """When, with whom and where the person is expected next, and who interprets."""
    appointment = next_appointment(door, "case__person")
    context = {"appointment": appointment, "may_write": door.may(Act.WRITE_TO_SERVICE)}
    return Panel("sanctions/_own_next.html", context)


def own_missed(door):
    """Calm words when the last outcome was a failure: what it means, what to do, until when to answer."""
    held = Appointment.objects.filter(case_id=door.case_id, starts_at__lte=door.visitor.now)
    last = disclosed_one(
        held.exclude(outcome__in=["", Outcome.RESCHEDULED]).order_by("-starts_at", "-id"),
        door.purpose,
        door.visitor,
        "officer",
    )
    if last is None or last.outcome not in FAILURES:
        return None
    context = {
        "appointment": last,
        "missed": last.outcome == Outcome.UNACCEPTABLE,
        "can_answer": last.respond_by is not None and last.respond_by >= localdate(door.visitor.now),
        "counting": counting(door),
    }
    return Panel("sanctions/_own_missed.html", context)


def own_left(door):
    """What is left to do, in bars and plain words."""
    binding = [row for row in sanctions_of(door) if row["state"] == "in_force"]
    if not binding:
        return None
    return Panel("sanctions/_own_left.html", {"standings": with_conditions(binding, door)})
