"""Verification of the rows: records, history, actions and the queue agree. One SQL statement a check and table."""

from bisect import bisect_right
from functools import partial
from uuid import UUID

from django.db import connections

from cases.history import canonical
from cases.history.action import SYSTEM_ACTOR
from cases.history.finding import Finding
from cases.history.record import history_model, record_models
from cases.history.sources import sources
from cases.history.tables import Action, Leaf, LeafForm, SealQueue

# An action says when it happened; it is written within this time, or it was back-dated.
TOLERANCE_SECONDS = 600
# Nothing is written under an action that closed so long ago: a transaction does not last as long.
OPEN_SECONDS = 3600
# The system's own verbs between which what happened earlier may be written: an import, a demonstration.
EARLIER = ("earlier.begin", "earlier.end")
_ACTION, _LEAF, _FORM, _QUEUE = (m._meta.db_table for m in (Action, Leaf, LeafForm, SealQueue))


def checks(using):
    """The checks, each a function that yields findings."""
    connection = connections[using]
    for model in record_models():
        yield partial(records_match_history, connection, model)
        yield partial(versions_follow, connection, model)
        yield partial(history_has_records, connection, model)
        yield partial(history_matches_actions, connection, model)
    yield partial(actions_are_on_time, connection)
    for source in sources().values():
        yield partial(everything_is_sealed_or_waits, connection, source)
        yield partial(what_waits_is_there, connection, source)


