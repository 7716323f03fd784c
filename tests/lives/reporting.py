"""What is tried around a report of non-compliance, from its draft to what follows from the ruling."""

from django.utils.timezone import localdate

from sanctions.actions.reporting import second_readers
from sanctions.actions.ruling import REVOKES
from sanctions.models import (
    Allegation,
    AllegedFailure,
    Comment,
    Consequence,
    DraftPassage,
    FactFinding,
    Hearing,
    NonComplianceReport,
    Ruling,
)
from sanctions.workflow import BEFORE_THE_COURT, BEING_WRITTEN
from tests.lives.life import DAY, STEPS, step, versioned

State = NonComplianceReport.State


@step("report.draft")
def _(life, pick):
    keys = [failure.id for failure in life.rows(AllegedFailure, verdict="")][: pick((1, 1, 2))]
    urgent = {"urgency": pick(NonComplianceReport.Urgency.values), "urgent_reason": "It cannot wait."}
    return {"failure_ids": keys, "significance": "After a warning."} | (urgent if pick(range(4)) == 0 else {})


def _written(life, pick):
    return life.rows(NonComplianceReport, state__in=BEING_WRITTEN).first() or life.any(pick, NonComplianceReport)


@step("passage.add")
def _(life, pick):
    report = _written(life, pick)
    there = set(life.rows(DraftPassage, report=report).values_list("section", flat=True))
    sections = [name for name in ("risk", "recommendation") if name not in there] or ["prevention", "risk"]
    about = {"about": pick(("", "", "family"))}
    return {"report_id": report.id, "section": pick(sections), "nature": "fact", "text": "So it is."} | about


@step("passage.change")
def _(life, pick):
    given = {"text": "Otherwise.", "nature": "fact", "left_out": pick((True, False, False))}
    return versioned("passage_id", life.any(pick, DraftPassage)) | given


@step("report.invite")
def _(life, pick):
    return {"report_id": _written(life, pick).id}


def _comment(life, pick):
    comment = life.rows(Comment, manner="").first() or life.any(pick, Comment)
    manner = pick(Comment.Manner.values)
    return versioned("comment_id", comment) | {"manner": manner, "text": "" if manner == "waived" else "The strike."}


STEPS["comment.make"] = "person", _comment
STEPS["comment.note"] = "officer", _comment


@step("report.ask_check")
def _(life, pick):
    report = _written(life, pick)
    return versioned("report_id", report) | {"checker": pick(second_readers(life.case_id, report.author, life.now))}


def _its_reader(given):
    report = NonComplianceReport.objects.select_related("checker__user").get(pk=given["report_id"])
    return report.checker.user.username if report.checker else "manager"


@step("report.check", by=_its_reader)
def _(life, pick):
    report = life.rows(NonComplianceReport, state=State.TO_CHECK).first() or _written(life, pick)
    return versioned("report_id", report) | {"passes": pick((True, True, False)), "note": "Read."}


@step("report.hurry")
def _(life, pick):
    return versioned("report_id", _written(life, pick)) | {"urgency": "danger", "urgent_reason": "Threatened somebody."}


@step("report.submit")
def _(life, pick):
    return versioned("report_id", _written(life, pick)) | {"considered": pick(("", "Read it again.", "Read it again."))}


@step("report.serve")
def _(life, pick):
    unserved = life.rows(NonComplianceReport, served_at=None, submitted_at__isnull=False).first()
    return versioned("report_id", unserved or life.any(pick, NonComplianceReport))


@step("report.withdraw")
def _(life, pick):
    return versioned("report_id", _written(life, pick)) | {"reason": "Talked it over."}


def _before_the_court(life, pick):
    return life.any(pick, NonComplianceReport, **({"state__in": BEFORE_THE_COURT} if pick((True, True, False)) else {}))


@step("report.correct")
def _(life, pick):
    return {"report_id": _before_the_court(life, pick).id, "significance": "A date was wrong."}


@step("report.acknowledge", by="authority")
def _(life, pick):
    return versioned("report_id", _before_the_court(life, pick))


@step("report.return", by="authority")
def _(life, pick):
    return versioned("report_id", _before_the_court(life, pick)) | {"text": "Which bus line was it?"}


@step("hearing.set", by="authority")
def _(life, pick):
    starts_at = life.now + pick((1, 9, 30)) * DAY
    return versioned("report_id", _before_the_court(life, pick)) | {"starts_at": starts_at, "place": "Room 2"}


@step("hearing.note", by="authority")
def _(life, pick):
    said = {"attendance": pick(Hearing.Attendance.values), "account": "I was late because of the strike."}
    return versioned("hearing_id", life.any(pick, Hearing)) | said


@step("ruling.make", by="authority")
def _(life, pick):
    report = _before_the_court(life, pick)
    found = pick(("established", "established", "established", *FactFinding.Found.values))
    keys = Allegation.objects.filter(report=report).values_list("id", flat=True)
    findings = [{"allegation_id": key, "found": found, "reasons": "The record agrees."} for key in keys]
    life.number += 1
    # Some come up too seldom by themselves: most rulings that are tried are refused.
    outcomes = (*Ruling.Outcome.values, *REVOKES, "continued", "modified")
    outcome = pick(outcomes) if found == "established" else "unfounded"
    return versioned("report_id", report) | {
        "findings": findings,
        "reference": f"DC-N 2027/R{life.number}",
        "outcome": outcome,
        "what_changes": "A meeting every second week.",
        "reasons": "Both meetings were missed.",
        **dict.fromkeys(("documents", "heard", "legal_help"), pick(("given", "missing"))),
        "despite": "Article 5 of the law.",
        "unseen": "disclosed",
        "statements_considered": "Read and weighed.",
        "ruled_on": localdate(life.now),
    }


@step("consequence.decide", by="authority")
def _(life, pick):
    ruling = life.rows(Ruling, outcome__in=REVOKES).first() or life.any(pick, Ruling)
    why = {"nothing_less": "Nothing else was kept.", "credit": "76 hours.", "amount": "Two months"}
    given = {"kind": pick(Consequence.Kind.values), "reasons": "Nothing was kept.", "decided_on": localdate(life.now)}
    return {"ruling_id": ruling.id} | given | (why if pick((True, True, False)) else {})
