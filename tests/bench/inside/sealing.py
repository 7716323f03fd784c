"""Sealing what waits, verifying everything, and checking its export from outside: each once, over many rows."""

import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from django.db import transaction
from django.utils import timezone

from cases.history import ledger, outside_verifier
from cases.history.export import export
from cases.history.record import write_in_bulk
from cases.history.tables import Leaf
from cases.history.verify import verify
from cases.models import Entry
from tests.bench.inside.saving import Saving

# A day's verb writes its action and a few rows of history.
ENTRIES_AN_ACTION = 4
ACTIONS_A_TRANSACTION = 250


def measure(world, size):
    """Yield (line, figures)."""
    ledger.seal(timezone.now())
    _write(Saving(world, size), size.sealed)
    began = perf_counter()
    rows = ledger.seal(timezone.now())
    sealing = perf_counter() - began
    note = f"{rows:,} rows in {sealing:.1f} s, written by actions of {ENTRIES_AN_ACTION} entries; once"
    yield "seal", {"product": sealing / rows * 1e6, "other": 1, "note": note}

    leaves = Leaf.objects.count()
    began = perf_counter()
    findings = verify()
    verifying = perf_counter() - began
    note = f"{leaves:,} sealed rows in {verifying:.1f} s, {len(findings)} findings; once"
    yield "verify", {"product": verifying / leaves * 1e6, "note": note}
    assert not findings, findings
    yield "outside", _from_outside(leaves)


def _from_outside(leaves):
    """The stand-alone verifier as an outsider runs it, on an export with every row."""
    with tempfile.TemporaryDirectory(prefix="record-bench-export-") as folder:
        path = Path(folder, "export.jsonl")
        began = perf_counter()
        with path.open("w", encoding="utf-8") as file:
            export(file, with_rows=True)
        exporting = perf_counter() - began
        began = perf_counter()
        command = [sys.executable, "-I", outside_verifier.__file__, path, "--key", ledger.printable_key()]
        subprocess.run(command, check=True, capture_output=True)
        checking = perf_counter() - began
        size = path.stat().st_size / 1e6
    note = f"{leaves:,} rows, {size:,.0f} MB, in {checking:.1f} s; written in {exporting:.1f} s; once"
    return {"product": checking / leaves * 1e6, "other": 1, "note": note}


def _write(saving, rows):
    actions = rows // (ENTRIES_AN_ACTION + 1)
    for start in range(0, actions, ACTIONS_A_TRANSACTION):
        with transaction.atomic():
            for _action in range(start, min(start + ACTIONS_A_TRANSACTION, actions)):
                with saving.open_action():
                    write_in_bulk(saving.world.new(Entry, ENTRIES_AN_ACTION))
