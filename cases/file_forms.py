"""What people fill in about files: adding one, having it preserved, looking at it again, letting a part of it leave."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.files.field import FileField
from cases.files.kinds import MEGABYTE, MOST_BYTES, MOST_FILM, MOST_SOUND
from cases.forms import asked, begun_large, chosen_from, day_input, long_text, moment_input, one_plain_line
from cases.models.release import Blackening, FileTerm, ReleaseCopy
from cases.models.retention import Hold
from cases.models.stored_file import StoredFile

BOUNDS = {"paper": MOST_BYTES // MEGABYTE, "sound": MOST_SOUND // MEGABYTE, "film": MOST_FILM // MEGABYTE}


class AddFileForm(forms.Form):
    """A file or recording as whoever adds it knows it."""

    category = chosen_from(
        forms.ChoiceField(
            label=_("What it is"),
            widget=forms.RadioSelect,
            choices=[(each.value, each.label) for each in StoredFile.ADDED],
        )
    )
    file = FileField(
        label=_("The file"),
        help_text=_(
            "PDF, JPEG, PNG, DOCX or ODT up to %(paper)s MB, MP3 or WAV up to %(sound)s MB, M4A or MP4 up to "
            "%(film)s MB. It is kept without its name and without what says where, with what or by whom it was made."
        ),
    )
    description = asked(
        StoredFile,
        "description",
        required=True,
        widget=long_text(2),
        help_text=_("The person reads this where the file itself may be shown to them. Name nobody else."),
    )
    recorded_by = asked(StoredFile, "recorded_by", required=True, validators=[one_plain_line])
    recorded_at = asked(StoredFile, "recorded_at", widget=moment_input(), help_text=_("As far as it is known."))
    shows_others = forms.ChoiceField(
        label=_("Does it show or tell of other people?"),
        widget=forms.RadioSelect,
        choices=[("no", _("No, only of the person")), ("yes", _("Yes: keep it apart, the person never sees it"))],
    )
    others = asked(
        StoredFile, "others", label=_("If so: of whom"), help_text=_("For example: her sister, at the table.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = self.fields["file"].help_text % BOUNDS

    @property
    def told(self) -> dict:
        """What the verb is given."""
        told = dict(self.cleaned_data)
        return told | {"incoming": told.pop("file"), "apart": told.pop("shows_others") == "yes"}


class HoldFileForm(forms.Form):
    """Who wants a file preserved, on which ground, and when that is looked at again."""

    kind = forms.ChoiceField(label=_("Ground"), widget=forms.RadioSelect, choices=begun_large(Hold.Kind.choices))
    asked_by = asked(Hold, "asked_by", required=True, help_text=_("The court with its reference, or who asked."))
    why = forms.CharField(label=_("Why"), max_length=400, widget=long_text(2))
    review_on = forms.DateField(label=_("To be reviewed on"), widget=day_input())


class LetGoForm(forms.Form):
    """Why a file is preserved no longer."""

    reason = forms.CharField(label=_("Why need it not be preserved any more?"), max_length=400, widget=long_text(2))
    version = forms.IntegerField(widget=forms.HiddenInput)


class ReviewFileForm(forms.Form):
    """Whether a file is still needed."""

    outcome = asked(FileTerm, "outcome", widget=forms.RadioSelect, initial=None)
    keep_until = asked(FileTerm, "keep_until", widget=day_input(), help_text=_("If it is kept: a day to come."))
    reasons = asked(FileTerm, "reasons", widget=long_text(2))


class BeginReleaseForm(forms.Form):
    """Who gets a copy, for what."""

    recipient = asked(ReleaseCopy, "recipient", help_text=_("Who gets the copy: name and address, or office."))
    why = asked(ReleaseCopy, "why", widget=long_text(2))
    for_person = asked(ReleaseCopy, "for_person")


class BlackOutForm(forms.Form):
    """A part of a page that must not leave, as squares on it."""

    page = forms.IntegerField(label=_("Page"), min_value=1, max_value=500)
    first = forms.CharField(label=_("From square"), max_length=5, help_text=_("Upper left, for example C12."))
    last = forms.CharField(label=_("To square"), max_length=5, help_text=_("Lower right, for example R13."))
    exemption = asked(Blackening, "exemption")
    note = asked(Blackening, "note", help_text=_("Only where the ground does not say enough. It never leaves."))


class VersionForm(forms.Form):
    """One press on something that nobody changed meanwhile."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class DecideReleaseForm(VersionForm):
    """Remarks; which of the two buttons was pressed is the decision."""

    reasons = asked(ReleaseCopy, "reasons", widget=long_text(3), help_text=_("Needed if it does not leave like this."))
    answer = forms.ChoiceField(choices=ReleaseCopy.Answer.choices, widget=forms.HiddenInput, required=False)

    def clean_answer(self):
        """Sent without either button, nothing leaves."""
        return self.cleaned_data["answer"] or ReleaseCopy.Answer.REFUSED
