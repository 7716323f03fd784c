"""What the worker does by the clock."""

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from cases.history import ledger
from cases.jobs import running


@shared_task(name="cases.tasks.seal_ledger")
def seal_ledger():
    """Give everything that waits its place in the ledger (law 10: at least once a minute)."""
    ledger.seal(now=timezone.now())


def seal_soon():
    """Ring for the sealer once the open action is saved: something left the service (law 10: at once).

    Robust: a broker that is away holds nobody up, the clock seals within the minute.
    """
    transaction.on_commit(lambda: seal_ledger.apply_async(retry=False), robust=True)


@shared_task(name="cases.tasks.run_job")
def run_job(job_id):
    """Do one job whose doorbell was rung."""
    running.run(job_id, now=timezone.now())


@shared_task(name="cases.tasks.sweep_jobs")
def sweep_jobs():
    """Ring again for what waits: a lost ring, a lost worker, a job whose time has come."""
    running.sweep(now=timezone.now())
