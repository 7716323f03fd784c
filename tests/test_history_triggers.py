"""The database writes the history of every record and refuses what would pass it by (laws 6, 7 and 10)."""

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from uuid import uuid4

import psycopg
import pytest
from django.db import IntegrityError, connection, models, transaction

from cases.history import action as actions
from cases.history import ledger, triggers
from cases.history.action import SYSTEM_ACTOR, recorded
from cases.history.record import QuietWriteRefused, StaleVersion, record_models, write_in_bulk
from cases.history.tables import Action, SealQueue
from cases.models import Person, Unit
from tests.tampering import refused, sql, stored

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
BASE, HISTORY = "cases_unit", "cases_historicalunit"
NO_ACTION = "no action is open"
only_postgresql = pytest.mark.postgres


def acting(verb="test.change", **more):
    return recorded(verb, by=SYSTEM_ACTOR, now=NOW, **more)


@pytest.fixture
def unit(db):
    with acting("test.open"):
        return Unit.objects.create(name=f"Unit {uuid4()}", phone="1")


@pytest.fixture
def sqlite(db):
    if connection.vendor != "sqlite":
        pytest.skip("about SQLite")


def rows_of(record):
    return list(record.history.order_by("version").values_list("version", "history_type", "phone", "action_id"))


def test_a_new_record_without_an_action_is_refused():
    with refused(NO_ACTION):
        Unit.objects.create(name="quiet")


def test_a_change_without_an_action_is_refused(unit):
    unit.phone = "2"
    with refused(NO_ACTION):
        unit.save()
    assert Unit.objects.get(pk=unit.pk).phone == "1"


@pytest.mark.parametrize(
    "write",
    [
        lambda unit: Unit.objects.filter(pk=unit.pk).update(phone="2"),
        lambda unit: Unit.objects.all().delete(),
        lambda unit: Unit.objects.bulk_create([Unit(name="b")]),
        lambda unit: Unit.objects.bulk_update([unit], ["phone"]),
        lambda unit: Unit.objects.raw("SELECT * FROM cases_unit"),
        lambda unit: unit.delete(),
        lambda unit: unit.parts.update(phone="2"),
        lambda unit: Unit.objects.only("name").get(pk=unit.pk).save(),
    ],
)
def test_the_orm_refuses_writes_that_know_no_version(unit, write):
    with acting(), pytest.raises(QuietWriteRefused):
        write(unit)


def test_a_quiet_update_past_the_orm_is_refused_by_the_database(unit):
    with refused(NO_ACTION):
        sql(f"UPDATE {BASE} SET phone = '2', version = version + 1")
    with acting(), refused("next version"):
        models.QuerySet(Unit).filter(pk=unit.pk).update(phone="2")


@pytest.mark.parametrize("table", [BASE, HISTORY])
def test_nothing_is_deleted_with_or_without_an_action(unit, table):
    with refused("records: "):
        sql(f"DELETE FROM {table}")
    with acting(), refused("records: "):
        sql(f"DELETE FROM {table}")


@pytest.mark.parametrize("change", ["version = version", "version = version + 2", "version = version - 1"])
def test_a_version_goes_up_by_one(unit, change):
    with acting(), refused("next version"):
        sql(f"UPDATE {BASE} SET {change} WHERE name = %s", unit.name)


@pytest.mark.parametrize("column", ["id", "root"])
def test_key_and_root_never_change(unit, column):
    with acting(), refused("next version"):
        sql(f"UPDATE {BASE} SET version = version + 1, {column} = %s WHERE name = %s", stored(uuid4()), unit.name)


def test_a_record_starts_at_version_one():
    unit = Unit(name="late", version=2, root=uuid4())
    with acting(), refused("version 1"):
        models.Model.save_base(unit, raw=True, force_insert=True)


def _history_columns():
    return ", ".join(f.column for f in Unit.history.model._meta.concrete_fields if f.column != "history_id")


@pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE {HISTORY} SET phone = '9'",
        f"DELETE FROM {HISTORY}",
        f"UPDATE {HISTORY} SET history_user_id = NULL",
        f"INSERT INTO {HISTORY} ({{columns}}) SELECT {{columns}} FROM {HISTORY}",
        pytest.param(f"TRUNCATE {HISTORY}", marks=only_postgresql),
    ],
)
def test_history_is_written_by_nobody_even_in_an_action(unit, statement):
    with acting(), refused("records: "):
        sql(statement.format(columns=_history_columns()))


@pytest.mark.parametrize("table", ["cases_action", "cases_look", "cases_leaf", "cases_leafform", "cases_seal"])
def test_the_ledgers_own_rows_are_never_changed_nor_deleted(cast, table):
    with acting():
        pass
    sql(
        "INSERT INTO cases_look SELECT id, actor_id, '', '', root, '[]', 'k', 'p', '', at, written_at FROM cases_action"
    )
    ledger.seal(NOW)
    for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET {_first_column(table)} = {_first_column(table)}"):
        with refused("records: "):
            sql(statement)


