"""The forms of complaints: the person's, the investigator's, and whoever answers."""

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from cases.models.unit import StaffMember
from complaints.models import Complaint, ComplaintDecision
from complaints.models.complaint import TEXT_LENGTH


def long_text(label, rows=6, **options):
    """A long text, counted on the server so that nothing typed is cut off."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, widget=widget, validators=[MaxLengthValidator(TEXT_LENGTH)], **options)


class ComplaintForm(forms.Form):
    """What happened, about whom, and what should be done."""

    staff = forms.ModelChoiceField(
        StaffMember.objects.none(),
        label=_("Is it about somebody?"),
        required=False,
        empty_label=_("Nobody in particular: it is about how things are done"),
    )
    text = long_text(_("What happened?"), help_text=_("In your own words. When was it, and who was there?"))
    wanted = long_text(_("What should be done about it?"), rows=3, required=False)
    wants_hearing = forms.BooleanField(label=_("I want to tell it in person as well"), required=False)
    helper = forms.CharField(
        label=_("Does somebody help you?"),
        max_length=120,
        required=False,
        help_text=_("A friend, a lawyer, an adviser. They may come along."),
    )

    def __init__(self, *args, staff, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["staff"].queryset = staff


class VersionForm(forms.Form):
    """A form about a complaint as it was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class ReplyForm(VersionForm):
    """The first reply: is it looked into, and if not, which way is the right one."""

    admissible = forms.TypedChoiceField(
        label=_("Is the complaint looked into?"),
        choices=[("yes", _("Yes")), ("no", _("No: another way is the right one"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    right_door = forms.ChoiceField(
        label=_("If not: the right way is to …"), choices=[("", _("Choose")), *Complaint.Door.choices], required=False
    )
    reply = long_text(_("Your reply"), help_text=_("Plain words: what happens now, or why not, and until when."))


class AskForm(VersionForm):
    """Whom to ask, and what they must know to answer."""

    staff = forms.ModelChoiceField(StaffMember.objects.none(), label=_("Whom do you ask?"), empty_label=_("Choose"))
    question = long_text(_("What do they need to know, and what do you ask?"))

    def __init__(self, *args, staff, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["staff"].queryset = staff


class AnswerForm(VersionForm):
    """The answer of whoever was asked."""

    text = long_text(_("Your answer"), rows=8)


class HearingForm(VersionForm):
    """What came of the hearing."""

    hearing = forms.ChoiceField(
        label=_("Whoever complains …"), choices=Complaint.Hearing.choices, widget=forms.RadioSelect
    )
    heard = long_text(_("What was said"), required=False)


class DecisionForm(VersionForm):
    """The decision: nothing is chosen beforehand."""

    outcome = forms.ChoiceField(
        label=_("Your decision"),
        choices=[("upheld", _("Upheld")), ("partly", _("Upheld in part")), ("not_upheld", _("Not upheld"))],
        widget=forms.RadioSelect,
    )
    reasons = long_text(
        _("Reasons"), rows=8, help_text=_("Three read them: whoever complained, the service, the staff.")
    )
    remedy = long_text(_("What is done about it"), rows=3, required=False)

    assert {"upheld", "partly", "not_upheld"} == set(ComplaintDecision.Outcome.values)
