"""What is due to whom: each overdue step is on its holder's list, and on the manager's."""

from dataclasses import replace

from django.db.models import Q
from django.urls import resolve, reverse
from django.utils.timezone import localdate

from cases.access.decide import visible_to
from cases.access.roles import Act
from cases.composition import WorkItem
from cases.deadlines.keeping import STEPS
from cases.disclosure.purposes import Purpose
from cases.disclosure.view import disclosed
from cases.models.deadline import Deadline

# A page of work never grows without bound; what is due later comes up as the first ones are done.
MOST = 50
To = Deadline.To
LINKS = ("case__person", "staff")


def due_to(visitor) -> list:
    """What is due to this visitor: in the cases they keep, and what was given to them in others'. One query."""
    later = [code for code, step in STEPS.items() if step.on_its_day]
    waiting = Deadline.objects.filter(~Q(code__in=later, due_on__gt=localdate(visitor.now)), met_at=None)
    kept = visible_to(waiting.filter(to=To.OFFICER), visitor, Act.KEEP_CASE)
    given = visible_to(waiting.filter(to=To.STAFF, staff__user_id=visitor.user_id), visitor, Act.READ_CASE)
    return _items((kept | given).order_by("due_on", "id"), visitor)


def overdue_in(visitor, units) -> list:
    """Everything overdue in the cases of these units but what the person may do or leave. One query."""
    overdue = Q(met_at=None, due_on__lt=localdate(visitor.now), case__unit_id__in=units) & ~Q(to=To.PERSON)
    rows = visible_to(Deadline.objects.filter(overdue), visitor, Act.MANAGE_UNIT)
    late = disclosed(rows.order_by("due_on", "id")[:MOST], Purpose.SUPERVISION, visitor, *LINKS)
    return [_led_to(_item(row, localdate(visitor.now)), row, visitor) for row in late]


def _led_to(item, deadline, visitor):
    """A step that others do leads whoever answers for the unit to the case."""
    if visitor.may(resolve(item.url).func.act):
        return item
    return replace(item, url=reverse("cases:detail", args=[deadline.case_id]))


def _items(rows, visitor):
    return [_item(row, localdate(visitor.now)) for row in disclosed(rows[:MOST], Purpose.SUPERVISION, visitor, *LINKS)]


def _item(deadline, today):
    step, person = STEPS[deadline.code], deadline.case.person
    return WorkItem(
        due=deadline.due_on,
        title=f"{step.title} ({deadline.staff.name})" if deadline.staff else str(step.title),
        person=f"{person.given_names} {person.family_name}",
        verb=str(step.act),
        url=reverse(step.url_name, args=[deadline.case_id, *([deadline.about] if step.about else [])]),
        overdue=deadline.due_on < today,
    )
