"""What reports ask of whom: to be finished, checked, served, and by when (rule 65: shown, never lost)."""

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.access.decide import visible_to
from cases.access.roles import Act
from cases.composition import WorkItem
from cases.disclosure.purposes import Purpose
from cases.disclosure.view import disclosed
from cases.views.header import full_name
from sanctions.models import AllegedFailure, NonComplianceReport
from sanctions.workflow import BEING_WRITTEN, State

MOST = 50


def reports_to_finish(visitor) -> list:
    """Reports one writes, and urgent ones not yet served, in the cases one keeps. One query."""
    if not visitor.may(Act.KEEP_CASE):
        return []
    rows = NonComplianceReport.objects.filter(state__in=BEING_WRITTEN) | NonComplianceReport.objects.filter(
        submitted_at__isnull=False, served_at=None
    )
    mine = visible_to(rows.order_by("report_by", "id"), visitor, Act.KEEP_CASE)[:MOST]
    return [_item(row, visitor, *_next(row)) for row in disclosed(mine, Purpose.SUPERVISION, visitor, "case__person")]


def _next(report):
    if report.submitted_at:
        return _("An urgent report was sent and not yet served on the person"), _("Serve it")
    if report.state == State.CHECKED:
        return _("A report is checked and ready to be sent"), _("Send it")
    if report.state == State.TO_CHECK:
        return _("A report waits for its second reader"), _("Open the report")
    return _("A report to the authority is being written"), _("Go on writing")


def reports_to_check(visitor) -> list:
    """Reports a colleague asked this visitor to check. One query."""
    if not visitor.may(Act.CHECK_REPORT):
        return []
    rows = NonComplianceReport.objects.filter(state=State.TO_CHECK, checker__user_id=visitor.user_id)
    mine = visible_to(rows.order_by("report_by", "id"), visitor, Act.CHECK_REPORT)[:MOST]
    shown = disclosed(mine, Purpose.SUPERVISION, visitor, "case__person")
    return [
        _item(row, visitor, _("A colleague's report waits for you to check it"), _("Check it"), "check")
        for row in shown
    ]


def failures_to_decide(visitor) -> list:
    """Failures that are noted and not dealt with, in the cases one keeps. One query."""
    if not visitor.may(Act.KEEP_CASE):
        return []
    rows = AllegedFailure.objects.filter(verdict="").order_by("noted_at", "id")
    mine = visible_to(rows, visitor, Act.KEEP_CASE)[:MOST]
    return [
        WorkItem(
            due=row.noted_at,
            title=_("An alleged failure waits for your decision"),
            person=full_name(row.case.person),
            verb=_("Decide"),
            url=reverse("sanctions:failure", args=[row.case_id, row.id]),
        )
        for row in disclosed(mine, Purpose.SUPERVISION, visitor, "case__person")
    ]


def reports_overdue(visitor, units) -> list:
    """Reports of these units that are not with the authority in time. One query."""
    late = NonComplianceReport.objects.filter(
        state__in=BEING_WRITTEN, report_by__lt=localdate(visitor.now), case__unit_id__in=units
    )
    found = visible_to(late.order_by("report_by", "id"), visitor, Act.MANAGE_UNIT)[:MOST]
    return [
        _item(row, visitor, _("Report not sent: %(officer)s") % {"officer": row.author.name}, _("Open the report"))
        for row in disclosed(found, Purpose.SUPERVISION, visitor, "case__person", "author")
    ]


def _item(report, visitor, title, act, page="report"):
    url_name = {"report": "sanctions:report", "check": "sanctions:report_check"}[page]
    return WorkItem(
        due=report.report_by,
        title=title,
        person=full_name(report.case.person),
        verb=act,
        url=reverse(url_name, args=[report.case_id, report.id]),
        overdue=report.report_by < localdate(visitor.now),
    )
