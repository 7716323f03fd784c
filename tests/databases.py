"""PostgreSQL databases for the product under test: one migrated, seeded template, and cheap copies of it.

Append-only tables refuse to be emptied, so nothing is ever flushed: a test module gets a copy and drops it.
"""

import fcntl
import os
import secrets
import shutil
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from tests.processes import environment, manage

PREFIX = "record_under_test"


def url_for(admin: str, database: str, role: str = "", password: str = "") -> str:
    parts = urlsplit(admin)
    place = parts.netloc.rpartition("@")[2]
    netloc = f"{role}:{password}@{place}" if role else parts.netloc
    return urlunsplit(parts._replace(netloc=netloc, path=f"/{database}"))


class Databases:
    """The template and its copies; one object per test process, one template for them all."""

    def __init__(self, admin: str, folder: Path):
        self.admin, self.folder = admin, folder
        self.template = f"{PREFIX}_{folder.parent.name.rpartition('-')[2]}"
        self.role = f"{self.template}_web"
        self.data = folder / "template"
        self.copies = 0

    def execute(self, statement: str, *names: str) -> list[tuple]:
        with psycopg.connect(self.admin, autocommit=True) as connection:
            done = connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
            return done.fetchall() if done.description else []

    def prepare(self) -> None:
        """Migrate and seed the template once; who comes second waits for it and finds it ready, or failed."""
        self.folder.mkdir(exist_ok=True)
        ready, failed = self.folder / "password", self.folder / "failed"
        with (self.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if failed.exists():
                raise RuntimeError(failed.read_text())
            if not ready.exists():
                try:
                    ready.write_text(self._make_template())
                except Exception as error:
                    failed.write_text(f"The template database could not be made. {error}")
                    raise

    def _make_template(self) -> str:
        # A run that was killed may have left a database and a role of the same name.
        self.drop()
        password = secrets.token_hex(16)
        self.execute(f"CREATE ROLE {{}} LOGIN PASSWORD '{password}'", self.role)
        self.execute("CREATE DATABASE {}", self.template)
        self.data.mkdir()
        env = self.owner(self.template, self.data)
        manage(env, "messages", "--compile")
        manage(env, "migrate", "--verbosity", "0")
        manage(env, "collectstatic", "--noinput", "--verbosity", "0")
        manage(env, "demo")
        return password

    def owner(self, database: str, data: Path) -> dict[str, str]:
        """The environment of the role that migrates and owns the tables."""
        url = url_for(self.admin, database)
        return environment(data, DATABASE_URL=url, DATABASE_WEB_ROLE=self.role)

    def web(self, database: str) -> str:
        """The address under which web and worker connect: a role that owns no table."""
        return url_for(self.admin, database, self.role, (self.folder / "password").read_text())

    @contextmanager
    def copy(self):
        """A database of one's own with the seeded data, and its data folder; both gone afterwards."""
        self.prepare()
        self.copies += 1
        own = f"{self.template}_{os.environ.get('PYTEST_XDIST_WORKER', 'm')}_{self.copies}"
        data = self.folder / own
        self.execute("CREATE DATABASE {} TEMPLATE {}", own, self.template)
        shutil.copytree(self.data, data)
        try:
            yield own, data
        finally:
            self.execute("DROP DATABASE {} WITH (FORCE)", own)
            shutil.rmtree(data, ignore_errors=True)

    def drop(self) -> None:
        """Everything of this run that still stands, copies of a killed test process too."""
        mine = f"SELECT datname FROM pg_database WHERE datname LIKE '{self.template}%'"
        for (name,) in self.execute(mine):
            self.execute("DROP DATABASE {} WITH (FORCE)", name)
        with suppress(psycopg.errors.UndefinedObject):
            self.execute("DROP ROLE {}", self.role)
