"""Setting deadlines and meeting them, inside the verbs that cause and do what is due."""

from dataclasses import dataclass

from cases.deadlines.limits import limit_from
from cases.models.deadline import Deadline


@dataclass(frozen=True)
class Step:
    """A step that can be due: what it is called, what its button says, and where it is done.

    The page's address takes the case's key, and with `about` the key of what it is about. With `on_its_day`, it is on
    no list before its day: there is nothing to be done about it until then.
    """

    title: str
    act: str
    url_name: str
    about: bool = True
    on_its_day: bool = False


STEPS: dict[str, Step] = {}


def register_step(code, title, act, url_name, about=True, on_its_day=False):
    """Let an app say what a limit's code means on the lists of work."""
    STEPS[code] = Step(title, act, url_name, about, on_its_day)


def set_deadline(code, record, now, *, to, staff_id=None, due_on=None):
    """Store that a step about a record of a case is due. Returns the deadline; `due_on` where it is fixed already."""
    deadline = Deadline(
        case_id=record.case_id,
        code=code,
        about=record.id,
        to=to,
        staff_id=staff_id,
        due_on=due_on or limit_from(now, code),
    )
    deadline.save()
    return deadline


def meet_deadlines(about, now, *codes):
    """The steps of these codes about one record are done, or no longer asked for. Late is late: the day stays."""
    for deadline in Deadline.objects.filter(about=about, code__in=codes, met_at=None):
        deadline.met_at = now
        deadline.save()
