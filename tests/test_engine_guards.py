"""Each engine's own ways round the triggers are closed: roles, COPY, REPLACE, a bare shell (laws 6 and 10)."""

import sqlite3
from contextlib import closing
from datetime import date
from uuid import uuid4

import psycopg
import pytest
from django.db import connection

from cases.history import action as actions
from cases.history import ledger, triggers
from cases.history.record import record_models
from cases.history.tables import Action
from cases.models import Person, Unit
from tests.tampering import refused, sql, stored
from tests.units import BASE, HISTORY, NO_ACTION, NOW, acting, history_columns, new_unit, rows_of

pytestmark = pytest.mark.django_db
only_postgresql = pytest.mark.postgres


@pytest.fixture
def unit(db):
    return new_unit()


@pytest.fixture
def sqlite(db):
    if connection.vendor != "sqlite":
        pytest.skip("about SQLite")


def test_every_record_has_its_triggers():
    assert triggers.differences() == []
    triggers.require_installed()
    tables = {model._meta.db_table for model in record_models()}
    assert tables and all(any(table in text for text in triggers.installed().values()) for table in tables)


def test_a_dropped_trigger_stops_web_and_worker():
    name = f"rec_{BASE}_update"
    sql(f"DROP TRIGGER {name}" + (f" ON {BASE}" if connection.vendor == "postgresql" else ""))
    with pytest.raises(triggers.TriggersMissing, match=name):
        triggers.require_installed()
    triggers.install()
    triggers.require_installed()


@only_postgresql
def test_a_disabled_trigger_stops_web_and_worker():
    sql(f"ALTER TABLE {BASE} DISABLE TRIGGER rec_{BASE}_update")
    with pytest.raises(triggers.TriggersMissing, match="disabled"):
        triggers.require_installed()


def _copy_unit():
    key = uuid4()
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(f"COPY {BASE} (id, version, root, name, address, phone) FROM STDIN") as copy,
    ):
        copy.write(f"{key}\t1\t{key}\tCopied {key}\t\t\n")
    return key


@only_postgresql
def test_copy_needs_an_action_and_writes_history():
    with refused(NO_ACTION):
        _copy_unit()
    with acting("test.copy") as action:
        key = _copy_unit()
    assert Unit.history.get(id=key).action_id == action.id


@only_postgresql
def test_an_action_set_in_autocommit_is_gone_at_the_next_statement(cast):
    known = Action.objects.first().id
    settings = connection.get_connection_params()
    with psycopg.connect(
        host=settings["host"], port=settings["port"], user=settings["user"], dbname=settings["dbname"], autocommit=True
    ) as other:
        other.execute("SELECT set_config('records.action', %s, true)", [str(known)])
        with pytest.raises(psycopg.errors.RaiseException, match=NO_ACTION):
            other.execute(f"UPDATE {BASE} SET version = version + 1")


@pytest.fixture
def web_role(unit, settings):
    settings.DATABASE_WEB_ROLE = f"web_{uuid4().hex[:8]}"
    sql(f"CREATE ROLE {settings.DATABASE_WEB_ROLE}")
    triggers.grant()
    sql(f"SET LOCAL ROLE {settings.DATABASE_WEB_ROLE}")
    yield
    sql("RESET ROLE")


@only_postgresql
@pytest.mark.parametrize(
    "statement",
    [
        f"INSERT INTO {HISTORY} ({{columns}}) SELECT {{columns}} FROM {HISTORY}",
        f"UPDATE {HISTORY} SET phone = '9'",
        f"DELETE FROM {HISTORY}",
        f"TRUNCATE {HISTORY}",
        f"DELETE FROM {BASE}",
        f"TRUNCATE {BASE} CASCADE",
        "UPDATE cases_action SET reason = ''",
        "DELETE FROM cases_seal",
        "TRUNCATE cases_leaf",
        f"DROP TRIGGER rec_{BASE}_update ON {BASE}",
        f"ALTER TABLE {BASE} DISABLE TRIGGER ALL",
        "DROP FUNCTION rec_refuse() CASCADE",
        "CREATE OR REPLACE FUNCTION rec_refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        "SET session_replication_role = replica",
        f"CREATE TRIGGER mine BEFORE INSERT ON {BASE} EXECUTE FUNCTION suppress_redundant_updates_trigger()",
        f"CREATE RULE mine AS ON UPDATE TO {BASE} DO INSTEAD NOTHING",
    ],
)
def test_the_web_role_may_not(web_role, statement):
    with acting(), refused("permission denied|must be owner"):
        sql(statement.format(columns=history_columns()))


@only_postgresql
def test_the_web_role_can_do_its_work(web_role, unit):
    with acting():
        unit.phone = "2"
        unit.save()
    assert len(rows_of(unit)) == 2
    assert ledger.seal(NOW) > 0


@only_postgresql
def test_the_web_role_cannot_slip_in_history_through_a_trigger_of_its_own(web_role):
    sql("CREATE TEMP TABLE mine (x int)")
    body = f"BEGIN INSERT INTO {HISTORY} ({{0}}) SELECT {{0}} FROM {HISTORY}; RETURN NEW; END".format(history_columns())
    sql(f"CREATE FUNCTION pg_temp.mine() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$")
    sql("CREATE TRIGGER mine AFTER INSERT ON mine FOR EACH ROW EXECUTE FUNCTION pg_temp.mine()")
    with refused("permission denied"):
        sql("INSERT INTO mine VALUES (1)")


@only_postgresql
def test_functions_with_the_owners_rights_look_only_where_they_should():
    paths = sql("SELECT proname, prosecdef, proconfig FROM pg_proc WHERE proname LIKE 'rec\\_%%'")
    assert paths
    assert {tuple(config) for _name, definer, config in paths if definer} == {("search_path=public, pg_temp",)}


@only_postgresql
def test_a_temporary_table_does_not_stand_in_for_the_actions(unit):
    sql("CREATE TEMP TABLE cases_action (LIKE public.cases_action)")
    with actions.opened(connection, uuid4()), refused(NO_ACTION):
        sql("INSERT INTO pg_temp.cases_action SELECT * FROM public.cases_action LIMIT 1")
        sql(f"UPDATE {BASE} SET version = version + 1")


@pytest.mark.parametrize("table", [BASE, HISTORY, "cases_action"])
def test_replace_puts_nothing_in_the_place_of_a_row(sqlite, unit, table):
    with acting(), refused("records: "):
        sql(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")


def test_replace_by_another_unique_column_deletes_no_record(sqlite):
    with acting():
        people = [
            Person.objects.create(
                reference=f"R{n}", given_names="A", family_name="B", birth_date=date(1990, 1, 1), language="en"
            )
            for n in "12"
        ]
    with acting(), refused("never deleted"):
        sql(
            "UPDATE OR REPLACE cases_person SET reference = 'R1', version = version + 1 WHERE id = %s",
            stored(people[1].pk),
        )


@pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE {BASE} SET version = version + 1",
        f"INSERT INTO {BASE} SELECT * FROM {BASE}",
        f"INSERT OR REPLACE INTO {BASE} SELECT * FROM {BASE}",
        f"INSERT INTO {HISTORY} SELECT * FROM {HISTORY}",
        "INSERT INTO cases_action SELECT * FROM cases_action",
        "INSERT OR REPLACE INTO cases_leaf SELECT * FROM cases_leaf",
    ],
)
def test_a_bare_shell_on_the_file_cannot_write(sqlite, statement):
    shell = sqlite3.connect(connection.settings_dict["NAME"], timeout=0)
    with closing(shell), pytest.raises(sqlite3.OperationalError, match="no such function"):
        shell.execute(statement)
