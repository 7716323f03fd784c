"""Queries the gate asks on every page: built and compiled once, then asked with other values.

Building a union of a dozen branches takes Django longer than the database takes to answer it.
"""

import datetime
import uuid

from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from django.db.models.expressions import RawSQL

# Values no row has; where they stand in the compiled query, the real ones are put.
_USER = uuid.UUID("00000000-0000-7fff-8000-00000000a001")
_ROOT = uuid.UUID("00000000-0000-7fff-8000-00000000a002")
_NOW = datetime.datetime(1, 2, 3, 4, 5, 6, 7, tzinfo=datetime.UTC)


_KEY = models.UUIDField()


class Prepared:
    """A query over (user, now, root), compiled once for each engine.

    `build(user_id, now, root_id)` returns the queryset; only these three values may differ between calls.
    """

    def __init__(self, build):
        self.build = build
        self.compiled, self.read_as = {}, {}

    def sql(self, user_id=None, now=None, root_id=None):
        """The query's text and its values in their places."""
        if connection.vendor not in self.compiled:
            query = self.build(_USER, _NOW, _ROOT).query
            compiler = query.get_compiler(connection=connection)
            self.compiled[connection.vendor] = compiler.as_sql()
            self.read_as[connection.vendor] = query, [column for column, _sql, _alias in compiler.select or ()]
        text, values = self.compiled[connection.vendor]
        real = {_key(_USER): _key(user_id), _key(_ROOT): _key(root_id), _moment(_NOW): _moment(now)}
        return text, tuple(real.get(value, value) for value in values)

    def rows(self, user_id=None, now=None, root_id=None) -> list[tuple]:
        """The rows, keys as UUIDs on every engine."""
        with connection.cursor() as cursor:
            cursor.execute(*self.sql(user_id, now, root_id))
            return cursor.fetchall()

    def values(self, user_id, now) -> list[list]:
        """The rows with their values as the queryset itself, a values_list, would give them."""
        rows, here = self.rows(user_id, now), connections[DEFAULT_DB_ALIAS]
        query, shown = self.read_as[here.vendor]
        compiler = query.get_compiler(connection=here)
        converters = compiler.get_converters(shown)
        return list(compiler.apply_converters(rows, converters)) if converters else rows

    def keys(self, user_id, now) -> RawSQL:
        """The query as a subquery of keys, to be used behind `__in`."""
        return RawSQL(*self.sql(user_id, now), output_field=models.UUIDField())  # noqa: S611 (compiled by Django)


def as_uuid(value):
    """A key as the row has it: SQLite keeps the hexadecimal text."""
    return uuid.UUID(value) if isinstance(value, str) else value


def _key(value):
    return _KEY.get_db_prep_value(value, connection)


def _moment(value):
    return connection.ops.adapt_datetimefield_value(value)
