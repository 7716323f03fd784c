"""Seeding: a synthetic service told, written with its history and sealed, beside its rows by a plain bulk insert."""

from contextlib import contextmanager
from time import perf_counter

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from cases.history import ledger, triggers
from cases.history.batches import BulkDoor
from config.seeding import service
from config.seeding.life import Life

BATCH = 1000


def measure(world, size):
    """Yield (line, figures)."""
    seeded = service.world("bench", timezone.localdate(), 2 * size.seeded, None)
    ledger.seal(timezone.now())
    began = perf_counter()
    with _flushes() as flushes:
        rows = sum(written for _done, written in service.grow(seeded, 0, size.seeded))
    written = perf_counter() - began
    ledger.seal(timezone.now())
    whole = perf_counter() - began
    plain, plain_rows = _plainly(seeded, range(size.seeded, 2 * size.seeded))
    note = f"{size.seeded:,} persons, {rows:,} records in {whole:.1f} s, {whole - written:.1f} s of it sealing; once"
    yield "seed", {"product": rows / whole, "other": plain_rows / plain, "note": note}
    kept = "its history, its action and its place in the queue included"
    yield "door", {"product": sum(flushes) / rows * 1e6, "other": plain / plain_rows * 1e6, "note": kept}


@contextmanager
def _flushes():
    """The seconds of each flush of the bulk door: what writing takes, without the telling."""
    taken, flush = [], BulkDoor.flush

    def timed(door):
        began = perf_counter()
        written = flush(door)
        taken.append(perf_counter() - began)
        return written

    BulkDoor.flush = timed
    try:
        yield taken
    finally:
        BulkDoor.flush = flush


def _plainly(seeded, numbers):
    """Seconds that the rows of other persons take without triggers and history, and how many they are; taken back."""
    kept = _records(seeded, numbers)
    with transaction.atomic():
        triggers.drop()
        began = perf_counter()
        for model, records in kept.items():
            QuerySet(model).bulk_create(records, batch_size=BATCH)
        connection.check_constraints()
        took = perf_counter() - began
        transaction.set_rollback(True)
    assert triggers.differences() == []
    return took, sum(map(len, kept.values()))


def _records(seeded, numbers):
    """The last version of every record that these persons have, as objects."""
    door, last = BulkDoor(), {}
    for number in numbers:
        service.tell(door, Life(seeded, number))
    for batch in door.batches:
        for model, rows in (*batch.new.items(), *batch.changed.items()):
            names = [field.attname for field in model._meta.local_concrete_fields]
            made = [model(**dict(zip(names, row, strict=True))) for row in rows]
            last.setdefault(model, {}).update((record.pk, record) for record in made)
    return {model: list(records.values()) for model, records in last.items()}
