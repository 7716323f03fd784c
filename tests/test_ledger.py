"""Sealing: what waits gets one leaf under a signed head, and whoever tampers with it is found and named (law 10)."""

import io
import json
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from cases.history import ledger, merkle
from cases.history.action import SYSTEM_ACTOR, opened, recorded
from cases.history.export import export
from cases.history.record import write_in_bulk
from cases.history.sources import sources
from cases.history.tables import Action, Leaf, RootKey, Seal, SealQueue
from cases.history.verify import verify
from cases.history.verify_rows import EARLIER
from cases.models import Unit
from cases.tasks import seal_ledger
from tests.tampering import behind_the_back, sql, stored

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


def acting(verb="test.change", **more):
    return recorded(verb, by=SYSTEM_ACTOR, now=NOW, **more)


def new_unit(name="Sealed"):
    with acting("test.open"):
        return Unit.objects.create(name=name)


def test_what_waits_is_sealed_once_and_verifies(cast):
    waiting = sum((run.last or 0) - (run.first or 0) + 1 for run in SealQueue.objects.all())
    assert ledger.seal(NOW) == waiting == Leaf.objects.count()
    assert not SealQueue.objects.exists()
    assert verify() == []


def test_nothing_to_seal_makes_no_head(cast):
    ledger.seal(NOW)
    heads = Seal.objects.count()
    assert ledger.seal(NOW) == 0
    assert Seal.objects.count() == heads


def test_what_is_not_sealed_yet_is_no_finding(cast):
    new_unit()
    assert SealQueue.objects.exists()
    assert verify() == []


def test_each_sealing_goes_on_from_the_last_head(cast):
    ledger.seal(NOW)
    earlier = Seal.objects.latest("size")
    new_unit()
    ledger.seal(NOW)
    later = Seal.objects.latest("size")
    leaves = [bytes(leaf) for leaf in Leaf.objects.order_by("position").values_list("hash", flat=True)]
    proof = merkle.consistency_proof(leaves, earlier.size)
    assert later.size == earlier.size + 2
    assert merkle.continues(
        earlier.size, bytes.fromhex(earlier.tree_hash), later.size, bytes.fromhex(later.tree_hash), proof
    )


def test_the_job_seals_until_nothing_waits(cast, monkeypatch):
    monkeypatch.setattr(ledger, "BATCH", 3)
    with acting():
        write_in_bulk([Unit(name=f"batch {n}") for n in range(10)])
    seal_ledger()
    assert not SealQueue.objects.exists()
    assert verify() == []


def test_a_long_run_is_sealed_in_parts(monkeypatch):
    ledger.seal(NOW)
    with acting():
        units = write_in_bulk([Unit(name=f"run {n}") for n in range(10)])
    ids = sorted(Unit.history.filter(id__in=[unit.pk for unit in units]).values_list("history_id", flat=True))
    queue = SealQueue.objects.filter(source="cases_historicalunit")
    run = queue.first()
    queue.exclude(pk=run.pk).delete()
    queue.update(first=ids[0], last=ids[-1])
    monkeypatch.setattr(ledger, "BATCH", 4)
    ledger.seal(NOW)
    assert Leaf.objects.filter(form__source="cases_historicalunit", row__in=map(str, ids)).count() == 10
    assert not SealQueue.objects.exists()


def test_runs_written_at_the_same_time_do_not_take_each_others_rows():
    ledger.seal(NOW)
    with acting() as outer:
        first = Unit.objects.create(name="first")
        with acting() as inner:
            second = Unit.objects.create(name="second")
        third = Unit.objects.create(name="third")
    ids = [unit.history.get().history_id for unit in (first, second, third)]
    runs = SealQueue.objects.filter(source="cases_historicalunit")
    runs.filter(action_id=outer.id, first=ids[2]).delete()
    runs.filter(action_id=outer.id).update(last=ids[2])
    assert {run.action_id for run in runs} == {outer.id, inner.id}
    ledger.seal(NOW)
    assert Leaf.objects.filter(row__in=map(str, ids), form__source="cases_historicalunit").count() == 3
    assert verify() == []


def test_a_row_queued_again_is_not_sealed_again(cast):
    ledger.seal(NOW)
    SealQueue.objects.create(source="cases_action", row_id=Action.objects.first().id)
    assert ledger.seal(NOW) == 0
    assert not SealQueue.objects.exists()


def test_every_root_has_a_key_of_its_own():
    one, two = new_unit("one"), new_unit("two")
    ledger.seal(NOW)
    keys = {str(row.root): bytes(row.key) for row in RootKey.objects.all()}
    assert {str(one.root), str(two.root), ledger.SERVICE_ROOT} <= keys.keys()
    assert len(set(keys.values())) == len(keys) and {len(key) for key in keys.values()} == {32}


def test_a_new_column_list_leaves_old_leaves_valid(monkeypatch):
    source = sources()["cases_historicalunit"]
    monkeypatch.setitem(source.__dict__, "columns", [c for c in source.columns if c != "phone"])
    new_unit("before the column")
    ledger.seal(NOW)
    monkeypatch.undo()
    new_unit("after the column")
    ledger.seal(NOW)
    assert Leaf.objects.filter(form__source=source.table).values("form").distinct().count() == 2
    assert verify() == []


