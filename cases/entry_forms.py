"""What is asked of an entry: what is about the person, and apart from it what is about others (rules 8 and 43)."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.actions.entries import OWN_FIELDS
from cases.forms import asked, day_input, long_text, moment_input, typed_into
from cases.models.entry import Entry, OthersSegment

OTHERS = "others"
# Pressed for room for one part more: nothing is checked or saved by it.
ANOTHER = "another"
# More than so many parts about others are no entry any more.
MOST_OTHERS = 12
FUTURE = _("This lies in the future. Enter when it happened; plan what is to come elsewhere.")


def not_to_come(moment):
    """The moment, unless it is still to come."""
    if moment > timezone.now():
        raise ValidationError(FUTURE)
    return moment


class OthersForm(forms.Form):
    """One part about other people, naming whose it is: one to be written, or one that stands there already."""

    about = asked(OthersSegment, "about", required=False)
    text = asked(OthersSegment, "text", widget=long_text(4), required=False, label=_("What you know about them"))
    withheld_as = asked(
        OthersSegment, "withheld_as", widget=forms.RadioSelect, required=False, label=_("What the person is told")
    )
    segment_id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean(self):
        data = super().clean()
        if data.get("text") and not data.get("about"):
            self.add_error("about", _("Say whom this part is about, so that it is kept apart for the right reason."))
        if data.get("segment_id") and not data.get("text") and "text" not in self.errors:
            self.add_error("text", _("A part that was written stays. Correct it; it cannot be emptied."))
        return data

    def segment(self) -> dict:
        """The part as the verbs take it."""
        data = self.cleaned_data
        withheld = data["withheld_as"] or OthersSegment.Withheld.ANNOUNCED
        return {"about": data["about"], "text": data["text"], "withheld_as": withheld}


class WithOthers(forms.Form):
    """A form with parts about other people; `kept` are those that stand there, as initial values of their forms."""

    def __init__(self, data=None, *, typed=None, kept=(), **options):
        super().__init__(data, **options)
        self.kept, given = list(kept), typed if data is None else data
        if typed and data is None:
            typed_into(self, typed)
        count = max(_parts_in(given) + (ANOTHER in (given or ())), len(self.kept) + 1)
        self.others = [self._part(data, typed, number) for number in range(min(count, MOST_OTHERS))]

    def _part(self, data, typed, number):
        initial = self.kept[number] if number < len(self.kept) else {}
        part = OthersForm(data, prefix=f"{OTHERS}-{number}", initial=dict(initial))
        return typed_into(part, typed) if typed and data is None else part

    def clean(self):
        data = super().clean()
        if not all(part.is_valid() for part in self.others):
            self.add_error(None, _("Look again at what you wrote about other people."))
        return data

    def segments(self) -> list[dict]:
        """The new parts about others."""
        parts = (part.cleaned_data | part.segment() for part in self.others)
        new = [part for part in parts if part["text"] and not part["segment_id"]]
        return [{name: part[name] for name in ("about", "text", "withheld_as")} for part in new]

    def corrected(self) -> list[dict]:
        """The parts that stood there, as they are from now on."""
        parts = [part.segment() | part.cleaned_data for part in self.others if part.cleaned_data["segment_id"]]
        return [part | {"withheld_as": part["withheld_as"] or OthersSegment.Withheld.ANNOUNCED} for part in parts]


def _parts_in(given) -> int:
    return sum(f"{OTHERS}-{number}-text" in (given or ()) for number in range(MOST_OTHERS))


class EntryForm(WithOthers):
    """An entry, and apart from it what is about other people (rules 8 and 43)."""

    kind = asked(Entry, "kind")
    happened_at = asked(Entry, "happened_at", widget=moment_input())
    text = asked(
        Entry,
        "text",
        widget=long_text(8),
        help_text=_("Only what concerns the person. They can read this. Other people have their own part below."),
    )
    nature = asked(Entry, "nature", widget=forms.RadioSelect, initial=None)
    source = asked(Entry, "source", help_text=_("How you know it: seen yourself, told by whom, which document."))
    serves = asked(Entry, "serves", help_text=_("Which condition or step of the plan this entry serves."))
    verified_on = asked(Entry, "verified_on", widget=day_input())
    verified_how = asked(Entry, "verified_how", help_text=_("For example: telephoned the employer."))
    shared_on = asked(Entry, "shared_on", widget=day_input())

    def clean_happened_at(self):
        return not_to_come(self.cleaned_data["happened_at"])

    def own(self) -> dict:
        """What is about the person."""
        return {name: self.cleaned_data[name] for name in OWN_FIELDS}


class CorrectionForm(EntryForm):
    """The next version of an entry, with the reason why (law 8)."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why you correct it"),
        max_length=400,
        help_text=_("The person can read this. The earlier text stays in the history."),
    )
    moves_to_others = forms.BooleanField(
        required=False,
        label=_("The passage I took out is about other people"),
        help_text=_("Then the earlier versions, which held it, are withheld from the person too."),
    )
    field_order = ("version",)


class VerifyForm(forms.Form):
    """That an entry was checked: when, and how (rule 43)."""

    verified_on = asked(Entry, "verified_on", widget=day_input(), required=True, label=_("When you checked it"))
    verified_how = asked(
        Entry,
        "verified_how",
        required=True,
        label=_("How you checked it"),
        help_text=_("For example: telephoned the employer, saw the paper. The person can read this."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
