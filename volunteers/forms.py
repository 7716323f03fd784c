"""The forms of the volunteers floor: the officer's, the coordinator's, the volunteer's."""

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cases.access.roles import Role
from cases.forms import chosen_from
from cases.models.fields import in_force, in_language
from cases.models.unit import StaffMember
from volunteers.models import Task, TaskKind, VisitNote, Volunteer, VolunteerCheck


def _of(model, name, **options):
    return chosen_from(model._meta.get_field(name).formfield(**options))


def _day(model, name, **options):
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return _of(model, name, widget=widget, **options)


def _long(model, name, rows=4, **options):
    field = model._meta.get_field(name)
    widget = forms.Textarea(attrs={"rows": rows})
    most = MaxLengthValidator(field.max_length)
    return forms.CharField(
        **{"label": capfirst(field.verbose_name), "required": not field.blank} | options,
        widget=widget,
        validators=[most],
    )


class KindOfHelp(forms.ModelChoiceField):
    """A kind of help by its title; those reserved to staff are not offered."""

    def label_from_instance(self, obj):
        return in_language(obj.title)


class TaskForm(forms.Form):
    """What a volunteer must know to help, and nothing else: it is all they ever see."""

    kind = KindOfHelp(
        TaskKind.objects.filter(reserved_to_staff=False).order_by("code"),
        label=_("Kind of help"),
        empty_label=_("Choose"),
    )
    called = _of(Task, "called", help_text=_("A first name is enough."))
    language = _of(Task, "language")
    text = _long(Task, "text", help_text=_("Nothing about the offence, the sanction or other people."))
    meets_at = _of(Task, "meets_at", help_text=_("A public place. Never a home address."))
    starts_on = _day(Task, "starts_on")
    ends_on = _day(Task, "ends_on")
    agreed_on = _day(
        Task, "agreed_on", help_text=_("You told the person what a volunteer will be told, and they agreed.")
    )


class VolunteerForm(forms.Form):
    """Somebody who wishes to help."""

    name = _of(Volunteer, "name")
    phone = _of(Volunteer, "phone")
    languages = _of(Volunteer, "languages")
    strengths = _of(Volunteer, "strengths")


class NewVolunteerForm(VolunteerForm):
    """The same, with who is to guide them."""

    guide = _of(Volunteer, "guide", queryset=StaffMember.objects.none())

    def __init__(self, *args, visitor, **kwargs):
        super().__init__(*args, **kwargs)
        posts = StaffMember.objects.filter(in_force(visitor.now), unit_id__in=visitor.units(Role.COORDINATOR))
        guides = posts.filter(duty__in=[Role.OFFICER, Role.COORDINATOR])
        self.fields["guide"].queryset = guides.order_by("name")


class PapersForm(VolunteerForm):
    """A volunteer's papers, with the version they were opened at."""

    undertaking_on = _day(Volunteer, "undertaking_on")
    insurance = _of(Volunteer, "insurance", help_text=_("Insurer and number of the policy."))
    insured_until = _day(Volunteer, "insured_until")
    version = forms.IntegerField(widget=forms.HiddenInput)


class CheckForm(forms.Form):
    """One thing that was checked."""

    kind = _of(VolunteerCheck, "kind", widget=forms.RadioSelect, initial=None)
    done_on = _day(VolunteerCheck, "done_on")
    passed = forms.TypedChoiceField(
        label=_("What came of it"),
        choices=[("yes", _("Nothing stands against it")), ("no", _("Something stands against it"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    note = _of(VolunteerCheck, "note", help_text=_("Which paper you saw. Never its content."))
    valid_until = _day(VolunteerCheck, "valid_until")


class DecisionForm(forms.Form):
    """What is decided about a volunteer: nothing is chosen beforehand."""

    state = forms.ChoiceField(
        label=_("Your decision"),
        choices=[("accepted", _("Accepted")), ("declined", _("Not accepted")), ("left", _("Has left"))],
        widget=forms.RadioSelect,
    )
    reasons = _long(Volunteer, "reasons", help_text=_("By which criteria. They may ask to read it."), required=True)
    version = forms.IntegerField(widget=forms.HiddenInput)


class GiveForm(forms.Form):
    """Who is to do a task: only those who are ready for it are offered."""

    volunteer = forms.ModelChoiceField(Volunteer.objects.none(), label=_("Volunteer"), widget=forms.RadioSelect)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, ready, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["volunteer"].queryset = ready
        self.fields["volunteer"].empty_label = None
        self.fields["volunteer"].label_from_instance = lambda volunteer: volunteer.name


class NoteForm(forms.Form):
    """After meeting the person."""

    met_on = _day(VisitNote, "met_on")
    minutes = forms.IntegerField(label=_("How many minutes?"), min_value=1, max_value=1440)
    text = _long(VisitNote, "text", help_text=_("The person and their officer can read this."))
