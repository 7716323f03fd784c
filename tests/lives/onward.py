"""Which verb takes a case a step further: what its record waits for."""

from cases.models import Contest, Deadline, Removal, Withholding
from sanctions.actions.carrying_out import CARRY_OUT
from sanctions.actions.ruling import REVOKES
from sanctions.models import (
    AllegedFailure,
    Application,
    Appointment,
    Comment,
    DraftPassage,
    NonComplianceReport,
    OrderQuery,
    Ruling,
    Sanction,
)

State = NonComplianceReport.State
# What a report in each state waits for: the ways onward, of which one is taken.
ONWARD = {
    State.DRAFTED: ("report.ask_check", "report.ask_check", "report.submit"),
    State.TO_CHECK: ("report.check", "comment.note"),
    State.CHECKED: ("report.submit", "report.submit", "comment.make", "report.invite"),
    State.SUBMITTED: ("report.acknowledge", "hearing.set", "ruling.make", "report.return", "report.serve"),
    State.RETURNED: ("report.correct", "ruling.make"),
    State.SET: ("hearing.note", "hearing.note", "hearing.note", "ruling.make", "ruling.make", "report.correct"),
}

# What an application waits for, by whoever asked.
ASKED = {
    "person": ("application.view", "application.decide", "application.decide", "application.withdraw"),
    "service": ("application.note_comment", "application.comment", "application.note_comment", "application.decide"),
}


def _before_it_is_sent(life, pick, report):
    """What a report still lacks, now and then passed over."""
    if report.state != State.DRAFTED or pick(range(6)) == 0:
        return None
    if life.rows(DraftPassage, report=report, section__in=("risk", "recommendation"), left_out=False).count() < 2:
        return "passage.add"
    comment = life.rows(Comment, report=report).first()
    if comment is None:
        return "report.submit" if report.urgency else "report.invite"
    return None if comment.manner else pick(("comment.make", "comment.note"))


def _about_an_entry(life):
    """What waits about an entry or a disagreement, beside everything else."""
    if life.rows(Removal, answer="").exists():
        return "removal.decide"
    if life.rows(Contest, reviewer__isnull=False, review_answer="", withdrawn_at=None).exists():
        return "contest.review"
    if life.rows(Withholding, answer="").exists():
        return "withholding.decide"
    held = life.rows(Withholding, answer__in=Withholding.WITHHELD, lifted_at=None)
    return "withholding.review" if held.exists() else "withholding.ask"


def onward(life, pick):
    """The verb that takes the newest report, or what comes before and after one, a step further."""
    if pick(range(12)) == 0 and (verb := _about_an_entry(life)):
        return verb
    report = life.rows(NonComplianceReport, state__in=ONWARD).first()
    if report:
        return _before_it_is_sent(life, pick, report) or pick(ONWARD[report.state])
    if life.rows(Ruling, outcome__in=REVOKES, consequence=None).exists():
        return "consequence.decide"
    if life.rows(Deadline, code=CARRY_OUT, met_at=None).exists() and pick((True, False)):
        return pick(("condition.lift", "condition.lift", "condition.add", "change.carry_out"))
    asked = life.rows(Application, state=Application.State.OPEN).first()
    if asked and pick((True, False)):
        return pick(ASKED[asked.asked_by])
    if life.rows(Sanction, state=Sanction.State.RECEIVED).exists():
        return pick(("condition.add", "sanction.settle"))
    if life.rows(OrderQuery, answer="").exists():
        return pick(("order.bind", "order.bind", "order.answer"))
    if life.rows(Sanction).first().state == Sanction.State.REVOKED:
        return pick(("appointment.book", "appointment.book", "hours.record", "case.close"))
    if life.rows(AllegedFailure, verdict="").exists():
        return pick(("report.draft", "report.draft", "report.draft", "report.draft", "failure.decide"))
    if life.rows(Appointment, outcome="", starts_at__lte=life.now).exists():
        return "appointment.outcome"
    asking = ("application.make", "application.make_for_service")
    return pick(("failure.note", "failure.note", "failure.note", "appointment.book", "case.close", *asking))
