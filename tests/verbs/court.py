"""How the verbs of a deciding authority are called."""

from django.utils.timezone import localdate

from cases.history.action import SYSTEM_ACTOR, recorded
from sanctions.models import Hearing
from tests.reported import a_ruling, reported
from tests.verbs.table import DAY, Call, perform, row


@row("report.acknowledge")
def _(cast):
    return Call("authority", "Verhaal", {"report_id": reported(cast).id, "version": 1})


@row("report.return")
def _(cast):
    return Call(
        "authority", "Verhaal", {"report_id": reported(cast).id, "version": 1, "text": "Which bus line was it?"}
    )


@row("hearing.set")
def _(cast):
    given = {"report_id": reported(cast).id, "version": 1, "starts_at": cast.now + 9 * DAY, "place": "Room 2"}
    return Call("authority", "Verhaal", given)


@row("hearing.note")
def _(cast):
    report = reported(cast)
    hearing = Hearing(case=report.case, report=report, starts_at=cast.now - DAY, place="Room 2")
    with recorded("test.hearing", by=SYSTEM_ACTOR, now=cast.now, root=report.case_id):
        hearing.save()
    given = {
        "hearing_id": hearing.id,
        "version": 1,
        "attendance": "came",
        "account": "I was late because of the strike.",
    }
    return Call("authority", "Verhaal", given)


@row("ruling.make")
def _(cast):
    return Call("authority", "Verhaal", a_ruling(reported(cast), cast, version=1))


@row("consequence.decide")
def _(cast):
    ruling = perform(cast, "ruling.make", Call("authority", "Verhaal", a_ruling(reported(cast), cast, "revoked")))
    given = {
        "ruling_id": ruling.id,
        "kind": "imprisonment",
        "amount": "Two months",
        "reasons": "Nothing of the order was kept since the spring.",
        "nothing_less": "Two fines and a warning changed nothing.",
        "credit": "76 hours worked, credited as 38 days.",
        "decided_on": localdate(cast.now),
    }
    return Call("authority", "Verhaal", given)


@row("document.bundle")
def _(cast):
    return Call("authority", "Verhaal", {"report_id": reported(cast).id})
