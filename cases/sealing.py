"""Sealing at once what leaves the service: whatever action names a recipient (law 10)."""

from django.utils.translation import gettext_lazy as _

from cases.history import ledger
from cases.history.action import when_something_leaves
from cases.jobs.asking import enqueue, handles


@handles("ledger.seal", title=_("Sealing the ledger at once"))
def seal_now(job, now):
    """Give everything that waits its place in the ledger."""
    ledger.seal(now=now)


@when_something_leaves
def seal_soon(action):
    """Ask that the ledger be sealed as soon as this action is saved."""
    enqueue("ledger.seal", f"ledger.seal {action.id}", root=action.root, object_id=action.id)
