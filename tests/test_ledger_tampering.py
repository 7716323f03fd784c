"""The tamper matrix: whatever is done to the ledger itself or to the triggers, verification finds it (law 10)."""

import pytest
from django.db import connection

from cases.history import ledger, triggers
from cases.history.tables import Action, Leaf, RootKey, Seal
from cases.history.verify import ENOUGH, verify
from tests.tampering import ACTION, HISTORY, LATER, LOOK, UNIT, found, sealed_world, sql, stored, tamper
from tests.units import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(cast):
    return sealed_world()


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
        " JOIN cases_leafform f ON f.id = l.form_id WHERE f.source = 'cases_look' ORDER BY l.position DESC LIMIT 1",
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
