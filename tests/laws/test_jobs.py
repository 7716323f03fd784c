"""Law 13: a task carries keys and nothing about a person, and does three lines: fetch, act, done."""

import ast
import inspect
import textwrap

import pytest
from django.db import models

from cases.jobs.asking import HANDLERS
from cases.jobs.table import Job
from config.celery import app
from tests.laws import sources
from tests.laws.sources import APPS

MOST_STATEMENTS = 4
RINGS = ("send_task", "delay", "apply_async")


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


def test_the_doorbell_has_one_place():
    ringers = {sources.name(path) for path in sources.files() for _call in sources.calls(path, *RINGS)}
    assert ringers == {"cases/jobs/asking.py"}


def test_what_is_asked_for_somebody_does_and_what_somebody_does_is_asked_for():
    asked = [call.args[0] for path in sources.files() for call in sources.calls(path, "enqueue")]
    assert all(isinstance(kind, ast.Constant) for kind in asked), "a kind of job is written where it is asked for"
    assert {kind.value for kind in asked} == set(HANDLERS)


def test_a_job_holds_keys_codes_and_moments_alone():
    fields = {field.name: field for field in Job._meta.local_concrete_fields}
    texts = {name for name, field in fields.items() if isinstance(field, models.CharField | models.TextField)}
    assert texts == {"kind", "key", "step", "error"}
    assert all(fields[name].max_length for name in texts)
    assert not [field for field in fields.values() if field.is_relation or isinstance(field, models.JSONField)]


def test_what_waits_is_rung_for_every_half_minute_at_least():
    [sweep] = [entry for entry in app.conf.beat_schedule.values() if entry["task"] == "cases.tasks.sweep_jobs"]
    assert sweep["schedule"] <= 30
