"""Queries the gate asks on every page: built and compiled once, then asked with other values.

Building a union of a dozen branches takes Django longer than the database takes to answer it.
"""

import datetime
import uuid

from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from django.db.models.expressions import RawSQL
from django.utils.timezone import localdate

# Values no row has, as (user, now, root); where they stand in the compiled query, the real ones are put.
_MARKS = (
    uuid.UUID("00000000-0000-7fff-8000-00000000a001"),
    datetime.datetime(3, 2, 3, 12, 5, 6, 7, tzinfo=datetime.UTC),
    uuid.UUID("00000000-0000-7fff-8000-00000000a002"),
)
_OTHERS = (
    uuid.UUID("00000000-0000-7fff-8000-00000000a003"),
    datetime.datetime(4, 5, 6, 12, 8, 9, 10, tzinfo=datetime.UTC),
    uuid.UUID("00000000-0000-7fff-8000-00000000a004"),
)

_KEY = models.UUIDField()


class Prepared:
    """A query over (user, now, root), compiled once for each engine.

    `build(user_id, now, root_id)` returns the queryset; only these three values and the day of `now`
    (`localdate(now)`) may differ between calls. TypeError where the query holds anything else made of them.
    """

    def __init__(self, build):
        self.build = build
        self.compiled, self.read_as = {}, {}

    def sql(self, user_id=None, now=None, root_id=None):
        """The query's text and its values in their places."""
        if connection.vendor not in self.compiled:
            query = self.build(*_MARKS).query
            compiler = query.get_compiler(connection=connection)
            self.compiled[connection.vendor] = compiler.as_sql()
            self.read_as[connection.vendor] = query, [column for column, _sql, _alias in compiler.select or ()]
            self._check_nothing_else_differs()
        return self._with(_MARKS, (user_id, now, root_id))

    def _with(self, marks, given):
        text, values = self.compiled[connection.vendor]
        real = dict(zip(_forms(*marks), _forms(*given), strict=True))
        return text, tuple(real.get(value, value) for value in values)

    def _check_nothing_else_differs(self):
        """A value made of `now` in a way unknown here would stay as it was when the query was compiled: no gate."""
        built = self.build(*_OTHERS).query.get_compiler(connection=connection).as_sql()
        if self._with(_MARKS, _OTHERS) != (built[0], tuple(built[1])):
            del self.compiled[connection.vendor]
            raise TypeError("A prepared query holds a value made of the moment that cannot be put anew.")

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


def _forms(user_id, now, root_id):
    """What stands in a query for the three values: the keys, the moment, and its day."""
    yield _KEY.get_db_prep_value(user_id, connection)
    yield _KEY.get_db_prep_value(root_id, connection)
    yield connection.ops.adapt_datetimefield_value(now)
    yield connection.ops.adapt_datefield_value(now and localdate(now))
