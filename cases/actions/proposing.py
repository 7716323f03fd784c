"""On the day the schedule names, a proposal; one person approves it, another carries it out (rule 48)."""

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.access.roles import Act, Role
from cases.actions.archiving import archive
from cases.actions.days import to_come
from cases.actions.destroying import order_destruction
from cases.actions.terms import terms_of, what_stops
from cases.actions.verb import at_version, keep, verb
from cases.history.action import SYSTEM_ACTOR, recorded
from cases.jobs.asking import enqueue, handles
from cases.models.caserecord import CaseRecord
from cases.models.retention import RetentionRule
from cases.models.retention_proposal import RetentionProposal
from cases.models.unit import StaffMember

ON, KIND = "retention", "retention.propose"
Answer = RetentionProposal.Answer
AT_ONCE = 500


def ask_for_proposals(now):
    """Ask that the ended records be gone through, once on each day."""
    enqueue("retention.propose", f"{KIND} {localdate(now):%Y-%m-%d}")


@handles(KIND, title=gettext_lazy("Looking which ended records are due"))
def propose_due(job, now):
    """Propose whatever is due today and waits for nobody yet; done twice, it is proposed once."""
    waiting = RetentionProposal.objects.filter(RetentionProposal.WAITING).values("case_id")
    ended = CaseRecord.objects.filter(ended_on__isnull=False).exclude(id__in=waiting).order_by("id")
    keys = list(ended.values_list("id", flat=True))
    for start in range(0, len(keys), AT_ONCE):
        some = keys[start : start + AT_ONCE]
        put_off = _put_off(some, now)
        for case_id, term in terms_of(some).items():
            if term.due_on <= localdate(now) and case_id not in put_off:
                with recorded(KIND, by=SYSTEM_ACTOR, now=now, root=case_id):
                    propose(case_id, term, now)


def _put_off(case_ids, now):
    later = RetentionProposal.objects.filter(case_id__in=case_ids, again_on__gt=localdate(now))
    return set(later.values_list("case_id", flat=True))


def propose(case_id, term, now):
    """Keep that a case is due, inside an action that is open already. Returns the proposal."""
    return keep(RetentionProposal(case_id=case_id, rule=term.rule, then=term.then, due_on=term.due_on, proposed_at=now))


def propose_at_once(case, now):
    """What is due on the day it ends is proposed in the same action: an acquittal, above all (rule 23)."""
    term = terms_of([case.id]).get(case.id)
    if term and term.due_on <= localdate(now):
        propose(case.id, term, now)


@verb("retention.decide", Act.REVIEW_RETENTION, on=ON)
def decide_retention(*, door, now, proposal_id, version, answer, reasons="", again_on=None):
    """Approve what is proposed, or keep the record until a day on which it is asked again. Returns the proposal.

    Raises ValidationError while something stops it: a hold, above all.
    """
    proposal = _waiting(door, proposal_id, version)
    if proposal.answer:
        raise ValidationError(_("This was decided already. Nothing is decided twice."))
    if answer == Answer.APPROVED:
        _nothing_stops(proposal, now)
        again_on = None
    else:
        if not reasons.strip():
            raise ValidationError({"reasons": _("Say why it is kept for now.")})
        to_come(now, _("Choose a day to come on which it is asked again."), again_on=again_on)
    proposal.answer, proposal.reasons, proposal.again_on = answer, reasons, again_on
    proposal.decided_by_id, proposal.decided_at = door.visitor.post(Role.RECORDS).source, now
    return keep(proposal)


@verb("retention.carry_out", Act.CARRY_OUT_RETENTION, on=ON)
def carry_out(*, door, now, proposal_id, version):
    """Archive or destroy what another person approved. Returns the proposal.

    Raises ValidationError where whoever approved it carries it out, or something stops it meanwhile.
    """
    proposal = _waiting(door, proposal_id, version)
    if proposal.answer != Answer.APPROVED:
        raise ValidationError(_("Nobody has approved this yet."))
    if proposal.decided_by.user_id == door.visitor.user_id:
        raise ValidationError(_("You approved this yourself. Somebody else carries it out."))
    _nothing_stops(proposal, now)
    proposal.carried_by = StaffMember.objects.get(pk=door.visitor.post(Role.MANAGER).source)
    proposal.carried_at = now
    if proposal.then == RetentionRule.Then.DESTROY:
        proposal.destruction = order_destruction(proposal, now)
    else:
        archive(proposal.case, now)
    return keep(proposal)


def _waiting(door, proposal_id, version):
    rows = RetentionProposal.objects.filter(RetentionProposal.WAITING, case_id=door.case_id).select_related("case")
    found = rows.filter(pk=proposal_id).first()
    if found is None:
        raise ValidationError(_("This was settled already."))
    return at_version(found, version)


def _nothing_stops(proposal, now):
    if stops := what_stops(proposal.case, now):
        raise ValidationError([_("This record cannot be archived or destroyed now."), *stops])
