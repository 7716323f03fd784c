"""Victim contact: pages of their own, which nobody else reaches; the officer gets only the instruction (rules 8, 9)."""

from functools import partial

from django import forms
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from cases.access.decide import visible_to
from cases.access.gate import page, record_page
from cases.access.roles import Act
from cases.actions.victim_events import Register
from cases.actions.victims import add_victim, change_victim, instruct
from cases.composition import Panel
from cases.disclosure.purposes import Purpose
from cases.disclosure.view import disclosed
from cases.history.record import StaleVersion
from cases.models.victim import ProtectiveInstruction, VictimContact
from cases.views.forms_help import STALE, attempt, reopened, status_of
from cases.views.victim_page import PURPOSE, the_victim
from cases.views.victim_work import due

# The most victims that one list shows.
MOST = 200
FIELDS = ("name", "safe_contact", "safe_times", "language", "wishes", "may_be_told")


def _fields():
    found = {name: VictimContact._meta.get_field(name).formfield() for name in FIELDS}
    found["safe_contact"].help_text = _("The way they themselves call safe. Never write it anywhere else.")
    return found


VictimFields = type("VictimFields", (forms.Form,), _fields())


class AddVictimForm(VictimFields):
    """A new record: which case it belongs to is typed as a number, nothing of the case is shown."""

    reference = forms.CharField(label=_("Case number"), max_length=20, help_text=_("As the officer gave it to you."))
    field_order = ("reference", *FIELDS)


class VictimForm(VictimFields):
    """The same later, with the version it was opened at."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class InstructionForm(forms.Form):
    """What the officer must do or avoid, and nothing else."""

    text = forms.CharField(
        label=_("What must the officer do or avoid?"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stands on the case for the officer. Name nobody and no place."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


@require_safe
@page(Act.KEEP_VICTIM, "victims")
def home(request):
    """The victims one keeps in touch with; what is due comes first."""
    visitor = request.visitor
    rows = visible_to(VictimContact.objects.order_by("name", "id"), visitor, Act.KEEP_VICTIM)
    victims = disclosed(rows[:MOST], PURPOSE, visitor)
    work = due(Register(victims, visitor.now))
    context = {"victims": victims, "work": work, "today": localdate(visitor.now), "purpose_line": PURPOSE.label}
    return render(request, "victims/home.html", context)


@page(Act.KEEP_VICTIM, "victims")
def new(request):
    """Begin a victim's record."""
    visitor, form = request.visitor, AddVictimForm(request.POST or None)
    if form.is_valid():
        added = attempt(form, lambda: add_victim(by=visitor, now=visitor.now, **form.cleaned_data))
        if added:
            return redirect("victims:detail", added.id)
    context = {"form": form, "victim": None, "purpose_line": PURPOSE.label}
    return render(request, "victims/form.html", context, status=status_of(form))


@record_page("victim_contact", Act.KEEP_VICTIM, "victim")
def edit(request, door):
    """Keep it up to date."""
    initial = VictimContact.objects.values("version", *FIELDS).get(pk=door.root_id)
    form = VictimForm(request.POST or None, initial=initial)
    return _saved(request, door, form, change_victim, "victims/form.html", initial)


@record_page("victim_contact", Act.KEEP_VICTIM, "victim")
def instruction(request, door):
    """Tell the officer what to do or avoid."""
    initial = VictimContact.objects.values("version").get(pk=door.root_id)
    form = InstructionForm(request.POST or None, initial=initial)
    return _saved(request, door, form, instruct, "victims/instruction.html", initial)


def _saved(request, door, form, verb, template, initial):
    """A form about one victim; who comes late sees what stands there now, and keeps what was typed."""
    status, both = status_of(form), []
    if form.is_valid():
        act = partial(verb, by=door.visitor, now=door.visitor.now, victim_contact_id=door.root_id)
        try:
            if attempt(form, lambda: act(**form.cleaned_data)):
                return redirect("victims:detail", door.root_id)
            status = status_of(form)
        except StaleVersion:
            form, status = reopened(form, initial["version"]), STALE
            both = [(form[name].label, initial[name]) for name in FIELDS if initial.get(name)]
    context = {"form": form, "victim": the_victim(door), "both": both, "purpose_line": PURPOSE.label}
    return render(request, template, context, status=status)


def protective_instruction(door):
    """On the case overview, for whoever supervises: what protects somebody. Nothing says whom."""
    if door.purpose != Purpose.SUPERVISION:
        return None
    rows = ProtectiveInstruction.objects.filter(case_id=door.case_id, ended_at=None).order_by("-id")
    shown = disclosed(rows, door.purpose, door.visitor)
    return Panel("cases/_protective.html", {"instructions": shown}) if shown else None
