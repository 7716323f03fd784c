"""SQLite's triggers. They call open_action(), which this application registers on each of its connections."""

from cases.history import erasing
from cases.history.record import sealed_columns
from cases.history.tables import Action, SealQueue
from cases.search import index_sqlite as search

PREFIX = "rec_"
# The machine's clock as Django keeps a moment; SQLite itself knows milliseconds.
CLOCK = "strftime('%Y-%m-%d %H:%M:%f000', 'now')"


def _guard(table, event, sentence, when=""):
    name = f"{PREFIX}{table}_no_{event.lower()}"
    return (
        name,
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} {when}BEGIN SELECT RAISE(ABORT, '{sentence}'); END",
    )


def _without_order():
    return f"WHEN NOT EXISTS ({erasing.ordered('OLD')}) "


def _seal(table, filled, when):
    name = f"{PREFIX}{table}_seal_{filled}"
    return (
        name,
        f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} WHEN {when}"
        f" BEGIN SELECT RAISE(ABORT, 'records: what is sealed never changes'); END",
    )


def _quoted(columns, prefix=""):
    return ", ".join(f'{prefix}"{column}"' for column in columns)


def _columns(model):
    return [field.column for field in model._meta.local_concrete_fields]


def _write_history(model, event, kind):
    table, history = model._meta.db_table, model.history.model._meta.db_table
    columns = _columns(model)
    name = f"{PREFIX}{table}_{event.lower()}"
    moved = (
        "SELECT RAISE(ABORT, 'records: a change writes the next version of the same record')"
        " WHERE NEW.id IS NOT OLD.id OR NEW.root IS NOT OLD.root OR NEW.version IS NOT OLD.version + 1; "
        if event == "UPDATE"
        else "SELECT RAISE(ABORT, 'records: a new record starts at version 1') WHERE NEW.version IS NOT 1; "
    )
    return name, (
        f"CREATE TRIGGER {name} AFTER {event} ON {table} BEGIN "
        f"SELECT RAISE(ABORT, 'records: no action is open')"
        f" WHERE NOT EXISTS (SELECT 1 FROM {Action._meta.db_table} WHERE id = open_action()); "
        f"{moved}"
        f"INSERT INTO {history} ({_quoted(columns)}, history_date, history_change_reason, history_type,"
        f" history_user_id, action_id, written_at)"
        f" SELECT {_quoted(columns, 'NEW.')}, a.at, a.reason, '{kind}', a.actor_id, a.id, {CLOCK}"
        f" FROM {Action._meta.db_table} a WHERE a.id = open_action(); "
        f"INSERT INTO {SealQueue._meta.db_table} (source, action_id, first, last)"
        f" VALUES ('{history}', open_action(), last_insert_rowid(), last_insert_rowid()); END"
    )


def _record_triggers(model):
    table, history = model._meta.db_table, model.history.model._meta.db_table
    yield _write_history(model, "INSERT", "+")
    yield _write_history(model, "UPDATE", "~")
    yield from search_triggers(model)
    yield _guard(table, "DELETE", "records: a record is never deleted", _without_order())
    # REPLACE fires no delete trigger on a connection that did not ask for it.
    taken = f"WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id) "
    yield _guard(table, "INSERT", "records: this record exists", taken)
    for filled, sealed in sealed_columns(model):
        changed = " OR ".join(f'NEW."{column}" IS NOT OLD."{column}"' for column in sealed)
        yield _seal(table, filled, f'OLD."{filled}" IS NOT NULL AND ({changed})')
    yield _guard(history, "UPDATE", "records: history is never changed")
    yield _guard(history, "DELETE", "records: history is never deleted", _without_order())
    forged = (
        f"WHEN NEW.action_id IS NOT open_action()"
        f" OR NOT EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id AND version = NEW.version)"
        f" OR EXISTS (SELECT 1 FROM {history} WHERE id = NEW.id AND version = NEW.version)"
        f" OR EXISTS (SELECT 1 FROM {history} WHERE history_id = NEW.history_id) "
    )
    yield _guard(history, "INSERT", "records: only the triggers write history", forged)


def search_triggers(model):
    """What keeps the index of a record that is searched (cases.search)."""
    table = model._meta.db_table
    for what, event, when, body in search.keeping(model):
        name = f"{PREFIX}{table}_{what}_{event.lower()}"
        when = f"WHEN {when} " if when else ""
        yield name, f"CREATE TRIGGER {name} AFTER {event} ON {table} {when}BEGIN {body}; END"


def _dictionary_triggers():
    for what, event, body in search.dictionary():
        name = f"{PREFIX}{search.DICTIONARY}_{what}"
        yield name, f"CREATE TRIGGER {name} AFTER {event} ON {search.DICTIONARY} BEGIN {body}; END"


def _ledger_triggers(model):
    table, key = model._meta.db_table, model._meta.pk.column
    yield _guard(table, "UPDATE", "records: the ledger is never changed")
    by_order = _without_order() if model in erasing.LEDGER else ""
    yield _guard(table, "DELETE", "records: the ledger is never deleted", by_order)
    # Merely naming open_action() stops a connection that is not this application's.
    taken = f"WHEN open_action() = '' OR EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key}) "
    yield _guard(table, "INSERT", "records: this row of the ledger exists", taken)
    if model._meta.model_name in ("action", "look"):
        name = f"{PREFIX}{table}_queue"
        yield (
            name,
            (
                f"CREATE TRIGGER {name} AFTER INSERT ON {table} BEGIN "
                f"INSERT INTO {SealQueue._meta.db_table} (source, row_id) VALUES ('{table}', NEW.id); END"
            ),
        )


def generate(records, ledger):
    """Yield (name, CREATE statement) for every record and ledger table, in a fixed order."""
    if any(model.searched_by for model in records):
        yield from _dictionary_triggers()
    for model in records:
        yield from _record_triggers(model)
    for model in ledger:
        yield from _ledger_triggers(model)


def installed(connection, tables):
    """Our triggers and all others on these tables, each with the statement that made it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql, tbl_name FROM sqlite_master WHERE type = 'trigger'")
        return {name: text for name, text, table in cursor if name.startswith(PREFIX) or table in tables}


def drop_statements(names):
    """What takes them away."""
    return [f"DROP TRIGGER IF EXISTS {name}" for name in names]


def grants(connection, records, ledger):
    """SQLite knows no roles."""
    return []
