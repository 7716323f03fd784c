"""Each engine with a database of its own that is gone afterwards, and a process of the product that measures there."""

import json
import os
import secrets
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from tests.databases import url_for
from tests.needs import missing, postgres_url
from tests.processes import ROOT, environment

PASSED_ON = ("SIZE", "BENCH_QUICK", "ONLY")


class Failed(RuntimeError):
    """The measuring process ended badly; it has said why."""


@contextmanager
def _sqlite(folder):
    yield f"sqlite:///{folder}/service.sqlite3"


@contextmanager
def _postgresql(folder):
    name = f"record_bench_{secrets.token_hex(4)}"
    _execute("CREATE DATABASE {}", name)
    try:
        yield url_for(postgres_url(), name)
    finally:
        _execute("DROP DATABASE {} WITH (FORCE)", name)


def _execute(statement, name):
    with psycopg.connect(postgres_url(), autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(sql.Identifier(name)))


ENGINES = {"SQLite": _sqlite, "PostgreSQL": _postgresql}


def absent(engine) -> str:
    """Why this engine cannot be measured here; empty when it can."""
    return missing("postgres") if engine == "PostgreSQL" else ""


def measure(engine) -> dict:
    """Everything measured on one engine, as tests.bench.inside wrote it."""
    with tempfile.TemporaryDirectory(prefix="record-bench-") as folder, ENGINES[engine](folder) as url:
        out = Path(folder) / "measured.json"
        asked = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        env = environment(Path(folder), DATABASE_URL=url, HTTPS="0", DJANGO_SETTINGS_MODULE="config.settings", **asked)
        command = [sys.executable, "-m", "tests.bench.inside", str(out)]
        # What it says on the way goes to stderr: the table alone is the output.
        done = subprocess.run(command, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, stdout=sys.stderr)
        if done.returncode:
            raise Failed(f"{engine}: measuring ended with {done.returncode}.")
        return json.loads(out.read_text())
