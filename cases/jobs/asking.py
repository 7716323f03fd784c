"""Asking for work: who does which kind of it, the row that asks, and the doorbell that is rung after commit."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from celery import current_app
from django.db import transaction

from cases.jobs.table import Job

log = logging.getLogger(__name__)
TASK = "cases.tasks.run_job"


@dataclass(frozen=True)
class Handler:
    """What does one kind of work; its title is what a human reads when it failed."""

    function: Callable
    title: str
    slow: bool


HANDLERS: dict[str, Handler] = {}


def handles(kind, title="", slow=False):
    """Register a function `handler(job, now)` for a kind of job; its module is imported when its app starts.

    Its effects and the done mark commit in one transaction, so they happen exactly once: what it does outside
    the database may happen again. A slow one (a long document, a large count) would hold that transaction too
    long: it is called outside of it, may say how far it is (`cases.jobs.running.tell`), and returns a function
    that writes what it prepared, or None; that function runs in the transaction.
    """

    def register(function):
        assert kind not in HANDLERS, kind
        HANDLERS[kind] = Handler(function, title or kind, slow)
        return function

    return register


def enqueue(kind, key, root=None, object_id=None, at=None):
    """Ask for work inside the caller's transaction: it is there if that commits, and rung for then. Returns the job.

    `key` names the work (its kind and what it is about, by keys): asked for twice, it is one job, done once.
    `at` is the moment before which it is not done. Nothing here is about a person but keys.
    """
    if kind not in HANDLERS:
        raise LookupError(f"Nobody handles the job {kind}.")
    given = {"kind": kind, "root": root, "object_id": object_id, "run_after": at}
    job, is_new = Job.objects.get_or_create(key=key, defaults=given)
    if is_new and at is None:
        ring_after_commit(job)
    return job


def ring_after_commit(job):
    """Tell the workers once the transaction has committed."""
    transaction.on_commit(lambda: ring(job.id))


def ring(job_id) -> bool:
    """Tell the workers that a job waits. Where the broker is away, nothing fails: the sweep rings again."""
    try:
        current_app.send_task(TASK, [str(job_id)], retry=False)
    except Exception as error:
        log.warning("The doorbell is out of order (%s); job %s waits.", type(error).__name__, job_id)
        return False
    return True
