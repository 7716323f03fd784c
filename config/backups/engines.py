"""How each engine writes its whole database into one file, and reads it back."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing, contextmanager

from django.conf import settings
from django.db import connection

from cases.history.record import record_models
from cases.history.tables import LEDGER_TABLES


class CannotBackUp(Exception):
    """What is missing, in a sentence that says what to do."""


def counted_tables() -> list[str]:
    """The tables whose rows a backup counts: every record, and the ledger."""
    return [model._meta.db_table for model in (*record_models(), *LEDGER_TABLES)]


def dump(path) -> dict[str, int]:
    """Write the database as it is at one moment; returns how many rows each counted table had at that moment."""
    return (_dump_postgresql if connection.vendor == "postgresql" else _dump_sqlite)(path)


def load(path):
    """Put the database of a file in the place of whatever is there."""
    (_load_postgresql if connection.vendor == "postgresql" else _load_sqlite)(path)


def counts() -> dict[str, int]:
    """How many rows each counted table has now; tables that are not there are left out."""
    there = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        return {table: _count(cursor, table) for table in counted_tables() if table in there}


def _count(cursor, table):
    return cursor.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 (our own tables' names)


def _dump_sqlite(path):
    connection.ensure_connection()
    with closing(sqlite3.connect(path)) as copy:
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        return {table: _count(copy, table) for table in counted_tables()}


def _load_sqlite(path):
    with closing(sqlite3.connect(path)) as copy:
        connection.ensure_connection()
        copy.backup(connection.connection)
    connection.close()


@contextmanager
def _one_moment():
    """A moment of PostgreSQL's database that pg_dump can see too: its name, and a cursor that sees it."""
    connection.ensure_connection()
    with connection.cursor() as cursor:
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        try:
            yield cursor.execute("SELECT pg_export_snapshot()").fetchone()[0], cursor
        finally:
            cursor.execute("ROLLBACK")


def _dump_postgresql(path):
    with _one_moment() as (moment, cursor):
        _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--snapshot={moment}", f"--file={path}")
        return {table: cursor.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in counted_tables()}  # noqa: S608


def _load_postgresql(path):
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
    connection.close()
    name = connection.settings_dict["NAME"]
    _run("pg_restore", "--no-owner", "--no-privileges", "--exit-on-error", f"--dbname={name}", str(path))


def _run(program, *given):
    """One of PostgreSQL's own programs, on our database; what it says of an error is passed on."""
    if not (found := shutil.which(program)):
        raise CannotBackUp(f"{program} is not installed here. Install PostgreSQL’s client programs and try again.")
    here = connection.settings_dict
    named = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    env = os.environ | {name: str(here[key]) for name, key in named.items() if here.get(key)}
    done = subprocess.run([found, *given], env=env, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise CannotBackUp(f"{program} could not do it: {done.stderr.strip()[-500:]}")


@contextmanager
def scratch(folder):
    """The address of an empty database to practise on, gone afterwards."""
    if connection.vendor != "postgresql":
        yield f"sqlite:///{folder / 'practice.sqlite3'}"
        return
    name, here = f"practice_{os.urandom(6).hex()}", connection.settings_dict
    quoted = connection.ops.quote_name(name)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {quoted}")
    try:
        yield settings.DATABASE_URL.rpartition("/")[0] + f"/{name}"
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {quoted} WITH (FORCE)")
    assert here["NAME"] != name
