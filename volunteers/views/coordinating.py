"""The coordinator's pages: tasks that wait, volunteers and their papers, who is ready for what (rules 85–89)."""

from functools import partial

from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from cases.access.decide import visible_to
from cases.access.gate import page, record_page
from cases.access.roles import Act
from cases.disclosure.purposes import Purpose
from cases.disclosure.view import disclosed, disclosed_one
from cases.history.record import StaleVersion
from cases.views.forms_help import STALE, attempt, reopened, status_of
from volunteers.actions.selecting import add_volunteer, change_volunteer, check_volunteer, decide_volunteer
from volunteers.actions.tasks import give_task
from volunteers.forms import CheckForm, DecisionForm, GiveForm, NewVolunteerForm, PapersForm
from volunteers.models import Task, Volunteer, VolunteerAssignment, VolunteerCheck
from volunteers.policies import not_ready

PURPOSE = Purpose.VOLUNTEERING
MOST = 200
PAPERS = ("name", "phone", "languages", "strengths", "undertaking_on", "insurance", "insured_until")


@require_safe
@page(Act.COORDINATE, "volunteers")
def coordination(request):
    """What waits for somebody, and everybody who helps, with what is missing in their papers."""
    visitor, today = request.visitor, localdate(request.visitor.now)
    tasks = visible_to(Task.objects.exclude(state=Task.State.ENDED), visitor, Act.COORDINATE)
    people = visible_to(Volunteer.objects.order_by("name", "id"), visitor, Act.COORDINATE)[:MOST]
    shown = disclosed(people, PURPOSE, visitor, "guide")
    checks = _checks_of([row.id for row in shown], visitor)
    context = {
        "tasks": disclosed(tasks.order_by("-state", "starts_on", "id")[:MOST], PURPOSE, visitor, "kind", "asked_by"),
        "people": [(row, not_ready(row, checks.get(row.id, []), today)) for row in shown],
        "purpose_line": PURPOSE.label,
    }
    return render(request, "volunteers/coordination.html", context)


def _checks_of(keys, visitor):
    found = {}
    for check in disclosed(VolunteerCheck.objects.filter(volunteer_id__in=keys).order_by("id"), PURPOSE, visitor):
        found.setdefault(check.volunteer_id, []).append(check)
    return found


@page(Act.COORDINATE, "volunteers")
def new(request):
    """Somebody wishes to help."""
    visitor = request.visitor
    form = NewVolunteerForm(request.POST or None, visitor=visitor)
    if form.is_valid():
        added = attempt(form, lambda: add_volunteer(by=visitor, now=visitor.now, **form.cleaned_data))
        if added:
            return redirect("volunteers:volunteer", added.id)
    context = {"form": form, "volunteer": None, "both": [], "purpose_line": PURPOSE.label}
    return render(request, "volunteers/new.html", context, status=status_of(form))


def _shown(door):
    return disclosed_one(Volunteer.objects.filter(pk=door.root_id), door.purpose, door.visitor, "guide", "unit")


@require_safe
@record_page("volunteer", Act.COORDINATE, "volunteer")
def volunteer(request, door):
    """One volunteer: papers, checks, decision, tasks."""
    visitor = request.visitor
    found, checks = _shown(door), _checks_of([door.root_id], visitor).get(door.root_id, [])
    held = VolunteerAssignment.objects.filter(volunteer_id=door.root_id).order_by("-id")
    tasks = visible_to(held, visitor, Act.COORDINATE)[:MOST]
    context = {
        "volunteer": found,
        "checks": sorted(checks, key=lambda check: (check.done_on, check.id), reverse=True),
        "gaps": not_ready(found, checks, localdate(visitor.now)),
        "tasks": disclosed(tasks, door.purpose, visitor, "task", "task__kind"),
        "purpose_line": door.purpose.label,
    }
    return render(request, "volunteers/volunteer.html", context)


@record_page("volunteer", Act.COORDINATE, "volunteer")
def papers(request, door):
    """Keep the papers up to date."""
    initial = Volunteer.objects.values("version", *PAPERS).get(pk=door.root_id)
    form = PapersForm(request.POST or None, initial=initial)
    return _saved(request, door, form, change_volunteer, "volunteers/papers.html", initial)


@record_page("volunteer", Act.COORDINATE, "volunteer")
def check(request, door):
    """Write down what was checked."""
    return _saved(request, door, CheckForm(request.POST or None), check_volunteer, "volunteers/check.html", {})


@record_page("volunteer", Act.COORDINATE, "volunteer")
def decide(request, door):
    """Accept, decline, or note that somebody left."""
    initial = Volunteer.objects.values("version", "state", "reasons").get(pk=door.root_id)
    form = DecisionForm(request.POST or None, initial={"version": initial["version"]})
    return _saved(request, door, form, decide_volunteer, "volunteers/decide.html", initial)


def _saved(request, door, form, verb, template, initial):
    """A form about one volunteer; who comes late sees what stands there now, and keeps what was typed."""
    status, both = status_of(form), []
    if form.is_valid():
        act = partial(verb, by=door.visitor, now=door.visitor.now, volunteer_id=door.root_id)
        try:
            if attempt(form, lambda: act(**form.cleaned_data)):
                return redirect("volunteers:volunteer", door.root_id)
            status = status_of(form)
        except StaleVersion:
            form, status = reopened(form, initial["version"]), STALE
            both = [(form[name].label, initial[name]) for name in form.fields if name != "version" and name in initial]
    context = {"form": form, "volunteer": _shown(door), "both": both, "purpose_line": PURPOSE.label}
    return render(request, template, context, status=status)


@record_page("task", Act.COORDINATE, "task")
def give(request, door):
    """Choose who does a task, among those who are ready for it; of the others, what is missing."""
    visitor = request.visitor
    task = disclosed_one(Task.objects.filter(pk=door.root_id), door.purpose, visitor, "kind", "asked_by")
    ready, others = _who_could(visitor, task)
    version = Task.objects.values_list("version", flat=True).get(pk=door.root_id)
    form, status = GiveForm(request.POST or None, ready=ready, initial={"version": version}), 200
    if form.is_valid():
        act = partial(give_task, by=visitor, now=visitor.now, task_id=door.root_id)
        try:
            if attempt(form, lambda: act(**form.cleaned_data)):
                return redirect("volunteers:coordination")
        except StaleVersion:
            form, status = GiveForm(form.data.dict() | {"version": version}, ready=ready), STALE
    doing = VolunteerAssignment.objects.filter(task_id=door.root_id, ends_at=None)
    context = {
        "task": task,
        "doing": disclosed_one(doing, door.purpose, visitor, "volunteer"),
        "others": others,
        "form": form,
        "stale": status == STALE,
        "purpose_line": door.purpose.label,
    }
    return render(request, "volunteers/give.html", context, status=max(status, status_of(form)))


def _who_could(visitor, task):
    """The volunteers ready for a task as a queryset to choose from, and of each other one what is missing."""
    people = visible_to(Volunteer.objects.order_by("name", "id"), visitor, Act.COORDINATE)
    shown = disclosed(people.exclude(state__in=["declined", "left"])[:MOST], PURPOSE, visitor)
    checks = _checks_of([row.id for row in shown], visitor)
    gaps = [(row, not_ready(row, checks.get(row.id, []), task.ends_on)) for row in shown]
    ready = people.filter(pk__in=[row.id for row, missing in gaps if not missing])
    return ready, [(row, missing) for row, missing in gaps if missing]
