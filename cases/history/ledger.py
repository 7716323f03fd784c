"""Sealing: rows that nobody may change any more get a leaf in one Merkle tree, under a signed head (law 10)."""

import hmac
import json
import secrets
from functools import cache
from hashlib import sha256
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections, transaction

from cases.history import canonical, merkle
from cases.history.record import history_model, record_models
from cases.history.tables import SEALED_TABLES, Leaf, LeafForm, RootKey, Seal, SealQueue

# Whose key is under the rows that are about nobody in particular: lists, sign-ins, migrations.
SERVICE_ROOT = UUID("00000000-0000-7000-8000-000000000002")
BATCH = 5000
# The lock that one sealer holds on PostgreSQL; the number means nothing.
_SEALER = 7_205_331


class Source:
    """A table whose rows are sealed, and how its rows are read and named."""

    def __init__(self, model):
        self.model, self.table = model, model._meta.db_table
        self.columns = sorted(field.column for field in model._meta.concrete_fields)
        self._names = {field.column: field.attname for field in model._meta.concrete_fields}
        self.key = model._meta.pk.column

    def rows(self, keys, columns, using):
        """The rows with these keys that exist, as tuples of the columns' values."""
        names = [self._names[column] for column in columns]
        return self.model._base_manager.using(using).filter(pk__in=keys).values_list(*names)

    def place(self, column):
        """Where the column stands in a row of all columns; None where the table has no such column."""
        return self.columns.index(column) if column in self.columns else None

    def lacks(self, columns):
        """The columns of an old form that the table has no more; there must be none."""
        return [column for column in columns if column not in self._names]


@cache
def sources() -> dict[str, Source]:
    """Every table that is sealed, by name: actions, looks, and the history of each record."""
    models = [*SEALED_TABLES, *map(history_model, record_models())]
    return {model._meta.db_table: Source(model) for model in models}


def row_name(key) -> str:
    """How a leaf names its row: a number, or a UUID in 32 digits."""
    return key.hex if isinstance(key, UUID) else str(key)


def leaf_of(key: bytes, row: bytes) -> bytes:
    """The hash of a row's leaf: its data is the row's keyed hash, which says nothing once the key is destroyed."""
    return merkle.leaf_hash(hmac.digest(key, row, "sha256"))


def seal(now, using=DEFAULT_DB_ALIAS) -> int:
    """Seal everything that waits, each batch in a transaction of its own; how many rows were sealed."""
    sealed, after = 0, 0
    while (step := _seal_batch(now, using, after)) is not None:
        after, count = step
        sealed += count
    return sealed


def _seal_batch(now, using, after):
    """Seal what stands next in the queue; the place reached and the rows sealed, or None at its end."""
    with transaction.atomic(using=using):
        _alone(connections[using])
        queue = SealQueue.objects.using(using)
        taken = _take(queue.filter(id__gt=after).order_by("id")[:BATCH])
        if not taken:
            return None
        found = _found(taken, using)
        rows = list(_rows(taken, found))
        if rows:
            _write_leaves(rows, now, using)
        last, keys = taken[-1]
        if last.row_id or keys[-1] == last.last:
            done, after = taken, last.id
        else:
            done = taken[:-1]
            queue.filter(id=last.id).update(first=keys[-1] + 1)
        # A queued row that is gone stays queued: verification finds it there.
        queue.filter(id__in=[run.id for run, _keys in done if not _gone(run, found)]).delete()
        return after, len(rows)


def _alone(connection):
    """One sealer at a time: positions follow each other. On SQLite the transaction itself sees to it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_SEALER])


def _take(waiting):
    """As many queued runs as make one batch, each with the keys to look for; the last may be taken in part."""
    taken, room = [], BATCH
    for run in waiting:
        keys = [run.row_id] if run.row_id else range(run.first, min(run.last, run.first + room - 1) + 1)
        taken.append((run, keys))
        room -= len(keys)
        if room <= 0:
            break
    return taken


def _found(taken, using):
    """The rows behind the queue, by table and key; None for one that has its leaf already."""
    wanted = {}
    for run, keys in taken:
        wanted.setdefault(run.source, []).extend(keys)
    found = {}
    for table, keys in wanted.items():
        source = sources()[table]
        leaves = Leaf.objects.using(using).filter(form__source=table, row__in=list(map(row_name, keys)))
        sealed = set(leaves.values_list("row", flat=True))
        key = source.place(source.key)
        rows = source.rows(keys, source.columns, using)
        found[table] = {row[key]: None if row_name(row[key]) in sealed else row for row in rows}
    return found


def _gone(run, found):
    return run.row_id and run.row_id not in found[run.source]


def _rows(taken, found):
    """(source, key, root, canonical bytes) of the queued rows, in the queue's order."""
    for run, keys in taken:
        source = sources()[run.source]
        rows, root, action = found[run.source], source.place("root"), source.place("action_id")
        for key in keys:
            row = rows.get(key)
            # Runs written at the same time interleave: a row of another action is another run's.
            if row is None or (run.action_id and row[action] != run.action_id):
                continue
            yield source, key, row[root] or SERVICE_ROOT, canonical.row_bytes(run.source, source.columns, row)


