"""The officer's side: asking for a volunteer, seeing what came of it; and the person's own section (rules 45, 88)."""

from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.access.gate import case_page
from cases.access.roles import Act, Role
from cases.composition import Item, Panel, Section
from cases.disclosure.purposes import Purpose
from cases.disclosure.view import disclosed, disclosed_one, disclosed_or_404
from cases.history.record import StaleVersion
from cases.models.fields import in_language
from cases.models.person import Person
from cases.views.forms_help import attempt, status_of
from cases.views.header import case_header
from volunteers.actions.tasks import ask_for_help, end_task
from volunteers.forms import TaskForm
from volunteers.models import Task, VisitNote, VolunteerAssignment
from volunteers.models.volunteer import NAMED

MOST = 20


@case_page(Act.KEEP_CASE, "task")
def ask(request, door):
    """Ask for a volunteer: what is typed here is all they will know."""
    visitor = request.visitor
    person = disclosed_one(Person.objects.filter(case_records=door.case_id), door.purpose, visitor)
    initial = {"called": person.given_names, "language": person.language, "starts_on": localdate(visitor.now)}
    form = TaskForm(request.POST or None, initial=initial)
    if form.is_valid():
        call = {"by": visitor, "now": visitor.now, "case_id": door.case_id}
        if attempt(form, lambda: ask_for_help(**call, **form.cleaned_data)):
            return redirect("cases:detail", door.case_id)
    context = {"header": case_header(request, door, "cases:detail"), "form": form}
    return render(request, "volunteers/ask.html", context, status=status_of(form))


@case_page(Act.KEEP_CASE, "task")
def end(request, door, task_id):
    """End the help; asked once more, for the volunteer sees nothing from then on."""
    visitor = request.visitor
    task = disclosed_or_404(Task.objects.filter(pk=task_id, case_id=door.case_id), door.purpose, visitor, "kind")
    stale = False
    if request.method == "POST" and task.state != Task.State.ENDED:
        call = {"by": visitor, "now": visitor.now, "case_id": door.case_id, "task_id": task_id}
        try:
            end_task(**call, version=int(request.POST.get("version") or 0))
            return redirect("cases:detail", door.case_id)
        except (StaleVersion, ValueError):
            stale = True
    context = {"header": case_header(request, door, "cases:detail"), "task": task, "stale": stale}
    return render(request, "volunteers/end.html", context, status=409 if stale else 200)


def helped_by(door):
    """On the case overview: the help asked for, who gives it, and their last notes."""
    if door.purpose not in (Purpose.SUPERVISION, Purpose.INSPECTION):
        return None
    rows = Task.objects.filter(case_id=door.case_id).order_by("-id")[:MOST]
    tasks = disclosed(rows, door.purpose, door.visitor, "kind")
    keys = [task.id for task in tasks]
    doing = VolunteerAssignment.objects.filter(task_id__in=keys, ends_at=None)
    notes = VisitNote.objects.filter(task_id__in=keys).order_by("-met_on", "-id")[:MOST]
    context = {
        "tasks": tasks,
        "doing": {row.task_id: row.volunteer.name for row in disclosed(doing, door.purpose, door.visitor, "volunteer")},
        "notes": disclosed(notes, door.purpose, door.visitor, "volunteer") if keys else [],
        "keeps": door.may(Act.KEEP_CASE),
        "case_id": door.case_id,
    }
    return Panel("volunteers/_helped_by.html", context)


def helpers_of(door):
    """Which volunteers see a task, and nothing else of the case."""
    if door.purpose not in NAMED:
        return
    doing = VolunteerAssignment.objects.filter(task__case_id=door.case_id, ends_at=None).order_by("id")
    for row in disclosed(doing, door.purpose, door.visitor, "volunteer", "task", "task__kind"):
        why = _("Sees one task: %(kind)s") % {"kind": in_language(row.task.kind.title)}
        yield row.volunteer.name, Role.VOLUNTEER.label, why, row.task.ends_on


def own_help(door) -> Section:
    """The help agreed with the person: who comes, what they were told, what they wrote."""
    visitor, purpose = door.visitor, door.purpose
    tasks = Task.objects.filter(case_id=door.case_id).order_by("-id")
    items = [
        Item(
            in_language(task.kind.title),
            [fact for fact in task.facts() if fact[0] not in ("case", "kind", "asked_by")]
            + [("asked_by", _("Who to turn to"), task.asked_by.name)],
            key=task.id,
        )
        for task in disclosed(tasks, purpose, visitor, "kind", "asked_by")
    ]
    held = VolunteerAssignment.objects.filter(task__case_id=door.case_id).order_by("-id")
    items += [
        Item(
            _("%(name)s helps you") % {"name": row.volunteer.name},
            [
                ("languages", _("Languages"), row.volunteer.languages),
                ("starts_at", _("From"), row.starts_at),
                ("ends_at", _("Until"), row.ends_at),
            ][: 3 if row.ends_at else 2],
        )
        for row in disclosed(held, purpose, visitor, "volunteer")
    ]
    notes = VisitNote.objects.filter(task__case_id=door.case_id).order_by("-met_on", "-id")
    items += [
        Item(
            _("Note of %(name)s") % {"name": note.volunteer.name},
            [("met_on", _("Day"), note.met_on), ("minutes", _("Minutes"), note.minutes)],
            note.text,
            key=note.id,
        )
        for note in disclosed(notes, purpose, visitor, "volunteer")
    ]
    return Section("help", _("Help from volunteers"), items)
