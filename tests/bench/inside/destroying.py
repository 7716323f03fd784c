"""Destroying a record, and practising a restore: how long each takes in the world of the other lines."""

from statistics import median
from time import perf_counter

from django.db import connection, transaction
from django.utils import timezone

from cases.actions.destroying import take_away
from cases.actions.terms import roots_of
from cases.history import erasing, ledger
from cases.history.tables import new_key
from cases.models import CaseRecord, Destruction
from config.backups.engines import counts
from config.backups.keeping import drill


def measure(world, size):
    """Yield (line, figures)."""
    now = timezone.now()
    ledger.seal(now=now)
    taken, rows = [], 0
    cases = list(CaseRecord.objects.order_by("-id")[: size.reads])
    for case in cases:
        roots = roots_of(case)
        rows += sum(erasing.counts_of(roots).values())
        began = perf_counter()
        with transaction.atomic():
            take_away(_order(now), roots, now)
            taken.append(perf_counter() - began)
            transaction.set_rollback(True)
    note = f"median of {len(cases)} records with {rows // max(len(cases), 1)} rows each, each taken back"
    yield "destroy", {"product": median(taken) * 1000, "other": 1, "note": note}
    yield "restore", _practised()


def _order(now):
    day = now.date()
    fields = {"approved_as": "records", "ordered_as": "manager", "approved_on": day, "ordered_on": day}
    return Destruction(approved_by=new_key(), ordered_by=new_key(), done_at=now, **fields)


def _practised():
    rows = sum(counts().values())
    began = perf_counter()
    done = drill()
    took = perf_counter() - began
    note = f"{rows} rows, on {connection.vendor}" if done.returncode == 0 else f"failed: {done.stderr.strip()[-200:]}"
    return {"product": took * 1e6 / max(rows, 1), "other": 1, "note": note}
