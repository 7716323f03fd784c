"""Erasing one entry or one file for good, as two people ordered it, while the record it stood in stays (rule 48).

What goes: the rows, with all their history, what is searched, the bytes, drafts, jobs, and the reasons that quote them
(cases.history.parting). What stays: hashes in the ledger, one action that says it was done, and a certificate of kinds
and counts. A report, a paper or a disclosure that was sent stays as it left, and so does what was typed into a search.
"""

from functools import partial

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from cases.access.roles import Role
from cases.actions.destroying import certify
from cases.actions.verb import keep
from cases.history import erasing, ledger
from cases.history.action import SYSTEM_ACTOR, recorded
from cases.history.parting import going_with, leaves_of, reasons_of, removed_with, require_nothing_rests_on
from cases.history.record import everything, record_models, write_in_bulk
from cases.jobs.asking import enqueue, handles
from cases.jobs.table import Job
from cases.models.caserecord import CaseRecord
from cases.models.destruction import Destruction, Erased
from cases.models.draft import Draft
from cases.models.entry import Entry
from cases.models.release import FileTerm
from cases.models.removal import ErasureOrder
from cases.models.retention import Hold

DUE, ENTRY, FILE = "erasure.ask", "entry.erase", "file.erase"


def ask_for_erasures(now):
    """Ask that what is ordered be gone through, once on each day: what a hold stopped is asked for again."""
    enqueue("erasure.ask", f"{DUE} {localdate(now):%Y-%m-%d}")


@handles(DUE, title=_("Looking what is to be erased"))
def ask_for_each(job, now):
    """One job for each entry and each file whose day has come."""
    for order in ErasureOrder.objects.filter(destruction=None, due_on__lte=localdate(now)).order_by("id"):
        enqueue("entry.erase", f"{ENTRY} {order.id} {localdate(now):%Y-%m-%d}", object_id=order.id)
    for term in FileTerm.objects.filter(ordered_at__isnull=False).order_by("id"):
        ask_for_file(term, now)


def ask_for_file(term, now):
    """Ask that a file be erased whose destruction two people ordered."""
    enqueue("file.erase", f"{FILE} {term.id} {localdate(now):%Y-%m-%d}", object_id=term.id)


@handles(ENTRY, title=_("Erasing an entry that was taken out"), slow=True)
def erase_entry(job, now):
    """Seal what waits, so that every row has its leaf; then erase in one transaction."""
    ledger.seal(now=now)
    return partial(_erase_entry, job.object_id, now)


def _erase_entry(order_id, now):
    order = ErasureOrder.objects.select_for_update(of=("self",)).select_related("incident").get(pk=order_id)
    keys = going_with({order.about} | removed_with(order.about))
    if order.destruction_id or is_held(order.incident.case_id, keys):
        return
    proposed_by, proposed_at = order.incident.found_by_id, order.incident.found_at
    asked = (proposed_by, Role.OFFICER, proposed_at), (order.ordered_by_id, Role.MANAGER, order.ordered_at)
    _carry_out(keys, asked, now)


@handles(FILE, title=_("Erasing a file"), slow=True)
def erase_file(job, now):
    """Seal what waits, so that every row has its leaf; then erase in one transaction."""
    ledger.seal(now=now)
    return partial(_erase_file, job.object_id, now)


def _erase_file(term_id, now):
    term = FileTerm.objects.select_for_update().filter(pk=term_id).first()
    keys = going_with({term.file_id}) if term else set()
    if not term or is_held(term.case_id, keys):
        return
    asked = (term.reviewed_by_id, Role.OFFICER, term.reviewed_at), (term.ordered_by_id, Role.MANAGER, term.ordered_at)
    _carry_out(keys, asked, now)


def is_held(case_id, keys) -> bool:
    """Whether the whole record, or a file among these, is on hold; while this goes on nobody places another."""
    CaseRecord.objects.select_for_update().get(pk=case_id)
    return Hold.objects.on(case_id, *keys).exists()


def _carry_out(keys, asked, now):
    """Order and certificate in one: the two who asked are named by their posts, as in every destruction."""
    (first, first_as, first_at), (second, second_as, second_at) = asked
    destruction = Destruction(approved_by=first, approved_as=first_as, approved_on=localdate(first_at))
    destruction.ordered_by, destruction.ordered_as, destruction.ordered_on = second, second_as, localdate(second_at)
    certify(destruction, erasing.counts_of(keys), now)
    take_parts_away(destruction, keys, now)
    enqueue("case.destroyed", f"case.destroyed {destruction.id}", object_id=destruction.id)


@transaction.atomic
def take_parts_away(destruction, keys, now):
    """Erase these records, with all that goes with them, and say so in the ledger; also in an older copy."""
    named, keys = set(keys), going_with(keys)
    require_nothing_rests_on(keys)
    actions, roots = reasons_of(keys), _roots_of(keys)
    verb = ENTRY if Entry._meta.label in destruction.counts else FILE
    destruction.leaves = leaves_of(keys, actions)
    with recorded("destruction.certify", by=SYSTEM_ACTOR, now=now, root=destruction.id):
        keep(destruction)
        gone = sorted(named | keys | actions)
        write_in_bulk(Erased(destruction=destruction, erased=key) for key in gone)
    for root in sorted(roots):
        with recorded(verb, by=SYSTEM_ACTOR, now=now, root=root):
            for order in ErasureOrder.objects.filter(incident__case_id=root, about__in=keys, destruction=None):
                order.destruction = destruction
                keep(order)
    erasing.erase(keys | actions)
    Job.objects.filter(object_id__in=keys).exclude(kind=FILE).delete()
    for key in keys:
        Draft.objects.filter(root__in=roots, address__contains=str(key)).delete()


def _roots_of(keys):
    found = set()
    for model in record_models():
        found |= set(everything(model).filter(id__in=keys).values_list("root", flat=True))
    return found
