"""The tamper matrix: whatever is done past the triggers, verification finds it and names the row (law 10)."""

from datetime import UTC, datetime
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import connection

from cases.history import ledger, triggers
from cases.history.action import SYSTEM_ACTOR, recorded
from cases.history.tables import Action, Leaf, Look, RootKey, Seal
from cases.history.verify import ENOUGH, verify
from cases.models import Unit
from tests.tampering import behind_the_back, sql, stored

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
UNIT, HISTORY, ACTION, LOOK, LEAF, SEAL = (
    "cases_unit",
    "cases_historicalunit",
    "cases_action",
    "cases_look",
    "cases_leaf",
    "cases_seal",
)


@pytest.fixture
def world(cast):
    """A unit in two versions, the second's action, and a look: sealed, and nothing wrong."""
    ledger.seal(NOW)
    with recorded("test.open", by=SYSTEM_ACTOR, now=NOW):
        unit = Unit.objects.create(name="Tampered", phone="1")
    with recorded("test.change", by=SYSTEM_ACTOR, now=NOW, reason="Moved", root=unit.root) as action:
        unit.phone = "2"
        unit.save()
    look = Look.objects.create(
        actor_id=uuid4(), root=unit.root, kind="record", purpose="supervision", at=NOW, written_at=NOW
    )
    first, second = unit.history.order_by("version").values_list("history_id", flat=True)
    return SimpleNamespace(
        unit=stored(unit.pk),
        action=stored(action.id),
        look=stored(look.id),
        first=first,
        second=second,
        names={"unit": str(unit.pk), "action": str(action.id), "look": str(look.id)},
    )


def tamper(world, *statements):
    """Run statements with {names} of the world's rows behind the triggers' back."""
    with behind_the_back():
        for statement in statements:
            names = [part.split("}")[0] for part in statement.split("{")[1:]]
            for name in names:
                statement = statement.replace("{" + name + "}", "%s", 1)
            sql(statement, *(stored(uuid4()) if name == "stranger" else getattr(world, name) for name in names))


def found():
    return {(finding.kind, finding.table, finding.row) for finding in verify()}


LATER = "'2026-03-03 10:00:00'"
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


def _last():
    return Leaf.objects.latest("position").position


@pytest.mark.parametrize(
    ("kind", "statements"),
    [
        ("tree", ["UPDATE cases_leaf SET hash = (SELECT hash FROM cases_leaf WHERE position = 0) WHERE position = 3"]),
        (
            "tree",
            [
                "UPDATE cases_leaf SET position = -1 WHERE position = 3",
                "UPDATE cases_leaf SET position = 3 WHERE position = 4",
                "UPDATE cases_leaf SET position = 4 WHERE position = -1",
            ],
        ),
        ("leaf", ["DELETE FROM cases_leaf WHERE position = 0"]),
        ("leaf", ["DELETE FROM cases_leaf WHERE position = 3"]),
        ("leaf", ["DELETE FROM cases_leaf WHERE position = (SELECT max(position) FROM cases_leaf)"]),
        (
            "leaf",
            [
                "INSERT INTO cases_leaf (position, form_id, row, root, hash)"
                " SELECT (SELECT max(position) + 1 FROM cases_leaf), form_id, '0', root, hash FROM cases_leaf"
                " WHERE position = 3"
            ],
        ),
        ("leaf", ["DELETE FROM cases_seal WHERE size = (SELECT max(size) FROM cases_seal)"]),
        ("signature", [f"UPDATE cases_seal SET tree_hash = '{'0' * 64}'"]),
        ("signature", [f"UPDATE cases_seal SET at = {LATER}"]),
        ("signature", [f"UPDATE cases_seal SET signature = '{'0' * 128}'"]),
        ("signature", ["UPDATE cases_seal SET signature = 'none'"]),
        ("signature", ["UPDATE cases_seal SET key_name = 'other'"]),
        ("signature", ["UPDATE cases_seal SET peaks = '[]'"]),
        ("signature", ["UPDATE cases_seal SET size = size + 1"]),
        ("form", ["UPDATE cases_leafform SET fields = '[\"id\"]' WHERE source = 'cases_action'"]),
        ("form", ["UPDATE cases_leafform SET fields = '[\"gone\"]' WHERE source = 'cases_action'"]),
        ("key", ["DELETE FROM cases_rootkey"]),
        ("edited", ["UPDATE cases_rootkey SET key = (SELECT hash FROM cases_leaf WHERE position = 0)"]),
    ],
)
def test_a_ledger_that_was_tampered_with_is_found(world, kind, statements):
    ledger.seal(NOW)
    tamper(world, *statements)
    assert kind in {finding.kind for finding in verify()}


