"""Laws 8, 9 and 10: what is written stays, the database sees to it, and order is by sequence, never by clock."""

import datetime

import pytest
from django.db import DatabaseError, connection, transaction

from cases.access.kinds import KINDS
from cases.history.action import SYSTEM_ACTOR, recorded
from cases.history.record import QuietWriteRefused, history_model, record_models
from cases.history.tables import LEDGER_TABLES, Look
from cases.history.timeline import as_of
from cases.history.triggers import differences, expected
from cases.models import Unit
from tests.laws import sources

RECORDS = record_models()
CLOCKS = {f"{way}{clock}" for clock in ("history_date", "written_at") for way in ("", "-")}
REFUSED_VERBS = ("update", "delete", "bulk_create", "bulk_update", "raw")


def arguments(verb, model):
    return {
        "bulk_create": ([],),
        "bulk_update": ([], ["version"]),
        "raw": (f"SELECT * FROM {model._meta.db_table}",),
    }.get(verb, ())


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model.__name__)
def test_a_write_that_knows_no_version_is_refused(model):
    for manager in (model.objects, model._default_manager, model.objects.all()):
        for verb in REFUSED_VERBS:
            with pytest.raises(QuietWriteRefused):
                getattr(manager, verb)(*arguments(verb, model))
    with pytest.raises(QuietWriteRefused):
        model().delete()


def test_nothing_goes_round_the_records_own_manager():
    found = {}
    for path in sources.files():
        if "migrations" not in path.parts and sources.name(path) != "cases/history/record.py":
            used = {"_base_manager", "_raw_delete", "_update", "bulk_create"} & set(sources.words(path))
            if used:
                found[sources.name(path)] = used
    # The ledger's own tables are no records; its job fills them in bulk. Nor is a draft, kept in one statement.
    outside = {name: used for name, used in found.items() if not name.startswith("cases/history/")}
    assert outside == {"cases/actions/drafts.py": {"bulk_create"}}


def rows_of(table):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return cursor.fetchone()[0]


def refuses(sql, *params):
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, params)
    except DatabaseError:
        return True
    return False


def kept_tables():
    for model in LEDGER_TABLES:
        yield model._meta.db_table, model._meta.pk.column
    for model in RECORDS:
        yield model._meta.db_table, "root"
        yield history_model(model)._meta.db_table, "root"


@pytest.mark.django_db
def test_the_database_refuses_to_change_or_delete_what_is_kept(cast):
    Look(actor_id=SYSTEM_ACTOR, kind=next(iter(KINDS)), purpose="supervision", at=cast.now, written_at=cast.now).save()
    given, empty = [], set()
    for table, column in kept_tables():
        if not rows_of(table):
            empty.add(table)  # where there is no row, nothing can be lost
            continue
        if not refuses(f"UPDATE {table} SET {column} = {column}"):
            given.append(f"{table} lets itself be changed")
        if not refuses(f"DELETE FROM {table}"):
            given.append(f"{table} lets itself be emptied")
    assert not given
    assert len(empty) < len(list(kept_tables())) / 2


@pytest.mark.django_db
def test_no_row_of_history_is_written_by_hand(cast):
    for model in RECORDS:
        past = history_model(model)._meta
        columns = ", ".join(f'"{field.column}"' for field in past.local_concrete_fields if field.column != "history_id")
        if rows_of(past.db_table):
            assert refuses(f"INSERT INTO {past.db_table} ({columns}) SELECT {columns} FROM {past.db_table}"), (
                past.db_table
            )


@pytest.mark.django_db
def test_no_record_is_written_outside_an_action(cast):
    unit = Unit.objects.first()
    unit.phone = "555"
    with pytest.raises(DatabaseError), transaction.atomic():
        unit.save()


@pytest.mark.django_db
def test_every_record_and_every_table_of_the_ledger_has_its_triggers():
    assert differences() == []
    text = " ".join(expected().values())
    for table, _column in kept_tables():
        assert f"ON {table} " in text or f"ON public.{table} " in text, table


@pytest.mark.django_db
def test_a_trigger_somebody_dropped_is_missed(in_vain):
    table = history_model(RECORDS[0])._meta.db_table
    name = next(name for name in expected() if table in name and not name.endswith("()"))
    with in_vain(), connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}" + (f" ON {table}" if connection.vendor == "postgresql" else ""))
        assert differences() == [f"{name} is missing or disabled"]


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model.__name__)
def test_history_is_in_the_order_of_versions(model):
    past = history_model(model)
    assert past._meta.ordering == ("-version",)
    assert past._meta.get_latest_by == "version"


def test_nothing_is_put_in_the_order_of_a_clock():
    assert not [
        sources.name(path)
        for path in sources.files()
        for call in sources.calls(path, "order_by", "latest", "earliest")
        for given in call.args
        if getattr(given, "value", "") in CLOCKS
    ]


@pytest.mark.django_db
def test_of_two_changes_at_one_moment_the_later_version_holds(cast):
    unit = Unit.objects.first()
    for phone in ("one", "two", "three"):
        with recorded("test.change", by=SYSTEM_ACTOR, now=cast.now):
            unit.phone = phone
            unit.save()
    assert as_of(Unit, unit.id, cast.now).phone == "three"
    assert as_of(Unit, unit.id, cast.now - datetime.timedelta(days=3650)) is None
    assert list(Unit.history.filter(id=unit.id).values_list("phone", flat=True))[:3] == ["three", "two", "one"]
