"""Doing jobs: a lease, the work and its mark in one transaction, another attempt later, or given up to a human."""

import datetime
import logging
import traceback
from functools import partial

from django.conf import settings
from django.db import transaction
from django.db.models import F

from cases.jobs.asking import HANDLERS, ring
from cases.jobs.table import Job, due

log = logging.getLogger(__name__)

MOST_ATTEMPTS = 8
FIRST_PAUSE = datetime.timedelta(seconds=15)
LONGEST_PAUSE = datetime.timedelta(hours=6)
# A sweep rings for so many at most; the next one for those after them.
MOST_RINGS = 200
# The error of a job whose workers all died over it.
WORKER_LOST = "WorkerLost"


class LeaseLost(Exception):
    """Another worker has taken the job, because this one took too long: nothing of it is kept."""


def run(job_id, now):
    """Do a job if it is due and nobody holds it. Returns the job as it was taken, None where there was nothing to do.

    The attempt counts as soon as it begins, so that a job which kills its worker comes to an end too.
    """
    job = _take(job_id, now)
    if job is None:
        return None
    try:
        _do(job, now)
    except LeaseLost:
        log.warning("Job %s took longer than its lease.", job.id)
    except Exception as error:
        _failed(job, now, error)
    return job


def _take(job_id, now):
    with transaction.atomic():
        taken = Job.objects.filter(due(now), pk=job_id, attempts__lt=MOST_ATTEMPTS).update(
            attempts=F("attempts") + 1, lease_until=_lease(now), progress=0, step=""
        )
        return Job.objects.get(pk=job_id) if taken else None


def _lease(now):
    return now + datetime.timedelta(seconds=settings.JOB_LEASE_SECONDS)


def _held(job):
    """The job, as long as this attempt at it holds: the count of attempts tells one from the other."""
    return Job.objects.filter(pk=job.pk, attempts=job.attempts, done_at=None, dead_at=None)


def _do(job, now):
    handler = HANDLERS[job.kind]
    write = handler.function(job, now) if handler.slow else partial(handler.function, job, now)
    with transaction.atomic():
        # First the mark: from here on nobody else can take the job, and if anything fails it is unmarked again.
        if not _held(job).update(done_at=now, lease_until=None, progress=100, error=""):
            raise LeaseLost
        if write:
            write()


def _failed(job, now, error):
    """Note which class of error it was, never its words: they may quote a record."""
    name, frames = type(error).__name__, traceback.extract_tb(error.__traceback__)
    log.error("Job %s failed: %s in %s, line %s", job.id, name, frames[-1].name, frames[-1].lineno)
    given_up = now if job.attempts >= MOST_ATTEMPTS else None
    _held(job).update(error=name[:100], lease_until=None, run_after=now + pause(job.attempts), dead_at=given_up)


def pause(attempts) -> datetime.timedelta:
    """How long a job rests after so many attempts: longer each time."""
    return min(FIRST_PAUSE * 4 ** (attempts - 1), LONGEST_PAUSE)


def tell(job, percent, now, step=""):
    """Say how far a slow job is, for the page that waits for it, and hold it for another lease.

    `step` is a word of the program's own, never data. Raises LeaseLost where another worker has taken it.
    """
    if not _held(job).update(progress=percent, step=step, lease_until=_lease(now)):
        raise LeaseLost


def sweep(now):
    """Ring again for every job that is due and held by nobody; give up those over which every worker died."""
    waiting = Job.objects.filter(due(now))
    waiting.filter(attempts__gte=MOST_ATTEMPTS).update(dead_at=now, lease_until=None, error=WORKER_LOST)
    for job_id in list(waiting.order_by("id").values_list("id", flat=True)[:MOST_RINGS]):
        if not ring(job_id):
            return
