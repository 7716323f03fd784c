"""The tests' own promises: nothing sleeps, and the test database is of the product's kind."""

import ast
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

TESTS = Path(__file__).parent
# The one place that waits: it polls a condition.
# What waits for another process, and the bench that waits for the worker.
MAY_SLEEP = {"processes.py", "bench/inside/jobs.py"}


def _sleeps(path: Path) -> list[int]:
    called = [node.func for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
    names = [(node.lineno, getattr(node, "attr", getattr(node, "id", ""))) for node in called]
    return [line for line, name in names if name in ("sleep", "wait_for_timeout")]


def test_no_test_sleeps():
    sleeping = {str(p.relative_to(TESTS)): _sleeps(p) for p in TESTS.rglob("*.py")}
    sleeping = {path: lines for path, lines in sleeping.items() if path not in MAY_SLEEP}
    assert not {path: lines for path, lines in sleeping.items() if lines}


@pytest.mark.django_db
def test_the_test_database_is_of_the_products_kind_and_no_other_checkouts():
    name = connection.settings_dict["NAME"]
    if connection.vendor == "postgresql":
        assert name.startswith("test_record_")
        return
    assert Path(name).is_relative_to(settings.DATA_DIR)
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert cursor.execute("PRAGMA foreign_keys").fetchone() == (1,)
