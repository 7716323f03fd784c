"""A job that stands still in the middle of its work; the worker of a test is started with this module included."""

import os
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from cases.history.action import SYSTEM_ACTOR
from cases.history.tables import Look
from cases.jobs.asking import enqueue, handles

KIND = "test.stand_still"
# Reading it waits until somebody writes; a plain file lets the job go on at once.
GATE = Path(os.environ["DATA_DIR"]) / "gate"
BEGUN = Path(os.environ["DATA_DIR"]) / "begun"


@handles(KIND)
def stand_still(job, now):
    """Write one row, then wait at the gate before the transaction can commit."""
    Look(root=job.root, actor_id=SYSTEM_ACTOR, kind=KIND, purpose="test", at=now, written_at=timezone.now()).save()
    with BEGUN.open("a") as begun:
        begun.write("begun\n")
    GATE.read_text()


def ask(key):
    """Ask for it, as a verb would."""
    with transaction.atomic():
        enqueue(KIND, key)
