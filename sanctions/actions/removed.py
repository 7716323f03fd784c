"""What reports and failures make of an entry that is taken out of the record (rules 43 and 66, law 8)."""

from cases.actions.removing import Carried, register_follower
from cases.deadlines.keeping import set_deadline
from cases.models.deadline import Deadline
from cases.models.removal import Carrier
from sanctions.actions.reporting import back_to_draft
from sanctions.models import AllegedFailure, DraftPassage, NonComplianceReport, ReportPassage, UnseenPassage
from sanctions.workflow import BEFORE_THE_COURT, BEING_WRITTEN

Kind = Carrier.Kind


@register_follower
def drafts(entry, now) -> list[Carried]:
    """Passages of a report being written leave with the entry; whoever read the report reads it again."""
    passages = DraftPassage.objects.filter(entry=entry, report__state__in=BEING_WRITTEN)
    reports = {passage.report_id: passage.report for passage in passages.select_related("report__author")}
    for report in reports.values():
        back_to_draft(report, now)
    for passage in DraftPassage.objects.filter(entry=entry):
        passage.remove(now)
    return [Carried(Kind.DRAFT, report.id, report.drafted_at) for report in reports.values()]


@register_follower
def sent_reports(entry, now) -> list[Carried]:
    """What was sent stays sealed; while the court has not ruled, whoever keeps the case puts it right by another."""
    rows = (rows.objects.filter(entry=entry).values("report_id") for rows in (ReportPassage, UnseenPassage))
    carrying = NonComplianceReport.objects.filter(submitted_at__isnull=False)
    reports = carrying.filter(pk__in=next(rows)) | carrying.filter(pk__in=next(rows))
    found = list(reports.distinct().order_by("submitted_at", "id"))
    for report in found:
        if report.state in BEFORE_THE_COURT and not report.corrections.filter(state__in=BEING_WRITTEN).exists():
            set_deadline("report.correct", report, now, to=Deadline.To.OFFICER)
    return [Carried(Kind.REPORT, report.id, report.submitted_at) for report in found]


@register_follower
def failures(entry, now) -> list[Carried]:
    """An alleged failure that rests on it stays: whoever noted it decides what is left of it, with reasons."""
    resting = AllegedFailure.objects.filter(entry=entry).order_by("noted_at", "id")
    return [Carried(Kind.FAILURE, failure.id, failure.noted_at) for failure in resting]
