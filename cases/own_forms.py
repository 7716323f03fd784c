"""The forms of the person's own pages: questions in plain words."""

from hashlib import sha256

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases.actions.contesting import MOST_FILES
from cases.files.field import ScansField
from cases.models.contest import STATEMENT_LENGTH

TOO_LONG = _(
    "This is too long: at most 9,000 characters, about three pages. Nothing you typed is lost. Shorten it here."
)


def _answer(label, help_text, **options):
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=STATEMENT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"max_length": TOO_LONG, "required": _("Please write something here. A few words are enough.")},
        **options,
    )


class ContestForm(forms.Form):
    """Which words are meant, what is wrong, what would be right, what shows it.

    `item` is what the person has before them: they never contest words they have not seen.
    """

    field = forms.ChoiceField(label=_("Which part of it?"), required=False)
    passage = forms.CharField(
        label=_("Which words?"),
        help_text=_("Copy the words you mean, exactly as they stand. If you mean all of it, leave this empty."),
        max_length=STATEMENT_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": TOO_LONG},
    )
    wrong = _answer(_("What is wrong?"), _("In your own words. They stay as you write them."))
    right = _answer(_("What should it say?"), _("Write it the way it really was."))
    evidence = _answer(
        _("What shows it?"),
        _("A letter, a message, somebody who was there. If you have nothing, leave this empty."),
        required=False,
    )
    files = ScansField(
        label=_("Papers or pictures that show it"),
        help_text=_("PDF, JPEG or PNG, 10 MB each at most, five at most."),
        most=MOST_FILES,
        required=False,
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data=None, files=None, *, item):
        self.reads = sha256(f"{item.title}\n{item.in_words()}".encode()).hexdigest()
        super().__init__(data, files, initial={"seen": self.reads})
        parts = [(name, label) for name, label, _value in item.facts]
        self.fields["field"].choices = [("", _("All of it")), *parts]
        if item.text:
            self.fields["field"].widget = forms.HiddenInput()
        else:
            del self.fields["passage"]

    def clean_seen(self):
        """Refuse once what was written about an older text, and show the new one beside what was typed."""
        if self.cleaned_data["seen"] != self.reads:
            self.data = self.data.copy()
            self.data["seen"] = self.reads
            raise ValidationError(_("What is written here has just been changed. Please read it again, then send."))
        return self.reads

    def said(self) -> dict:
        """What the verb needs of it."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class ReviewForm(forms.Form):
    """Why the answer does not settle it."""

    why = _answer(
        _("Why does the answer not settle it?"), _("In your own words. Whoever looks at it again reads them.")
    )


class WithdrawForm(forms.Form):
    """Nothing is asked but the press of the button."""
