"""Noting alleged failures and dealing with them; counting proposes, the officer decides (rules 63–65)."""

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.access.roles import Act
from cases.actions.verb import at_version, keep, verb
from cases.deadlines.keeping import meet_deadlines, set_deadline
from cases.models.deadline import Deadline
from cases.models.entry import Entry
from cases.models.withholding import Withholding
from sanctions.actions.appointments import FAILURES
from sanctions.consents import NOT_AGREED, waits_for_agreement
from sanctions.models import AllegedFailure, Appointment, Condition
from sanctions.readiness import NOT_CONSIDERED, disputes

Verdict = AllegedFailure.Verdict
# Significant is decided by drafting a report, nowhere else.
SETTLED_HERE = (Verdict.UNFOUNDED, Verdict.ACCEPTED, Verdict.MINOR)
NOTHING_FAILED = gettext_lazy(
    "On that day the person’s agreement to this treatment did not hold, so it asked nothing. Find it unfounded."
)


@verb("failure.note", Act.KEEP_CASE)
def note_failure(*, door, now, happened_at, manner, condition=None, appointment_id=None, entry_id=None):
    """Note what is alleged, resting on the entry as it stands now. Returns the alleged failure.

    With `appointment_id` the condition, the time and the entry are the appointment's.
    """
    appointment = _failed(appointment_id, door.case_id) if appointment_id else None
    if appointment:
        condition = appointment.condition or condition
        happened_at, entry_id = appointment.starts_at, appointment.entry_id
    if condition is None or condition.case_id != door.case_id:
        raise ValidationError({"condition": _("Choose the condition of this case that it touches.")})
    if happened_at > now:
        raise ValidationError({"happened_at": _("A failure lies in the past. Check the date.")})
    if waits_for_agreement(condition, localdate(happened_at)):
        raise ValidationError({"condition": NOT_AGREED})
    entry = Entry.objects.get(pk=entry_id, case_id=door.case_id) if entry_id else None
    if entry and Withholding.objects.hidden(now).filter(entry=entry).exists():
        raise ValidationError({"entry_id": _("This entry is hidden from the person, who will read of the failure.")})
    failure = keep(
        AllegedFailure(
            case_id=door.case_id,
            condition=condition,
            appointment=appointment,
            happened_at=happened_at,
            manner=manner,
            entry=entry,
            entry_version=entry and entry.version,
            noted_at=now,
        )
    )
    set_deadline("failure.decide", failure, now, to=Deadline.To.OFFICER)
    return failure


def _failed(appointment_id, case_id):
    appointment = Appointment.objects.select_related("condition").get(pk=appointment_id, case_id=case_id)
    if appointment.outcome not in FAILURES:
        raise ValidationError(_("The outcome of this appointment is not a failure."))
    return appointment


@verb("failure.decide", Act.KEEP_CASE)
def decide_failure(*, door, now, failure_id, version, verdict, reasons, considered=""):
    """Deal with an alleged failure without a report, with reasons the person reads. Returns it.

    Where the person disagrees with what it rests on, `considered` says how that was considered (rule 46).
    """
    found = AllegedFailure.objects.select_related("condition__condition_type")
    failure = at_version(found.get(pk=failure_id, case_id=door.case_id), version)
    if verdict not in SETTLED_HERE:
        raise ValidationError({"verdict": _("A significant failure is dealt with by writing a report.")})
    if failure.verdict == Verdict.SIGNIFICANT:
        raise ValidationError(_("This failure stands in a report. Only the authority decides about it now."))
    if verdict == Verdict.MINOR and asked_nothing(failure):
        raise ValidationError({"verdict": NOTHING_FAILED})
    if not considered.strip() and disputes(AllegedFailure.objects.filter(pk=failure.pk)).exists():
        raise ValidationError({"considered": NOT_CONSIDERED})
    failure.verdict, failure.reasons, failure.decided_at = verdict, reasons, now
    failure.considered = considered
    meet_deadlines(failure.id, now, "failure.decide")
    return keep(failure)


def asked_nothing(failure) -> bool:
    """Whether what is alleged lies on a day on which the person's agreement to the treatment did not hold (rule 58)."""
    return waits_for_agreement(failure.condition, localdate(failure.happened_at))


def conditions_of(case_id):
    """The conditions of a case that a failure can touch."""
    return (
        Condition.objects.filter(case_id=case_id).exclude(sanction__state="replaced").select_related("condition_type")
    )
