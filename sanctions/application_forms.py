"""The forms around an application: what is asked and why, the service's view, the authority's decision."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.models.fields import in_language
from sanctions.court_forms import ActForm, choice
from sanctions.forms import ByType, day_of, long_text, of
from sanctions.models import Application, ApplicationDecision, Condition, Sanction, ServiceView
from sanctions.report_forms import VersionForm

Kind = Application.Kind
MANNERS = [(value, label) for value, label in Application.Manner.choices if value != Application.Manner.SCREEN]


class BySanctionType(forms.ModelChoiceField):
    """A choice among the sanctions of one case, each by the title of its type."""

    def label_from_instance(self, obj):
        return in_language(obj.sanction_type.title)


def _grounds(label, help_text):
    return long_text(label, 20_000, rows=8, help_text=help_text)


def _conditions(sanctions):
    rows = Condition.objects.filter(sanction__in=sanctions, lifted_on=None).order_by("id")
    return rows.select_related("condition_type", "sanction")


class AskForm(ActForm):
    """What the person asks, in their own words. `sanctions` are those that can still be changed or ended early."""

    kind = ""

    def __init__(self, *args, sanctions, **kwargs):
        super().__init__(*args, **kwargs)
        self.only = None
        if "sanction" in self.fields:
            self.fields["sanction"].queryset = sanctions.select_related("sanction_type").order_by("id")
            if len(sanctions) == 1:
                self.only = sanctions[0]
                del self.fields["sanction"]
        if "condition" in self.fields:
            self.fields["condition"].queryset = _conditions(sanctions)

    def given(self) -> dict:
        """What the verb takes."""
        return {"kind": self.kind} | ({"sanction": self.only} if self.only else {}) | super().given()


class EndForm(AskForm):
    """Ask for an early end."""

    kind = Kind.END
    sanction = BySanctionType(
        Sanction.objects.none(), label=_("Which one?"), widget=forms.RadioSelect, empty_label=None
    )
    grounds = _grounds(
        _("Why should it end earlier?"),
        _("What have you done so far? What is better now? Your words go to the court as you write them."),
    )


class ChangeForm(AskForm):
    """Ask for another condition."""

    kind = Kind.CHANGE
    condition = ByType(
        Condition.objects.none(),
        label=_("Which condition?"),
        widget=forms.RadioSelect,
        empty_label=None,
    )
    instead = long_text(
        _("What do you ask for instead?"), 2000, rows=3, help_text=_("For example: a meeting every two weeks.")
    )
    grounds = _grounds(
        _("Why?"), _("What does not work as it is, and since when? Your words go to the court as you write them.")
    )


class StaffAskForm(AskForm):
    """What staff write: an early end or another condition, on one page."""

    kind = choice(Application, "kind", label=_("What is asked for?"))
    sanction = BySanctionType(
        Sanction.objects.none(), label=_("Which sanction?"), widget=forms.RadioSelect, empty_label=None
    )
    condition = ByType(
        Condition.objects.none(),
        label=_("If a condition is to change: which one?"),
        widget=forms.RadioSelect,
        empty_label=None,
        required=False,
    )
    instead = long_text(_("If a condition is to change: what is asked for instead?"), 2000, rows=3, required=False)
    grounds = _grounds(_("On which grounds?"), _("The court and the person both read this."))

    def clean(self):
        if self.cleaned_data.get("kind") != Kind.CHANGE:
            return
        for name, message in (
            ("condition", _("Choose the condition that is to change.")),
            ("instead", _("Say what is asked for instead.")),
        ):
            if not self.cleaned_data.get(name) and name not in self.errors:
                self.add_error(name, message)


class NoteAskForm(StaffAskForm):
    """The same in the person's words, with how they said it."""

    manner = forms.ChoiceField(label=_("How did the person ask?"), choices=MANNERS, widget=forms.RadioSelect)
    grounds = _grounds(_("On which grounds?"), _("In the person's own words. Read them back before you keep them."))

    field_order = ("manner", "kind")


class ViewForm(VersionForm):
    """What the service thinks of what the person asks for."""

    stance = choice(ServiceView, "stance", label=_("What does the service say?"))
    reasons = long_text(_("Reasons"), 20_000, help_text=_("The court and the person both read this."))

    field_order = ("stance", "reasons", "version")


class TakeBackForm(VersionForm):
    """Taking an application back needs a reason."""

    reason = long_text(_("Why is it withdrawn?"), 400, rows=3)


class DecideForm(ActForm):
    """The decision; the outcomes stand level, and nothing is preselected."""

    outcome = choice(ApplicationDecision, "outcome", label=_("Your decision"))
    effective_from = day_of(
        ApplicationDecision,
        "effective_from",
        help_text=_("Where you grant: today or a later day. An early end ends on this day."),
    )
    what_changes = long_text(
        _("What changes"), 4000, required=False, help_text=_("Where a condition changes, or you grant a part.")
    )
    reasons = long_text(_("Reasons"), 20_000, rows=8, help_text=_("The person reads them. Write plainly."))
    despite = long_text(_("Why it is decided although something is missing"), 4000, rows=3)
    reference = of(ApplicationDecision, "reference", help_text=_("As it stands on the decision."))
    decided_on = day_of(ApplicationDecision, "decided_on")

    def __init__(self, *args, ready, **kwargs):
        super().__init__(*args, **kwargs)
        if ready:
            del self.fields["despite"]
