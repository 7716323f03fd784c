"""The forms of the person's own pages: questions in plain words."""

from hashlib import sha256

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

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
    """What is wrong, what would be right, what shows it.

    `reads` is the text the person has before them: they never contest words they have not seen.
    """

    wrong = _answer(_("What is wrong?"), _("In your own words. They stay as you write them."))
    right = _answer(_("What should it say?"), _("Write it the way it really was."))
    evidence = _answer(
        _("What shows it?"),
        _("A letter, a message, somebody who was there. If you have nothing, leave this empty."),
        required=False,
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data=None, *, reads):
        self.reads = sha256(reads.encode()).hexdigest()
        super().__init__(data, initial={"seen": self.reads})

    def clean_seen(self):
        """Refuse once what was written about an older text, and show the new one beside what was typed."""
        if self.cleaned_data["seen"] != self.reads:
            self.data = self.data.copy()
            self.data["seen"] = self.reads
            raise ValidationError(_("What is written here has just been changed. Please read it again, then send."))
        return self.reads
