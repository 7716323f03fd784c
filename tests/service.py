"""One running service for a test module: its address, database and processes, and ways to disturb them."""

import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import redis

from tests import processes
from tests.databases import Databases
from tests.needs import redis_url
from tests.processes import Process, wait_until


@dataclass
class Service:
    base_url: str
    database: str
    data: Path
    owner_env: dict[str, str]
    env: dict[str, str]
    web: Process
    worker: Process

    def sql(self, statement: str, *values) -> list[tuple]:
        """Ask the database as the owner of the tables: `service.sql("SELECT 1 WHERE %s", True)`."""
        return self._execute(self.owner_env, statement, values)

    def sql_as_web(self, statement: str, *values) -> list[tuple]:
        """The same as the role that web and worker have, to show what it may not do."""
        return self._execute(self.env, statement, values)

    def manage(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess:
        """`manage.py …` as the owner, as whoever looks after the service runs it."""
        return processes.manage(self.owner_env, *arguments, check=check)

    def wait_for(self, statement: str, *values) -> list[tuple]:
        """Wait until a query finds rows: for what the worker does in its own time."""
        return wait_until(lambda: self.sql(statement, *values), f"rows of: {statement}", patience=20)

    def start(self, *which: Process) -> None:
        """Start again what was killed; both processes come up side by side."""
        for process in which or (self.web, self.worker):
            process.start()
        for process in which or (self.web, self.worker):
            process.wait_ready()

    @staticmethod
    def _execute(env: dict[str, str], statement: str, values: tuple) -> list[tuple]:
        with psycopg.connect(env["DATABASE_URL"], autocommit=True) as connection:
            done = connection.execute(statement, values or None)
            return done.fetchall() if done.description else []


@contextmanager
def run_service(databases: Databases):
    """Web and worker on a fresh copy of the seeded database, gone with all they made afterwards."""
    with databases.copy() as (database, data):
        port = processes.free_port()
        broker = {"CELERY_BROKER_URL": redis_url(), "CELERY_BROKER_PREFIX": f"{database}:"}
        owner = databases.owner(database, data) | broker
        env = owner | {"DATABASE_URL": databases.web(database)}
        web, worker = processes.web(env, port), processes.worker(env)
        service = Service(f"http://127.0.0.1:{port}", database, data, owner, env, web, worker)
        try:
            service.start()
            yield service
        finally:
            web.kill()
            worker.kill()
            _forget_broker(f"{database}:")


def _forget_broker(prefix: str) -> None:
    with redis.Redis.from_url(redis_url()) as client:
        if keys := list(client.scan_iter(match=f"{prefix}*")):
            client.delete(*keys)