def test_the_signed_text_of_a_head_is_as_published(settings):
    settings.LEDGER_KEY = "a key"
    peaks = [bytes([1] * 32), bytes([2] * 32)]
    head = ledger.signed_head(3, peaks, NOW)
    assert ledger.head_text(head).decode() == (
        "community-sanctions-record ledger head 1\n"
        "size 3\n"
        f"tree {merkle.node_hash(*peaks).hex()}\n"
        "at 2026-03-02T10:00:00.000000Z\n"
        f"key {head.key_name}\n"
    )
    assert ledger.is_signed(head) and len(ledger.printable_key()) == 64
    settings.LEDGER_KEY = "another key"
    assert not ledger.is_signed(head)


def test_a_destroyed_root_leaves_its_leaves_and_no_finding():
    unit = new_unit()
    ledger.seal(NOW)
    with behind_the_back():
        sql("DELETE FROM cases_unit WHERE id = %s", stored(unit.pk))
        sql("DELETE FROM cases_historicalunit WHERE id = %s", stored(unit.pk))
        sql("DELETE FROM cases_rootkey WHERE root = %s", stored(unit.root))
    assert {finding.kind for finding in verify()} == {"deleted"}
    with acting("case.destroy", root=unit.root):
        pass
    assert verify() == []


def test_an_action_that_gives_another_time_than_the_clock_is_found(cast):
    officer, then = cast.user("officer").pk, timezone.now() - timedelta(days=2)
    begin, end = EARLIER
    written = {}
    for verb, by in ((begin, SYSTEM_ACTOR), ("in.between", officer), (end, SYSTEM_ACTOR), ("after", officer)):
        with recorded(verb, by=by, now=then) as action:
            written[verb] = action.id
    with recorded(begin, by=officer, now=timezone.now()):
        pass
    with recorded("pretended", by=officer, now=then) as action:
        pass
    assert {(finding.kind, finding.row) for finding in verify()} == {
        ("clock", str(written["after"])),
        ("clock", str(action.id)),
    }


def test_a_change_under_an_action_closed_long_ago_is_found():
    unit, then = new_unit(), timezone.now() - timedelta(hours=3)
    old = Action.objects.create(verb="test.old", actor_id=SYSTEM_ACTOR, at=then, written_at=then)
    with opened(connection, old.id):
        unit.phone = "2"
        unit.save()
    row = unit.history.get(version=2).history_id
    assert [(finding.kind, finding.row) for finding in verify()] == [("borrowed", str(row))]


def exported():
    file = io.StringIO()
    export(file)
    return io.StringIO(file.getvalue())


def test_an_export_of_this_ledger_agrees_with_it(cast):
    ledger.seal(NOW)
    outside = exported()
    new_unit()
    ledger.seal(NOW)
    assert verify(against=outside) == []


def test_an_export_says_nothing_but_heads_and_hashes(cast):
    ledger.seal(NOW)
    lines = [set(json.loads(line)) for line in exported()]
    assert {frozenset(line) for line in lines} == {
        frozenset({"format", "public_key"}),
        frozenset({"form", "source", "fields"}),
        frozenset({"size", "tree", "at", "key", "signature"}),
        frozenset({"leaf", "hash"}),
    }


def cut_back_to(size):
    with behind_the_back():
        sql("DELETE FROM cases_leaf WHERE position >= %s", size)
        sql("DELETE FROM cases_seal WHERE size > %s", size)


@pytest.mark.parametrize("is_sealed_again", [False, True])
def test_a_ledger_set_back_is_found_by_what_a_witness_holds(cast, is_sealed_again):
    ledger.seal(NOW)
    size = Seal.objects.latest("size").size
    new_unit()
    ledger.seal(NOW)
    outside = exported()
    cut_back_to(size)
    if is_sealed_again:
        new_unit("another story")
        ledger.seal(NOW)
    kinds = [finding.kind for finding in verify(against=outside)]
    assert ("forked" if is_sealed_again else "rolled back") in kinds


def test_a_head_taken_out_of_the_middle_is_found_by_what_a_witness_holds(cast):
    ledger.seal(NOW)
    middle = Seal.objects.latest("size")
    new_unit()
    ledger.seal(NOW)
    outside = exported()
    with behind_the_back():
        sql("DELETE FROM cases_seal WHERE size = %s", middle.size)
    assert verify() == []
    assert [(f.kind, f.row) for f in verify(against=outside)] == [("rolled back", str(middle.size))]


def test_a_file_of_another_service_is_refused(cast, settings):
    ledger.seal(NOW)
    outside = exported()
    settings.LEDGER_KEY = "another key"
    assert "witness" in {finding.kind for finding in verify(against=outside)}


def test_the_command_says_that_nothing_is_wrong_and_exports(cast, tmp_path, capsys):
    ledger.seal(NOW)
    file = str(tmp_path / "heads.jsonl")
    call_command("verify_ledger", export=file)
    call_command("verify_ledger", against=file)
    assert capsys.readouterr().out.count("Nothing is wrong.") == 2


def test_the_command_names_the_row_and_ends_with_one(cast, capsys):
    unit = new_unit()
    with behind_the_back():
        sql("UPDATE cases_unit SET phone = '9' WHERE id = %s", stored(unit.pk))
    with pytest.raises(SystemExit) as ended:
        call_command("verify_ledger")
    assert ended.value.code == 1
    assert f"Record {unit.pk} of cases_unit was changed without an action." in capsys.readouterr().out
    with pytest.raises(SystemExit):
        call_command("verify_ledger", json=True)
    assert json.loads(capsys.readouterr().out)[0]["kind"] == "changed"


@pytest.mark.parametrize("content", [None, "no JSON", '{"tree": 1}'])
def test_the_command_refuses_a_file_it_cannot_read(tmp_path, content):
    file = tmp_path / "heads.jsonl"
    if content:
        file.write_text(content)
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("verify_ledger", against=str(file))
