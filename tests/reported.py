"""A report that lies before the court: two missed meetings of Tomas, sent and served, with what the tests change."""

import datetime

from django.utils.timezone import localdate

from cases.history.action import SYSTEM_ACTOR, recorded
from cases.models import StaffMember
from cases.models.fields import in_force
from sanctions.actions.appointments import FAILURES
from sanctions.models import (
    Allegation,
    AllegedFailure,
    Appointment,
    Comment,
    NonComplianceReport,
    ReportPassage,
    Sanction,
    UnseenPassage,
)

DAY = datetime.timedelta(days=1)


def reported(cast, *, family="Verhaal", served=True, comment="The bus was on strike.", commented=True, unseen=False):
    """Write a sent report with its allegations, passages and comment, and return it."""
    case = cast.case(family)
    now = cast.now - 12 * DAY
    with recorded("test.report", by=SYSTEM_ACTOR, now=cast.now, root=case.id):
        report = NonComplianceReport(
            case=case,
            sanction=Sanction.objects.filter(case=case).latest("id"),
            authority=cast.court,
            author=StaffMember.objects.filter(in_force(cast.now), user__username="officer").get(),
            state="submitted",
            significance="Two meetings missed within a month.",
            drafted_at=now,
            report_by=localdate(now) + 10 * DAY,
            served_at=now if served else None,
            submitted_at=now,
        )
        report.save()
        failed = Appointment.objects.filter(case=case, outcome__in=FAILURES).order_by("starts_at")
        for number, appointment in enumerate(failed, 1):
            _alleged(case, report, appointment, number, now)
        ReportPassage(
            case=case, report=report, section="prevention", place=1, nature="fact", text="A warning letter was sent."
        ).save()
        if unseen:
            UnseenPassage(
                case=case,
                report=report,
                section="risk",
                place=1,
                nature="fact",
                text="His sister fears him.",
                about="family",
            ).save()
        if commented:
            said = {"manner": "written", "text": comment, "made_at": now} if comment else {}
            Comment(case=case, report=report, invited_at=now - 6 * DAY, comment_by=localdate(now) - DAY, **said).save()
    return report


def _alleged(case, report, appointment, number, now):
    noted = AllegedFailure.objects.filter(appointment=appointment).first()
    failure = noted or _noted(case, appointment, number, now)
    Allegation(case=case, report=report, failure=failure, number=number).save()


def _noted(case, appointment, number, now):
    failure = AllegedFailure(
        case=case,
        condition=appointment.condition,
        appointment=appointment,
        happened_at=appointment.starts_at,
        manner=f"Did not come to meeting {number}.",
        entry=appointment.entry,
        entry_version=appointment.entry and appointment.entry.version,
        noted_at=now,
        verdict="significant",
        reasons="The second within a month.",
        decided_at=now,
    )
    failure.save()
    return failure


def a_ruling(report, cast, outcome="continued", found="established", **changed):
    """What the verb `ruling.make` is given for a report."""
    findings = [
        {"allegation_id": key, "found": found, "reasons": "The record and the person agree."}
        for key in Allegation.objects.filter(report=report).order_by("number").values_list("id", flat=True)
    ]
    given = {
        "report_id": report.id,
        "findings": findings,
        "reference": "DC-N 2026/R1",
        "outcome": outcome,
        "reasons": "Both meetings were missed.",
        "documents": "given",
        "heard": "given",
        "legal_help": "given",
        "statements_considered": "Read and weighed.",
        "ruled_on": localdate(cast.now),
    }
    return given | changed


def waiting_for(cast, reader, family):
    """Write a draft of the officer's that waits to be checked by somebody, in a case they keep nothing of."""
    case = cast.case(family)
    with recorded("test.report", by=SYSTEM_ACTOR, now=cast.now, root=case.id):
        NonComplianceReport(
            case=case,
            sanction=Sanction.objects.filter(case=case).latest("id"),
            authority=cast.court,
            author=cast.post("officer"),
            checker=cast.post(reader),
            state="to_check",
            significance="Two meetings missed.",
            drafted_at=cast.now,
            report_by=localdate(cast.now) + 10 * DAY,
        ).save()
