"""What the worker does by the clock."""

from celery import shared_task
from django.utils import timezone

from cases.actions import alerting, erasing, proposing
from cases.actions.drafts import forget_old_drafts
from cases.history import ledger
from cases.jobs import running


@shared_task(name="cases.tasks.seal_ledger")
def seal_ledger():
    """Give everything that waits its place in the ledger (law 10: at least once a minute)."""
    ledger.seal(now=timezone.now())


@shared_task(name="cases.tasks.run_job")
def run_job(job_id):
    """Do one job whose doorbell was rung."""
    running.run(job_id, now=timezone.now())


@shared_task(name="cases.tasks.sweep_jobs")
def sweep_jobs():
    """Ring again for what waits: a lost ring, a lost worker, a job whose time has come."""
    running.sweep(now=timezone.now())


@shared_task(name="cases.tasks.read_looks")
def read_looks():
    """Ask that the log of looks be read, hour by hour, for what somebody should explain."""
    alerting.ask_for_hours(now=timezone.now())


@shared_task(name="cases.tasks.propose_retention")
def propose_retention():
    """Ask that the ended records be gone through, once a day."""
    proposing.ask_for_proposals(now=timezone.now())


@shared_task(name="cases.tasks.carry_out_erasures")
def carry_out_erasures():
    """Ask that what two people ordered to be erased be gone through, once a day."""
    erasing.ask_for_erasures(now=timezone.now())


@shared_task(name="cases.tasks.forget_drafts")
def forget_drafts():
    """Drop what somebody typed and never saved, once its days are over."""
    forget_old_drafts(now=timezone.now())
