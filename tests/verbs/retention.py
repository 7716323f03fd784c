"""How the verbs at the end of a case are called."""

from django.utils.timezone import localdate

from cases.models import CaseRecord, Hold
from tests.verbs.table import DAY, Call, of, row


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
