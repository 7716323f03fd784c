"""The forms of a ruling copied from paper: what the paper does not say is left empty, and reads "not stated"."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cases.files.field import ScanField
from cases.forms import begun_large
from cases.models.unit import StaffMember
from sanctions.court_forms import ActForm, choice
from sanctions.forms import day_of, long_text, of
from sanctions.models import FactFinding, Ruling

NOT_STATED = ("", _("Not stated on the paper"))


def said(model, name, **options):
    """A choice of a ruling that the paper may leave open."""
    field = model._meta.get_field(name)
    options = {"label": capfirst(field.verbose_name), "required": False, "widget": forms.RadioSelect} | options
    return forms.ChoiceField(choices=[*begun_large(field.choices), NOT_STATED], **options)


class TranscriptForm(ActForm):
    """A ruling as its paper has it. `allegations` are (key, number, title) triples."""

    scan = ScanField(
        label=_("The scan of the ruling"),
        help_text=_("PDF, JPEG or PNG, 10 MB at most. If something is refused below, choose it once more."),
        max_length=None,
    )
    reference = of(Ruling, "reference", help_text=_("As it stands on the ruling."))
    member = of(Ruling, "member")
    ruled_on = day_of(Ruling, "ruled_on")
    outcome = choice(Ruling, "outcome", label=_("The ruling"))
    what_changes = long_text(_("What changes"), 4000, required=False)
    reasons = long_text(_("Reasons, word for word"), 20_000, rows=8, required=False)
    documents = said(Ruling, "documents")
    heard = said(Ruling, "heard")
    legal_help = said(Ruling, "legal_help")
    despite = long_text(_("The legal basis it gives for ruling without one"), 4000, rows=3, required=False)
    checker = forms.ModelChoiceField(
        StaffMember.objects.none(),
        label=_("Who compares it with the scan?"),
        widget=forms.RadioSelect,
        empty_label=None,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, allegations, readers, **kwargs):
        super().__init__(*args, **kwargs)
        self.allegations = allegations
        self.fields["checker"].queryset = readers
        for _key, number, title in allegations:
            self.fields[f"found_{number}"] = said(FactFinding, "found", label=title)
            self.fields[f"reasons_{number}"] = long_text(_("Its reasons for it"), 4000, rows=2, required=False)

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


class CompareForm(ActForm):
    """Whoever did not copy it says whether it is what the paper says."""

    passes = forms.TypedChoiceField(
        label=_("Does every word stand on the paper, and nothing else?"),
        choices=[("yes", _("Yes: this is the ruling")), ("no", _("No: it must be copied anew"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    note = long_text(_("If not: what differs"), 4000, rows=3, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)
