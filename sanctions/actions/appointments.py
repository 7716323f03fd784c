"""Booking appointments and recording what came of them, with the action and the next one in one pass."""

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.access.roles import Act, Role
from cases.actions.entries import write_entry
from cases.actions.verb import at_version, keep, verb
from cases.models.entry import Entry
from sanctions.consents import NOT_AGREED, waits_for_agreement
from sanctions.models import Appointment
from sanctions.policies import binding_on, may_demand, over_by

# Only the law calls an appointment off: the sanction ended, its condition was lifted or is not agreed to.
CALLED_OFF = Appointment.Outcome.CALLED_OFF
# Before its time an appointment can only be moved or excused.
BEFOREHAND = {Appointment.Outcome.ACCEPTABLE, Appointment.Outcome.RESCHEDULED}
FAILURES = {
    Appointment.Outcome.FAILED_TO_COMPLY,
    Appointment.Outcome.SENT_HOME_BEHAVIOUR,
    Appointment.Outcome.UNACCEPTABLE,
}
# What the person can answer to, and until when, is said with the outcome.
ASKS_AN_ANSWER = {
    Appointment.Measure.WARNING,
    Appointment.Measure.SECOND_WARNING,
    Appointment.Measure.BREACH,
}


@verb("appointment.book", Act.KEEP_CASE)
def book(*, door, now, **fields):
    """Book an appointment. Until everything is explained only a first appointment can be booked."""
    return _book(door, now, **fields)


def _book(door, now, *, kind, starts_at, place, condition=None, interpreter="", arranged=""):
    if starts_at <= now:
        raise ValidationError({"starts_at": _("Choose a date and time to come.")})
    _check_demand(door.case_id, kind, localdate(starts_at))
    if condition is not None and condition.case_id != door.case_id:
        raise ValidationError({"condition": _("Choose a condition of this case.")})
    if condition is not None and waits_for_agreement(condition, localdate(starts_at)):
        raise ValidationError({"condition": NOT_AGREED})
    officer = door.visitor.post(Role.OFFICER)
    return keep(
        Appointment(
            case_id=door.case_id,
            officer_id=officer.source,
            kind=kind,
            starts_at=starts_at,
            place=place,
            condition=condition,
            interpreter=interpreter,
            arranged=arranged,
        )
    )


@verb("appointment.arrange", Act.KEEP_CASE)
def arrange(*, door, now, appointment_id, version, interpreter="", arranged=""):
    """Say who interprets at an appointment to come, and what is arranged for what the person needs. Returns it."""
    appointment = at_version(_of_case(appointment_id, door.case_id), version)
    if appointment.outcome or appointment.starts_at <= now:
        raise ValidationError(_("This appointment is over: nothing can be arranged for it any more."))
    appointment.interpreter, appointment.arranged = interpreter, arranged
    return keep(appointment)


def _check_demand(case_id, kind, day):
    """Until everything is explained only a first appointment; after the sanction's last day none (rules 23, 62)."""
    if over_by(case_id, day):
        raise ValidationError({"starts_at": _("The sanction has ended by then: nothing more can be asked.")})
    if kind == Appointment.Kind.FIRST or may_demand(case_id, day):
        return
    if not binding_on(case_id, day).exists():
        raise ValidationError(
            {"starts_at": _("No sanction is in force on that day. Only a first appointment is possible.")}
        )
    message = _("Explain rights, obligations and consequences first. Until then only a first appointment is possible.")
    raise ValidationError({"kind": message})


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
    appointment = _of_case(appointment_id, door.case_id)
    recorded = appointment.outcome not in ("", Appointment.Outcome.EVIDENCE_AWAITED)
    if recorded and appointment.version == version:
        raise ValidationError(_("The outcome is recorded already. Change it, and say why."))
    _set_outcome(appointment, version, now, outcome, excuse, measure, respond_by)
    _keep_note(door, now, appointment, note, segments)
    keep(appointment)
    if next_appointment:
        _book_next(door, now, next_appointment)
    return appointment


