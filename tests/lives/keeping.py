"""What is tried around an order, its appointments and hours, its failures and the person's disagreements."""

import datetime

from django.utils.timezone import localdate

from cases.models import CaseRecord, Contest, Entry, RecipientNotice
from sanctions.actions.appointments import FAILURES
from sanctions.models import (
    AllegedFailure,
    Appointment,
    Condition,
    ConditionType,
    HourLine,
    OrderQuery,
    Sanction,
    SanctionType,
)
from tests.lives.life import DAY, step, versioned


@step("appointment.book")
def _(life, pick):
    condition = pick([None, *life.rows(Condition)])
    starts_at = life.now + pick((1, 3, 7, 30, 200)) * DAY
    return {"kind": pick(Appointment.Kind.values), "starts_at": starts_at, "place": "Room 3", "condition": condition}


def _came_of_it(life, pick):
    outcome = pick((*Appointment.Outcome.values, "unacceptable", "unacceptable"))
    return {
        "outcome": outcome,
        "note": "What was seen.",
        "excuse": "medical" if outcome == "acceptable" else "",
        "measure": pick(Appointment.Measure.values) if outcome in FAILURES else "",
        "respond_by": localdate(life.now) + 7 * DAY if outcome in FAILURES else None,
    }


@step("appointment.outcome")
def _(life, pick):
    past = life.rows(Appointment, outcome="", starts_at__lte=life.now).first()
    given = versioned("appointment_id", past or life.any(pick, Appointment)) | _came_of_it(life, pick)
    following = pick((None, 7, 40))
    booked = {"kind": "office", "starts_at": life.now + (following or 1) * DAY, "place": "Room 2"}
    return given | ({"next_appointment": booked} if following else {})


@step("appointment.change_outcome")
def _(life, pick):
    return versioned("appointment_id", life.any(pick, Appointment)) | _came_of_it(life, pick) | {"reason": "Learnt."}


@step("hours.record")
def _(life, pick):
    hour = pick((8, 10, 13))
    return {
        "condition_id": life.any(pick, Condition, condition_type__measure="hours").id,
        "worked_on": localdate(life.now) - pick((-1, 0, 1, 2, 40)) * DAY,
        "started": datetime.time(hour),
        "ended": datetime.time(hour + pick((1, 4, 9))),
    }


@step("hours.correct")
def _(life, pick):
    return {"line_id": life.any(pick, HourLine, corrects=None).id, "minutes": pick((0, 60, 9000)), "note": "Counted."}


@step("failure.note")
def _(life, pick):
    missed = life.rows(Appointment, outcome__in=FAILURES, alleged_failures=None).first()
    seen = {"happened_at": life.now - DAY, "manner": "Was seen there.", "condition": life.any(pick, Condition)}
    return seen | ({"appointment_id": missed.id} if missed and pick((True, True, False)) else {})


@step("failure.decide")
def _(life, pick):
    verdict = pick(AllegedFailure.Verdict.values)
    said = {"verdict": verdict, "reasons": "The strike.", "considered": pick(("", "The list was read again."))}
    return versioned("failure_id", life.any(pick, AllegedFailure)) | said


@step("contest.lodge", by="person")
def _(life, pick):
    return {"about": life.any(pick, Entry).id, "wrong": "It was otherwise.", "right": "I came."}


def _its_handler(given):
    return Contest.objects.select_related("handler__user").get(pk=given["contest_id"]).handler.user.username


@step("contest.answer", by=_its_handler)
def _(life, pick):
    contest = life.rows(Contest, answer="", withdrawn_at=None).first() or life.any(pick, Contest)
    said = {"answer": pick(Contest.Answer.values), "reasons": "Nobody called.", "corrected_text": "Came late."}
    return versioned("contest_id", contest) | said


@step("contest.ask_review", by="person")
def _(life, pick):
    answered = life.rows(Contest, review_asked_at=None).exclude(answer__in=["", "corrected"]).first()
    return {"contest_id": (answered or life.any(pick, Contest)).id, "why": "Nobody asked the driver."}


def _its_reviewer(given):
    contest = Contest.objects.select_related("handler__user", "reviewer__user").get(pk=given["contest_id"])
    return (contest.reviewer or contest.handler).user.username


@step("contest.review", by=_its_reviewer)
def _(life, pick):
    contest = life.rows(Contest, review_answer="", reviewer__isnull=False).first() or life.any(pick, Contest)
    said = {"answer": pick(Contest.Answer.values), "reasons": "Asked again.", "corrected_text": "Came late."}
    return versioned("contest_id", contest) | said


@step("contest.withdraw", by="person")
def _(life, pick):
    return {"contest_id": life.any(pick, Contest).id}


@step("recipient.tell")
def _(life, pick):
    notice = life.rows(RecipientNotice, told_at=None).first() or life.any(pick, RecipientNotice)
    return versioned("notice_id", notice) | {"channel": "letter"}


@step("sanction.record")
def _(life, pick):
    today, kind = localdate(life.now), pick(("supervision-order", "community-service-order"))
    life.number += 1
    decision = {"authority": life.cast.court, "reference": f"DC-N 2027/{life.number}", "offence": "Theft"}
    lasts = {"starts_on": today + pick((0, 0, 20)) * DAY, "ends_on": today + pick((30, 200, 3000)) * DAY}
    queried = life.rows(Sanction, state=Sanction.State.QUERIED).first()
    return {
        "decision": decision | {"decided_on": today},
        "sanction": {"sanction_type": SanctionType.objects.get(code=kind)} | lasts,
        "replaces": queried.id if queried and pick((True, False)) else None,
    }


def _received(life, pick):
    return life.rows(Sanction, state=Sanction.State.RECEIVED).first() or life.any(pick, Sanction)


@step("condition.add")
def _(life, pick):
    kinds = (("report-weekly", 1), ("treatment", 1), ("community-service", 80), ("community-service", 900))
    code, amount = pick(kinds)
    kind = ConditionType.objects.get(code=code)
    given = {"sanction_id": _received(life, pick).id, "condition_type": kind, "wording": "As ordered."}
    treated = {"ethical_standard": "Charter of care", "provider": "Practice Weaver"} if code == "treatment" else {}
    return given | {"amount": amount} | treated


@step("sanction.settle")
def _(life, pick):
    return versioned("sanction_id", _received(life, pick))


@step("order.answer", by="authority")
def _(life, pick):
    query = life.rows(OrderQuery, answer="").first() or life.any(pick, OrderQuery)
    said = {"answer": pick(OrderQuery.Answer.values), "answer_text": "As it was meant."}
    return versioned("query_id", query) | said


@step("order.bind", by="manager")
def _(life, pick):
    queried = life.rows(Sanction, state=Sanction.State.QUERIED).first()
    return versioned("sanction_id", queried or life.any(pick, Sanction)) | {"because": "The law changed."}


@step("case.close")
def _(life, pick):
    case = CaseRecord.objects.get(pk=life.case_id)
    return {"version": case.version, "ended_as": "completed"}
