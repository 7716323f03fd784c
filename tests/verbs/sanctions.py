"""How the verbs of sanctions are called."""

import datetime

from django.utils.timezone import localdate

from sanctions.actions.acknowledging import fingerprint_of
from sanctions.models import Appointment, Condition, ConditionType, HourLine, OrderQuery, Sanction, SanctionType
from sanctions.wording import put, to_put
from tests.verbs.table import CALLS, DAY, Call, of, perform, row


def served(cast, family, code):
    """The condition of a kind in a case."""
    return of(Condition, cast, family, condition_type__code=code)


@row("appointment.book")
def _(cast):
    condition = served(cast, "Verhaal", "report-weekly")
    given = {"kind": "office", "starts_at": cast.now + 5 * DAY, "place": "Room 3", "condition": condition}
    return Call("officer", "Verhaal", given)


@row("appointment.arrange")
def _(cast):
    made = perform(cast, "appointment.book", CALLS["appointment.book"](cast))
    given = {"appointment_id": made.id, "version": 1, "interpreter": "Odile Perrin"}
    return Call("officer", "Verhaal", given)


@row("condition.acknowledge")
def _(cast):
    return Call("person", "Verhaal", read_by_the_person(cast))


def read_by_the_person(cast, words="easy", language="en"):
    """What is sent when Tomas confirms what stands on his page."""
    conditions = to_put(cast.case("Verhaal").id, localdate(cast.now))
    shown = fingerprint_of([put(condition, words, language) for condition in conditions])
    return {"words": words, "language": language, "shown": shown}


@row("appointment.outcome")
def _(cast):
    appointment = of(Appointment, cast, "Meyer", outcome="")
    given = {
        "appointment_id": appointment.id,
        "version": appointment.version,
        "outcome": "complied",
        "note": "Came on time.",
        "next_appointment": {"kind": "office", "starts_at": cast.now + 7 * DAY, "place": "Room 2"},
    }
    return Call("officer2", "Meyer", given)


@row("appointment.change_outcome")
def _(cast):
    appointment = of(Appointment, cast, "Verhaal", outcome="complied")
    given = {
        "appointment_id": appointment.id,
        "version": appointment.version,
        "outcome": "acceptable",
        "excuse": "medical",
        "note": "Handed in a certificate.",
        "reason": "The certificate came later.",
    }
    return Call("officer", "Verhaal", given)


@row("hours.record")
def _(cast):
    given = {
        "condition_id": served(cast, "Verhaal", "community-service").id,
        "worked_on": localdate(cast.now) - DAY,
        "started": datetime.time(9),
        "ended": datetime.time(12),
    }
    return Call("officer", "Verhaal", given)


@row("hours.correct")
def _(cast):
    line = of(HourLine, cast, "Verhaal", corrects=None)
    return Call("officer", "Verhaal", {"line_id": line.id, "minutes": line.minutes - 30, "note": "Left early."})


def an_order(cast):
    """A decision and its sanction, as received."""
    today = localdate(cast.now)
    decision = {"authority": cast.court, "reference": "DC-N 2026/950", "offence": "Theft", "decided_on": today - DAY}
    kind = SanctionType.objects.get(code="supervision-order")
    return {
        "decision": decision,
        "sanction": {"sanction_type": kind, "starts_on": today, "ends_on": today + 200 * DAY},
    }


@row("sanction.record")
def _(cast):
    return Call("officer", "Haddad", an_order(cast))


def recorded_order(cast, condition=True):
    """An order that is being recorded, with a condition."""
    sanction = perform(cast, "sanction.record", CALLS["sanction.record"](cast))
    if condition:
        perform(cast, "condition.add", Call("officer", "Haddad", {"sanction_id": sanction.id} | a_condition()))
    return sanction


def a_condition():
    """The fields of a condition."""
    kind = ConditionType.objects.get(code="report-weekly")
    return {"condition_type": kind, "wording": "Shall report every week.", "amount": 1}


@row("sanction.amend")
def _(cast):
    sanction = recorded_order(cast)
    order = an_order(cast)
    order["decision"]["offence"] = "Theft of a bicycle"
    return Call("officer", "Haddad", order | {"sanction_id": sanction.id, "version": 1, "decision_version": 1})


@row("condition.add")
def _(cast):
    return Call("officer", "Haddad", {"sanction_id": recorded_order(cast, condition=False).id} | a_condition())


@row("condition.amend")
def _(cast):
    recorded_order(cast)
    condition = of(Condition, cast, "Haddad")
    return Call("officer", "Haddad", a_condition() | {"condition_id": condition.id, "version": 1, "amount": 2})


@row("sanction.settle")
def _(cast):
    return Call("officer", "Haddad", {"sanction_id": recorded_order(cast).id, "version": 1})


@row("order.answer")
def _(cast):
    query = of(OrderQuery, cast, "Brandt")
    given = {"query_id": query.id, "version": 1, "answer": "confirmed", "answer_text": "It stands."}
    return Call("authority", "Brandt", given)


@row("order.bind")
def _(cast):
    sanction = of(Sanction, cast, "Visser")
    given = {"sanction_id": sanction.id, "version": sanction.version, "because": "The court applied adult law."}
    return Call("manager", "Visser", given)
