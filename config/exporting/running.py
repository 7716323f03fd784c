"""Writing an export of the whole: first the ledger says that it leaves, then one moment is written out."""

import json
import os
from hashlib import sha256
from pathlib import Path

from django.db import DEFAULT_DB_ALIAS, connections
from django.utils import timezone

from cases.access.decide import check
from cases.access.roles import Act, Role
from cases.disclosure.view import classification
from cases.history import export as ledger_export
from cases.history import leaves, ledger, outside_verifier
from cases.history.action import recorded
from cases.history.canonical import moment
from cases.history.record import history_model, record_models
from cases.history.tables import LEDGER_TABLES
from cases.history.verify_files import AT_ONCE, stored
from cases.history.whole import HANDED_ON, rows_of
from cases.models import User
from config.exporting import outside_check
from config.exporting.tables import NOT_OF_LOG_INS, described

FORMAT_TEXT = Path(__file__).with_name("FORMAT.txt")
# Nobody but who made it reads it: it leaves by the hand of whoever carries it.
OWNER_ONLY, OWNER_ONLY_FOLDER = 0o600, 0o700


class Folder:
    """A new folder, whose files are written piece by piece and noted in its manifest."""

    def __init__(self, path):
        self.path, self.noted = Path(path), []
        self.path.mkdir(mode=OWNER_ONLY_FOLDER, parents=True, exist_ok=True)
        if any(self.path.iterdir()):
            raise FileExistsError

    def write(self, name, pieces, **noted):
        """Write a file out of texts or bytes, and note it."""
        made, size = sha256(), 0
        path = self.path / name
        path.parent.mkdir(mode=OWNER_ONLY_FOLDER, parents=True, exist_ok=True)
        with open(path, "xb", opener=lambda name, flags: os.open(name, flags, OWNER_ONLY)) as file:
            for piece in pieces:
                data = piece.encode() if isinstance(piece, str) else bytes(piece)
                made.update(data)
                size += len(data)
                file.write(data)
        line = {"path": name, "size": size, "sha256": made.hexdigest()} | noted
        self.noted.append(line)
        return line

    def write_rows(self, name, rows):
        """Write JSON Lines, and note how many."""
        counted = _Counted(rows)
        line = self.write(name, (_line(row) for row in counted))
        line["rows"] = counted.number
        return counted.number


class _Counted:
    """Rows that know how many they were."""

    def __init__(self, rows):
        self.rows, self.number = rows, 0

    def __iter__(self):
        for row in self.rows:
            self.number += 1
            yield row


def _line(value):
    return json.dumps(value, ensure_ascii=False) + "\n"


def hand_on(path, by, now, recipient, ground, say, using=DEFAULT_DB_ALIAS) -> int:
    """Write everything that is kept into a folder for `recipient`; how many rows of records that was.

    Raises FileExistsError where the folder holds something. The ledger names who handed it on, to whom and on which
    ground, before anything is written, and the export holds that too.
    """
    check(by, Act.HAND_ON)
    folder = Folder(path)
    with recorded(HANDED_ON, by=by.user_id, now=now, recipient=recipient, ground=ground, capacity=Role.RECORDS):
        pass
    ledger.seal(now=timezone.now(), using=using)
    with leaves.one_moment(connections[using]):
        rows = _write(folder, connections[using], say)
    head = {"format": outside_check.FORMAT, "at": moment(now), "by": by.user.username, "recipient": recipient}
    _sign(folder, head | {"ground": ground, "public_key": ledger.printable_key()})
    return rows


def _write(folder, connection, say):
    written = 0
    for model in record_models():
        written += folder.write_rows(f"records/{model._meta.label_lower}.jsonl", rows_of(model, connection))
        say(model._meta.label_lower, written)
    folder.write_rows("log-ins.jsonl", rows_of(User, connection, NOT_OF_LOG_INS))
    for kept in stored():
        for key, data in _bytes(kept, connection.alias):
            folder.write(f"files/{kept.record._meta.label_lower}/{key}", [data])
    say("files", written)
    folder.write_rows("ledger.jsonl", ledger_export.lines(with_rows=True, using=connection.alias))
    folder.write("fields.json", [json.dumps(_fields(), ensure_ascii=False, indent=1)])
    folder.write("FORMAT.txt", [FORMAT_TEXT.read_bytes()])
    folder.write("check.py", [Path(outside_check.__file__).read_bytes()])
    folder.write("ledger_check.py", [Path(outside_verifier.__file__).read_bytes()])
    return written


def _bytes(kept, using):
    """(key, bytes) of every stored file of a kind of record, what was removed among it."""
    everything = getattr(kept.record, "everything", kept.record.objects.all)()
    rows = everything.using(using).exclude(**{kept.data: None}).order_by("id")
    return rows.values_list("id", kept.data).iterator(chunk_size=AT_ONCE)


def _fields():
    """Each kind of record: what it is, its columns, where its past lies in the ledger, and who may read what."""
    found = {}
    for model in record_models():
        about = described(model)
        for name, purposes in classification(model).items():
            about["columns"][model._meta.get_field(name).column]["purposes"] = sorted(map(str, purposes))
        found[model._meta.label_lower] = about | {"past": history_model(model)._meta.db_table}
    for model in LEDGER_TABLES:
        found[model._meta.label_lower] = described(model)
    found["log-ins"] = described(User, NOT_OF_LOG_INS)
    return found


def _sign(folder, head):
    noted = sorted(folder.noted, key=lambda line: line["path"])
    line = folder.write(outside_check.MANIFEST, map(_line, [head, *noted]))
    folder.write(outside_check.SIGNATURE, [ledger.signed(outside_check.signed_text(line["sha256"]))])
