"""The forms of instruments and referrals. Nothing is chosen beforehand; each refusal stands at its field."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.assessing import chosen
from cases.forms import asked, begun_large, day_input, long_text
from cases.models.assessment import CaseAssessment
from cases.models.fields import in_language
from cases.models.needs import NeedsSummary
from cases.models.referral import Referral, VictimReferral

NOT_ANSWERED = "-"


class AnswersForm(forms.Form):
    """The questions of an instrument: to each an answer or “not answered”, from where it is, and a note.

    `before` are the answers that are corrected: they stand beside the questions, and choose nothing.
    """

    done_on = asked(CaseAssessment, "done_on", widget=day_input())
    edition = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, instrument, before=None, **options):
        options["initial"] = {"edition": instrument.edition} | options.get("initial", {})
        super().__init__(*args, **options)
        self.keys = [question["key"] for question in instrument.questions]
        for number, question in enumerate(instrument.questions, start=1):
            self._ask(number, question, before)
        if before is not None:
            self.fields["reason"] = forms.CharField(
                label=_("Why they are corrected"), max_length=400, help_text=_("The reason stays in the history.")
            )

    def _ask(self, number, question, before):
        key, told = question["key"], before and chosen(question, before)
        choices = [(answer["key"], in_language(answer["text"])) for answer in question["answers"]]
        self.fields[f"answer_{key}"] = forms.ChoiceField(
            label=f"{number}. {in_language(question['text'])}",
            choices=[*choices, (NOT_ANSWERED, _("Not answered"))],
            widget=forms.RadioSelect,
            help_text=_("Before: %(answer)s") % {"answer": in_language(told["text"])} if told else "",
        )
        self.fields[f"source_{key}"] = forms.ChoiceField(
            label=_("Where the answer is from"),
            choices=begun_large([("", ""), *CaseAssessment.Source.choices]),
            error_messages={"required": _("Say from whom or what this answer is.")},
        )
        self.fields[f"note_{key}"] = forms.CharField(label=_("Note"), max_length=300, required=False)

    def clean(self):
        data = super().clean()
        for key in self.keys:
            if data.get(f"answer_{key}") == NOT_ANSWERED and self.errors.pop(f"source_{key}", None):
                data[f"source_{key}"] = ""
        return data

    def in_rows(self):
        """The fields of each question together, as the page shows them."""
        return [[self[f"{name}_{key}"] for name in ("answer", "source", "note")] for key in self.keys]

    def given(self) -> dict:
        """What the verb needs of it."""
        data = self.cleaned_data
        answers = {key: {name: data[f"{name}_{key}"] for name in ("answer", "source", "note")} for key in self.keys}
        for each in answers.values():
            each["answer"] = "" if each["answer"] == NOT_ANSWERED else each["answer"]
        kept = {name: data[name] for name in ("done_on", "edition", "reason") if name in data}
        return kept | {"answers": answers}


class StepForm(forms.Form):
    """A step of a referral, at the version it was opened at."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class PassOnForm(StepForm):
    """To whom a referral is passed on."""

    to_whom = asked(Referral, "to_whom", required=True, help_text=_("A social worker by name, or their service."))


class VictimPassOnForm(PassOnForm):
    """The same for a victim: without their agreement only because of danger that somebody recorded."""

    danger_recorded_by = asked(
        VictimReferral,
        "danger_recorded_by",
        help_text=_("Only where they do not agree and there is danger to life or limb: who recorded it."),
    )
    danger_because = asked(VictimReferral, "danger_because", widget=long_text(3))


class CameOfItForm(StepForm):
    """What came of a referral."""

    help_given = asked(
        Referral,
        "help_given",
        required=True,
        widget=long_text(4),
        help_text=_("Which help is given; or why there is none."),
    )
    helped_by = asked(Referral, "helped_by")
    helped_since = asked(Referral, "helped_since", widget=day_input())


class OverrideForm(StepForm):
    """Why a referral is not passed on."""

    why_not = asked(
        Referral,
        "why_not",
        required=True,
        widget=long_text(4),
        help_text=_("The questions propose, you decide. The reason stays with the referral."),
    )


class NeedsForm(forms.Form):
    """Risk and needs in the officer's words."""

    text = asked(
        NeedsSummary,
        "text",
        widget=long_text(8),
        help_text=_("What the person needs, what could go wrong, what helps. They read this."),
    )
