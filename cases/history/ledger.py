"""Sealing: rows that nobody may change any more get a leaf in one Merkle tree, under a signed head (law 10)."""

import hmac
import secrets
from functools import cache
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections, transaction

from cases.history import canonical, merkle, witness
from cases.history.sources import among, listed, sources
from cases.history.tables import Action, Leaf, LeafForm, RootKey, Seal, SealQueue

# Whose key is under the rows that are about nobody in particular: lists, sign-ins, migrations.
SERVICE_ROOT = "00000000-0000-7000-8000-000000000002"
# An action of this verb destroyed what its root names, by order; it is sealed under the service's key, since that of
# the root is destroyed.
DESTROYED = "case.destroy"
_ACTION = Action._meta.db_table
BATCH = 5000
# The lock that one sealer holds on PostgreSQL; the number means nothing.
_SEALER = 7_205_331


class Run(NamedTuple):
    """A row of the queue: one row of a table, or a run of them written by one action."""

    id: int
    source: str
    action_id: UUID | None
    row_id: UUID | None
    first: int | None
    last: int | None


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
        connection = connections[using]
        _alone(connection)
        queue = SealQueue.objects.using(using)
        waiting = queue.filter(id__gt=after).order_by("id").values_list(*Run._fields)
        taken = _take(map(Run._make, waiting[:BATCH]))
        if not taken:
            return None
        found = _found(taken, connection)
        rows = list(_rows(taken, found))
        if rows:
            _write_leaves(rows, now, connection)
        last, keys = taken[-1]
        if last.row_id or keys[-1] == last.last:
            done, after = taken, last.id
        else:
            done = taken[:-1]
            queue.filter(id=last.id).update(first=keys[-1] + 1)
        _unqueue([run.id for run, _keys in done if not _gone(run, found)], connection)
        return after, len(rows)


def _unqueue(ids, connection):
    """Take off the queue what was sealed; a queued row that is gone stays there for verification to find."""
    these = among(connection.vendor, "bigint")
    with connection.cursor() as cursor:
        delete = f"DELETE FROM {SealQueue._meta.db_table} WHERE id {these}"
        cursor.execute(delete, [listed(connection.vendor, "bigint", ids)])


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


def _found(taken, connection):
    """The rows behind the queue, by table and key; None for one that has its leaf already."""
    wanted = {}
    for run, keys in taken:
        wanted.setdefault(run.source, []).extend(keys)
    found = {}
    for table, keys in wanted.items():
        source = sources()[table]
        sealed = _sealed(table, map(str, keys), connection)
        key = source.columns.index(source.key)
        rows = source.rows(connection, keys, source.columns)
        found[table] = {str(row[key]): None if str(row[key]) in sealed else row for row in rows}
    return found


def _sealed(table, names, connection):
    """Which of these rows have a leaf: none, unless somebody queued them again."""
    forms = list(LeafForm.objects.using(connection.alias).filter(source=table).values_list("id", flat=True))
    these = among(connection.vendor, "text")
    leaves = f"SELECT row FROM {Leaf._meta.db_table} WHERE row {these} AND form_id {among(connection.vendor, 'bigint')}"
    with connection.cursor() as cursor:
        values = listed(connection.vendor, "text", names), listed(connection.vendor, "bigint", forms)
        cursor.execute(leaves, values)
        return {name for (name,) in cursor.fetchall()}


def _gone(run, found):
    return run.row_id and str(run.row_id) not in found[run.source]


def _rows(taken, found):
    """(table, key, root, canonical bytes) of the queued rows, in the queue's order."""
    for run, keys in taken:
        columns = sources()[run.source].columns
        rows, root = found[run.source], columns.index("root")
        # Runs written at the same time interleave: a row of another action is another run's.
        place, action = (columns.index("action_id"), str(run.action_id)) if run.action_id else (None, None)
        for key in map(str, keys):
            row = rows.get(key)
            if row and (place is None or row[place] == action):
                data = canonical.row_bytes(run.source, columns, row)
                under = None if run.source == _ACTION and row[columns.index("verb")] == DESTROYED else row[root]
                yield run.source, key, under or SERVICE_ROOT, data


def _write_leaves(rows, now, connection):
    using = connection.alias
    keys = _keys({root for _table, _key, root, _data in rows}, using)
    forms = {table: _form(sources()[table], using) for table in {row[0] for row in rows}}
    last = Seal.objects.using(using).order_by("-size").first()
    size = last.size if last else 0
    hashes = [leaf_of(keys[root], data) for _table, _key, root, data in rows]
    made = zip(range(size, size + len(rows)), rows, hashes, strict=True)
    _insert(connection, [(place, forms[row[0]], row[1], row[2], made_of) for place, row, made_of in made])
    peaks = merkle.extended([bytes.fromhex(peak) for peak in last.peaks] if last else [], size, hashes)
    head = signed_head(size + len(rows), peaks, now)
    head.save(using=using)
    witness.note(head, using)


def _insert(connection, leaves):
    """Write the leaves past the ORM: it would take most of the time that sealing takes."""
    columns = f"{Leaf._meta.db_table} (position, form_id, row, root, hash)"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with connection.wrap_database_errors, cursor.copy(f"COPY {columns} FROM STDIN") as copy:
                copy.write(
                    "".join(f"{p}\t{form}\t{row}\t{root}\t\\\\x{made.hex()}\n" for p, form, row, root, made in leaves)
                )
        else:
            rows = [(place, form, row, root.replace("-", ""), made) for place, form, row, root, made in leaves]
            cursor.executemany(f"INSERT INTO {columns} VALUES (%s, %s, %s, %s, %s)", rows)


def _keys(roots, using):
    """The key of each root, by its text; a root seen for the first time gets one."""
    known = {str(row.root): bytes(row.key) for row in RootKey.objects.using(using).filter(root__in=roots)}
    new = {root: secrets.token_bytes(32) for root in roots - known.keys()}
    RootKey.objects.using(using).bulk_create(RootKey(root=root, key=key) for root, key in new.items())
    return known | new


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


def signed(text: bytes) -> str:
    """The signature of the service's key under a text, as hexadecimal digits."""
    return _private_key(settings.LEDGER_KEY).sign(text).hex()


def head_text(head) -> bytes:
    """The bytes that are signed, a published format: five lines of ASCII, each ended by one line feed.

    community-sanctions-record ledger head 1
    size <number of leaves>
    tree <root hash, 64 hexadecimal digits>
    at <moment, UTC, six decimals, Z>
    key <name of the key: 16 hexadecimal digits>
    """
    at = canonical.moment(head.at)
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
