"""What an honest program never does: reach past the triggers, as somebody with the database's own rights could."""

from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection, transaction


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
