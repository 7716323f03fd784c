"""What an honest program never does: reach past the triggers, as somebody with the database's own rights could."""

from contextlib import contextmanager
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from cases.history import ledger
from cases.history.tables import Look
from cases.history.verify import verify
from tests.units import NOW, acting, new_unit

UNIT, HISTORY, ACTION, LOOK = "cases_unit", "cases_historicalunit", "cases_action", "cases_look"


def sql(statement, *values):
    """Run one statement; its rows, if it has any."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


@contextmanager
def refused(sentence):
    """The database refuses what is done inside, and everything else goes on."""
    with pytest.raises(DatabaseError, match=sentence), transaction.atomic():
        yield


@contextmanager
def behind_the_back():
    """The triggers do not fire for what is done inside, and stand as before afterwards."""
    if connection.vendor == "postgresql":
        sql("SET CONSTRAINTS ALL IMMEDIATE")
        sql("SET LOCAL session_replication_role = replica")
        yield
        sql("SET LOCAL session_replication_role = origin")
        return
    kept = sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    sql("PRAGMA defer_foreign_keys = ON")
    for name, _text in kept:
        sql(f"DROP TRIGGER {name}")
    yield
    for _name, text in kept:
        sql(text)


def stored(key):
    """A UUID as this engine keeps it."""
    return key if connection.vendor == "postgresql" else key.hex


def sealed_world():
    """The demo's world, sealed; then a unit in two versions, the second's action, and a look, which wait."""
    ledger.seal(NOW)
    unit = new_unit()
    with acting(reason="Moved", root=unit.root) as action:
        unit.phone = "2"
        unit.save()
    look = Look.objects.create(
        actor_id=uuid4(), root=unit.root, kind="record", purpose="supervision", at=NOW, written_at=NOW
    )
    first, second = unit.history.order_by("version").values_list("history_id", flat=True)
    return SimpleNamespace(
        unit=stored(unit.pk),
        action=stored(action.id),
        look=stored(look.id),
        first=first,
        second=second,
        names={"unit": str(unit.pk), "action": str(action.id), "look": str(look.id)},
    )


def tamper(world, *statements):
    """Run statements with {names} of the world's rows behind the triggers' back."""
    with behind_the_back():
        for statement in statements:
            names = [part.split("}")[0] for part in statement.split("{")[1:]]
            for name in names:
                statement = statement.replace("{" + name + "}", "%s", 1)
            sql(statement, *(stored(uuid4()) if name == "stranger" else getattr(world, name) for name in names))


def found():
    """What verification finds: (kind, table, row)."""
    return {(finding.kind, finding.table, finding.row) for finding in verify()}


LATER = "'2026-03-03 10:00:00'"
