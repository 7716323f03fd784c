"""Destroying a record: ordered by two people, carried out by one job, all of it or nothing (rule 48, law 10).

What goes: rows, history, files, documents, what is searched, actions, looks, drafts, jobs, the log-in's data, and the
key under the leaves. What stays: the leaves' hashes, a certificate without personal data, and the keys of what was
destroyed, so that whoever restores an older copy destroys it again.
"""

import json
from functools import partial
from hashlib import sha256

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from cases.access.roles import Role
from cases.actions.destroyed_list import marks_of, write_list
from cases.actions.terms import roots_of, what_stops
from cases.actions.verb import keep
from cases.history import erasing, ledger
from cases.history.action import SYSTEM_ACTOR, recorded
from cases.history.cleaning import clean
from cases.history.record import Record, record_models
from cases.jobs.asking import enqueue, handles
from cases.jobs.table import Job
from cases.models.caserecord import CaseRecord
from cases.models.destruction import Destruction, Erased
from cases.models.draft import Draft
from cases.models.person import Person
from cases.models.retention_proposal import RetentionProposal
from cases.models.user import User

# What a certificate says, in this order; its hash is over these.
CERTIFIED = ("reference", "ended_as", "years", "counted_from", "approved_as", "approved_on", "ordered_as", "ordered_on")


def order_destruction(proposal, now) -> Destruction:
    """Order what was approved, inside an action that is open already; a job carries it out. Returns the order."""
    rule = proposal.rule
    destruction = keep(
        Destruction(
            ended_as=proposal.case.ended_as,
            years=rule.years if rule else 0,
            counted_from=rule.counted_from if rule else "end",
            approved_by=proposal.decided_by_id,
            approved_as=Role.RECORDS,
            approved_on=localdate(proposal.decided_at),
            ordered_by=proposal.carried_by_id,
            ordered_as=Role.MANAGER,
            ordered_on=localdate(now),
        )
    )
    enqueue("case.destroy", f"case.destroy {destruction.id}", object_id=destruction.id)
    return destruction


@handles("case.destroy", title=_("Destroying a record"), slow=True)
def destroy_case(job, now):
    """Seal what waits, so that every row has its leaf; then destroy in one transaction."""
    ledger.seal(now=now)
    return partial(_destroy, job.object_id, now)


def _destroy(destruction_id, now):
    destruction = Destruction.objects.select_for_update().get(pk=destruction_id)
    if destruction.done_at or destruction.stopped_at:
        return
    proposal = RetentionProposal.objects.select_related("case").get(destruction=destruction)
    case = CaseRecord.objects.select_for_update().get(pk=proposal.case_id)
    if what_stops(case, now):
        _stop(destruction, proposal, now)
        return
    roots = roots_of(case)
    certify(destruction, erasing.counts_of(roots), now)
    take_away(destruction, roots, now)
    enqueue("case.destroyed", f"case.destroyed {destruction.id}", object_id=destruction.id)


def _stop(destruction, proposal, now):
    """A hold came after the order: nothing is destroyed, and the record is proposed again once it is let go."""
    with recorded("retention.stop", by=SYSTEM_ACTOR, now=now, root=proposal.case_id):
        destruction.stopped_at, proposal.answer = now, RetentionProposal.Answer.STOPPED
        keep(destruction)
        keep(proposal)


def certify(destruction, counts, now):
    """Fill in what was destroyed and when, with the hash over all that the certificate says; not saved yet."""
    destruction.counts, destruction.done_at = counts, now
    told = {name: str(getattr(destruction, name)) for name in CERTIFIED} | {"done_at": str(now), "counts": counts}
    destruction.content_hash = sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


@transaction.atomic
def take_away(destruction, roots, now):
    """Delete everything of these roots and say so in the ledger; also for whoever restored an older copy."""
    destruction.origins = sorted({*marks_of(roots), *(destruction.origins or ())}) or None
    with recorded("destruction.certify", by=SYSTEM_ACTOR, now=now, root=destruction.id):
        keep(destruction)
        for root in sorted(roots):
            keep(Erased(destruction=destruction, erased=root))
    log_ins = list(Person.objects.filter(id__in=roots, user__isnull=False).values_list("user_id", flat=True))
    of_persons = [model for model in record_models() if model.reached_by == "person"]
    stay = [(model, _left_of(model, roots)) for model in of_persons] + [(Destruction, [destruction.id])]
    erasing.erase(roots, erasing.kept_under(roots, stay))
    Job.objects.filter(root__in=roots).delete()
    Job.objects.filter(object_id__in=roots).delete()
    Draft.objects.filter(root__in=roots).delete()
    for user_id in log_ins:
        _blank(User.objects.get(pk=user_id))
    for root in sorted(roots):
        with recorded(ledger.DESTROYED, by=SYSTEM_ACTOR, now=now, root=root):
            pass


def _left_of(model, roots):
    """The keys of a person's records that stay, where the person has another case."""
    persons = Person.objects.filter(case_records__in=CaseRecord.objects.filter(id__in=roots)).exclude(id__in=roots)
    return model.objects.filter(root__in=persons.values("id")).values("id")


def _blank(user):
    """The log-in's row stays, as what other records' keys lead to; it holds nothing any more and opens nothing."""
    open_now = UserSession.objects.filter(user=user).values_list("session_key", flat=True)
    Session.objects.filter(session_key__in=list(open_now)).delete()
    for link in User._meta.related_objects:
        if not issubclass(link.related_model, Record):
            link.related_model._default_manager.filter(**{link.field.name: user}).delete()
    user.username, user.email, user.is_active, user.last_login = f"gone-{user.id.hex}", "", False, None
    user.set_unusable_password()
    user.save()


@handles("case.destroyed", title=_("Clearing up after a record was destroyed"), slow=True)
def clear_up(job, now):
    """Keep the list beside the backups, and leave nothing of what was deleted in the database's own files."""
    write_list()
    clean()
