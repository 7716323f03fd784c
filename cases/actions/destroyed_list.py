"""The list of what was destroyed, kept in a file beside the backups: random keys alone, nothing about anybody.

A backup made before a destruction holds what was destroyed since. Whoever restores it takes all of that away again,
by this list; so it is kept where no restoring overwrites it.
"""

import hmac
import json
import os
from datetime import date
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.utils.dateparse import parse_datetime

from cases.models.destruction import Destruction, Erased
from cases.models.origin import Origin

FIELDS = ("id", "reference", "ended_as", "years", "counted_from", "approved_by", "approved_as", "approved_on")
FIELDS += ("ordered_by", "ordered_as", "ordered_on", "done_at", "counts", "content_hash", "leaves")
FIELDS += ("origins",)


def mark_of(source, number) -> str:
    """What is kept of where a destroyed case was brought in from: a hash under the service's ledger key.

    It says nothing to anybody without that key, which stands outside the database; with it, and a number at hand, it
    says whether that one was destroyed here, and no more.
    """
    return hmac.digest(settings.LEDGER_KEY.encode(), f"origin\0{source}\0{number}".encode(), "sha256").hex()


def marks_of(roots) -> list[str]:
    """The marks of the cases among these roots that were brought in from elsewhere."""
    origins = Origin.objects.filter(root__in=roots).values_list("source", "number")
    return sorted(mark_of(source, number) for source, number in origins)


def destroyed_marks() -> set[str]:
    """The marks of every case that was brought in and destroyed here."""
    kept = Destruction.objects.filter(done_at__isnull=False, origins__isnull=False).values_list("origins", flat=True)
    return {mark for marks in kept for mark in marks}


def list_file() -> Path:
    """Where the list is: DESTROYED_FILE, or the folder of data."""
    return Path(settings.DESTROYED_FILE)


def write_list():
    """Add to the file whatever was destroyed and does not stand there yet. Nothing is ever taken off."""
    path = list_file()
    known = {line["reference"] for line in read_list(path)}
    with path.open("a", encoding="utf-8") as file:
        for destruction in Destruction.objects.filter(done_at__isnull=False).order_by("id"):
            if destruction.reference not in known:
                file.write(json.dumps(_line(destruction), sort_keys=True) + "\n")
        file.flush()
        os.fsync(file.fileno())


def read_list(path=None) -> list[dict]:
    """The lines of the list; a last one that was cut off by a crash is left out, and written again."""
    path = path or list_file()
    found = []
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        try:
            found.append(json.loads(line))
        except ValueError:
            continue
    return found


def _line(destruction):
    said = {name: getattr(destruction, name) for name in FIELDS}
    roots = Erased.objects.filter(destruction=destruction).order_by("erased").values_list("erased", flat=True)
    told = {name: value if isinstance(value, int | dict | list | None) else str(value) for name, value in said.items()}
    return told | {"roots": [str(root) for root in roots]}


def from_line(line) -> tuple[Destruction, list[UUID]]:
    """A destruction as a line of the list tells it, not saved, and the roots or records it took."""
    said = {name: line.get(name) for name in FIELDS}
    said |= {name: UUID(said[name]) for name in ("id", "approved_by", "ordered_by")}
    said |= {name: date.fromisoformat(said[name]) for name in ("approved_on", "ordered_on")}
    said["done_at"] = parse_datetime(said["done_at"])
    return Destruction(**said), [UUID(root) for root in line["roots"]]
