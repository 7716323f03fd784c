"""What the worker does by the clock."""

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from cases.history import ledger


@shared_task(name="cases.tasks.seal_ledger")
def seal_ledger():
    """Give everything that waits its place in the ledger (law 10: at least once a minute)."""
    ledger.seal(now=timezone.now())


def seal_soon():
    """Ring for the sealer once the open action is saved: something left the service (law 10: at once).

    Robust: a broker that is away holds nobody up, the clock seals within the minute.
    """
    transaction.on_commit(lambda: seal_ledger.apply_async(retry=False), robust=True)
