"""Leaving nothing of what was deleted in the database's own files: free pages, segments of the index, the log."""

from django.db import DEFAULT_DB_ALIAS, connections

from cases.search import index_sqlite


class Busy(Exception):
    """Somebody reads an older state of the database: its log is emptied a little later."""


def clean(using=DEFAULT_DB_ALIAS):
    """On SQLite: merge the index's segments, empty the log, write the file anew. On PostgreSQL: VACUUM.

    Raises Busy where the log cannot be emptied yet. Called outside a transaction; done twice, it changes nothing.
    """
    connection = connections[using]
    if connection.in_atomic_block:  # a test's own transaction; there is no file to clean before it ends
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM")
            return
        for table in (index_sqlite.TRIGRAMS, index_sqlite.FULL_TEXT):
            cursor.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        if cursor.fetchone()[0]:
            raise Busy
