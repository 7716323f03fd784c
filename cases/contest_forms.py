"""What staff fill in about a disagreement: copied from paper, answered, reviewed, and who was told (rule 46)."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.files.field import ScanField
from cases.forms import asked, chosen_from, long_text, moment_input
from cases.models.contest import Contest
from cases.models.entry import Entry
from cases.models.recipient import Omission, RecipientNotice


class PaperForm(forms.Form):
    """A disagreement as it stands on the paper, word for word, and its scan."""

    arrived_at = forms.DateTimeField(
        label=_("When the paper arrived"),
        widget=moment_input(),
        help_text=_("The time to answer runs from then."),
    )
    wrong = asked(Contest, "wrong", widget=long_text(5), help_text=_("Word for word, as it was written."))
    right = asked(Contest, "right", widget=long_text(4))
    evidence = asked(Contest, "evidence", widget=long_text(3))
    file = ScanField(
        label=_("Scan of the paper"),
        required=False,
        help_text=_("PDF, JPEG or PNG, 10 MB at most. Give the paper back, or a receipt for it."),
    )


class DecidingForm(forms.Form):
    """What an answer and a review have in common: what is said, and what the content says from then on."""

    answer = forms.ChoiceField(label=_("Your answer"), choices=Contest.Answer.choices, widget=forms.RadioSelect)
    corrected_text = asked(
        Entry,
        "text",
        widget=long_text(8),
        required=False,
        label=_("What it says from now on"),
        help_text=_("Only if you correct it, wholly or in part. What stood there before stays in the history."),
    )
    reasons = asked(
        Contest,
        "reasons",
        widget=long_text(4),
        help_text=_("Needed unless you correct everything. The person will read them."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, correctable=True, **kwargs):
        super().__init__(*args, **kwargs)
        if not correctable:
            self.fields["corrected_text"].label = _("The correction that stands beside it from now on")
            self.fields["corrected_text"].help_text = _(
                "Only if you correct it, wholly or in part. What was written does not change; whoever reads it reads "
                "this beside it."
            )

    def clean(self):
        data = super().clean()
        answer = data.get("answer")
        if answer in (Contest.Answer.PARTLY, Contest.Answer.REFUSED) and not data.get("reasons"):
            self.add_error("reasons", _("Give the reasons: the person will read them."))
        if answer in (Contest.Answer.CORRECTED, Contest.Answer.PARTLY) and not data.get("corrected_text"):
            self.add_error("corrected_text", _("Write what it should say now."))
        return data


class ContestAnswerForm(DecidingForm):
    """The answer to a disagreement, and the words of it that somebody outside must not read."""

    left_out = asked(
        Omission,
        "passage",
        widget=long_text(2),
        required=False,
        label=_("Words that somebody outside must not read"),
        help_text=_(
            "Copy them exactly from what the person said. They read which words were left out, for whom and why."
        ),
    )
    left_out_for = asked(Omission, "audience", required=False, label=_("Left out for"))
    left_out_because = asked(Omission, "because", required=False, label=_("Left out because"))
    field_order = ("answer", "corrected_text", "reasons", "left_out", "left_out_for", "left_out_because")

    def clean(self):
        data = super().clean()
        if data.get("left_out"):
            for name in ("left_out_for", "left_out_because"):
                if not data.get(name):
                    self.add_error(name, _("Choose for whom these words are left out, and why."))
        return data

    def said(self) -> dict:
        """What the verb needs of it."""
        given = {name: value for name, value in self.cleaned_data.items() if not name.startswith("left_out")}
        left = self.cleaned_data["left_out"].strip()
        because = {"audience": self.cleaned_data["left_out_for"], "because": self.cleaned_data["left_out_because"]}
        return given | {"left_out": [{"passage": left, **because}] if left else []}


class ContestReviewForm(DecidingForm):
    """The outcome of a review; its reasons are never left out."""

    reasons = asked(
        Contest, "review_reasons", required=True, widget=long_text(4), help_text=_("The person will read them.")
    )
    field_order = ("answer", "corrected_text", "reasons")

    def said(self) -> dict:
        """What the verb needs of it."""
        return dict(self.cleaned_data)


class ToldForm(forms.Form):
    """How an earlier recipient was told, or that they confirmed it."""

    notice = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)
    channel = chosen_from(asked(RecipientNotice, "channel", required=True))


class ConfirmedForm(forms.Form):
    """That an earlier recipient confirmed it."""

    notice = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)
