"""Heads kept outside the database, where whoever can write it cannot reach them: each new one a line of a file.

By them verification finds an older backup brought back, a log signed again, and two heads of one size.
"""

import json
import logging
import os
from datetime import datetime
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction

from cases.history.canonical import moment
from cases.history.finding import Finding
from cases.history.tables import Seal

log = logging.getLogger(__name__)


def head_line(head) -> dict:
    """A signed head as every file has it."""
    text = {"size": head.size, "tree": head.tree_hash, "at": moment(head.at)}
    return text | {"key": head.key_name, "signature": head.signature}


def note(head, using):
    """Write a new head into the witness's file once it is committed; nothing where no file is named."""
    if settings.HEADS_FILE:
        transaction.on_commit(partial(_append, settings.HEADS_FILE, head), using=using)


def _append(path, head):
    line = json.dumps(head_line(head)) + "\n"
    try:
        # One write of one line: several sealers never mix theirs.
        with open(path, "ab", buffering=0) as file:
            file.write(line.encode())
            os.fsync(file.fileno())
    except OSError as error:
        log.error("The head of size %s was not written to HEADS_FILE (%s).", head.size, type(error).__name__)


def read_heads(file) -> list[Seal]:
    """The heads of an export or of a witness's file, by size; its other lines are for other checks."""
    heads = []
    for line in file:
        value = json.loads(line)
        if "tree" in value:
            head = Seal(size=value["size"], tree_hash=value["tree"], at=datetime.fromisoformat(value["at"]), peaks=[])
            head.key_name, head.signature = value["key"], value["signature"]
            heads.append(head)
    return sorted(heads, key=lambda head: head.size)


def kept_heads() -> list[Seal]:
    """What the witness's file holds; nothing where none is named, or there is none yet."""
    path = settings.HEADS_FILE and Path(settings.HEADS_FILE)
    if not path or not path.exists():
        return []
    with path.open(encoding="utf-8") as file:
        return read_heads(file)


def is_there(using):
    """The witness's file is there if heads were made."""
    lost = settings.HEADS_FILE and not Path(settings.HEADS_FILE).exists()
    if lost and Seal.objects.using(using).exists():
        yield Finding("witness", "", "", "The file of heads that HEADS_FILE names is gone.")
