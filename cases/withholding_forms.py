"""What is asked when something is withheld from the person, when that is decided and when it is looked at again."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms import asked, begun_large, day_input, long_text
from cases.models.withholding import Withholding


class AskForm(forms.Form):
    """How an entry is to be withheld, on which ground, and why."""

    asked_as = asked(Withholding, "asked_as", label=_("How?"), widget=forms.RadioSelect, initial=None)
    legal_ground = asked(
        Withholding, "legal_ground", label=_("On which ground?"), widget=forms.RadioSelect, empty_label=None
    )
    reasons = asked(
        Withholding,
        "reasons",
        widget=long_text(5),
        help_text=_("What harm would be done if the person read it. Your manager and the inspection read this."),
    )


class DecideForm(forms.Form):
    """What is withheld and until it is looked at again, or why it is not."""

    answer = asked(Withholding, "answer", label=_("What do you decide?"), widget=forms.RadioSelect, required=True)
    decision_reasons = asked(
        Withholding, "decision_reasons", label=_("Your reasons"), widget=long_text(4), required=True
    )
    review_on = asked(Withholding, "review_on", widget=day_input(), help_text=_("Needed unless nothing is withheld."))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["answer"].choices = begun_large(Withholding._meta.get_field("answer").choices)

    def given(self) -> dict:
        """What the verb takes."""
        return self.cleaned_data


class ReviewForm(forms.Form):
    """Whether it goes on being withheld, until when, and why."""

    GO_ON, LIFT = "go_on", "lift"

    outcome = forms.ChoiceField(
        label=_("What do you decide?"),
        choices=[(GO_ON, _("It goes on being withheld")), (LIFT, _("It ends: the person reads the entry from now on"))],
        widget=forms.RadioSelect,
    )
    review_on = forms.DateField(
        label=_("To be looked at again on"),
        required=False,
        widget=day_input(),
        help_text=_("Only if it goes on."),
    )
    reason = forms.CharField(label=_("Why"), max_length=400, widget=long_text(3))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def given(self) -> dict:
        """What the verb takes."""
        data = dict(self.cleaned_data)
        return data | {"lift": data.pop("outcome") == self.LIFT}
