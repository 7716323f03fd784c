"""Opening an action: the one way in which anything on a record changes (law 6)."""

import uuid
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.signals import connection_created
from django.utils import timezone

from cases.history.tables import Action
from cases.search.index_sqlite import register_functions

# Stands for the software itself: migrations, jobs, seeding. No log-in has this key.
SYSTEM_ACTOR = uuid.UUID("00000000-0000-7000-8000-000000000001")


_when_something_leaves = []


def when_something_leaves(ask):
    """Let `ask(action)` be called inside every action that names a recipient, before it closes (law 10)."""
    _when_something_leaves.append(ask)
    return ask


@contextmanager
def recorded(verb, *, by, now, root=None, reason="", ground="", capacity="", recipient="", using=DEFAULT_DB_ALIAS):
    """Open an action: its row, then the changes made inside, in one transaction; all or nothing.

    `by` is the key of the log-in that acts (SYSTEM_ACTOR for jobs), `now` an aware datetime, `root` the key
    of the record acted upon, `recipient` to whom something leaves by it. Actions nest: an inner one has its own
    row, and the outer one goes on after it.
    """
    with transaction.atomic(using=using):
        action = Action(
            verb=verb,
            root=root,
            actor_id=by,
            capacity=capacity,
            reason=reason,
            ground=ground,
            recipient=recipient,
            at=now,
            written_at=timezone.now(),
        )
        action.save(using=using)
        with opened(connections[using], action.id):
            yield action
            for ask in _when_something_leaves if recipient else ():
                ask(action)


@contextmanager
def opened(connection, action_id):
    """Let the triggers write under this action, whose row the caller has just written in this transaction."""
    outer = getattr(connection, "open_action", None)
    _set_open(connection, action_id)
    try:
        yield
    except BaseException:
        # The savepoint's rollback restores PostgreSQL's own setting.
        _note(connection, outer)
        raise
    _set_open(connection, outer)


def _note(connection, action_id):
    connection.open_action = action_id
    # What SQLite's triggers ask for several times a row.
    connection.open_action_text = action_id.hex if action_id else None


def _set_open(connection, action_id):
    _note(connection, action_id)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('records.action', %s, true)", [str(action_id or "")])


def _register_functions(sender, connection, **kwargs):
    """Give SQLite's triggers the open action; without this application there is no such function, and no write."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("open_action", 0, lambda: getattr(connection, "open_action_text", None))
        register_functions(connection.connection)


def connect():
    """Called once when the app starts."""
    connection_created.connect(_register_functions, dispatch_uid="records.functions")
