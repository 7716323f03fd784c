"""What is asked when a name, address or number is to be watched for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms import asked
from cases.models.third_party import ThirdPartyIdentifier, VictimIdentifier


class VictimIdentifierForm(forms.Form):
    """A name, address or number of a victim."""

    kind = asked(VictimIdentifier, "kind", widget=forms.RadioSelect, initial=None)
    value = asked(
        VictimIdentifier,
        "value",
        help_text=_("Write one at a time. How it is spelled does not matter."),
    )


class ThirdPartyForm(VictimIdentifierForm):
    """A name, address or number of somebody in the person's life."""

    whose = asked(ThirdPartyIdentifier, "whose", widget=forms.RadioSelect, initial=None)
    field_order = ("whose", "kind", "value")


class UnwatchForm(forms.Form):
    """One press: this one is watched for no longer."""

    identifier_id = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)
