"""What goes to outsiders: signed heads for witnesses, leaves, and for those allowed the rows they were made of.

The format is published at the head of outside_verifier.py, the one file with which an outsider checks it.
"""

import json
from pathlib import Path

from django.db import DEFAULT_DB_ALIAS, connections

from cases.history import leaves, outside_verifier
from cases.history.ledger import printable_key
from cases.history.tables import LeafForm, Seal
from cases.history.witness import head_line


def export(file, with_rows=False, using=DEFAULT_DB_ALIAS):
    """Write the public key, the forms, every signed head and every leaf; with rows, the keys and texts behind them.

    Without rows it says nothing but heads, hashes and the names of columns: whoever may have it learns of nobody.
    """
    with leaves.one_moment(connections[using]):
        for line in lines(with_rows, using):
            _line(file, line)


def lines(with_rows, using=DEFAULT_DB_ALIAS):
    """The lines of an export, for whoever sees one moment of the database already."""
    connection = connections[using]
    yield {"format": outside_verifier.FORMAT, "public_key": printable_key()}
    forms = {form.id: form for form in LeafForm.objects.using(using).order_by("id")}
    for form in forms.values():
        yield {"form": form.id, "source": form.source, "fields": form.fields}
    for head in Seal.objects.using(using).order_by("size").iterator():
        yield head_line(head)
    yield from _with_rows(forms, connection) if with_rows else _hashes(connection)


def _hashes(connection):
    for batch in leaves.batches(connection):
        for _form, _row, _root, made, position in batch:
            yield {"leaf": position, "hash": bytes(made).hex()}


def _with_rows(forms, connection):
    """Each leaf with the row it was made of, each root's key before the first leaf that needs it."""
    told = set()
    for batch in leaves.batches(connection):
        rows, keys = _rows(forms, batch, connection), leaves.keys_of(batch, connection.alias)
        yield from ({"root": root, "key": keys[root].hex()} for root in keys.keys() - told)
        told |= keys.keys()
        for form, row, root, made, position in batch:
            behind = {"form": form, "row": row, "root": root, "data": rows.get((form, row))}
            yield {"leaf": position, "hash": bytes(made).hex()} | behind


def _rows(forms, batch, connection):
    """The canonical texts of a batch's rows, by form and key."""
    return {
        (form, key): data.decode()
        for form, some in leaves.by_form(batch).items()
        for key, data in leaves.rows_of(forms[form], some, connection).items()
    }


def export_verifier(path):
    """Write the stand-alone verifier where somebody outside can take it."""
    Path(path).write_text(Path(outside_verifier.__file__).read_text(encoding="utf-8"), encoding="utf-8")


def _line(file, value):
    file.write(json.dumps(value, ensure_ascii=False) + "\n")
