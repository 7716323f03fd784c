"""A volunteer's pages: their tasks, their papers, what they may know and why (rules 85, 88)."""

from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from cases.access.decide import visible_to
from cases.access.gate import page, record_page
from cases.access.roles import Act
from cases.disclosure.purposes import Purpose
from cases.disclosure.view import disclosed, disclosed_one
from cases.views.forms_help import attempt, status_of
from volunteers.actions.tasks import note_visit
from volunteers.forms import NoteForm
from volunteers.models import Task, VisitNote, Volunteer

PURPOSE = Purpose.VOLUNTEERING
MOST = 50
LINKS = ("kind", "asked_by", "asked_by__unit")


@require_safe
@page(Act.READ_TASK, "tasks")
def home(request):
    """The tasks one was given, and one's own papers on top."""
    visitor = request.visitor
    tasks = visible_to(Task.objects.order_by("ends_on", "id"), visitor, Act.READ_TASK)[:MOST]
    own = visible_to(Volunteer.objects.filter(user_id=visitor.user_id), visitor, Act.READ_TASK)
    context = {
        "tasks": disclosed(tasks, PURPOSE, visitor, *LINKS),
        "volunteer": disclosed_one(own, PURPOSE, visitor, "guide"),
        "today": localdate(visitor.now),
        "purpose_line": PURPOSE.label,
    }
    return render(request, "volunteers/home.html", context)


@record_page("task", Act.READ_TASK, "task")
def task(request, door):
    """One task, what was done, and the place to write it down."""
    visitor, form = request.visitor, NoteForm(request.POST or None)
    if form.is_valid():
        call = {"by": visitor, "now": visitor.now, "task_id": door.root_id}
        if attempt(form, lambda: note_visit(**call, **form.cleaned_data)):
            return redirect("volunteers:task", door.root_id)
    mine = VisitNote.objects.filter(task_id=door.root_id, volunteer__user_id=visitor.user_id)
    context = {
        "task": disclosed_one(Task.objects.filter(pk=door.root_id), door.purpose, visitor, *LINKS),
        "notes": disclosed(mine.order_by("-met_on", "-id")[:MOST], door.purpose, visitor),
        "form": form,
        "purpose_line": door.purpose.label,
    }
    return render(request, "volunteers/task.html", context, status=status_of(form))
