"""What a deciding authority reads of a case: the report, both accounts, and what the person has not seen (rule 67)."""

from itertools import groupby

from cases.disclosure.view import disclosed, disclosed_one, disclosed_or_404
from cases.models.contest import BESIDE
from cases.models.fields import in_language
from cases.views.header import full_name
from cases.views.statements import statements_for
from reports.models import Document
from sanctions.compliance import figures
from sanctions.models import (
    Allegation,
    AllegedFailure,
    Comment,
    Condition,
    Consequence,
    FactFinding,
    FactRequest,
    Hearing,
    ReportPassage,
    Ruling,
    RulingDelivery,
    RulingTranscript,
    TranscriptFinding,
    UnseenPassage,
)
from sanctions.readiness import disputes, not_ready, safeguards


def rows_of(model, report_id, door, *links, order=("id",), **only):
    """What belongs to a report, as the visitor's purpose may see it. One query."""
    found = model.objects.filter(report_id=report_id, case_id=door.case_id, **only).order_by(*order)
    return disclosed(found, door.purpose, door.visitor, *links)


def the_report(reports, report_id, door):
    """One report with its case, sanction, author and authority. Raises Http404 where it is not among `reports`."""
    links = ("case__person", "sanction__decision", "sanction__sanction_type", "author", "authority")
    return disclosed_or_404(reports.filter(pk=report_id, case_id=door.case_id), door.purpose, door.visitor, *links)


def bundle(report, door) -> dict:
    """Everything on one page: accounts, allegations, passages, compliance, safeguards, and whether it is ready."""
    hearings = hearings_of(report.id, door)
    return {
        "report": report,
        "name": full_name(report.case.person),
        "allegations": allegations(report.id, door),
        "comment": next(iter(rows_of(Comment, report.id, door)), None),
        "hearings": hearings,
        "to_hold": next((hearing for hearing in hearings if not hearing.attendance), None),
        "requests": rows_of(FactRequest, report.id, door),
        "sections": sections(report.id, door),
        "unseen": rows_of(UnseenPassage, report.id, door, order=("section", "place")),
        "statements": statements(report.id, door),
        "compliance": compliance(report.sanction_id, door),
        "reasons_not_ready": not_ready(report, door.visitor.now),
        "safeguards": safeguards(report),
    }


def hearings_of(report_id, door) -> list:
    """The hearings of a report; of those not held the last alone stands, it took the place of the others. One query."""
    rows = rows_of(Hearing, report_id, door)
    return [hearing for hearing in rows if hearing.attendance or hearing.id == rows[-1].id]


def allegations(report_id, door):
    """The alleged facts by their numbers, each with the condition it touches. One query."""
    links = ("failure", "failure__condition", "failure__condition__condition_type")
    return rows_of(Allegation, report_id, door, *links, order=("number",))


def transcripts_of(door, report) -> dict:
    """What was copied of rulings on a report from paper, the latest first, with its findings. Two queries."""
    copied = rows_of(RulingTranscript, report.id, door, "checker", order=("-id",)) if report.submitted_at else []
    rows = TranscriptFinding.objects.filter(transcript_id__in=[row.id for row in copied]).order_by("id")
    links = ("allegation__failure__condition__condition_type",)
    findings = disclosed(rows, door.purpose, door.visitor, *links) if copied else []
    grouped = groupby(sorted(findings, key=lambda row: row.transcript_id), key=lambda row: row.transcript_id)
    return {"transcripts": copied, "copied_findings": {key: list(some) for key, some in grouped}}


def sections(report_id, door) -> list:
    """The passages the person has seen too, by part and, within it, facts and assessments apart. One query.

    Gives (part, label, [(nature, label, passages)]) in the order of the parts.
    """
    rows = rows_of(ReportPassage, report_id, door, order=("place",))
    parts = ReportPassage.Section
    known = list(parts.values)
    rows = sorted(rows, key=lambda row: (known.index(row.section), row.place))
    return [(name, parts(name).label, _by_nature(some)) for name, some in groupby(rows, key=lambda row: row.section)]


def papers_of(report_id, door, kind) -> list:
    """A report on paper, as the visitor's own purpose was given it, the newest first. One query."""
    rows = Document.objects.filter(case_id=door.case_id, purpose=door.purpose, kind=kind, subject=report_id)
    return disclosed(rows.order_by("-id"), door.purpose, door.visitor)


def _by_nature(rows):
    return [(nature, rows[0].nature_label, rows) for nature, rows in _runs(rows, key=lambda row: row.nature)]


def _runs(rows, key):
    return [(name, list(some)) for name, some in groupby(rows, key=key)]


def statements(report_id, door) -> list:
    """What the person disagrees with among what it rests on, as whoever opened the door may read it, and the answer."""
    failures = AllegedFailure.objects.filter(allegations__report_id=report_id)
    return statements_for(door, disputes(failures, report_id, BESIDE).order_by("id"))


def compliance(sanction_id, door) -> list:
    """How each condition stands, with the rule it is counted by and how fresh that is."""
    counted = figures(door.case_id, door.visitor.now)
    rows = Condition.objects.filter(sanction_id=sanction_id).order_by("id")
    return [
        {
            "title": in_language(condition.condition_type.title),
            "rule": in_language(condition.condition_type.rule),
            "measure": condition.condition_type.measure,
            "figure": counted[condition.id],
        }
        for condition in disclosed(rows, door.purpose, door.visitor, "condition_type")
    ]


def ruling_on(report_id, door):
    """The ruling with its findings, what follows and to whom it was served; None where nobody ruled."""
    ruling = next(iter(rows_of(Ruling, report_id, door, "authority")), None)
    if ruling is None:
        return None
    found = FactFinding.objects.filter(ruling_id=ruling.id).order_by("allegation__number")
    links = ("allegation", "allegation__failure", "allegation__failure__condition__condition_type")
    served = RulingDelivery.objects.filter(ruling_id=ruling.id).order_by("id")
    consequence = Consequence.objects.filter(ruling_id=ruling.id)
    return {
        "ruling": ruling,
        "findings": disclosed(found, door.purpose, door.visitor, *links),
        "served": disclosed(served, door.purpose, door.visitor),
        "consequence": disclosed_one(consequence, door.purpose, door.visitor),
    }