def _first_column(table):
    with connection.cursor() as cursor:
        return connection.introspection.get_table_description(cursor, table)[0].name


def test_the_history_carries_actor_moment_and_reason_of_its_action(unit):
    with acting(reason="Moved") as action:
        unit.phone = "2"
        unit.save()
    row = unit.history.get(version=2)
    assert (row.action_id, row.history_user_id, row.history_date) == (action.id, SYSTEM_ACTOR, NOW)
    assert (row.history_change_reason, row.history_type, row.root) == ("Moved", "~", unit.root)


def test_nested_actions_go_back_to_the_outer_one(unit):
    with acting("test.outer") as outer:
        with acting("test.inner") as inner:
            unit.phone = "2"
            unit.save()
        unit.phone = "3"
        unit.save()
    assert [row[3] for row in rows_of(unit)[1:]] == [inner.id, outer.id]


def test_a_failed_inner_action_leaves_the_outer_one_open(unit):
    with acting("test.outer") as outer:
        with pytest.raises(RuntimeError), acting("test.inner"):
            unit.phone = "2"
            unit.save()
            raise RuntimeError
        unit.refresh_from_db()
        unit.phone = "3"
        unit.save()
    assert rows_of(unit)[1:] == [(2, "~", "3", outer.id)]
    assert not Action.objects.filter(verb="test.inner").exists()


def test_an_action_does_not_leak_into_the_transaction_around_it(unit):
    with transaction.atomic():
        with transaction.atomic(), acting():
            unit.phone = "2"
            unit.save()
        unit.phone = "3"
        with refused(NO_ACTION):
            unit.save()


def test_an_unknown_action_opens_nothing(unit):
    unit.phone = "2"
    with refused(NO_ACTION), actions.opened(connection, uuid4()):
        unit.save()


def test_the_bulk_door_writes_the_history_of_every_row():
    with acting("test.bulk", reason="Import") as action:
        units = write_in_bulk([Unit(name=f"bulk {n}") for n in range(150)], batch_size=50)
    assert Unit.history.filter(action_id=action.id, version=1, history_change_reason="Import").count() == 150
    runs = SealQueue.objects.filter(source=HISTORY, action_id=action.id)
    assert sum(run.last - run.first + 1 for run in runs) == 150
    assert {unit.root for unit in units} == {unit.id for unit in units}


def test_the_bulk_door_is_closed_without_an_action():
    with refused(NO_ACTION):
        write_in_bulk([Unit(name="quiet")])


def test_who_saves_second_changes_nothing(unit):
    first, second = Unit.objects.get(pk=unit.pk), Unit.objects.get(pk=unit.pk)
    with acting():
        first.phone = "first"
        first.save()
    with pytest.raises(StaleVersion) as stale, acting("test.second"):
        second.phone = "second"
        second.save()
    assert stale.value.record is second and second.version == 1
    assert [row[2] for row in rows_of(unit)] == ["1", "first"]
    assert not Action.objects.filter(verb="test.second").exists()


def test_a_failing_change_saves_nothing(unit):
    with pytest.raises(IntegrityError), acting("test.fails"):
        unit.phone = "2"
        unit.save()
        Unit.objects.create(name=unit.name)
    unit.refresh_from_db()
    assert (unit.version, unit.phone, len(rows_of(unit))) == (1, "1", 1)
    assert not Action.objects.filter(verb="test.fails").exists()


def test_without_its_action_row_a_change_saves_nothing(unit, monkeypatch):
    def broken(self, **kwargs):
        raise IntegrityError("the action cannot be written")

    monkeypatch.setattr(Action, "save", broken)
    with pytest.raises(IntegrityError), acting():
        unit.phone = "2"
        unit.save()
    assert Unit.objects.get(pk=unit.pk).phone == "1"


def test_without_its_history_a_change_saves_nothing(unit):
    with acting(), refused("(?i)unique"):
        sql(f"CREATE UNIQUE INDEX one_version_only ON {HISTORY} (id)")
        unit.phone = "2"
        unit.save()
    assert Unit.objects.get(pk=unit.pk).phone == "1"


def test_history_follows_the_versions_where_the_clock_stood_still(unit):
    with acting():
        for phone in "234":
            unit.phone = phone
            unit.save()
    assert [row.phone for row in unit.history.all()] == ["4", "3", "2", "1"]
    assert unit.history.latest().version == 4 and set(unit.history.values_list("history_date", flat=True)) == {NOW}


def test_saving_some_fields_records_what_is_stored(unit):
    with acting():
        unit.name, unit.phone = "never stored", "2"
        unit.save(update_fields=["phone"])
    row = unit.history.get(version=2)
    assert row.phone == "2" and row.name != "never stored"


def test_saving_no_fields_is_no_version(unit):
    with acting():
        unit.save(update_fields=[])
    assert unit.version == 1 and len(rows_of(unit)) == 1


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
        sql(statement.format(columns=_history_columns()))


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
    body = f"BEGIN INSERT INTO {HISTORY} ({{0}}) SELECT {{0}} FROM {HISTORY}; RETURN NEW; END".format(
        _history_columns()
    )
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
