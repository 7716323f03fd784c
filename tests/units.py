"""A unit of the service, which the tests of history open, change and count the history of."""

from datetime import UTC, datetime
from uuid import uuid4

from cases.history.action import SYSTEM_ACTOR, recorded
from cases.models import Unit

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
BASE, HISTORY = "cases_unit", "cases_historicalunit"
NO_ACTION = "no action is open"


def acting(verb="test.change", now=NOW, **more):
    """An open action of the system."""
    return recorded(verb, by=SYSTEM_ACTOR, now=now, **more)


def new_unit():
    """A unit in its first version."""
    with acting("test.open"):
        return Unit.objects.create(name=f"Unit {uuid4()}", phone="1")


def rows_of(unit):
    """What the history of a unit says, version by version."""
    return list(unit.history.order_by("version").values_list("version", "history_type", "phone", "action_id"))


def history_columns():
    """The columns of the history of units, but its key, as SQL lists them."""
    return ", ".join(f.column for f in Unit.history.model._meta.concrete_fields if f.column != "history_id")
