"""Bringing in another service's cases, from the file's first line to the commit, beside the promise."""

from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from django.utils import timezone

from cases.access.visitor import Visitor
from cases.models import User
from config.importing.mapping import read
from config.importing.running import bring_in, look_through
from tests.another_service import MAPPING, as_csv, row

PROMISED = 25_000 / 300


def measure(world, size):
    """Yield (line, figures)."""
    by = Visitor(User.objects.get(username="records"), timezone.now())
    with TemporaryDirectory() as folder:
        path = as_csv(Path(folder) / "export.csv", map(row, range(size.imported)))
        began = perf_counter()
        counts = look_through(path, read(MAPPING), by.now, _unexpected, _unexpected, _quiet)
        checked = perf_counter() - began
        bring_in(path, read(MAPPING), by, timezone.now, counts, _quiet)
        took = perf_counter() - began
    assert counts.new == size.imported
    note = f"{counts.new:,} cases in {took:.1f} s, {checked:.1f} s of it checking before anything is written; once"
    yield "import", {"product": counts.new / took, "other": PROMISED, "note": note}


def _unexpected(what):
    raise AssertionError(what)


def _quiet(_what, _number):
    pass
