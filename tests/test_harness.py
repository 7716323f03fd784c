"""The tests' own promises: nothing sleeps, and the test database is of the product's kind."""

import ast
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

TESTS = Path(__file__).parent
# The one place that waits: it polls a condition.
MAY_SLEEP = {"processes.py"}


def _sleeps(path: Path) -> list[int]:
    called = [node.func for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
    names = [(node.lineno, getattr(node, "attr", getattr(node, "id", ""))) for node in called]
    return [line for line, name in names if name in ("sleep", "wait_for_timeout")]


def test_no_test_sleeps():
    sleeping = {str(p.relative_to(TESTS)): _sleeps(p) for p in TESTS.rglob("*.py") if p.name not in MAY_SLEEP}
    assert not {path: lines for path, lines in sleeping.items() if lines}


@pytest.mark.django_db
def test_the_test_database_lies_in_a_file_as_the_services_does():
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite lies in a file of ours")
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert cursor.execute("PRAGMA foreign_keys").fetchone() == (1,)
    assert Path(connection.settings_dict["NAME"]).is_relative_to(settings.DATA_DIR)


@pytest.mark.django_db
@pytest.mark.postgres
def test_the_test_database_belongs_to_this_checkout():
    assert connection.settings_dict["NAME"].startswith("test_record_")
