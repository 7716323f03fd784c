"""The forms of this floor. Labels come from the models; what makes no sense is refused at its field."""

import re

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from cases.forms import chosen_from
from cases.models.fields import in_language
from sanctions.models import (
    Condition,
    ConditionType,
    DecidingAuthority,
    Decision,
    HourLine,
    OrderQuery,
    ReparationLine,
    Sanction,
    SanctionType,
)
from sanctions.models.reparation import PARTS

DAY_FORMATS = ["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"]
MOMENT_FORMATS = ["%Y-%m-%dT%H:%M", "%d/%m/%Y %H:%M"]


class Titled(forms.ModelChoiceField):
    """A choice out of the catalogue, named in the visitor's language."""

    def label_from_instance(self, obj):
        return in_language(obj.title)


class ByType(forms.ModelChoiceField):
    """A choice among the conditions of one case, each by the title of its type."""

    def label_from_instance(self, obj):
        return in_language(obj.condition_type.title)


def of(model, name, **options):
    """The form field of a model's field: its label, help and bounds."""
    return chosen_from(model._meta.get_field(name).formfield(**options))


def day_of(model, name, **options):
    """A date, typed or picked."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return of(model, name, widget=widget, input_formats=DAY_FORMATS, **options)


def moment_of(model, name, **options):
    """A date with its time, typed or picked."""
    widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
    return of(model, name, widget=widget, input_formats=MOMENT_FORMATS, **options)


def long_text(label, most, *, rows=5, **options):
    """A long text. A browser would cut off what is too long, so only the server counts, and keeps what was typed."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, widget=widget, validators=[MaxLengthValidator(most)], **options)


class OrderForm(forms.Form):
    """A decision and the sanction it imposes, as the paper has them."""

    authority = of(Decision, "authority", queryset=DecidingAuthority.objects.order_by("name"))
    reference = of(Decision, "reference", help_text=_("As it stands on the decision."))
    decided_on = day_of(Decision, "decided_on")
    offence = of(Decision, "offence", help_text=_("Leave out names of other people."))
    considered = long_text(
        _("What was considered"),
        4000,
        required=False,
        help_text=_("Seriousness, risk, needs and circumstances the decision names."),
    )
    sanction_type = of(Sanction, "sanction_type", form_class=Titled, queryset=SanctionType.objects.order_by("code"))
    starts_on = day_of(Sanction, "starts_on")
    ends_on = day_of(Sanction, "ends_on", help_text=_("The last day the decision names. Duties stop with it."))
    replaces = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, now, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = localdate(now)

    def clean_decided_on(self):
        decided_on = self.cleaned_data["decided_on"]
        if decided_on > self.today:
            raise forms.ValidationError(_("The decision cannot lie in the future. Check the date."))
        return decided_on

    def clean(self):
        starts_on, ends_on = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if starts_on and ends_on and ends_on <= starts_on:
            self.add_error("ends_on", _("The end comes after the start. Check both dates against the decision."))

    def parts(self) -> dict:
        """What the verbs take: the decision's fields and the sanction's."""
        decision = ("authority", "reference", "decided_on", "offence", "considered")
        sanction = ("sanction_type", "starts_on", "ends_on")
        given = self.cleaned_data
        return {"decision": {n: given[n] for n in decision}, "sanction": {n: given[n] for n in sanction}}


class AmendOrderForm(OrderForm):
    """The same while the order is being recorded, with the versions the form was opened at."""

    replaces = None
    version = forms.IntegerField(widget=forms.HiddenInput)
    decision_version = forms.IntegerField(widget=forms.HiddenInput)


TREATMENT_NEEDS = {
    "ethical_standard": _("Name the ethical standard this treatment follows. Without one it asks nothing."),
    "provider": _("Name who gives this treatment. Without that it asks nothing."),
}


class ConditionForm(forms.Form):
    """One condition, explicit: what, how much, and whom it protects (rule 15)."""

    condition_type = of(Condition, "condition_type", form_class=Titled, queryset=ConditionType.objects.order_by("code"))
    wording = long_text(_("In the words of the decision"), 2000, rows=4)
    amount = of(Condition, "amount")
    owed_to = of(Condition, "owed_to", widget=forms.RadioSelect)
    protected_person = of(Condition, "protected_person")
    ethical_standard = of(Condition, "ethical_standard")
    provider = of(Condition, "provider")

    def __init__(self, *args, days, **kwargs):
        super().__init__(*args, **kwargs)
        self.days = days
        self.fields["amount"].widget.attrs["inputmode"] = "numeric"

    def clean_protected_person(self):
        name = self.cleaned_data["protected_person"]
        if re.search(r"\d", name):
            raise forms.ValidationError(_("Only the name. An address or a number must never stand here."))
        return name

    def clean(self):
        kind, amount = self.cleaned_data.get("condition_type"), self.cleaned_data.get("amount")
        if kind is None:
            return
        self._as_a_treatment(kind)
        if "amount" in self.errors:
            return
        if problem := _amount_problem(kind.measure, amount, self.days):
            self.add_error("amount", problem)
        if not kind.names_somebody:
            self.cleaned_data["protected_person"] = ""
        if kind.measure not in PARTS:
            self.cleaned_data["owed_to"] = ""
        elif not self.cleaned_data.get("owed_to"):
            self.add_error("owed_to", _("Say to whom it is to be made good, as the decision does."))

    def _as_a_treatment(self, kind):
        """A treatment says which standard it follows and who gives it; nothing else does (rule 5)."""
        for name, message in TREATMENT_NEEDS.items():
            if not kind.treatment:
                self.cleaned_data[name] = ""
            elif not self.cleaned_data.get(name) and name not in self.errors:
                self.add_error(name, message)


