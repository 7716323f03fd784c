"""Law 13: a task carries keys and nothing about a person, and does three lines: fetch, act, done."""

import ast
import inspect
import textwrap

import pytest

from config.celery import app
from tests.laws.sources import APPS

MOST_STATEMENTS = 4


def tasks():
    app.loader.import_default_modules()
    return {name: task for name, task in app.tasks.items() if name.partition(".")[0] in APPS}


@pytest.mark.rule(47)
def test_a_task_is_given_keys_alone():
    for name, task in tasks().items():
        parameters = inspect.signature(task.run).parameters.values()
        assert all(parameter.name.endswith(("_id", "_ids")) for parameter in parameters), name


def test_a_task_fetches_acts_and_is_done():
    for name, task in tasks().items():
        function = ast.parse(textwrap.dedent(inspect.getsource(task.run))).body[0]
        body = [
            part for part in function.body if not isinstance(part, ast.Expr) or not isinstance(part.value, ast.Constant)
        ]
        assert len(body) <= MOST_STATEMENTS, name


def test_nothing_a_task_returns_is_kept():
    assert app.conf.task_ignore_result
    assert not app.conf.result_backend or app.conf.result_backend == "disabled://"
    assert app.conf.task_acks_late


def test_the_schedule_names_tasks_that_exist_and_gives_them_nothing():
    assert app.conf.beat_schedule
    for entry in app.conf.beat_schedule.values():
        assert entry["task"] in tasks()
        assert not entry.get("args") and not entry.get("kwargs")
