"""The forms of the consent register, for any owner: nothing is chosen before somebody answered."""

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cases.forms import asked, begun_large, day_input, long_text
from cases.models.consent import CONSENT_TEXT, VictimConsent


def one_of(model, name, left_out=(), **options):
    """Radio buttons of which none is chosen yet."""
    field = model._meta.get_field(name)
    choices = begun_large(choice for choice in field.choices if choice[0] not in left_out)
    return forms.ChoiceField(label=capfirst(field.verbose_name), choices=choices, widget=forms.RadioSelect, **options)


def long_words(label, most, rows, **options):
    """A long text. A browser would cut off what is too long, so only the server counts, and keeps what was typed."""
    return forms.CharField(label=label, widget=long_text(rows), validators=[MaxLengthValidator(most)], **options)


class AnswerForm(forms.Form):
    """What they answered, to which text, by which act of their own."""

    text = long_words(
        _("Text they answered to"), CONSENT_TEXT, 6, help_text=_("As you read it to them, word for word.")
    )
    language = asked(VictimConsent, "language")
    answer = one_of(
        VictimConsent, "answer", help_text=_("What they said themselves. No answer is no: then write none.")
    )
    how_given = one_of(VictimConsent, "how_given", left_out=(VictimConsent.Act.SCREEN,))
    shown_by_what = asked(VictimConsent, "shown_by_what", required=True)
    given_on = asked(VictimConsent, "given_on", widget=day_input())


class WithdrawForm(forms.Form):
    """They take it back: from when, and how they said so."""

    withdrawn_how = asked(VictimConsent, "withdrawn_how", required=True, label=_("How they took it back"))
    withdrawn_on = asked(VictimConsent, "withdrawn_on", widget=day_input(), required=True)
    version = forms.IntegerField(widget=forms.HiddenInput)
