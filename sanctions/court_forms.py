"""The forms of a deciding authority: nothing is preselected, and rulings stand level with each other."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cases.forms import begun_large
from sanctions.forms import day_of, long_text, moment_of, of
from sanctions.models import Consequence, FactFinding, Hearing, Ruling


def choice(model, name, **options):
    """A choice among a model's own, none of them made beforehand."""
    field = model._meta.get_field(name)
    options = {"label": capfirst(field.verbose_name), "required": True, "widget": forms.RadioSelect} | options
    return forms.ChoiceField(choices=begun_large(field.choices), **options)


class ActForm(forms.Form):
    """A form that gives one verb what it takes."""

    def given(self) -> dict:
        """What the verb takes."""
        return dict(self.cleaned_data)


class FactRequestForm(ActForm):
    """What the service must add before the report can be heard."""

    text = long_text(_("Which fact is missing?"), 4000, help_text=_("The officer and the person both read this."))


class HearingForm(ActForm):
    """When and where the person is heard."""

    starts_at = moment_of(Hearing, "starts_at")
    place = of(Hearing, "place")
    interpreter = of(Hearing, "interpreter", help_text=_("Who interprets, where the person needs it."))


class HearingNoteForm(ActForm):
    """Whether the person was there, and what they said."""

    attendance = choice(Hearing, "attendance")
    account = long_text(_("What the person said"), 20_000, required=False)


class RulingForm(ActForm):
    """Each alleged fact, then the ruling. `allegations` are (key, number, title) triples."""

    outcome = choice(Ruling, "outcome", label=_("Your ruling"))
    what_changes = long_text(_("What changes"), 4000, required=False, help_text=_("Where you modify or revoke a part."))
    reasons = long_text(_("Reasons"), 20_000, rows=8, help_text=_("The person reads them. Write plainly."))
    documents = choice(Ruling, "documents", label=_("The documents were disclosed to the person"))
    heard = choice(Ruling, "heard", label=_("The person was heard, or had the chance"))
    legal_help = choice(Ruling, "legal_help", label=_("Legal assistance was offered"))
    despite = long_text(_("If one is missing: the legal basis for ruling without it"), 4000, rows=3, required=False)
    unseen = choice(Ruling, "unseen", label=_("Passages the person has not seen"))
    statements_considered = long_text(
        _("How you considered what the person disagrees with"), 4000, rows=3, required=True
    )
    reference = of(Ruling, "reference", help_text=_("As it stands on the ruling."))
    ruled_on = day_of(Ruling, "ruled_on")

    def __init__(self, *args, allegations, unseen, disputed, **kwargs):
        super().__init__(*args, **kwargs)
        self.allegations = allegations
        for _key, number, title in allegations:
            self.fields[f"found_{number}"] = choice(FactFinding, "found", label=title)
            self.fields[f"reasons_{number}"] = long_text(_("Your reasons"), 4000, rows=3)
        if not unseen:
            del self.fields["unseen"]
        if not disputed:
            del self.fields["statements_considered"]

    def facts(self) -> list:
        """For each alleged fact its number and its two fields."""
        return [
            (number, self[f"found_{number}"], self[f"reasons_{number}"]) for _key, number, _title in self.allegations
        ]

    def given(self) -> dict:
        """What the verb takes."""
        data = super().given()
        findings = [
            {"allegation_id": key, "found": data.pop(f"found_{number}"), "reasons": data.pop(f"reasons_{number}")}
            for key, number, _title in self.allegations
        ]
        return data | {"findings": findings}


class ConsequenceForm(ActForm):
    """What follows from a revocation: decided by itself."""

    kind = choice(Consequence, "kind", label=_("What follows?"))
    amount = of(Consequence, "amount")
    reasons = long_text(_("Reasons"), 20_000)
    nothing_less = long_text(
        _("If imprisonment: why nothing less serves"),
        20_000,
        required=False,
        help_text=_("The law lets nobody be imprisoned for a breach unless nothing less serves."),
    )
    credit = of(
        Consequence, "credit", help_text=_("For example: 76 hours worked and 210 days kept, credited as 40 days.")
    )
    decided_on = day_of(Consequence, "decided_on")
