"""How the verbs at the end of a case are called."""

from django.utils.timezone import localdate

from cases.models import CaseRecord, Hold
from tests.retained import approved, archived, proposed
from tests.verbs.table import DAY, Call, of, row


def settled(proposal):
    """What the verbs on a proposal are given."""
    return {"retention_id": proposal.case_id, "proposal_id": proposal.id, "version": proposal.version}


@row("retention.decide")
def _(cast):
    return Call("records", None, settled(proposed(cast, "Lind")) | {"answer": "approved"})


@row("retention.carry_out")
def _(cast):
    return Call("manager", None, settled(approved(cast, "Lind")))


@row("record.bring_back")
def _(cast):
    case = archived(cast)
    given = {"version": case.version, "to": cast.post("officer"), "reason": "A court made a new order."}
    return Call("records", "Lind", given)


@row("case.close")
def _(cast):
    version = CaseRecord.objects.values_list("version", flat=True).get(pk=cast.case("Dahlberg").id)
    return Call("officer", "Dahlberg", {"version": version, "ended_as": "revoked"})


@row("hold.place")
def _(cast):
    return Call("records", "Lind", {"why": "A claim is pending.", "review_on": localdate(cast.now) + 90 * DAY})


@row("hold.lift")
def _(cast):
    hold = of(Hold, cast, "Dvorak")
    return Call("records", "Dvorak", {"hold_id": hold.id, "version": hold.version, "reason": "Settled."})
