"""Asking for a volunteer's help, giving it to somebody checked and insured, and what came of it (rules 85, 88)."""

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.access.decide import visible_to
from cases.access.roles import Act, Role
from cases.actions.verb import at_version, keep, verb
from volunteers.models import Task, VisitNote, Volunteer, VolunteerAssignment
from volunteers.policies import not_ready
from volunteers.reach import helpers

ON = "task"
State = Task.State
DAY_MINUTES = 24 * 60


@verb("task.ask", Act.KEEP_CASE)
def ask_for_help(*, door, now, kind, agreed_on, **fields):
    """Ask for a volunteer, with the little they must know, once the person agreed. Returns the task."""
    if kind.reserved_to_staff:
        message = _("This is reserved to staff: no volunteer may do it. Choose another kind of help.")
        raise ValidationError({"kind": message})
    if agreed_on > localdate(now):
        raise ValidationError({"agreed_on": _("Ask the person first: nothing is shared before they agreed.")})
    asked_by_id = door.visitor.post(Role.OFFICER).source
    return keep(Task(case_id=door.case_id, kind=kind, agreed_on=agreed_on, asked_by_id=asked_by_id, **fields))


@verb("task.end", Act.KEEP_CASE)
def end_task(*, door, now, task_id, version):
    """The help is over, or the person no longer wishes it: whoever did it sees it no more. Returns the task."""
    task = at_version(Task.objects.get(pk=task_id, case_id=door.case_id), version)
    if task.state == State.ENDED:
        raise ValidationError(_("This task has ended already."))
    task.state = State.ENDED
    _end_assignments(task, now)
    return keep(task)


@verb("task.give", Act.COORDINATE, on=ON, to=Role.VOLUNTEER)
def give_task(*, door, now, version, volunteer):
    """Give a task to a volunteer whose checks, undertaking and insurance last until its end. Returns the assignment."""
    task = at_version(Task.objects.get(pk=door.root_id), version)
    if task.state == State.ENDED:
        raise ValidationError(_("This task has ended already."))
    volunteer = visible_to(Volunteer.objects.filter(pk=volunteer.pk), door.visitor, Act.COORDINATE).first()
    if volunteer is None:
        raise ValidationError({"volunteer": _("Choose a volunteer of your own unit.")})
    if gaps := not_ready(volunteer, volunteer.checks.all(), task.ends_on):
        raise ValidationError({"volunteer": gaps})
    _end_assignments(task, now)
    task.state = State.GIVEN
    keep(task)
    return keep(VolunteerAssignment(task=task, volunteer=volunteer, starts_at=now))


@verb("task.note", Act.DO_TASK, on=ON)
def note_visit(*, door, now, met_on, minutes, text):
    """A volunteer writes what they did; the person and the officer read it. Returns the note."""
    task = Task.objects.get(pk=door.root_id)
    if not task.starts_on <= met_on <= localdate(now):
        raise ValidationError({"met_on": _("Write it down after you met, on a day of the task.")})
    if not 0 < minutes <= DAY_MINUTES:
        raise ValidationError({"minutes": _("Say how long it was, in minutes.")})
    me = helpers(door.visitor.user_id).get()
    return keep(VisitNote(task=task, volunteer=me, met_on=met_on, minutes=minutes, text=text))


def _end_assignments(task, now):
    for assignment in task.assignments.filter(ends_at=None):
        assignment.ends_at = now
        keep(assignment)