def test_a_row_sealed_twice_under_two_forms_is_found(world):
    ledger.seal(NOW)
    tamper(
        world,
        "INSERT INTO cases_leafform (source, fields, fingerprint)"
        " SELECT source, '[\"id\"]', 'second' FROM cases_leafform WHERE source = 'cases_look'",
        "INSERT INTO cases_leaf (position, form_id, row, root, hash) SELECT (SELECT max(position) + 1 FROM cases_leaf),"
        " (SELECT id FROM cases_leafform WHERE fingerprint = 'second'), l.row, l.root, l.hash FROM cases_leaf l"
        " JOIN cases_leafform f ON f.id = l.form_id WHERE f.source = 'cases_look'",
    )
    assert ("leaf", LOOK, world.names["look"]) in found()


def test_the_changed_leaves_are_named_between_two_heads(world):
    before = Seal.objects.latest("size").size
    ledger.seal(NOW)
    tamper(
        world,
        f"UPDATE cases_leaf SET hash = (SELECT hash FROM cases_leaf WHERE position = 0) WHERE position = {_last()}",
    )
    (finding,) = [finding for finding in verify() if finding.kind == "tree"]
    assert finding.row == str(before) and f"Leaves {before} to {_last()}" in finding.sentence


def test_a_dropped_trigger_is_found(world):
    name = f"rec_{HISTORY}_kept" if connection.vendor == "postgresql" else f"rec_{HISTORY}_no_delete"
    sql(f"DROP TRIGGER {name}" + (f" ON {HISTORY}" if connection.vendor == "postgresql" else ""))
    assert ("trigger", "", name) in found()


def test_a_changed_trigger_is_found(world):
    name = f"rec_{UNIT}_insert"
    if connection.vendor == "postgresql":
        sql(f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'")
        name += "()"
    else:
        sql(f"DROP TRIGGER {name}")
        sql(f"CREATE TRIGGER {name} AFTER INSERT ON {UNIT} BEGIN SELECT 1; END")
    assert ("trigger", "", name) in found()


@pytest.mark.postgres
@pytest.mark.parametrize("mode", ["DISABLE", "ENABLE REPLICA"])
def test_a_disabled_trigger_is_found(world, mode):
    name = f"rec_{UNIT}_update"
    sql("SET CONSTRAINTS ALL IMMEDIATE")
    sql(f"ALTER TABLE {UNIT} {mode} TRIGGER {name}")
    assert ("trigger", "", name) in found()


def test_a_trigger_of_somebody_elses_is_found(world):
    name = f"quiet_{UNIT}"
    sql("SET CONSTRAINTS ALL IMMEDIATE") if connection.vendor == "postgresql" else None
    body = "EXECUTE FUNCTION suppress_redundant_updates_trigger()"
    sql(
        f"CREATE TRIGGER {name} BEFORE UPDATE ON {UNIT} "
        + (f"FOR EACH ROW {body}" if connection.vendor == "postgresql" else "BEGIN SELECT 1; END")
    )
    assert ("trigger", "", name) in found()


def test_a_lost_key_is_named_with_its_root(world):
    ledger.seal(NOW)
    root = RootKey.objects.exclude(root=ledger.SERVICE_ROOT).first().root
    tamper(world, f"DELETE FROM cases_rootkey WHERE root = '{stored(root)}'")
    assert any(str(root) in finding.sentence for finding in verify() if finding.kind == "key")


def test_each_check_stops_after_enough(world):
    ledger.seal(NOW)
    tamper(world, f"UPDATE {ACTION} SET reason = 'Other'")
    edited = [finding for finding in verify() if finding.kind == "edited"]
    assert len(edited) == min(ENOUGH, Action.objects.count())
    assert triggers.differences() == []
