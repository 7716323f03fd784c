"""An outsider with one file and an export finds what was done to the ledger, and names it (law 10)."""

import json
import subprocess
import sys
from contextlib import suppress
from types import SimpleNamespace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from cases.history import ledger, outside_verifier
from cases.history.tables import Action, RootKey, Seal
from cases.history.verify import verify
from tests.tampering import HISTORY, behind_the_back, sealed_world, sql, stored, tamper
from tests.units import NOW, acting, new_unit

pytestmark = pytest.mark.django_db


def exported(path, recipient="Court of Audit"):
    """The lines of an export with its rows, made by the command, whatever that finds itself."""
    with suppress(SystemExit):
        call_command("verify_ledger", export=str(path), with_rows=recipient)
    return path


@pytest.fixture
def world(cast, tmp_path):
    """A sealed ledger and its export, as lines that a test can change and check."""
    known = sealed_world()
    ledger.seal(NOW)
    path = exported(tmp_path / "export.jsonl")
    return SimpleNamespace(known=known, path=path, lines=[json.loads(line) for line in path.read_text().splitlines()])


def check(world, lines=None, **given):
    """What the outsider finds: kinds, or where they are, by kind."""
    if lines is not None:
        world.path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return {(found["kind"], found["where"]) for found in outside_verifier.verify(world.path, **given)}


def kinds(found):
    return {kind for kind, _where in found}


def leaves(lines):
    return [line for line in lines if "leaf" in line]


def of_row(lines, row):
    """The leaf of a row of the units' history."""
    form = next(line["form"] for line in lines if line.get("source") == HISTORY)
    return next(line for line in leaves(lines) if (line["form"], line["row"]) == (form, str(row)))


def test_an_honest_export_has_nothing_wrong_and_names_who_has_it(world):
    assert check(world, key=ledger.printable_key()) == set()
    assert Action.objects.get(verb="ledger.export").recipient == "Court of Audit"
    assert leaves(world.lines)[-1]["data"].count("Court of Audit") == 1


def test_an_export_without_rows_proves_the_tree_alone(world):
    call_command("verify_ledger", export=str(world.path))
    assert check(world) == set()
    assert "Court of Audit" not in world.path.read_text()


def test_rows_leave_only_into_a_file(cast):
    with pytest.raises(CommandError, match="--export"):
        call_command("verify_ledger", with_rows="Court of Audit")


def test_it_runs_alone_without_the_service_or_any_package(world, tmp_path):
    alone = tmp_path / "check.py"
    call_command("verify_ledger", verifier=str(alone))
    command = [sys.executable, "-I", "-S", str(alone), str(world.path), "--key", ledger.printable_key()]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "Nothing is wrong.\n"), done.stderr
    of_row(world.lines, world.known.second)["hash"] = "00" * 32
    world.path.write_text("".join(json.dumps(line) + "\n" for line in world.lines))
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 1 and "edited: Row" in done.stdout
    world.path.write_text("nonsense")
    assert subprocess.run(command, capture_output=True, cwd=tmp_path).returncode == 2


def edited_payload(lines, known):
    line = of_row(lines, known.second)
    line["data"] = line["data"].replace("Moved", "Stayed")


def edited_hash(lines, known):
    of_row(lines, known.second)["hash"] = "00" * 32


