"""The way of an ended record to its end, for the tests that walk it."""

import datetime

from django.utils.timezone import localdate

from cases.actions.proposing import carry_out, decide_retention, propose_due
from cases.history.action import SYSTEM_ACTOR, recorded
from cases.jobs import running
from cases.jobs.table import Job
from cases.models import Destruction, RetentionProposal

DAY = datetime.timedelta(days=1)


def proposed(cast, family, now=None):
    """What is proposed for a case once the day's job has run."""
    propose_due(None, now or cast.now)
    return RetentionProposal.objects.filter(RetentionProposal.WAITING, case=cast.case(family)).first()


def approved(cast, family, now=None):
    """The same, approved by whoever keeps the records."""
    proposal = proposed(cast, family, now)
    given = {"retention_id": proposal.case_id, "proposal_id": proposal.id, "version": proposal.version}
    return decide_retention(by=cast.at("records", now), now=now or cast.now, answer="approved", **given)


def carried_out(cast, family, now=None):
    """The same, carried out by the unit's manager: archived, or its destruction ordered."""
    proposal = approved(cast, family, now)
    given = {"retention_id": proposal.case_id, "proposal_id": proposal.id, "version": proposal.version}
    return carry_out(by=cast.at("manager", now), now=now or cast.now, **given)


def destroyed(cast, family, now=None):
    """The same, and the job has run. Returns the certificate."""
    order = carried_out(cast, family, now).destruction
    running.run(Job.objects.get(key=f"case.destroy {order.id}").id, now or cast.now)
    return Destruction.objects.get(pk=order.id)


def put_off(cast, family):
    """What is proposed for a case was kept for a day the day before yesterday, so that it is asked anew today."""
    then = cast.now - 2 * DAY
    if proposal := proposed(cast, family):
        given = {"retention_id": proposal.case_id, "proposal_id": proposal.id, "version": proposal.version}
        given |= {"answer": "not_now", "reasons": "Asked anew.", "again_on": localdate(then) + DAY}
        decide_retention(by=cast.at("records", then), now=then, **given)


def archived(cast, family="Lind"):
    """A case whose schedule says archive, in the archive since today."""
    put_off(cast, family)
    ended(cast.case(family), cast.now - 2000 * DAY, "revoked")
    return carried_out(cast, family).case


def ended(case, now, ended_as):
    """How and when a case ended, changed for a test as an import would bring it."""
    with recorded("test.change", by=SYSTEM_ACTOR, now=now, root=case.id):
        case.ended_as, case.ended_on = ended_as, localdate(now)
        case.save()
    return case
