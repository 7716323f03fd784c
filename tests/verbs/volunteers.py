"""How the verbs of volunteers are called."""

from django.utils.timezone import localdate

from cases.models.fields import in_force
from tests.verbs.table import DAY, Call, perform, row
from volunteers.models import Task, TaskKind, Volunteer, VolunteerCheck


def asked(cast, family="Petrova", **given):
    """A task asked for today."""
    today = localdate(cast.now)
    words = {"called": "Elena", "language": "en", "text": "Go along to the bank.", "meets_at": "Town library"}
    days = {"agreed_on": today, "starts_on": today, "ends_on": today + 30 * DAY}
    kind = TaskKind.objects.get(code="accompany")
    return perform(cast, "task.ask", Call("officer", family, words | days | {"kind": kind} | given))


def ready():
    """The volunteer of the demo, who is checked and insured."""
    return Volunteer.objects.get(name="Hugo Blanc")


def applied(cast):
    """Somebody who has just asked to help."""
    given = {"name": "Ada Lind", "languages": "English", "guide": cast.post("coordinator")}
    return perform(cast, "volunteer.add", Call("coordinator", None, given))


def _on(volunteer, **given):
    return Call("coordinator", None, {"volunteer_id": volunteer.id} | given)


@row("volunteer.add")
def _(cast):
    given = {"name": "Ada Lind", "languages": "English", "guide": cast.post("coordinator")}
    return Call("coordinator", None, given)


@row("volunteer.change")
def _(cast):
    return _on(applied(cast), version=1, phone="555 0111")


@row("volunteer.check")
def _(cast):
    return _on(applied(cast), kind=VolunteerCheck.Kind.TALK, done_on=localdate(cast.now), passed=True)


@row("volunteer.decide")
def _(cast):
    return _on(applied(cast), version=1, state="declined", reasons="Wishes to help with money alone.")


@row("task.ask")
def _(cast):
    task = asked(cast)
    names = ("called", "language", "text", "meets_at", "kind", "agreed_on", "starts_on", "ends_on")
    return Call("officer", "Petrova", {name: getattr(task, name) for name in names})


@row("task.end")
def _(cast):
    return Call("officer", "Petrova", {"task_id": asked(cast).id, "version": 1})


@row("task.give")
def _(cast):
    return Call("coordinator", None, {"task_id": asked(cast).id, "version": 1, "volunteer": ready()})


@row("task.note")
def _(cast):
    task = Task.objects.get(in_force(cast.now, "assignments__"), assignments__volunteer=ready())
    given = {"task_id": task.id, "met_on": localdate(cast.now), "minutes": 45, "text": "We wrote a letter."}
    return Call("volunteer", None, given)
