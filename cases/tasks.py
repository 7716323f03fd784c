"""What the worker does by the clock."""

from celery import shared_task
from django.utils import timezone

from cases.history import ledger


@shared_task(name="cases.tasks.seal_ledger")
def seal_ledger():
    """Give everything that waits its place in the ledger (law 10: at least once a minute)."""
    ledger.seal(now=timezone.now())
