"""The database writes the history of every record and refuses what would pass it by (laws 6, 7 and 10)."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, models, transaction

from cases.history import action as actions
from cases.history import ledger, triggers
from cases.history.action import SYSTEM_ACTOR
from cases.history.record import QuietWriteRefused, StaleVersion, write_in_bulk
from cases.history.tables import Action, SealQueue
from cases.models import Unit
from tests.tampering import refused, sql, stored
from tests.units import BASE, HISTORY, NO_ACTION, NOW, acting, history_columns, new_unit, rows_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit(db):
    return new_unit()


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


@pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE {HISTORY} SET phone = '9'",
        f"DELETE FROM {HISTORY}",
        f"UPDATE {HISTORY} SET history_user_id = NULL",
        f"INSERT INTO {HISTORY} ({{columns}}) SELECT {{columns}} FROM {HISTORY}",
        pytest.param(f"TRUNCATE {HISTORY}", marks=pytest.mark.postgres),
    ],
)
def test_history_is_written_by_nobody_even_in_an_action(unit, statement):
    with acting(), refused("records: "):
        sql(statement.format(columns=history_columns()))


@pytest.mark.parametrize("table", ["cases_action", "cases_look", "cases_leaf", "cases_leafform", "cases_seal"])
def test_the_ledgers_own_rows_are_never_changed_nor_deleted(cast, table):
    with acting():
        pass
    sql(
        "INSERT INTO cases_look (id, actor_id, capacity, service, root, roots, kind, purpose, ground, at, written_at)"
        " SELECT id, actor_id, '', '', root, '[]', 'k', 'p', '', at, written_at FROM cases_action"
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


def test_migrations_say_what_they_do_in_a_ledger_that_lacks_a_newer_column():
    if connection.vendor == "postgresql":
        sql("SET CONSTRAINTS ALL IMMEDIATE")
    sql("ALTER TABLE cases_action DROP COLUMN recipient")
    told = "SELECT count(*) FROM cases_action WHERE verb = 'migration.begin'"
    [(before,)] = sql(told)
    triggers._say("migration.begin", connection.alias)
    assert sql(told) == [(before + 1,)]
