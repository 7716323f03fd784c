"""PostgreSQL's triggers: one per statement, over transition tables, in functions that run as the tables' owner.

The open action is a transaction-local setting; who, when and why are read from the action's own row, so that
no setting can put a change under another name.
"""

from django.conf import settings

from cases.history import erasing
from cases.history.record import sealed_columns
from cases.history.tables import Action, SealQueue
from cases.search import index_postgresql as search
from cases.search.tables import FoundBy, KnownWord, SearchMade, TextOf

PREFIX = "rec_"
PATH = "SET search_path TO 'public', 'pg_temp'"


def _columns(model):
    return [field.column for field in model._meta.local_concrete_fields]


def _quoted(columns, prefix=""):
    return ", ".join(f'{prefix}"{column}"' for column in columns)


def _function(name, body, declare=""):
    return (
        f"{name}()",
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER {PATH}"
        f" AS $body${declare} BEGIN {body} END $body$",
    )


def _trigger(name, table, event, function, tables="", when=""):
    return name, (
        f"CREATE TRIGGER {name} {event} ON public.{table} {tables}FOR EACH STATEMENT"
        f" {when}EXECUTE FUNCTION {function}()"
    )


def _history_body(model, kind, check):
    """Check the rows, write the history of all in one statement, and queue them for sealing as one run."""
    history, columns = model.history.model._meta.db_table, _columns(model)
    return (
        f"{check}WITH h AS (INSERT INTO {history} ({_quoted(columns)}, history_date, history_change_reason,"
        f" history_type, history_user_id, action_id, written_at)"
        f" SELECT {_quoted(columns, 'n.')}, a.at, a.reason, '{kind}', a.actor_id, a.id, clock_timestamp()"
        f" FROM new_rows n JOIN {Action._meta.db_table} a ON a.id = act RETURNING history_id)"
        f" SELECT min(history_id) AS first, max(history_id) AS last INTO run FROM h; "
        f"IF run.first IS NOT NULL THEN INSERT INTO {SealQueue._meta.db_table} (source, action_id, first, last)"
        f" VALUES ('{history}', act, run.first, run.last); "
        f"ELSIF EXISTS (SELECT 1 FROM new_rows) THEN"
        f" RAISE EXCEPTION 'records: no action is open'; END IF; RETURN NULL;"
    )


DECLARE = " DECLARE act uuid := nullif(current_setting('records.action', true), ''); run record;"
SEES_OLD, SEES_NEW = "OLD TABLE AS old_rows ", "NEW TABLE AS new_rows "
NEW_CHECK = (
    "IF EXISTS (SELECT 1 FROM new_rows WHERE version <> 1) THEN"
    " RAISE EXCEPTION 'records: a new record starts at version 1'; END IF; "
)
# EXCEPT and no join: the plan is kept from the first change of one row, and a loop over thousands would be slow.
CHANGE_CHECK = (
    "IF EXISTS (SELECT id, root, version FROM new_rows EXCEPT SELECT id, root, version + 1 FROM old_rows) THEN"
    " RAISE EXCEPTION 'records: a change writes the next version of the same record'; END IF; "
)


def _seal_checks(model):
    """Every row that was sealed stands among the new ones as it was."""
    return "".join(
        f'IF EXISTS (SELECT id, {_quoted(sealed)} FROM old_rows WHERE "{filled}" IS NOT NULL'
        f" EXCEPT SELECT id, {_quoted(sealed)} FROM new_rows) THEN"
        " RAISE EXCEPTION 'records: what is sealed never changes' USING ERRCODE = 'integrity_constraint_violation';"
        " END IF; "
        for filled, sealed in sealed_columns(model)
    )


def _record_triggers(model):
    table, history = model._meta.db_table, model.history.model._meta.db_table
    for verb, kind, check, tables in (
        ("insert", "+", NEW_CHECK, "REFERENCING NEW TABLE AS new_rows "),
        ("update", "~", CHANGE_CHECK + _seal_checks(model), "REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows "),
    ):
        name = f"{PREFIX}{table}_{verb}"
        yield _function(name, _history_body(model, kind, check), DECLARE)
        yield _trigger(name, table, f"AFTER {verb.upper()}", name, tables)
    yield from search_triggers(model)
    yield _trigger(f"{PREFIX}{table}_kept", table, "BEFORE TRUNCATE", f"{PREFIX}refuse")
    yield _trigger(f"{PREFIX}{history}_kept", history, "BEFORE UPDATE OR TRUNCATE", f"{PREFIX}refuse")
    yield _deleted_by_order(table)
    yield _deleted_by_order(history)
    # Depth 0 is a statement of somebody's own; the triggers write from depth 1.
    yield _trigger(
        f"{PREFIX}{history}_written",
        history,
        "BEFORE INSERT",
        f"{PREFIX}refuse",
        when="WHEN ((pg_trigger_depth() < 1)) ",
    )


def _erase(records):
    """The one function that deletes: as the tables' owner, since the web role may not; see cases.history.erasing."""
    listed = "jsonb_array_elements_text(l.roots) r WHERE r.value::uuid"
    name = f"{PREFIX}erase(uuid[], uuid[])"
    deletes = erasing.statements(records, "= ANY($1)", "<> ALL($2)", listed)
    return name, (
        f"CREATE FUNCTION {name} RETURNS void LANGUAGE plpgsql SECURITY DEFINER {PATH}"
        f" AS $body$ BEGIN {'; '.join(deletes)}; END $body$"
    )


