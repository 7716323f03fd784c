"""Everything that is kept, handed on to another system: read back by a reader of its own, checked from outside."""

import json
import shutil
import subprocess
import sys
from datetime import UTC
from hashlib import sha256
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from cases.history import ledger
from cases.history.operations import Operation, operation_of
from cases.history.record import RecordQuerySet, record_models
from cases.history.tables import Action, Look
from cases.history.verify import verify
from cases.history.whole import HANDED_ON
from cases.models import Entry, StoredFile, User
from config.exporting import outside_check
from config.exporting.tables import LEFT_OUT, covered
from tests.cast import TestCast
from tests.laws.test_verbs import everything
from tests.verbs import files as kept_files
from tests.visits import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.rule(47)]
TO, GROUND = "Casebook South", "Act on the Probation Service, section 12"


def hand_on(folder, by="records", recipient=TO, ground=GROUND):
    """Run the command. Returns what it said."""
    out = StringIO()
    try:
        call_command("export_cases", str(folder), by=by, recipient=recipient, ground=ground, stdout=out)
    except CommandError as error:
        out.write(str(error))
    return out.getvalue()


@pytest.fixture(scope="module")
def handed_on(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demo's world, with a file and an entry that was taken out, handed on once; the folder."""
    folder = tmp_path_factory.mktemp("whole") / "export"
    with django_db_blocker.unblock(), transaction.atomic():
        cast = TestCast(timezone.now())
        kept_files.added(cast)
        said = hand_on(folder)
        assert "records were written" in said, said
        yield folder
        transaction.set_rollback(True)


@pytest.fixture
def copied(handed_on, tmp_path):
    """A copy that a test may spoil."""
    return shutil.copytree(handed_on, tmp_path / "export")


def read(folder, kind):
    """A kind's rows as somebody else would read them: by FORMAT.txt and fields.json alone."""
    with open(folder / "records" / f"{kind}.jsonl", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def as_written(value):
    """A value of the database as FORMAT.txt says it is written."""
    if hasattr(value, "hex") and hasattr(value, "int"):
        return str(value)
    if hasattr(value, "astimezone"):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    if hasattr(value, "isoformat"):
        return value.isoformat(timespec="microseconds") if hasattr(value, "hour") else value.isoformat()
    return bytes(value).hex() if isinstance(value, memoryview | bytes) else value


def test_it_holds_every_record_and_no_column_less(handed_on):
    told, rows = json.loads((handed_on / "fields.json").read_text(encoding="utf-8")), 0
    for model in record_models():
        kind = model._meta.label_lower
        columns = {field.attname: field.column for field in model._meta.local_concrete_fields}
        kept = {row["id"]: row for row in RecordQuerySet(model).values()}
        there = {row["id"]: row for row in read(handed_on, kind)}
        assert set(there) == {str(key) for key in kept}, kind
        assert set(told[kind]["columns"]) == set(columns.values()), kind
        for key, row in kept.items():
            written = {columns[name]: as_written(value) for name, value in row.items()}
            here = there[str(key)]
            assert here.keys() == written.keys()
            assert {n: v for n, v in written.items() if v != here[n] and str(v) != str(here[n])} == {}, (kind, key)
        rows += len(there)
    assert rows > 500


def test_every_table_is_in_it_or_left_out_for_a_reason():
    known = {model._meta.label for model in covered()}
    assert not known & LEFT_OUT.keys()
    assert {model._meta.label for model in apps.get_models()} == known | LEFT_OUT.keys()


def test_what_is_apart_removed_or_restricted_is_in_it_for_it_is_the_whole(handed_on, cast):
    removed = RecordQuerySet(Entry).filter(removed_at__isnull=False)
    assert removed.exists()
    there = {row["id"]: row for row in read(handed_on, "cases.entry")}
    assert all(there[str(entry.id)]["removed_at"] for entry in removed)
    for kind in ("cases.victimcontact", "cases.restriction", "cases.otherssegment", "complaints.complaint"):
        assert read(handed_on, kind), kind
    text = (handed_on / "FORMAT.txt").read_text()
    assert "restricted records, victims' records, complaints" in text and "carry out the orders to erase" in " ".join(
        text.split()
    )


def test_it_holds_the_bytes_of_every_file(handed_on):
    rows = StoredFile.objects.all()
    assert rows.exists()
    for row in rows:
        data = (handed_on / "files" / "cases.storedfile" / str(row.id)).read_bytes()
        assert sha256(data).hexdigest() == row.digest


def test_it_holds_the_whole_past_and_who_looked(handed_on):
    with open(handed_on / "ledger.jsonl", encoding="utf-8") as file:
        rows = [json.loads(line["data"]) for line in map(json.loads, file) if line.get("data")]
    sources = {}
    for row in rows:
        sources[row["source"]] = sources.get(row["source"], 0) + 1
    for model in (Action, Look, *(model.history.model for model in record_models())):
        assert sources.get(model._meta.db_table, 0) == model._base_manager.count(), model.__name__


def test_no_secret_of_a_log_in_leaves(handed_on):
    names = {json.loads(line)["username"] for line in (handed_on / "log-ins.jsonl").open(encoding="utf-8")}
    assert names == set(User.objects.values_list("username", flat=True))
    everywhere = (handed_on / "log-ins.jsonl").read_text() + (handed_on / "fields.json").read_text()
    assert "pbkdf2" not in everywhere and '"password"' not in everywhere


def test_nobody_else_on_the_machine_can_read_it(handed_on):
    assert handed_on.stat().st_mode & 0o77 == 0
    assert not [path.name for path in handed_on.rglob("*") if path.is_file() and path.stat().st_mode & 0o77]


# Checked from outside


def checked(folder, *more):
    """Run the folder's own program alone: no package, nothing of the service. Returns (code, what it said)."""
    command = [sys.executable, "-I", "-S", str(folder / "check.py"), *more]
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder.parent)
    return done.returncode, done.stdout + done.stderr


def test_the_program_that_comes_with_it_finds_nothing_wrong(handed_on):
    assert checked(handed_on, "--key", ledger.printable_key()) == (0, "Nothing is wrong.\n")
    code, said = checked(handed_on, "--key", "ab" * 32)
    assert code == 1 and "another public key than the one you were given" in said


@pytest.mark.parametrize(
    "name",
    [
        "records/cases.person.jsonl",
        "records/sanctions.sanction.jsonl",
        "ledger.jsonl",
        "log-ins.jsonl",
        "fields.json",
        "FORMAT.txt",
        "manifest.jsonl",
        "manifest.signature",
        "files",
    ],
)
def test_one_changed_byte_is_found(copied, name):
    path = copied / name
    if path.is_dir():
        path = next(each for each in sorted(path.rglob("*")) if each.is_file())
    data = bytearray(path.read_bytes())
    place = len(data) // 2
    data[place] = data[place] ^ 1
    path.write_bytes(data)
    code, said = checked(copied)
    assert code in (1, 2) and "Nothing is wrong" not in said


def signed_anew(folder):
    """Somebody without the key makes the manifest fit what they changed."""
    head, *lines = (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    fitting = [head]
    for line in map(json.loads, lines):
        digest, size = outside_check.digest_of(folder / line["path"])
        fitting.append(json.dumps(line | {"sha256": digest, "size": size}, ensure_ascii=False))
    (folder / "manifest.jsonl").write_text("\n".join(fitting) + "\n", encoding="utf-8")


def test_a_record_changed_together_with_the_manifest_is_found_by_signature_and_ledger(copied):
    path = copied / "records" / "cases.person.jsonl"
    text = path.read_text(encoding="utf-8")
    assert "Verhaal" in text
    path.write_text(text.replace("Verhaal", "Verhoel"), encoding="utf-8")
    signed_anew(copied)
    code, said = checked(copied)
    assert code == 1 and "The manifest is not what the service signed." in said
    assert "of cases.person is not what its last sealed version says" in said


def test_a_file_that_is_gone_or_was_put_there_is_found(copied):
    next((copied / "files" / "cases.storedfile").iterdir()).unlink()
    (copied / "records" / "more.jsonl").write_text("{}\n")
    lines = (copied / "records" / "cases.entry.jsonl").read_text(encoding="utf-8").splitlines()
    (copied / "records" / "cases.entry.jsonl").write_text("\n".join(lines[1:]) + "\n", encoding="utf-8")
    code, said = checked(copied)
    assert code == 1
    assert "is gone." in said and "records/more.jsonl was not handed on." in said
    assert "of cases.entry was sealed and is not among the records" in said


# An act, with a recipient and a ground


def test_the_ledger_says_who_handed_it_on_to_whom_and_why_and_the_export_holds_that(handed_on, cast):
    action = Action.objects.get(verb=HANDED_ON)
    assert (action.recipient, action.ground, action.actor_id) == (TO, GROUND, cast.user("records").id)
    assert operation_of(action.verb, action.recipient) == Operation.DISCLOSURE
    assert f'"id\\":\\"{action.id}' in (handed_on / "ledger.jsonl").read_text(encoding="utf-8")
    head = json.loads((handed_on / "manifest.jsonl").open(encoding="utf-8").readline())
    assert (head["recipient"], head["ground"], head["by"]) == (TO, GROUND, "records")
    assert verify() == []


@pytest.mark.rule(45)
def test_the_person_reads_that_their_record_was_handed_on(handed_on, cast):
    page = text_of(cast.client("person").get(reverse("my:disclosures")))
    assert TO in page and GROUND in page and "your whole record with it" in page


@pytest.mark.parametrize("by", ["officer", "manager", "admin", "inspector", "stranger"])
def test_only_a_records_manager_hands_it_on(cast, tmp_path, by):
    before = everything()
    assert "--by names nobody who may" in hand_on(tmp_path / "export", by=by)
    assert everything() == before and not (tmp_path / "export").exists()


@pytest.mark.parametrize("wrong", [{"recipient": " "}, {"recipient": "x" * 201}, {"ground": ""}, {"ground": "x" * 201}])
def test_without_a_recipient_and_a_ground_nothing_leaves(cast, tmp_path, wrong):
    before = everything()
    assert "say it in 1 to 200 characters" in hand_on(tmp_path / "export", **wrong)
    assert everything() == before and not (tmp_path / "export").exists()


def test_a_folder_that_holds_something_is_not_written_into(cast, tmp_path):
    (tmp_path / "note.txt").write_text("mine")
    before = everything()
    assert "The folder holds something already" in hand_on(tmp_path)
    assert everything() == before and [path.name for path in tmp_path.iterdir()] == ["note.txt"]
