"""How each verb is called in the demo's world: by whom, on whose case, with what. One row a verb."""

import datetime
from dataclasses import dataclass, field

from django.utils.timezone import localdate

from cases.actions.verb import VERBS
from cases.models import Contest, Entry, Explanation
from sanctions.models import Appointment, Condition, ConditionType, HourLine, OrderQuery, Sanction, SanctionType

DAY = datetime.timedelta(days=1)


@dataclass
class Call:
    """One call of a verb that goes through; `family` is the case's, none where the verb belongs to no case."""

    by: str
    family: str | None
    given: dict = field(default_factory=dict)


CALLS = {}


def row(name):
    """A row of the table."""

    def add(function):
        CALLS[name] = function
        return function

    return add


def perform(cast, name, call, **changed):
    """Call a verb as its row says, some of what is given changed."""
    given = call.given | changed
    if call.family:
        given["case_id"] = cast.case(call.family).id
    return VERBS[name](by=cast.at(call.by), now=cast.now, **given)


def of(model, cast, family, **filters):
    """The newest row of a case."""
    return model.objects.filter(root=cast.case(family).id, **filters).order_by("id").last()


def served(cast, family, code):
    """The condition of a kind in a case."""
    return of(Condition, cast, family, condition_type__code=code)


@row("contest.lodge")
def _(cast):
    entry = of(Entry, cast, "Verhaal", contests__isnull=True)
    return Call("person", "Verhaal", {"entry_id": entry.id, "wrong": "It was otherwise.", "right": "I came."})


@row("contest.answer")
def _(cast):
    contest = of(Contest, cast, "Verhaal", answer="")
    given = {"contest_id": contest.id, "version": contest.version, "answer": "corrected", "corrected_text": "Came."}
    return Call(contest.handler.user.username, "Verhaal", given)


@row("entry.add")
def _(cast):
    segments = [{"about": "family", "text": "His sister.", "withheld_as": "announced"}]
    return Call("officer", "Verhaal", an_entry(cast) | {"segments": segments})


def an_entry(cast):
    """The fields of an entry."""
    return {
        "kind": "call",
        "happened_at": cast.now,
        "nature": "fact",
        "source": "Own observation",
        "serves": "The weekly meeting",
        "text": "Called to say that he will come.",
    }


@row("entry.correct")
def _(cast):
    entry = of(Entry, cast, "Verhaal")
    given = {"entry_id": entry.id, "version": entry.version, "text": "Said otherwise.", "reason": "Misheard."}
    return Call("officer", "Verhaal", given)


@row("case.explain")
def _(cast):
    given = {
        "contents": list(Explanation.Content),
        "explained_at": cast.now,
        "language": "Arabic",
        "interpreter": "Yusuf Amari",
        "how": "spoken",
        "understood": "Said it in her own words.",
    }
    return Call("officer", "Haddad", given)


@row("case.open")
def _(cast):
    person = {
        "given_names": "Ada",
        "family_name": "Novak",
        "birth_date": datetime.date(1990, 5, 1),
        "language": "English",
    }
    return Call("officer", None, {"person": person, "contact_points": [("phone", "555 0199")]})


@row("inspection.mandate")
def _(cast):
    given = {
        "user": cast.user("inspector"),
        "name": "Ida Sorensen",
        "body": "Inspectorate",
        "document": "IP/2026/15",
        "units": [cast.unit("South")],
        "starts_at": cast.now,
        "ends_at": cast.now + 30 * DAY,
    }
    return Call("admin", None, given)


@row("appointment.book")
def _(cast):
    condition = served(cast, "Verhaal", "report-weekly")
    given = {"kind": "office", "starts_at": cast.now + 5 * DAY, "place": "Room 3", "condition": condition}
    return Call("officer", "Verhaal", given)


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
