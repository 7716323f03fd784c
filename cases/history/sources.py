"""The tables that are sealed, and reading their rows in canonical form."""

import json
from functools import cache, cached_property

from cases.history import canonical
from cases.history.record import history_model, record_models
from cases.history.tables import SEALED_TABLES


class Source:
    """A table whose rows are sealed: actions, looks, and the history of each record."""

    def __init__(self, model):
        self.table, self.key = model._meta.db_table, model._meta.pk.column
        self.fields = {field.column: field for field in model._meta.concrete_fields}

    @cached_property
    def columns(self) -> list[str]:
        """What a new leaf is made of: every column, by name."""
        return sorted(self.fields)

    @property
    def has_runs(self) -> bool:
        """Whether its rows are queued as runs of an action (history), not one by one."""
        return "action_id" in self.fields

    def key_of(self, name):
        """The key that a leaf names by this text."""
        return int(name) if self.has_runs else name

    def lacks(self, columns) -> list[str]:
        """The columns of an older form that the table has no more; there must be none."""
        return [column for column in columns if column not in self.fields]

    def rows(self, connection, keys, columns):
        """The canonical values of these columns, a sequence a row, for the keys that exist."""
        later = [(place, do) for place, c in enumerate(columns) if (do := canonical.afterwards(self.fields[c]))]
        with connection.cursor() as cursor:
            kind = "bigint" if self.has_runs else "uuid"
            cursor.execute(self._select(connection.vendor, tuple(columns)), [listed(connection.vendor, kind, keys)])
            rows = cursor.fetchall()
        return [_finished(row, later) for row in rows] if later else rows

    @cache  # noqa: B019 (there is one Source to a table, for good)
    def _select(self, vendor, columns):
        names = ", ".join(canonical.expression(self.fields[column], vendor) for column in columns)
        kind = "bigint" if self.has_runs else "uuid"
        return f'SELECT {names} FROM {self.table} t WHERE t."{self.key}" {among(vendor, kind)}'


def among(vendor, kind) -> str:
    """The end of a WHERE that takes thousands of values in one parameter, made by `listed`."""
    return f"= ANY(%s::{kind}[])" if vendor == "postgresql" else "IN (SELECT value FROM json_each(%s))"


def listed(vendor, kind, values):
    """The parameter for `among`, an array's or a JSON list's text: numbers and keys, which need no escaping."""
    if vendor == "postgresql":
        return f"{{{','.join(map(str, values))}}}"
    return json.dumps([str(value).replace("-", "") if kind == "uuid" else value for value in values])


def _finished(row, later):
    row = list(row)
    for place, do in later:
        if row[place] is not None:
            row[place] = do(row[place])
    return row


@cache
def sources() -> dict[str, Source]:
    """Every sealed table by its name."""
    models = [*SEALED_TABLES, *map(history_model, record_models())]
    return {model._meta.db_table: Source(model) for model in models}
