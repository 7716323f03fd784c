"""Verification of the sealed: the leaves make the signed trees, and every sealed row still makes its leaf."""

from heapq import merge

from django.db import connections
from django.db.models import Count, Max

from cases.history import canonical, leaves, ledger, merkle, parting
from cases.history.finding import Finding
from cases.history.tables import Action, Leaf, LeafForm, Seal

BATCH = 5000
_SEAL, _LEAF = Seal._meta.db_table, Leaf._meta.db_table


def signatures(using):
    """Every head is signed by the service's key, and its peaks make its tree."""
    for head in Seal.objects.using(using).order_by("size").iterator():
        if not ledger.is_signed(head):
            yield Finding("signature", _SEAL, str(head.size), f"The head of size {head.size} has no valid signature.")
        elif merkle.root(map_hex(head.peaks)).hex() != head.tree_hash:
            yield Finding(
                "signature", _SEAL, str(head.size), f"The peaks of the head of size {head.size} were changed."
            )


def map_hex(texts):
    """Hashes out of their hexadecimal digits."""
    return [bytes.fromhex(text) for text in texts]


def outside_heads(using, outside):
    """Every head that a witness holds is ours, and is still here."""
    kept = dict(Seal.objects.using(using).values_list("size", "tree_hash")) if outside else {}
    end = max(kept, default=0)
    for head in outside:
        name = str(head.size)
        if not ledger.is_signed(head):
            yield Finding("witness", "", name, f"The file's head of size {name} is not signed by this service's key.")
        elif head.size > end:
            sentence = f"The file's head covers {name} rows, the ledger only {end}: its end was cut off, or an older"
            yield Finding("rolled back", _SEAL, name, f"{sentence} backup was restored.")
        elif head.size not in kept:
            yield Finding(
                "rolled back", _SEAL, name, f"The head of size {name}, which the file holds, was deleted here."
            )
        elif kept[head.size] != head.tree_hash:
            yield Finding(
                "forked", _SEAL, name, f"There are two different heads of size {name}: history was rewritten."
            )


def tree(using, outside):
    """The leaves stand without a gap and make every signed tree."""
    heads = Seal.objects.using(using).order_by("size").iterator()
    waiting = merge(heads, outside, key=lambda head: head.size)
    head, good, size, peaks = next(waiting, None), 0, 0, []
    for positions, hashes in _hashes(using):
        expected = range(size, size + len(positions))
        wrong = next((i for i, place in zip(expected, positions, strict=True) if i != place), None)
        if wrong is not None:
            yield Finding("leaf", _LEAF, str(wrong), f"Leaf {wrong} is missing or stands twice.")
            return
        done = 0
        while head and head.size <= expected.stop:
            part = hashes[done : head.size - expected.start]
            peaks = merkle.extended(peaks, expected.start + done, part)
            done += len(part)
            if merkle.root(peaks).hex() != head.tree_hash:
                between = f"Leaves {good} to {head.size - 1} no longer make the tree that was signed:"
                yield Finding("tree", _LEAF, str(good), f"{between} one was changed, replaced or moved.")
                return
            good, head = head.size, next(waiting, None)
        peaks = merkle.extended(peaks, expected.start + done, hashes[done:])
        size = expected.stop
    if head and Seal.objects.using(using).filter(size=head.size).exists():
        yield Finding("leaf", _LEAF, str(size), f"{head.size} leaves were signed, but they end before leaf {size}.")
    if good < size:
        yield Finding("leaf", _LEAF, str(good), f"Leaf {good} and those after it are under no signed head.")


def _hashes(using):
    leaves = Leaf.objects.using(using).order_by("position").values_list("position", "hash")
    positions, hashes = [], []
    for position, leaf in leaves.iterator(chunk_size=BATCH):
        positions.append(position)
        hashes.append(bytes(leaf))
        if len(positions) == BATCH:
            yield positions, hashes
            positions, hashes = [], []
    yield positions, hashes


def contents(using):
    """Every sealed row is there and makes its leaf, once."""
    forms, erased = {form.id: form for form in LeafForm.objects.using(using)}, parting.erased_leaves(using)
    yield from _bad_forms(forms)
    yield from _sealed_twice(using)
    for batch in leaves.batches(connections[using]):
        keys = leaves.keys_of(batch, using)
        for form_id, some in leaves.by_form(batch).items():
            if leaves.is_readable(forms[form_id]):
                yield from _form_contents(forms[form_id], some, keys, erased, connections[using])


def _bad_forms(forms):
    for form in forms.values():
        if not leaves.is_readable(form):
            yield Finding("form", form.source, str(form.id), f"{form.source} lost columns that leaves were made of.")
        elif canonical.form_fingerprint(form.source, form.fields) != form.fingerprint:
            yield Finding("form", form.source, str(form.id), f"The list of columns of form {form.id} was changed.")


def _sealed_twice(using):
    forms = LeafForm.objects.using(using).values("source").annotate(forms=Count("id"))
    for source in [row["source"] for row in forms if row["forms"] > 1]:
        twice = (
            Leaf.objects.using(using)
            .filter(form__source=source)
            .values("row")
            .annotate(n=Count("row"), at=Max("position"))
        )
        for leaf in twice.filter(n__gt=1).order_by("at").values_list("row", "at"):
            yield Finding("leaf", source, leaf[0], f"Row {leaf[0]} of {source} was sealed again as leaf {leaf[1]}.")


def _form_contents(form, some, keys, erased, connection):
    rows = leaves.rows_of(form, some, connection)
    for _form_id, name, root, made, position in some:
        row, key = rows.get(name), keys.get(root)
        if row and key and ledger.leaf_of(key, row) == bytes(made):
            continue
        if position in erased and not row:
            continue
        if finding := _what_is_wrong(form.source, name, root, position, row, key, connection.alias):
            yield finding


def _what_is_wrong(table, name, root, position, row, key, using):
    if row and key:
        return Finding("edited", table, name, f"Row {name} of {table} is not what was sealed as leaf {position}.")
    if not (row and key) and _destroyed(root, using):
        return None
    if not row:
        return Finding("deleted", table, name, f"Row {name} of {table}, sealed as leaf {position}, is gone.")
    return Finding("key", table, name, f"The key of {root} is gone: row {name} of {table} can no longer be verified.")


def _destroyed(root, using):
    return Action.objects.using(using).filter(root=root, verb=ledger.DESTROYED).exists()
