"""Jobs of mixed kinds that write a journal, and at drawn places end the worker in their midst, as a power cut would.

The worker of a test is started with this module included. Where it is ended is drawn from KILL_SEED, the job and the
attempt, so that a run can be had again.
"""

import json
import os
import random
import signal
import uuid
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from cases.access.roles import Act
from cases.access.visitor import Visitor
from cases.history.action import SYSTEM_ACTOR, recorded
from cases.history.tables import Look
from cases.jobs.asking import enqueue, handles
from cases.jobs.running import tell
from cases.jobs.table import Job
from cases.models import CaseRecord, Unit, User
from config.celery import app
from reports.actions import documents
from reports.press.blocks import Sheet
from reports.press.kinds import register_document

JOURNAL = Path(os.environ["DATA_DIR"]) / "journal.jsonl"
SEED = os.environ.get("KILL_SEED", "0")
# One in so many places of a first attempt is the end of its worker; of a later one it is a rarer thing.
ONE_IN = (8, 16, 32)
KINDS = ("kill.look", "kill.record", "kill.slow", "kill.chain", "kill.deadly")
# What the service waits many seconds for: how often it sweeps.
app.conf.beat_schedule["sweep-jobs"] |= {"schedule": 1.0, "options": {"expires": 1.0}}


def note(**what):
    """Write a line that a power cut leaves whole: who, when, which attempt, where."""
    line = {"at": timezone.now().isoformat(), "worker": os.getpid(), **what}
    with JOURNAL.open("a") as journal:
        journal.write(json.dumps(line) + "\n")
        journal.flush()
        os.fsync(journal.fileno())


def passes(job, place, deadly=False):
    """Note that an attempt has come to a place; here the worker may end."""
    said = {"job": job.key, "kind": job.kind, "attempt": job.attempts, "place": place}
    drawn = random.Random(f"{SEED} {job.key} {job.attempts} {place}")
    killed = deadly or not drawn.randrange(ONE_IN[min(job.attempts, len(ONE_IN)) - 1])
    note(**said, killed=killed)
    if killed:
        os.killpg(0, signal.SIGKILL)


def _effect(job, now):
    Look(
        root=job.object_id, actor_id=SYSTEM_ACTOR, kind=job.kind, purpose="test", at=now, written_at=timezone.now()
    ).save()


@handles("kill.look")
def look(job, now):
    """Write one row of the ledger."""
    passes(job, "begun")
    _effect(job, now)
    passes(job, "written")


@handles("kill.record")
def change(job, now):
    """Change a record under an action: three tables and the queue of the ledger."""
    passes(job, "begun")
    with recorded(job.kind, by=SYSTEM_ACTOR, now=now, root=job.object_id):
        unit = Unit.objects.select_for_update().order_by("id").first()
        unit.address = f"{job.id}"
        passes(job, "action open")
        unit.save()
    _effect(job, now)
    passes(job, "written")


@handles("kill.slow", slow=True)
def prepare(job, now):
    """Prepare outside the transaction, then write what was prepared."""
    passes(job, "begun")
    tell(job, 50, timezone.now(), "halfway")
    passes(job, "prepared")

    def write():
        _effect(job, now)
        passes(job, "written")

    return write


@handles("kill.chain")
def go_on(job, now):
    """Ask for another job: both are done, or neither."""
    passes(job, "begun")
    _effect(job, now)
    enqueue("kill.look", f"{job.key}, then", object_id=job.id)
    passes(job, "written")


@handles("kill.deadly")
def always(job, now):
    """Whoever takes this one ends."""
    _effect(job, now)
    passes(job, "written", deadly=True)


@register_document("kill-document", title="A document", act=Act.KEEP_CASE)
def document(door, subject=None):
    """A document of many pages; which attempt at it this is, the journal knows."""
    key = f"document {subject}"
    before = [line for line in JOURNAL.read_text().splitlines() if key in line and '"begun"' in line]
    this = Job(kind="document", key=key, attempts=len(before) + 1)
    passes(this, "begun")
    sheet = Sheet("A document", "A document", "Unit North")
    for _paragraph in range(400):
        sheet.paragraph("It is written here so that there is something to set.")
    passes(this, "content there")
    return sheet.content()


def ask(count, seed):
    """Ask for so many jobs of all kinds but the deadly one, shuffled, and for one that every worker dies over."""
    kinds = [KINDS[number % (len(KINDS) - 1)] for number in range(count)]
    random.Random(seed).shuffle(kinds)
    with transaction.atomic():
        for number, kind in enumerate(kinds):
            enqueue(kind, f"{kind} {number}", object_id=f"00000000-0000-7000-8000-{number:012d}")
        deadly = enqueue("kill.deadly", "kill.deadly", object_id="00000000-0000-7000-8000-ffffffffffff")
        # It has been tried before: the test need not wait for all eight.
        deadly.attempts = 6
        deadly.save()


def ask_for_documents(count):
    """Ask for documents about the person's case, as the officer at the page does."""
    case = CaseRecord.objects.get(person__family_name="Verhaal")
    officer = Visitor(User.objects.get(username="officer"), timezone.now())
    for number in range(count):
        subject = uuid.UUID(f"00000000-0000-7000-9000-{number:012d}")
        documents.order_document(by=officer, now=officer.now, case_id=case.id, kind="kill-document", subject=subject)
