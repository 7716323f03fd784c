"""Reading the sealed: leaves in the order of the tree, their roots' keys, and the rows they were made of."""

from contextlib import contextmanager

from django.db import transaction

from cases.history import canonical
from cases.history.sources import sources
from cases.history.tables import Leaf, RootKey

BATCH = 5000


def batches(connection):
    """(form, row, root, hash, position) of every leaf, in batches in the order of the tree."""
    root = canonical.expression(Leaf._meta.get_field("root"), connection.vendor)
    select = f"SELECT t.form_id, t.row, {root}, t.hash, t.position FROM {Leaf._meta.db_table} t"
    after = -1
    with connection.cursor() as cursor:
        while True:
            cursor.execute(f"{select} WHERE t.position > %s ORDER BY t.position LIMIT {BATCH}", [after])
            if not (batch := cursor.fetchall()):
                return
            after = batch[-1][-1]
            yield batch


def keys_of(batch, using) -> dict[str, bytes]:
    """The keys of the roots of these leaves, by the root's text; a destroyed one is not in it."""
    roots = {leaf[2] for leaf in batch}
    return {str(row.root): bytes(row.key) for row in RootKey.objects.using(using).filter(root__in=roots)}


def by_form(batch) -> dict[int, list]:
    """The leaves of a batch by their form."""
    found = {}
    for leaf in batch:
        found.setdefault(leaf[0], []).append(leaf)
    return found


def is_readable(form) -> bool:
    """Whether the table of a form still has every column that its leaves were made of."""
    source = sources().get(form.source)
    return source is not None and not source.lacks(form.fields)


def rows_of(form, leaves, connection) -> dict[str, bytes]:
    """The canonical bytes of the rows behind leaves of one form, by the row's key; what is gone is not in it."""
    if not is_readable(form):
        return {}
    source, columns = sources()[form.source], form.fields
    place = columns.index(source.key)
    found = source.rows(connection, [source.key_of(leaf[1]) for leaf in leaves], columns)
    return {str(row[place]): canonical.row_bytes(form.source, columns, row) for row in found}


@contextmanager
def one_moment(connection):
    """See the database as it is now, whatever is written meanwhile, and hold nobody up."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    else:
        # An atomic block would be IMMEDIATE and keep every writer waiting.
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
