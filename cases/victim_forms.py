"""The forms of victim contact. Nothing is chosen before somebody answered; each refusal stands at its field."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.consent_forms import long_words, one_of
from cases.forms import asked, long_text, moment_input
from cases.models.victim_notice import NOTICE_TEXT, AgreedWork, VictimNotice


class BegunForm(forms.Form):
    """With the version of what somebody began, once something stands there."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if "version" not in self.initial:
            del self.fields["version"]


class WriteForm(BegunForm):
    """The words for a victim."""

    text = long_words(
        _("What you tell them"),
        NOTICE_TEXT,
        5,
        help_text=_("What happened, and when. Nothing else about the person: no name, no place, no number, no reason."),
    )
    language = asked(VictimNotice, "language", required=True)


class SendForm(forms.Form):
    """They were told: when and how."""

    how = asked(
        VictimNotice, "how", required=True, label=_("How you told them"), help_text=_("The safe way, as you used it.")
    )
    sent_at = asked(
        VictimNotice,
        "sent_at",
        required=True,
        label=_("Told on"),
        widget=moment_input(),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class LeaveForm(BegunForm):
    """Why they are not told."""

    why_not = asked(VictimNotice, "why_not", required=True, widget=long_text(3))


class WorkForm(forms.Form):
    """What begins with their agreement."""

    kind = one_of(AgreedWork, "kind")
    what = asked(AgreedWork, "what", widget=long_text(2))


class EndWorkForm(forms.Form):
    """How it ended; that an agreement was taken back is recorded where it was given."""

    ended_as = one_of(AgreedWork, "ended_as", left_out=(AgreedWork.End.WITHDRAWN,))
    version = forms.IntegerField(widget=forms.HiddenInput)