@verb("appointment.change_outcome", Act.KEEP_CASE, needs_reason=True)
def change_outcome(
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
):
    """Change a recorded outcome, with a reason; the earlier one and its note stay in the history."""
    appointment = _of_case(appointment_id, door.case_id)
    if not appointment.outcome:
        raise ValidationError(_("There is no outcome to change yet. Record it first."))
    was = _("Changed from: %(outcome)s.") % {"outcome": appointment.get_outcome_display()}
    _set_outcome(appointment, version, now, outcome, excuse, measure, respond_by)
    _keep_note(door, now, appointment, "\n\n".join(filter(None, [was, note])), segments)
    return keep(appointment)


def call_off(case_id, now):
    """Nothing is asked past the end of a sanction: what was booked for later is called off (rule 23)."""
    for appointment in Appointment.objects.filter(case_id=case_id, outcome="", starts_at__gt=now):
        if over_by(case_id, localdate(appointment.starts_at)):
            _called_off(appointment, now)


def call_off_under(condition, since, now):
    """Nothing is asked under a condition once it is lifted, or not agreed to: what was booked since is called off."""
    booked = Appointment.objects.filter(condition=condition, outcome="", starts_at__gt=now)
    for appointment in booked.filter(starts_at__date__gte=since):
        _called_off(appointment, now)


def _called_off(appointment, now):
    appointment.outcome, appointment.recorded_at = CALLED_OFF, now
    keep(appointment)


def _of_case(appointment_id, case_id):
    return Appointment.objects.select_related("condition__condition_type").get(pk=appointment_id, case_id=case_id)


def _set_outcome(appointment, version, now, outcome, excuse, measure, respond_by):
    if appointment.starts_at > now and outcome not in BEFOREHAND:
        message = _("This appointment is still to come. It can only be excused or moved.")
        raise ValidationError({"outcome": message})
    if outcome in FAILURES and not measure:
        raise ValidationError({"measure": _("Say what is done about it, even if it is nothing further.")})
    if outcome == Appointment.Outcome.ACCEPTABLE and not excuse:
        raise ValidationError({"excuse": _("Say which acceptable reason it was.")})
    _needs_answer_date(outcome, measure, respond_by, now)
    at_version(appointment, version)
    if outcome in FAILURES and _asked_nothing(appointment):
        raise ValidationError({"outcome": NOT_AGREED})
    if CALLED_OFF in (outcome, appointment.outcome):
        raise ValidationError(_("An appointment at which nothing is asked any more is called off by itself."))
    appointment.outcome, appointment.excuse, appointment.measure = outcome, excuse, measure
    appointment.respond_by, appointment.recorded_at = respond_by, now


def _asked_nothing(appointment):
    condition = appointment.condition
    return condition is not None and waits_for_agreement(condition, localdate(appointment.starts_at))


def _keep_note(door, now, appointment, note, segments):
    """The note stands in the record as an entry of its own; a later one never rewrites it."""
    named = {"kind": appointment.get_kind_display(), "outcome": appointment.get_outcome_display()}
    said = _("%(kind)s: %(outcome)s.") % named
    appointment.entry = write_entry(
        door,
        now,
        segments,
        kind=Entry.Kind.OUTCOME,
        happened_at=min(appointment.starts_at, now),
        nature=Entry.Nature.FACT,
        source=_("Officer's own observation"),
        serves=_serves(appointment),
        text="\n\n".join(filter(None, [said, note])),
    )


def _book_next(door, now, fields):
    """Book the next one in the same pass; what is wrong with it is said at its own fields."""
    try:
        _book(door, now, **fields)
    except ValidationError as refused:
        messages = refused.message_dict if hasattr(refused, "error_dict") else {"starts_at": refused.messages}
        raise ValidationError({f"next_{name}": said for name, said in messages.items()}) from refused


def _needs_answer_date(outcome, measure, respond_by, now):
    if outcome in FAILURES and measure in ASKS_AN_ANSWER and respond_by is None:
        raise ValidationError({"respond_by": _("Say until when the person can answer.")})
    if respond_by and respond_by <= localdate(now):
        raise ValidationError({"respond_by": _("Give the person time: choose a day to come.")})


def _serves(appointment):
    return appointment.condition.wording[:200] if appointment.condition else appointment.get_kind_display()