def _ask(connection, sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        yield from cursor


def _differ(connection):
    return "IS DISTINCT FROM" if connection.vendor == "postgresql" else "IS NOT"


def _seconds(connection, late, early):
    if connection.vendor == "postgresql":
        return f"extract(epoch FROM {late} - {early})"
    return f"(julianday({late}) - julianday({early})) * 86400"


def _name(key):
    """A key as the ledger names it, whichever way the engine keeps it."""
    return str(UUID(key)) if isinstance(key, str) and len(key) == 32 else str(key)


def _tables(model):
    return model._meta.db_table, history_model(model)._meta.db_table


def records_match_history(connection, model):
    """Each record is what its newest row of history says."""
    table, history = _tables(model)
    columns = [field.column for field in model._meta.local_concrete_fields]
    changed = " OR ".join(f'b."{column}" {_differ(connection)} h."{column}"' for column in columns)
    newer = f"EXISTS (SELECT 1 FROM {history} n WHERE n.id = b.id AND n.version > b.version)"
    found = _ask(
        connection,
        f"SELECT b.id, b.version, h.history_id, {newer} FROM {table} b"
        f" LEFT JOIN {history} h ON h.id = b.id AND h.version = b.version"
        f" WHERE h.history_id IS NULL OR {changed} OR {newer}",
    )
    for key, version, row, is_older in found:
        name = _name(key)
        if is_older:
            yield Finding("older", table, name, f"Record {name} of {table} was put back to version {version}.")
        elif row is None:
            yield Finding("no history", table, name, f"Version {version} of record {name} of {table} has no history.")
        else:
            yield Finding("changed", table, name, f"Record {name} of {table} was changed without an action.")


def versions_follow(connection, model):
    """The versions of a record are 1, 2, 3 …, each once."""
    table, history = _tables(model)
    found = _ask(
        connection,
        f"SELECT id FROM {history} GROUP BY id"
        f" HAVING min(version) <> 1 OR max(version) <> count(*) OR count(DISTINCT version) <> count(*)",
    )
    for (key,) in found:
        yield Finding(
            "gap", history, _name(key), f"A version of record {_name(key)} of {table} is missing or there twice."
        )


def history_has_records(connection, model):
    """No history is about a record that is gone."""
    table, history = _tables(model)
    found = _ask(
        connection,
        f"SELECT h.history_id, h.id FROM {history} h LEFT JOIN {table} b ON b.id = h.id WHERE b.id IS NULL",
    )
    for row, key in found:
        yield Finding(
            "orphan", history, str(row), f"Record {_name(key)} of {table} is gone; its history is still there."
        )


def history_matches_actions(connection, model):
    """Each row of history has the moment, the actor and the reason of an existing action, and was written under it."""
    history, differ = history_model(model)._meta.db_table, _differ(connection)
    wrongs = {
        "no action": "a.id IS NULL",
        "re-attributed": f"h.history_user_id {differ} a.actor_id",
        "back-dated": f"h.history_date {differ} a.at",
        "reason": f"h.history_change_reason {differ} a.reason",
        "borrowed": f"abs({_seconds(connection, 'h.written_at', 'a.written_at')}) > {OPEN_SECONDS}",
    }
    said = {
        "no action": "names no action that exists",
        "re-attributed": "names another actor than its action",
        "back-dated": "has another date than its action",
        "reason": "gives another reason than its action",
        "borrowed": "was written long before or after its action",
    }
    found = _ask(
        connection,
        f"SELECT h.history_id, {', '.join(wrongs.values())} FROM {history} h"
        f" LEFT JOIN {_ACTION} a ON a.id = h.action_id WHERE {' OR '.join(wrongs.values())}",
    )
    for row, *is_wrong in found:
        kind = next(kind for kind, wrong in zip(wrongs, is_wrong, strict=True) if wrong)
        yield Finding(kind, history, str(row), f"Row {row} of {history} {said[kind]}.")


def actions_are_on_time(connection):
    """No action of a person says another time than the machine's clock, beyond seeding and import."""
    system = Action._meta.get_field("actor_id").get_db_prep_value(SYSTEM_ACTOR, connection)
    said = list(
        _ask(
            connection,
            f"SELECT written_at, verb FROM {_ACTION} WHERE verb IN (%s, %s) AND actor_id = %s ORDER BY written_at, id",
            *(*EARLIER, system),
        )
    )
    moments = [moment for moment, _verb in said]
    found = _ask(
        connection,
        f"SELECT id, written_at FROM {_ACTION}"
        f" WHERE abs({_seconds(connection, 'at', 'written_at')}) > %s AND actor_id <> %s",
        *(TOLERANCE_SECONDS, system),
    )
    for key, moment in found:
        before = bisect_right(moments, moment)
        if before and said[before - 1][1] == EARLIER[0]:
            continue
        name = _name(key)
        yield Finding("clock", _ACTION, name, f"Action {name} gives another time than the clock when it was written.")


def everything_is_sealed_or_waits(connection, source):
    """No row came in past the triggers: each has its leaf or stands in the queue."""
    table, key = source.table, source.key
    if source.has_runs:
        # Two joins, so that SQLite, where every run is one row, finds it by an index.
        waits = (
            f"LEFT JOIN (SELECT * FROM {_QUEUE} WHERE source = '{table}') q"
            f" ON q.first = t.{key} AND q.action_id = t.action_id"
            f" LEFT JOIN (SELECT * FROM {_QUEUE} WHERE source = '{table}' AND first < last) r"
            f" ON r.action_id = t.action_id AND r.first <= t.{key} AND r.last >= t.{key}"
        )
        alone = "q.id IS NULL AND r.id IS NULL"
    else:
        waits = f"LEFT JOIN (SELECT * FROM {_QUEUE} WHERE source = '{table}') q ON q.row_id = t.{key}"
        alone = "q.id IS NULL"
    name = canonical.expression(source.fields[key], connection.vendor)
    found = _ask(
        connection,
        f"SELECT t.{key} FROM {table} t LEFT JOIN {_LEAF} l ON l.row = CAST({name} AS TEXT)"
        f" AND l.form_id IN (SELECT id FROM {_FORM} WHERE source = '{table}')"
        f" {waits} WHERE l.position IS NULL AND {alone}",
    )
    for (row,) in found:
        name = _name(row)
        yield Finding("smuggled", table, name, f"Row {name} of {table} came in past the triggers: no seal knows it.")


def what_waits_is_there(connection, source):
    """What the triggers queued for sealing is still there."""
    table, key = source.table, source.key
    same = f"t.{key} = q.last AND t.action_id = q.action_id" if source.has_runs else f"t.{key} = q.row_id"
    found = _ask(
        connection,
        f"SELECT coalesce(CAST(q.row_id AS TEXT), CAST(q.last AS TEXT)) FROM {_QUEUE} q"
        f" LEFT JOIN {table} t ON {same} WHERE q.source = '{table}' AND t.{key} IS NULL",
    )
    for (row,) in found:
        yield Finding("deleted", table, _name(row), f"Row {_name(row)} of {table} is gone before it was sealed.")
