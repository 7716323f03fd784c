"""Sealing at once what leaves the service: a report, a ruling, a decision (law 10)."""

from django.utils.translation import gettext_lazy as _

from cases.history import ledger
from cases.jobs.asking import enqueue, handles


@handles("ledger.seal", title=_("Sealing the ledger at once"))
def seal_now(job, now):
    """Give everything that waits its place in the ledger."""
    ledger.seal(now=now)


def seal_soon(record):
    """Ask, inside the action that lets it leave, that the ledger be sealed as soon as that is saved."""
    enqueue("ledger.seal", f"ledger.seal {record.id}", root=record.root, object_id=record.id)
