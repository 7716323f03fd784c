"""Verification of stored files: their bytes are those whose hash stands in the record, sealed."""

from dataclasses import dataclass
from hashlib import sha256

from django.db.models import Model, Q

from cases.history.finding import Finding

# Bytes are large: so many files are in memory at once.
AT_ONCE = 4


@dataclass(frozen=True)
class Stored:
    """Where an app keeps bytes: the record with their hash, the fields of hash and bytes, when there must be any."""

    record: type[Model]
    digest: str
    data: str
    when: Q


_stored: list[Stored] = []


def register_stored(record, digest, data, when=None):
    """Let an app say that a record's field `digest` is the hash of the bytes at `data` (of all, or where `when`)."""
    _stored.append(Stored(record, digest, data, when or Q()))


def stored() -> list[Stored]:
    """Where bytes are kept, as the apps registered it."""
    return list(_stored)


def files(using):
    """Each file is there, and is what was sealed."""
    for stored in _stored:
        table = stored.record._meta.db_table
        rows = stored.record.objects.using(using).filter(stored.when).order_by("id")
        for key, digest, data in rows.values_list("id", stored.digest, stored.data).iterator(chunk_size=AT_ONCE):
            if data is None:
                yield Finding("file", table, str(key), f"The file of record {key} of {table} is gone.")
            elif sha256(data).hexdigest() != digest:
                yield Finding("file", table, str(key), f"The file of record {key} of {table} is not the one sealed.")
