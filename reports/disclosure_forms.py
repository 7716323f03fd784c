"""What is asked when somebody asks for information, and when something is put together for them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.disclosure.purposes import Purpose
from cases.disclosure.recipients import Recipient, listed
from cases.forms import asked, begun_large, day_input, long_text
from cases.models.disclosure import SENT_FOR, Asker, DisclosureRequest, LegalGround, OffenceClass
from cases.models.disclosure_made import DisclosureMade, DisclosureStep
from cases.models.withholding import WithholdingGround
from cases.withholding_forms import ReviewForm

Received = DisclosureRequest.Received
Channel = DisclosureMade.Channel
PURPOSES = [(purpose.value, purpose.label) for purpose in Purpose if purpose in SENT_FOR]


class AskForm(forms.Form):
    """For which purpose, on what ground, what, and why: the same on screen and on paper."""

    purpose = forms.ChoiceField(label=_("For which purpose?"), choices=begun_large(PURPOSES), widget=forms.RadioSelect)
    legal_ground = asked(DisclosureRequest, "legal_ground", label=_("On which legal ground?"))
    what = asked(
        DisclosureRequest,
        "what",
        label=_("What do you ask for?"),
        widget=long_text(3),
        help_text=_("Only what you need. What the purpose does not allow is refused."),
    )
    why = asked(DisclosureRequest, "why", label=_("Why do you need it?"), widget=long_text(3))

    def __init__(self, *args, kind=None, **kwargs):
        super().__init__(*args, **kwargs)
        grounds = LegalGround.objects.order_by("code")
        if kind:
            grounds = grounds.filter(holds_for=kind)
            known = set(grounds.values_list("purpose", flat=True))
            self.fields["purpose"].choices = begun_large([row for row in PURPOSES if row[0] in known])
        self.fields["legal_ground"].queryset = grounds
        self.fields["legal_ground"].required = kind is not None


class NoteForm(AskForm):
    """A request that came on paper, or what the service offers by itself."""

    recipient = forms.ChoiceField(label=_("Who asks, or is to be told?"))
    name = forms.CharField(
        label=_("Name"), max_length=160, required=False, help_text=_("Only for somebody who is not in the list.")
    )
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    received = forms.ChoiceField(
        label=_("How did it come?"),
        choices=begun_large([(each.value, each.label) for each in (Received.PAPER, Received.OFFERED)]),
        widget=forms.RadioSelect,
    )
    field_order = ("recipient", "name", "address", "received")

    def __init__(self, *args, now, **kwargs):
        super().__init__(*args, **kwargs)
        self.known = {str(each.key): each for each in listed(now)}
        named = [(key, each.name) for key, each in self.known.items()]
        self.fields["recipient"].choices = [("", _("Choose")), *named, (Asker.OTHER.value, _("Somebody else"))]
        self.fields["legal_ground"].help_text = _("Leave it empty where they named none: then it can only be refused.")

    def clean(self):
        data = super().clean()
        if data.get("recipient") == Asker.OTHER:
            for name in ("name", "address"):
                if not data.get(name):
                    self.add_error(name, _("Needed for somebody who is not in the list."))
        elif (known := self.known.get(data.get("recipient"))) and not (data.get("address") or known.address):
            self.add_error("address", _("No address is registered. Write it here."))
        return data

    def given(self) -> dict:
        """What the verb takes."""
        data = dict(self.cleaned_data)
        key, name, address = data.pop("recipient"), data.pop("name"), data.pop("address")
        known = self.known.get(key) or Recipient(Asker.OTHER, None, name, "")
        return data | {"asker": Recipient(known.kind, known.key, known.name, address or known.address)}


class PrepareForm(forms.Form):
    """What of the offer is sent, how, and what a manager must approve: cut down, never up."""

    picks = forms.MultipleChoiceField(
        label=_("What is sent"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose at least one thing to send, or refuse the request."),
            "invalid_choice": _("Something was chosen that this purpose does not allow. Choose again."),
        },
    )
    note = asked(DisclosureMade, "note", widget=long_text(4), help_text=_("Plain words, nothing about other people."))
    refused = asked(
        DisclosureMade,
        "refused",
        widget=long_text(3),
        help_text=_("Leave it empty if everything asked for is given. Whoever asked reads it."),
    )
    channel = asked(DisclosureMade, "channel", widget=forms.RadioSelect, initial=None)
    offence_class = asked(
        DisclosureMade,
        "offence_class",
        label=_("Tell the kind of offence?"),
        help_text=_("This purpose does not allow it. Choose one only if it must be known; a manager decides."),
    )
    put_off_on = forms.ModelChoiceField(
        WithholdingGround.objects.filter(may_hide=True).order_by("code"),
        label=_("Is the person not to be told yet?"),
        required=False,
        empty_label=_("The person is told at once"),
        help_text=_("Only on a ground of the law; a manager decides."),
    )
    review_on = forms.DateField(
        label=_("To be looked at again on"),
        required=False,
        widget=day_input(),
        help_text=_("Only if the person is not told yet."),
    )
    because = asked(
        DisclosureMade,
        "because",
        widget=long_text(3),
        help_text=_("Only where a manager must approve: the kind of offence, or the person not told yet."),
    )
    understood = forms.BooleanField(required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, offers=(), request=None, knows_offence=False, **kwargs):
        super().__init__(*args, **kwargs)
        keys = [key for offer in offers for key in offer.keys]
        self.fields["picks"].choices = [(key, key) for key in keys]
        self.ticked = set(self.data.getlist("picks")) if self.is_bound else set(keys)
        whom = {"name": request.asker, "address": request.address}
        self.fields["understood"].label = _("I understand that this will be shared with %(name)s, %(address)s.") % whom
        self.fields["offence_class"].queryset = OffenceClass.objects.order_by("code")
        self.fields["offence_class"].empty_label = _("No")
        if knows_offence:
            del self.fields["offence_class"]
        if request.received != Received.PAGE:
            others = [each for each in Channel if each != Channel.PAGE]
            self.fields["channel"].choices = begun_large([(each.value, each.label) for each in others])


class RefuseForm(forms.Form):
    """Why nothing is given."""

    reasons = asked(
        DisclosureRequest,
        "reasons",
        label=_("Why is it refused?"),
        required=True,
        widget=long_text(4),
        help_text=_("Whoever asked reads this."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class ApproveForm(forms.Form):
    """The reasons; which of the two buttons was pressed is the decision."""

    approval_reasons = asked(
        DisclosureMade, "approval_reasons", label=_("Your reasons"), required=True, widget=long_text(3)
    )
    answer = forms.CharField(required=False, widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)


class SendForm(forms.Form):
    """Nothing is asked but that nobody was quicker."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class StepForm(forms.Form):
    """How the recipient said so, or how and why they were told."""

    told = asked(DisclosureStep, "told", widget=long_text(3))


class DeferralForm(ReviewForm):
    """Whether the person is told now, or on which day this is looked at again, and why."""

    outcome = forms.ChoiceField(
        label=_("What do you decide?"),
        choices=[
            (ReviewForm.GO_ON, _("The person is not told yet")),
            (ReviewForm.LIFT, _("The person reads of it from now on")),
        ],
        widget=forms.RadioSelect,
    )
