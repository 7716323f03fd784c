"""The forms of victim contact. Nothing is chosen before somebody answered; each refusal stands at its field."""

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cases.forms import asked, begun_large, day_input, long_text, moment_input
from cases.models.consent import CONSENT_TEXT, VictimConsent
from cases.models.victim_notice import NOTICE_TEXT, AgreedWork, VictimNotice


def _one_of(model, name, left_out=(), **options):
    """Radio buttons of which none is chosen yet."""
    field = model._meta.get_field(name)
    choices = begun_large(choice for choice in field.choices if choice[0] not in left_out)
    return forms.ChoiceField(label=capfirst(field.verbose_name), choices=choices, widget=forms.RadioSelect, **options)


def _text(label, most, rows, **options):
    """A long text. A browser would cut off what is too long, so only the server counts, and keeps what was typed."""
    return forms.CharField(label=label, widget=long_text(rows), validators=[MaxLengthValidator(most)], **options)


class AnswerForm(forms.Form):
    """What they answered, to which text, by which act of their own."""

    text = _text(_("Text they answered to"), CONSENT_TEXT, 6, help_text=_("As you read it to them, word for word."))
    language = asked(VictimConsent, "language")
    answer = _one_of(
        VictimConsent, "answer", help_text=_("What they said themselves. No answer is no: then write none.")
    )
    how_given = _one_of(VictimConsent, "how_given")
    shown_by_what = asked(VictimConsent, "shown_by_what")
    given_on = asked(VictimConsent, "given_on", widget=day_input())


class WithdrawForm(forms.Form):
    """They take it back: from when, and how they said so."""

    withdrawn_how = asked(VictimConsent, "withdrawn_how", required=True, label=_("How they took it back"))
    withdrawn_on = asked(VictimConsent, "withdrawn_on", widget=day_input(), required=True)
    version = forms.IntegerField(widget=forms.HiddenInput)


class BegunForm(forms.Form):
    """With the version of what somebody began, once something stands there."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if "version" not in self.initial:
            del self.fields["version"]


class WriteForm(BegunForm):
    """The words for a victim."""

    text = _text(
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

    kind = _one_of(AgreedWork, "kind")
    what = asked(AgreedWork, "what", widget=long_text(2))


class EndWorkForm(forms.Form):
    """How it ended; that an agreement was taken back is recorded where it was given."""

    ended_as = _one_of(AgreedWork, "ended_as", left_out=(AgreedWork.End.WITHDRAWN,))
    version = forms.IntegerField(widget=forms.HiddenInput)
