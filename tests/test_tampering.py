"""The tamper matrix: whatever is done to rows past the triggers, verification finds it and names the row (law 10)."""

import pytest

from cases.history import ledger
from cases.history.tables import Action, Look
from cases.models import Unit
from tests.tampering import ACTION, HISTORY, LATER, LOOK, UNIT, found, sealed_world, tamper
from tests.units import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(cast):
    return sealed_world()


HISTORY_EDITS = {
    "phone": "'9'",
    "name": "'Other'",
    "parent_id": "{stranger}",
    "version": "7",
    "root": "{stranger}",
    "history_type": "'+'",
    "history_user_id": "{stranger}",
    "history_date": LATER,
    "history_change_reason": "'Other'",
    "action_id": "{stranger}",
    "written_at": LATER,
}


@pytest.mark.parametrize("column", HISTORY_EDITS)
def test_an_edited_row_of_history_is_found(world, column):
    ledger.seal(NOW)
    tamper(world, f"UPDATE {HISTORY} SET {column} = {HISTORY_EDITS[column]} WHERE history_id = {{second}}")
    assert ("edited", HISTORY, str(world.second)) in found()


def test_every_column_of_history_is_in_the_matrix():
    columns = {field.column for field in Unit.history.model._meta.concrete_fields}
    assert columns - HISTORY_EDITS.keys() == {"id", "history_id", "address"}


@pytest.mark.parametrize(
    ("table", "row", "change"),
    [
        (ACTION, "action", "verb = 'test.other'"),
        (ACTION, "action", "reason = 'Other'"),
        (ACTION, "action", "ground = 'Other'"),
        (ACTION, "action", "capacity = 'other'"),
        (ACTION, "action", "root = NULL"),
        (ACTION, "action", "actor_id = {stranger}"),
        (ACTION, "action", f"at = {LATER}"),
        (ACTION, "action", f"written_at = {LATER}"),
        (LOOK, "look", "purpose = 'decision'"),
        (LOOK, "look", "actor_id = {stranger}"),
        (LOOK, "look", "roots = '[1]'"),
        (LOOK, "look", f"at = {LATER}"),
    ],
)
def test_an_edited_action_or_look_is_found(world, table, row, change):
    ledger.seal(NOW)
    tamper(world, f"UPDATE {table} SET {change} WHERE id = {{{row}}}")
    assert ("edited", table, world.names[row]) in found()


@pytest.mark.parametrize(
    ("table", "key", "row"),
    [
        (HISTORY, "history_id", "first"),
        (HISTORY, "history_id", "second"),
        (ACTION, "id", "action"),
        (LOOK, "id", "look"),
    ],
)
@pytest.mark.parametrize("is_sealed", [True, False])
def test_a_deleted_row_is_found(world, table, key, row, is_sealed):
    if is_sealed:
        ledger.seal(NOW)
    tamper(world, f"DELETE FROM {table} WHERE {key} = {{{row}}}")
    assert ("deleted", table, world.names.get(row, str(getattr(world, row)))) in found()


def test_a_row_deleted_before_its_sealing_is_found_after_it_too(world):
    tamper(world, f"DELETE FROM {LOOK} WHERE id = {{look}}")
    ledger.seal(NOW)
    assert ("deleted", LOOK, world.names["look"]) in found()


def _copied(table, model, key, **instead):
    """An INSERT of a copy of a row under another key."""
    columns = [field.column for field in model._meta.concrete_fields if field.column != key]
    values = ", ".join(instead.get(column, column) for column in columns)
    return f"INSERT INTO {table} ({', '.join(columns)}, {key}) SELECT {values}, "


@pytest.mark.parametrize("is_sealed", [True, False])
def test_a_row_that_came_in_past_the_triggers_is_found(world, is_sealed):
    if is_sealed:
        ledger.seal(NOW)
    history = _copied(HISTORY, Unit.history.model, "history_id", version="3")
    tamper(
        world,
        f"{history} 9999 FROM {HISTORY} WHERE history_id = {{second}}",
        f"{_copied(ACTION, Action, 'id')} {{stranger}} FROM {ACTION} WHERE id = {{action}}",
        f"{_copied(LOOK, Look, 'id')} {{stranger}} FROM {LOOK} WHERE id = {{look}}",
    )
    kinds = {(kind, table) for kind, table, _row in found()}
    assert {("smuggled", HISTORY), ("smuggled", ACTION), ("smuggled", LOOK)} <= kinds
    assert ("smuggled", HISTORY, "9999") in found()


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("re-attributed", "history_user_id = {stranger}"),
        ("re-attributed", "history_user_id = NULL"),
        ("back-dated", f"history_date = {LATER}"),
        ("reason", "history_change_reason = 'Other'"),
        ("no action", "action_id = {stranger}"),
        ("borrowed", f"written_at = {LATER}"),
    ],
)
def test_a_row_that_is_not_its_actions_is_found_before_it_is_sealed(world, kind, change):
    tamper(world, f"UPDATE {HISTORY} SET {change} WHERE history_id = {{second}}")
    assert (kind, HISTORY, str(world.second)) in found()


@pytest.mark.parametrize(
    ("kind", "statement"),
    [
        ("changed", f"UPDATE {UNIT} SET phone = '9' WHERE id = {{unit}}"),
        ("changed", f"UPDATE {UNIT} SET phone = '1' WHERE id = {{unit}}"),
        ("changed", f"UPDATE {UNIT} SET root = {{stranger}} WHERE id = {{unit}}"),
        ("no history", f"UPDATE {UNIT} SET version = 3 WHERE id = {{unit}}"),
        ("older", f"UPDATE {UNIT} SET version = 1, phone = '1' WHERE id = {{unit}}"),
    ],
)
def test_a_record_that_is_not_its_newest_history_is_found(world, kind, statement):
    ledger.seal(NOW)
    tamper(world, statement)
    assert (kind, UNIT, world.names["unit"]) in found()


def test_a_record_that_came_in_without_history_is_found(world):
    insert = _copied(UNIT, Unit, "id", name="'Other'")
    tamper(world, f"{insert} {{stranger}} FROM {UNIT} WHERE id = {{unit}}")
    assert [(kind, table) for kind, table, _row in found()] == [("no history", UNIT)]


def test_a_deleted_record_is_found_by_its_history(world):
    tamper(world, f"DELETE FROM {UNIT} WHERE id = {{unit}}")
    assert ("orphan", HISTORY, str(world.first)) in found()


def test_a_missing_version_is_found(world):
    tamper(world, f"DELETE FROM {HISTORY} WHERE history_id = {{first}}")
    assert ("gap", HISTORY, world.names["unit"]) in found()
