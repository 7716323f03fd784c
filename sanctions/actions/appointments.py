"""Booking appointments and recording what came of them, with the action and the next one in one pass."""

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.access.roles import Act, Role
from cases.actions.entries import write_entry
from cases.actions.explaining import missing_explanations
from cases.actions.verb import at_version, keep, verb
from cases.models.entry import Entry
from sanctions.models import Appointment, Sanction

# Before its time an appointment can only be moved or excused.
BEFOREHAND = {Appointment.Outcome.ACCEPTABLE, Appointment.Outcome.RESCHEDULED}
FAILURES = {
    Appointment.Outcome.FAILED_TO_COMPLY,
    Appointment.Outcome.SENT_HOME_BEHAVIOUR,
    Appointment.Outcome.UNACCEPTABLE,
}


def may_demand(case_id) -> bool:
    """Whether demands can be made on the person: a sanction is in force and everything was explained (rule 62)."""
    in_force = Sanction.objects.filter(case_id=case_id, state=Sanction.State.IN_FORCE).exists()
    return in_force and not missing_explanations(case_id)


@verb("appointment.book", Act.KEEP_CASE)
def book(*, door, now, **fields):
    """Book an appointment. Until everything is explained only a first appointment can be booked."""
    return _book(door, now, **fields)


def _book(door, now, *, kind, starts_at, place, condition=None):
    if starts_at <= now:
        raise ValidationError({"starts_at": _("Choose a date and time to come.")})
    if kind != Appointment.Kind.FIRST and not may_demand(door.case_id):
        message = _(
            "Explain rights, obligations and consequences first. Until then only a first appointment is possible."
        )
        raise ValidationError({"kind": message})
    officer = door.visitor.post(Role.OFFICER)
    return keep(
        Appointment(
            case_id=door.case_id,
            officer_id=officer.source,
            kind=kind,
            starts_at=starts_at,
            place=place,
            condition=condition,
        )
    )


@verb("appointment.outcome", Act.KEEP_CASE)
def record_outcome(
    *,
    door,
    now,
    appointment_id,
    version,
    outcome,
    note,
    excuse="",
    measure="",
    respond_by=None,
    segments=(),
    next_appointment=None,
):
    """Record an outcome, what is done about it, the note, and the next appointment (a dict of book's fields).

    An appointment to come takes only an acceptable absence or a move. Returns the appointment.
    """
    appointment = Appointment.objects.select_related("condition__condition_type").get(
        pk=appointment_id, case_id=door.case_id
    )
    if appointment.starts_at > now and outcome not in BEFOREHAND:
        message = _("This appointment is still to come. It can only be excused or moved.")
        raise ValidationError({"outcome": message})
    _needs_answer_date(outcome, measure, respond_by, now)
    at_version(appointment, version)
    appointment.outcome, appointment.excuse, appointment.measure = outcome, excuse, measure
    appointment.respond_by, appointment.recorded_at = respond_by, now
    appointment.entry = write_entry(
        door,
        now,
        segments,
        kind=Entry.Kind.OUTCOME,
        happened_at=min(appointment.starts_at, now),
        nature=Entry.Nature.FACT,
        source=_("Officer's own observation"),
        serves=_serves(appointment),
        text="\n\n".join(
            filter(None, [f"{appointment.get_kind_display()}: {appointment.get_outcome_display()}.", note])
        ),
    )
    keep(appointment)
    if next_appointment:
        _book(door, now, **next_appointment)
    return appointment


def _needs_answer_date(outcome, measure, respond_by, now):
    asks = {Appointment.Measure.WARNING, Appointment.Measure.SECOND_WARNING, Appointment.Measure.BREACH}
    if outcome in FAILURES and measure in asks and respond_by is None:
        raise ValidationError({"respond_by": _("Say until when the person can answer.")})
    if respond_by and respond_by <= localdate(now):
        raise ValidationError({"respond_by": _("Give the person time: choose a day to come.")})


def _serves(appointment):
    return appointment.condition.wording[:200] if appointment.condition else appointment.get_kind_display()