def search_triggers(model):
    """What keeps the index of a record that is searched (cases.search)."""
    table = model._meta.db_table
    for what, event, declare, body in search.keeping(model):
        name = f"{PREFIX}{table}_{what}_{event.lower()}"
        seen = {"INSERT": SEES_NEW, "UPDATE": SEES_OLD + SEES_NEW, "DELETE": SEES_OLD}[event]
        yield _function(name, body, declare)
        yield _trigger(name, table, f"AFTER {event}", name, f"REFERENCING {seen}")


def _deleted_by_order(table):
    """What lets rows go that an order of two people names, and no others."""
    old = "REFERENCING OLD TABLE AS old_rows "
    return _trigger(f"{PREFIX}{table}_erased", table, "AFTER DELETE", f"{PREFIX}by_order", old)


def _ledger_triggers(model):
    table = model._meta.db_table
    if model in erasing.LEDGER:
        yield _trigger(f"{PREFIX}{table}_kept", table, "BEFORE UPDATE OR TRUNCATE", f"{PREFIX}refuse")
        yield _deleted_by_order(table)
    else:
        yield _trigger(f"{PREFIX}{table}_kept", table, "BEFORE DELETE OR UPDATE OR TRUNCATE", f"{PREFIX}refuse")
    if model._meta.model_name in ("action", "look"):
        name = f"{PREFIX}{table}_queue"
        body = (
            f"INSERT INTO {SealQueue._meta.db_table} (source, row_id) SELECT '{table}', id FROM new_rows; RETURN NULL;"
        )
        yield _function(name, body)
        yield _trigger(name, table, "AFTER INSERT", name, "REFERENCING NEW TABLE AS new_rows ")


def generate(records, ledger):
    """Yield (name, CREATE statement) for every function and trigger, functions first where needed."""
    yield _function(
        f"{PREFIX}refuse",
        "RAISE EXCEPTION 'records: % on % is refused: nothing kept is lost', TG_OP, TG_TABLE_NAME;",
    )
    yield _function(
        f"{PREFIX}by_order",
        f"IF EXISTS (SELECT 1 FROM old_rows o WHERE NOT EXISTS ({erasing.ordered('o')})) THEN"
        " RAISE EXCEPTION 'records: % on % is refused: nothing kept is lost', TG_OP, TG_TABLE_NAME; END IF;"
        " RETURN NULL;",
    )
    yield _erase(records)
    yield from search.functions()
    for model in records:
        yield from _record_triggers(model)
    for model in ledger:
        yield from _ledger_triggers(model)


def installed(connection, tables):
    """Our functions, our enabled triggers and all others on these tables, as the statements that make them again."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT n.name, 'CREATE FUNCTION ' || n.name || ' RETURNS ' || pg_get_function_result(p.oid)"
            " || ' LANGUAGE ' || l.lanname || CASE p.provolatile WHEN 'i' THEN ' IMMUTABLE' ELSE '' END"
            " || CASE WHEN p.prosecdef THEN ' SECURITY DEFINER' ELSE '' END"
            " || coalesce(' SET search_path TO ' || (SELECT string_agg(quote_literal(trim(both '\" ' from w)), ', ')"
            " FROM unnest(string_to_array(substr(p.proconfig[1], 13), ',')) w), '')"
            " || ' AS $body$' || p.prosrc || '$body$'"
            " FROM pg_proc p JOIN pg_namespace s ON s.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang"
            " CROSS JOIN LATERAL"
            " (SELECT p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')' AS name) n"
            " WHERE s.nspname = 'public' AND p.proname LIKE 'rec\\_%'"
        )
        found = dict(cursor.fetchall())
        cursor.execute(
            "SELECT tgname, pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
            " WHERE (tgname LIKE 'rec\\_%%' OR c.relname = ANY(%s)) AND NOT tgisinternal AND tgenabled IN ('O', 'A')",
            [tables],
        )
        return found | dict(cursor.fetchall())


def drop_statements(names):
    """Dropping a function takes its triggers along; the shared ones hold all the guards."""
    return [f"DROP FUNCTION IF EXISTS public.{name} CASCADE" for name in names if name.endswith(")")]


def grants(connection, records, ledger):
    """The web role reads everything, writes records and the ledger's new rows, and owns nothing."""
    role = settings.DATABASE_WEB_ROLE
    if not role:
        return
    quoted = connection.ops.quote_name(role)
    yield f"GRANT USAGE ON SCHEMA public TO {quoted}"
    yield f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {quoted}"
    yield f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {quoted}"
    for model in records:
        yield f"REVOKE DELETE ON {model._meta.db_table} FROM {quoted}"
        yield f"REVOKE INSERT, UPDATE, DELETE ON {model.history.model._meta.db_table} FROM {quoted}"
    for model in (FoundBy, KnownWord, TextOf):
        yield f"REVOKE INSERT, UPDATE, DELETE ON {model._meta.db_table} FROM {quoted}"
    for model in (*ledger, SearchMade):
        yield f"REVOKE UPDATE, DELETE ON {model._meta.db_table} FROM {quoted}"