def _write_leaves(rows, now, using):
    keys = _keys({root for _source, _key, root, _data in rows}, using)
    forms = {source.table: _form(source, using) for source in {source for source, *_ in rows}}
    last = Seal.objects.using(using).order_by("-size").first()
    size = last.size if last else 0
    leaves = [
        Leaf(
            position=position,
            form_id=forms[source.table],
            row=row_name(key),
            root=root,
            hash=leaf_of(keys[root], data),
        )
        for position, (source, key, root, data) in enumerate(rows, start=size)
    ]
    Leaf.objects.using(using).bulk_create(leaves)
    peaks = [bytes.fromhex(peak) for peak in last.peaks] if last else []
    peaks = merkle.extended(peaks, size, [leaf.hash for leaf in leaves])
    signed_head(size + len(leaves), peaks, now).save(using=using)


def _keys(roots, using):
    """The key of each root; a root seen for the first time gets one."""
    known = {row.root: bytes(row.key) for row in RootKey.objects.using(using).filter(root__in=roots)}
    new = [RootKey(root=root, key=secrets.token_bytes(32)) for root in roots - known.keys()]
    RootKey.objects.using(using).bulk_create(new)
    return known | {row.root: row.key for row in new}


def _form(source, using):
    fingerprint = canonical.form_fingerprint(source.table, source.columns)
    values = {"source": source.table, "fields": source.columns}
    return LeafForm.objects.using(using).get_or_create(fingerprint=fingerprint, defaults=values)[0].id


def signed_head(size, peaks, now) -> Seal:
    """A head over the tree with these peaks, signed with the service's key."""
    key = _private_key(settings.LEDGER_KEY)
    head = Seal(size=size, tree_hash=merkle.root(peaks).hex(), peaks=[peak.hex() for peak in peaks], at=now)
    head.key_name = key_name(key.public_key())
    head.signature = key.sign(head_text(head)).hex()
    return head


def head_text(head) -> bytes:
    """The bytes that are signed, a published format: five lines of ASCII, each ended by one line feed.

    community-sanctions-record ledger head 1
    size <number of leaves>
    tree <root hash, 64 hexadecimal digits>
    at <moment, UTC, six decimals, Z>
    key <name of the key: 16 hexadecimal digits>
    """
    at = canonical.plain(head.at)
    lines = ("community-sanctions-record ledger head 1", f"size {head.size}", f"tree {head.tree_hash}", f"at {at}")
    return "".join(f"{line}\n" for line in (*lines, f"key {head.key_name}")).encode("ascii")


def is_signed(head) -> bool:
    """Whether this service's key signed exactly this head."""
    public = public_key()
    try:
        public.verify(bytes.fromhex(head.signature), head_text(head))
    except (InvalidSignature, ValueError):
        return False
    return head.key_name == key_name(public)


@cache
def _private_key(secret):
    return Ed25519PrivateKey.from_private_bytes(sha256(secret.encode()).digest())


def public_key() -> Ed25519PublicKey:
    """The key that witnesses check heads with."""
    return _private_key(settings.LEDGER_KEY).public_key()


def key_name(public) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of the public key's 32 bytes."""
    return sha256(public.public_bytes_raw()).hexdigest()[:16]


def printable_key() -> str:
    """The public key as 64 hexadecimal digits, to hand to witnesses."""
    return public_key().public_bytes_raw().hex()


def export_heads(file, using=DEFAULT_DB_ALIAS):
    """Write every signed head, oldest first, as JSON Lines: what a witness outside keeps."""
    for head in Seal.objects.using(using).order_by("size").iterator():
        text = {"size": head.size, "tree": head.tree_hash, "at": canonical.plain(head.at)}
        _line(file, text | {"key": head.key_name, "signature": head.signature})


def export(file, using=DEFAULT_DB_ALIAS):
    """Write the public key, every signed head and every leaf (position and hash, nothing else) as JSON Lines."""
    _line(file, {"public_key": printable_key()})
    export_heads(file, using)
    leaves = Leaf.objects.using(using).order_by("position").values_list("position", "hash")
    for position, leaf in leaves.iterator(chunk_size=BATCH):
        _line(file, {"leaf": position, "hash": bytes(leaf).hex()})


def _line(file, value):
    file.write(json.dumps(value, sort_keys=True) + "\n")
