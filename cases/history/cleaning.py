"""Leaving nothing of what was deleted in the database's own files: free pages, segments of the index, the log.

On PostgreSQL no query and no dump shows a deleted row, but its bytes lie in the table's pages until something else is
written there. VACUUM frees the space and promises no more; VACUUM FULL writes the table anew, and so leaves nothing of
them in it. Both are the tables' owner's: the web role, as which the worker runs, owns none, and PostgreSQL would skip
them all, so a destruction itself frees nothing there. The owner's `manage.py clean_up` does (see the README); until
then the server's autovacuum frees the space, at no known time. Its write-ahead log and what is archived of it are the
server's own, with an end of their own.
"""

from django.db import DEFAULT_DB_ALIAS, connections

from cases.search import index_sqlite


class Busy(Exception):
    """Somebody reads an older state of the database: its log is emptied a little later."""


def clean(using=DEFAULT_DB_ALIAS, rewrite=False):
    """On SQLite: merge the index's segments, empty the log, write the file anew. On PostgreSQL, as the owner: VACUUM.

    With `rewrite` PostgreSQL writes each table anew, which nobody can use meanwhile. Raises Busy where SQLite's log
    cannot be emptied yet. Called outside a transaction; done twice, it changes nothing.
    """
    connection = connections[using]
    if connection.in_atomic_block:  # a test's own transaction; there is no file to clean before it ends
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            if not of_others(using):
                cursor.execute("VACUUM (FULL)" if rewrite else "VACUUM")
            return
        for table in (index_sqlite.TRIGRAMS, index_sqlite.FULL_TEXT):
            cursor.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        if cursor.fetchone()[0]:
            raise Busy


def of_others(using=DEFAULT_DB_ALIAS) -> list[str]:
    """The tables that whoever is connected does not own, and PostgreSQL would skip without a word of it."""
    connection = connections[using]
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
            " AND NOT pg_has_role(relowner, 'USAGE') ORDER BY relname"
        )
        return [name for (name,) in cursor.fetchall()]
