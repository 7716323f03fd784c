"""What this floor brings to the composition: tabs, panels, the day's work, the person's own pages and record."""

from django.utils.translation import gettext_lazy as _

from cases.access.roles import Act
from cases.composition import Tab, composition
from sanctions.views import own_reports, own_sections, panels, report_work, rulings

composition.tabs += [
    Tab(_("Sanction and conditions"), "sanctions:overview", Act.READ_CASE),
    Tab(_("Appointments"), "sanctions:appointments", Act.READ_CASE),
    Tab(_("Non-compliance"), "sanctions:noncompliance", Act.READ_CASE, place=6),
]
composition.overview += [rulings.overview_ruling, panels.overview_panel]
composition.work += [
    panels.appointments_to_do,
    report_work.reports_to_finish,
    report_work.reports_to_check,
    report_work.failures_to_decide,
]
composition.team += [panels.appointments_overdue, panels.queries_overdue, report_work.reports_overdue]
composition.own_home += [
    rulings.own_home_ruling,
    own_reports.own_home_report,
    panels.own_next,
    panels.own_missed,
    panels.own_left,
]
composition.own_sections += [
    own_sections.decisions,
    own_sections.sanctions,
    own_sections.conditions,
    own_sections.order_queries,
    own_sections.appointments,
    own_sections.hours,
    own_sections.failures,
    own_sections.reports,
    own_sections.allegations,
    own_sections.passages,
    own_sections.comments,
    own_sections.fact_requests,
    own_sections.hearings,
    own_sections.rulings,
    own_sections.findings,
    own_sections.consequences,
    own_sections.deliveries,
]
