"""A record full of words that stand nowhere else, destroyed as people and worker do it; run inside the product's shell.

`plant()` writes the words, into another record's entry and file too; `order()` has all of it destroyed by two people up
to the job, `work()` does the jobs, `work_on_parts()` those of entry and file; with `dies_at` the process kills itself
before its statement of that number, as a power cut would.
"""

import datetime
import os
import signal

from django.db import connection
from django.http import QueryDict
from django.utils import timezone

from cases.access.searches import keep_search
from cases.actions import erasing
from cases.actions.drafts import keep_draft
from cases.history import ledger
from cases.history.tables import Look
from cases.jobs import running
from cases.jobs.table import Job
from cases.models import Entry, RetentionProposal, StoredFile
from tests.cast import TestCast

# In no catalogue, no name and no word of the product.
TOKENS = ("qzvxentry", "qzvxphone", "qzvxfile", "qzvxcontact", "qzvxsearched", "qzvxremoved", "qzvxgivenup")
FAMILY, OTHER = "Lind", "Verhaal"
KINDS = ("case.destroy", "case.destroyed")
PARTS = (erasing.DUE, erasing.ENTRY, erasing.FILE, "case.destroyed")


def plant():
    """Words in an entry, a number, a file's description, how to reach the person, a search; in history too."""
    from tests.verbs import CALLS, perform  # noqa: PLC0415 (the product's addresses are read first)
    from tests.verbs.files import to_add  # noqa: PLC0415
    from tests.verbs.table import Call  # noqa: PLC0415

    cast = TestCast(timezone.now())
    entry = CALLS["entry.add"](cast).given | {"text": "She said qzvxentry.", "segments": []}
    perform(cast, "entry.add", Call("officer2", FAMILY, entry))
    perform(cast, "file.add", Call("officer2", FAMILY, to_add(description="A letter, qzvxfile.")))
    for value in ("qzvxphone@example.org", "qzvxcontact@example.org"):
        perform(cast, "contact.add", Call("officer2", FAMILY, {"kind": "email", "value": value}))
    _plant_parts(cast)
    case = cast.case(FAMILY)
    typed = QueryDict("text=qzvxtyped")
    keep_draft(cast.user("officer2").id, f"/cases/{case.id}/entries/new/", typed, cast.now, root=case.id)
    by = {"actor_id": cast.user("officer2").id, "purpose": "supervision", "at": cast.now, "written_at": cast.now}
    Look(root=case.id, kind="record", **by).save()
    listed = Look(roots=[str(case.id)], kind="search", **by)
    listed.save()
    keep_search(listed, "qzvxsearched")
    ledger.seal(now=timezone.now())


def _plant_parts(cast):
    """An entry, corrected with a reason, with what is about others and what he says to it; a file."""
    from tests.verbs import CALLS, perform  # noqa: PLC0415 (the product's addresses are read first)
    from tests.verbs.files import to_add  # noqa: PLC0415
    from tests.verbs.table import Call  # noqa: PLC0415

    segments = [{"about": "family", "text": "His sister qzvxremoved.", "withheld_as": "announced"}]
    told = CALLS["entry.add"](cast).given | {"text": "He said qzvxremoved.", "segments": segments}
    entry = perform(cast, "entry.add", Call("officer", OTHER, told))
    told = {"entry_id": entry.id, "version": 1, "text": "Then qzvxremoved.", "reason": "Misheard qzvxremoved."}
    perform(cast, "entry.correct", Call("officer", OTHER, told))
    said = {"about": entry.id, "wrong": "Not me qzvxremoved.", "right": "Nothing."}
    perform(cast, "contest.lodge", Call("person", OTHER, said))
    perform(cast, "file.add", Call("officer", OTHER, to_add(description="A letter, qzvxgivenup.")))


def order():
    """What is due is approved by one person and ordered by another; so are the ends of the entry and the file."""
    from tests.retained import carried_out  # noqa: PLC0415
    from tests.verbs import perform  # noqa: PLC0415
    from tests.verbs.removals import taken_out  # noqa: PLC0415
    from tests.verbs.table import Call  # noqa: PLC0415

    cast = TestCast(timezone.now())
    carried_out(cast, FAMILY)
    assert RetentionProposal.objects.get(destruction__isnull=False)
    taken_out(cast, Entry.objects.get(text__contains="qzvxremoved"))
    stored = StoredFile.objects.get(description__contains="qzvxgivenup")
    given = {"file_id": stored.id, "outcome": "destroy", "reasons": "Nobody needs the letter, qzvxgivenup."}
    term = perform(cast, "file.review", Call("officer", OTHER, given))
    given = {"term_id": term.id, "version": term.version}
    perform(cast, "file.order_destruction", Call("manager", OTHER, given))
    erasing.ask_for_erasures(_later())


def _later():
    """A day on which the entry is due, too."""
    return timezone.now() + datetime.timedelta(days=40)


def work_on_parts(dies_at=None):
    """Do the jobs of an erasure, whoever was killed over them before."""
    work(dies_at, PARTS)


def work(dies_at=None, kinds=KINDS):
    """Do the jobs of a destruction, whoever was killed over them before."""
    if dies_at:
        connection.execute_wrappers.append(_Death(dies_at))
    later = _later() if kinds == PARTS else timezone.now() + datetime.timedelta(hours=12)
    for kind in kinds:
        for job_id in list(Job.objects.filter(kind=kind, done_at=None).values_list("id", flat=True)):
            Job.objects.filter(pk=job_id).update(attempts=0, lease_until=None)
            running.run(job_id, later)
            assert Job.objects.get(pk=job_id).done_at, Job.objects.get(pk=job_id).error


class _Death:
    """Counts the statements of a connection, and ends the process before one of them."""

    def __init__(self, at):
        self.left = at

    def __call__(self, execute, sql, params, many, context):
        self.left -= 1
        if not self.left:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)