def _amount_problem(measure, amount, days):
    """What no order can mean, whatever the law allows: the form refuses it as a slip of the hand."""
    if measure == ConditionType.Measure.ABSENCE:
        return _("Nothing is counted here. Leave this empty.") if amount else ""
    if not amount:
        return _("Enter how much the decision orders.")
    if measure == ConditionType.Measure.HOURS and amount > days * 12:
        return _("Nobody can work so many hours before the sanction ends. Check the number.")
    if measure == ConditionType.Measure.WEEKLY and amount * 7 > days:
        return _("The meetings would lie further apart than the sanction lasts. Enter the weeks between two meetings.")
    return ""


class AmendConditionForm(ConditionForm):
    """The same while the order is being recorded."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class VersionForm(forms.Form):
    """An act in one press, at the version that was shown."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class LiftForm(VersionForm):
    """From which day a condition asks nothing more, and where the authority says so."""

    lifted_on = day_of(
        Condition, "lifted_on", required=True, label=_("From which day?"), help_text=_("As the decision says.")
    )
    reason = long_text(
        _("Where does it say so?"), 1000, rows=2, help_text=_("The reference of the ruling or decision, and its words.")
    )


class BindForm(VersionForm):
    """Why a doubted order binds."""

    because = long_text(
        _("Why this order binds"),
        2000,
        help_text=_("Name what you checked, and the rule of law. The person, the court and an inspection read this."),
    )


class AnswerForm(forms.Form):
    """The authority's answer to a query about its order. It carries no version: outsiders never see one (law 11)."""

    answer = forms.ChoiceField(label=_("Your answer"), choices=OrderQuery.Answer.choices, widget=forms.RadioSelect)
    answer_text = long_text(
        _("In your words"), 1000, help_text=_("Why the order stands, or what the corrected decision will say.")
    )


class SessionForm(forms.Form):
    """One session of work, as the attendance sheet has it."""

    worked_on = day_of(HourLine, "worked_on")
    started = of(HourLine, "started", required=True, widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}))
    ended = of(HourLine, "ended", required=True, widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}))
    minutes_not_worked = of(
        HourLine,
        "minutes_not_worked",
        required=False,
        initial=0,
        help_text=_("Breaks beyond the usual, late arrival. Nothing lengthens a sanction as a penalty."),
    )
    note = of(HourLine, "note", help_text=_("Quality, protective equipment, behaviour. The person can read it."))

    def clean_minutes_not_worked(self):
        return self.cleaned_data["minutes_not_worked"] or 0


class CorrectionForm(forms.Form):
    """What a session should have credited: a new line makes the difference."""

    hours = forms.IntegerField(label=_("Hours it should credit"), min_value=0, max_value=24)
    minutes = forms.IntegerField(label=_("and minutes"), min_value=0, max_value=59, initial=0, required=False)
    note = forms.CharField(label=_("Why it is corrected"), max_length=400, help_text=_("The person can read it."))
    was = forms.IntegerField(widget=forms.HiddenInput)

    def total(self) -> int:
        """The minutes typed."""
        return self.cleaned_data["hours"] * 60 + (self.cleaned_data["minutes"] or 0)


class ReparationForm(forms.Form):
    """What was made good: an amount or acts, on which day, how."""

    made_good_on = day_of(ReparationLine, "made_good_on")
    amount = forms.DecimalField(label=_("How much"), min_value=0, max_digits=9, decimal_places=2)
    what = of(
        ReparationLine, "what", help_text=_("How, in a few words. The person reads it: name nobody who was harmed.")
    )


class ReparationCorrectionForm(forms.Form):
    """What a line should have said: a new line makes the difference."""

    amount = forms.DecimalField(label=_("How much it should say"), min_value=0, max_digits=9, decimal_places=2)
    what = forms.CharField(label=_("Why it is corrected"), max_length=200, help_text=_("The person can read it."))
    was = forms.IntegerField(widget=forms.HiddenInput)
