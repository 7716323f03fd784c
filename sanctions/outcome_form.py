"""What came of an appointment, in one pass: outcome, what is done about it, the note, the next appointment."""

import datetime

from django import forms
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext_lazy as _

from cases.models.entry import NOTE_LENGTH, OthersSegment
from sanctions.actions.appointments import ASKS_AN_ANSWER, BEFOREHAND, FAILURES
from sanctions.forms import day_of, long_text, moment_of, of
from sanctions.models import Appointment

Outcome, Measure = Appointment.Outcome, Appointment.Measure
# The proportionate ones first: most appointments are kept, and most absences have a reason.
OUTCOMES = (
    Outcome.COMPLIED,
    Outcome.ACCEPTABLE,
    Outcome.RESCHEDULED,
    Outcome.SENT_HOME_SERVICE,
    Outcome.EVIDENCE_AWAITED,
    Outcome.FAILED_TO_COMPLY,
    Outcome.SENT_HOME_BEHAVIOUR,
    Outcome.UNACCEPTABLE,
)
MEASURES = (Measure.REFERRAL, Measure.NONE, Measure.WARNING, Measure.SECOND_WARNING, Measure.BREACH)
# Room for the line that names the appointment and its outcome.
NOTE_ROOM = 11_000
assert NOTE_ROOM < NOTE_LENGTH


class OutcomeForm(forms.Form):
    """The outcome of one appointment. Before its time it can only be excused or moved."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(label=_("What came of it"), widget=forms.RadioSelect)
    excuse = of(Appointment, "excuse", help_text=_("Only for an acceptable absence."))
    measure = forms.ChoiceField(
        label=_("What is done about it"),
        choices=[(m.value, m.label) for m in MEASURES],
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Only where the person did not comply. Begin with what is enough."),
    )
    respond_by = day_of(
        Appointment,
        "respond_by",
        help_text=_("Kept for a warning, a report and awaited evidence; otherwise it is left out."),
    )
    note = long_text(
        _("Note about the person"), NOTE_ROOM, required=False, help_text=_("What happened, and what they said to it.")
    )
    others_text = long_text(
        _("About other people"),
        NOTE_LENGTH,
        rows=3,
        required=False,
        help_text=_("Victim, family, informant, staff: the person never sees this part."),
    )
    others_about = forms.ChoiceField(
        label=_("About whom"), choices=[("", "—"), *OthersSegment.About.choices], required=False
    )
    others_withheld = forms.ChoiceField(
        label=_("How it is withheld"),
        choices=OthersSegment.Withheld.choices,
        initial=OthersSegment.Withheld.ANNOUNCED,
        required=False,
    )
    next_starts_at = moment_of(Appointment, "starts_at", required=False)
    next_kind = of(Appointment, "kind", required=False)
    next_place = of(Appointment, "place", required=False)

    def __init__(self, *args, still_to_come, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = [
            (outcome.value, outcome.label) for outcome in OUTCOMES if not still_to_come or outcome in BEFOREHAND
        ]
        if still_to_come:
            del self.fields["measure"], self.fields["respond_by"]
        if "next_starts_at" in self.fields:
            self.fields["next_starts_at"].label = _("Date and time of the next one")
            self.fields["next_starts_at"].help_text = _("Empty this if there is none.")

    def clean(self):
        given = self.cleaned_data
        outcome = given.get("outcome")
        failed = outcome in FAILURES
        if failed and not given.get("measure"):
            self.add_error("measure", _("Say what is done about it, even if it is nothing further."))
        if outcome == Outcome.ACCEPTABLE and not given.get("excuse"):
            self.add_error("excuse", _("Say which acceptable reason it was."))
        if given.get("others_text") and not given.get("others_about"):
            self.add_error("others_about", _("Say about whom this is."))
        self._leave_out(given, outcome, failed)
        self._check_next(given, outcome)

    def _leave_out(self, given, outcome, failed):
        """What the outcome does not call for is not kept, though it stood on the page."""
        if outcome != Outcome.ACCEPTABLE:
            given["excuse"] = ""
        if not failed:
            given["measure"] = ""
        given.setdefault("measure", "")
        if outcome != Outcome.EVIDENCE_AWAITED and given.get("measure") not in ASKS_AN_ANSWER:
            given["respond_by"] = None

    def _check_next(self, given, outcome):
        if "next_starts_at" not in self.fields or "next_starts_at" in self.errors:
            return
        if not given["next_starts_at"]:
            if outcome == Outcome.RESCHEDULED:
                self.add_error("next_starts_at", _("Say to when it was moved."))
            return
        for name in ("next_kind", "next_place"):
            if not given.get(name):
                self.add_error(name, _("Say this for the next appointment, or empty its date."))

    def parts(self) -> dict:
        """What the verbs take."""
        given = self.cleaned_data
        segments = []
        if given["others_text"]:
            withheld = given["others_withheld"] or OthersSegment.Withheld.ANNOUNCED
            segments = [{"about": given["others_about"], "text": given["others_text"], "withheld_as": withheld}]
        names = ("version", "outcome", "excuse", "measure", "respond_by", "note")
        return {name: given[name] for name in names} | {"segments": segments}

    def next_one(self) -> dict | None:
        """The next appointment, if one was given."""
        given = self.cleaned_data
        if not given["next_starts_at"]:
            return None
        return {name: given[f"next_{name}"] for name in ("kind", "starts_at", "place")}


class ChangeOutcomeForm(OutcomeForm):
    """A recorded outcome turned out otherwise: the earlier one stays in the history, with the reason."""

    next_starts_at = next_kind = next_place = None
    reason = forms.CharField(
        label=_("Why you change it"), max_length=400, help_text=_("It stays in the history. The person can read it.")
    )

    def parts(self) -> dict:
        """The reason opens the note: whoever reads the record learns why without opening the history."""
        parts = super().parts()
        note = "\n\n".join(filter(None, [self.cleaned_data["reason"], parts["note"]]))
        return parts | {"note": note, "reason": self.cleaned_data["reason"]}


def next_start(appointment, weeks, now) -> datetime.datetime:
    """The first day to come at the same hour, so many weeks apart: what the form proposes."""
    local = localtime(appointment.starts_at)
    days = max((localdate(now) - local.date()).days, 0)
    steps = days // (7 * weeks) + 1
    day = local.date() + datetime.timedelta(weeks=weeks * steps)
    return datetime.datetime.combine(day, local.time(), tzinfo=None)
