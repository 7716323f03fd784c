"""The bulk door on PostgreSQL: all rows by COPY into tables of the transaction's own, then moved batch by batch.

The statements of many batches are on their way at once (pipeline mode): each is small, and waiting for the answer to
each would take as long as the work itself.
"""

import psycopg

from cases.history.action import opened
from cases.history.record import QuietWriteRefused
from cases.history.tables import Action

# The number of the batch that a waiting row belongs to.
BATCH = "batch_number"


def write(connection, batches):
    """Write the batches in their order."""
    with connection.cursor() as cursor:
        _copy_actions(cursor, connection, [batch.action for batch in batches])
        for model in dict.fromkeys(model for batch in batches for model in (*batch.new, *batch.changed)):
            _copy(cursor, connection, model, batches)
    with connection.wrap_database_errors:
        _move(connection, batches)


def _copy_actions(cursor, connection, actions):
    fields = Action._meta.local_concrete_fields
    names = ", ".join(f'"{field.column}"' for field in fields)
    with connection.wrap_database_errors, cursor.copy(f"COPY {Action._meta.db_table} ({names}) FROM STDIN") as copy:
        for action in actions:
            copy.write_row([getattr(action, field.attname) for field in fields])


def _waiting(model):
    return f"waiting_{model._meta.db_table}"


def _names(model):
    return ", ".join(f'"{field.column}"' for field in model._meta.local_concrete_fields)


def _copy(cursor, connection, model, batches):
    """Bring a record's rows of all batches to the database."""
    waiting, table = _waiting(model), model._meta.db_table
    cursor.execute(
        f"CREATE TEMPORARY TABLE IF NOT EXISTS {waiting} ON COMMIT DELETE ROWS"
        f" AS SELECT 0 AS {BATCH}, {_names(model)} FROM {table} LIMIT 0"
    )
    cursor.execute(f"TRUNCATE {waiting}")
    with connection.wrap_database_errors, cursor.copy(f"COPY {waiting} FROM STDIN") as copy:
        for number, batch in enumerate(batches):
            for row in (*batch.new.get(model, ()), *batch.changed.get(model, ())):
                copy.write_row((number, *row))


def _move(connection, batches):
    """Let each batch's rows in under its action; a change finds its record, or nothing is written."""
    changes = []
    with connection.connection.pipeline():
        for number, batch in enumerate(batches):
            with opened(connection, batch.action.id):
                for model in batch.new:
                    _execute(connection, _insert(model), number)
                for model, rows in batch.changed.items():
                    changes.append((model, len(rows), _execute(connection, _update(model), number)))
    for model, expected, cursor in changes:
        if cursor.rowcount != expected:
            raise QuietWriteRefused(f"{model.__name__} has no record to change for each next version.")


def _execute(connection, statement, number):
    # A statement that the server plans once; Django's own cursors put the values into the text.
    cursor = psycopg.Cursor(connection.connection)
    cursor.execute(statement, [number], prepare=True)
    return cursor


def _insert(model):
    table, names = model._meta.db_table, _names(model)
    return f"INSERT INTO {table} ({names}) SELECT {names} FROM {_waiting(model)} WHERE {BATCH} = %s AND version = 1"


def _update(model):
    table = model._meta.db_table
    values = ", ".join(f'"{f.column}" = w."{f.column}"' for f in model._meta.local_concrete_fields)
    return (
        f"UPDATE {table} t SET {values} FROM {_waiting(model)} w WHERE w.{BATCH} = %s AND w.version > 1 AND t.id = w.id"
    )
