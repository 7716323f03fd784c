"""The list of what was destroyed, kept in a file beside the backups: random keys alone, nothing about anybody.

A backup made before a destruction holds what was destroyed since. Whoever restores it takes all of that away again,
by this list; so it is kept where no restoring overwrites it.
"""

import json
import os
from datetime import date
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.utils.dateparse import parse_datetime

from cases.models.destruction import Destruction, Erased

FIELDS = ("id", "reference", "ended_as", "years", "counted_from", "approved_by", "approved_as", "approved_on")
FIELDS += ("ordered_by", "ordered_as", "ordered_on", "done_at", "counts", "content_hash")


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
    told = {name: value if isinstance(value, int | dict | None) else str(value) for name, value in said.items()}
    return told | {"roots": [str(root) for root in roots]}


def from_line(line) -> tuple[Destruction, list[UUID]]:
    """A destruction as a line of the list tells it, not saved, and the roots it took."""
    said = {name: line[name] for name in FIELDS}
    said |= {name: UUID(said[name]) for name in ("id", "approved_by", "ordered_by")}
    said |= {name: date.fromisoformat(said[name]) for name in ("approved_on", "ordered_on")}
    said["done_at"] = parse_datetime(said["done_at"])
    return Destruction(**said), [UUID(root) for root in line["roots"]]