def deleted(place):
    def change(lines, known):
        some = leaves(lines)
        lines.remove(some[{"first": 0, "middle": len(some) // 2, "last": -1}[place]])

    return change


def emptied(lines, known):
    lines[:] = [line for line in lines if "leaf" not in line]


def swapped(lines, known):
    one, other = of_row(lines, known.first), of_row(lines, known.second)
    for name in ("hash", "row", "root", "data"):
        one[name], other[name] = other[name], one[name]


def duplicated(lines, known):
    some = leaves(lines)
    lines.append(some[3] | {"leaf": len(some)})


def moved(lines, known):
    line = of_row(lines, known.second)
    line["row"] = "999999"


def gone(lines, known):
    of_row(lines, known.second)["data"] = None


def a_lost_key(lines, known):
    lines[:] = [line for line in lines if not ("key" in line and "root" in line)]


def an_unsigned_head(lines, known):
    next(line for line in lines if "tree" in line)["signature"] = "00" * 64


def two_heads_of_one_size(lines, known):
    place = next(place for place, line in enumerate(lines) if "tree" in line)
    lines.insert(place, lines[place] | {"tree": "00" * 32})


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (edited_payload, "edited"),
        (edited_hash, "edited"),
        (edited_hash, "tree"),
        (deleted("first"), "leaf"),
        (deleted("middle"), "leaf"),
        (deleted("last"), "leaf"),
        (emptied, "leaf"),
        (swapped, "tree"),
        (duplicated, "leaf"),
        (duplicated, "duplicated"),
        (moved, "moved"),
        (gone, "deleted"),
        (a_lost_key, "key"),
        (an_unsigned_head, "signature"),
        (two_heads_of_one_size, "two heads"),
    ],
)
def test_what_was_done_to_an_export_is_found(world, change, kind):
    change(world.lines, world.known)
    assert kind in kinds(check(world, world.lines))


@pytest.mark.parametrize(
    ("kind", "column"),
    [
        ("re-attributed", "history_user_id = {stranger}"),
        ("back-dated", "history_date = '2026-03-01 10:00:00'"),
        ("reason", "history_change_reason = 'Other'"),
        ("gap", "version = 7"),
    ],
)
def test_a_row_changed_before_it_was_sealed_is_not_its_actions(cast, tmp_path, kind, column):
    known = sealed_world()
    tamper(known, f"UPDATE {HISTORY} SET {column} WHERE history_id = {{second}}")
    ledger.seal(NOW)
    assert kind in kinds({(f["kind"], f["where"]) for f in outside_verifier.verify(exported(tmp_path / "export"))})


def test_a_root_destroyed_by_order_leaves_nothing_wrong(cast, tmp_path):
    unit = new_unit()
    ledger.seal(NOW)
    with behind_the_back():
        sql("DELETE FROM cases_unit WHERE id = %s", stored(unit.pk))
        sql("DELETE FROM cases_historicalunit WHERE id = %s", stored(unit.pk))
        RootKey.objects.filter(root=unit.root).delete()
    assert "deleted" in {found["kind"] for found in outside_verifier.verify(exported(tmp_path / "before"))}
    with acting("case.destroy", root=unit.root):
        pass
    assert outside_verifier.verify(exported(tmp_path / "after")) == []


# What only a witness can tell


@pytest.fixture
def seal(cast, settings, tmp_path, django_capture_on_commit_callbacks):
    """Seals something new, and lets the file of heads know as a commit would."""
    settings.HEADS_FILE = str(tmp_path / "heads.jsonl")

    def more():
        with django_capture_on_commit_callbacks(execute=True):
            new_unit()
            ledger.seal(NOW)
        return outside_verifier.heads_in(settings.HEADS_FILE)[-1]["size"]

    return more


def test_each_new_head_is_a_line_of_the_witness(seal, settings):
    assert seal() < seal()
    assert len(outside_verifier.heads_in(settings.HEADS_FILE)) == 2
    assert verify() == []


def test_a_witness_that_is_gone_is_found(seal, settings):
    seal()
    settings.HEADS_FILE += ".elsewhere"
    assert {found.kind for found in verify()} == {"witness"}


def test_a_head_that_cannot_be_witnessed_stops_no_sealing(seal, settings, caplog):
    settings.HEADS_FILE = "/nowhere/heads.jsonl"
    with pytest.raises(FileNotFoundError):
        seal()
    assert Seal.objects.exists() and "was not written to HEADS_FILE" in caplog.text


@given(st.binary(max_size=80), st.integers(0, 63), st.integers(1, 255))
def test_its_own_signature_check_agrees_with_the_packages(text, place, flipped):
    private = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    public, signature = private.public_key().public_bytes_raw(), private.sign(text)
    assert outside_verifier.verified_alone(public, signature, text)
    wrong = bytearray(signature)
    wrong[place] ^= flipped
    with suppress(ValueError):
        assert not outside_verifier.verified_alone(public, bytes(wrong), text)
