"""What this floor brings to the composition: tabs, panels, the day's work, the person's own pages and record."""

from django.utils.translation import gettext_lazy as _

from cases.access.roles import Act
from cases.composition import Lead, Tab, composition
from cases.deadlines.keeping import register_step
from cases.models.mandate import Part
from cases.views.own_sections import contestable
from sanctions import recipients, retention, tellable  # noqa: F401 (courts as recipients, and what of a sanction can be sent)
from sanctions.actions import removed  # noqa: F401 (says what rests on an entry)
from sanctions.actions.acknowledging import keep_told
from sanctions.carriers import courts_that_got_it
from sanctions.models import (
    Acknowledgement,
    AllegedFailure,
    Appointment,
    Condition,
    Decision,
    HourLine,
    NonComplianceReport,
    PersonConsent,
    Placement,
    ReparationLine,
    ReportPassage,
    Sanction,
)
from sanctions.views import (
    applications,
    arranging,
    own_applications,
    own_consents,
    own_reports,
    own_sections,
    panels,
    placing,
    public,
    rulings,
)

OVERVIEW, REPORT, COMPARE = "sanctions:overview", "sanctions:report", "sanctions:transcript_check"
APPLICATION, CONSENTS = "sanctions:application", "sanctions:consents"
composition.tabs += [
    Tab(_("Sanction and conditions"), "sanctions:overview", Act.READ_CASE),
    Tab(_("Appointments"), "sanctions:appointments", Act.READ_CASE),
    Tab(_("Non-compliance"), "sanctions:noncompliance", Act.READ_CASE, place=6),
    Tab(_("Applications"), "sanctions:applications", Act.READ_CASE, place=6),
    Tab(_("Agreements"), "sanctions:consents", Act.READ_CASE, place=6),
]
for code, title, act, url_name, about in (
    ("order.answer", _("The court has not answered a query about its order"), _("See the order"), OVERVIEW, False),
    ("failure.decide", _("An alleged failure waits for a decision"), _("Decide"), "sanctions:failure", True),
    ("report.submit", _("A report to the court is not sent yet"), _("Go on with it"), REPORT, True),
    ("report.check", _("A report waits to be checked"), _("Check it"), "sanctions:report_check", True),
    ("transcript.check", _("A ruling copied from paper waits to be compared"), _("Compare it"), COMPARE, True),
    (
        "report.correct",
        _("A report that was sent carries an entry that was taken out"),
        _("Put it right"),
        REPORT,
        True,
    ),
    ("report.serve", _("An urgent report was not yet served on the person"), _("Serve it"), REPORT, True),
    ("comment.make", _("The person can comment on a report"), _("Open the report"), REPORT, True),
    ("hearing.set", _("The court has set no hearing on a report"), _("Open the report"), REPORT, True),
    ("ruling.make", _("The court has not ruled on a report"), _("Open the report"), REPORT, True),
    ("change.carry_out", _("The court changed an order: carry it out"), _("Carry it out"), "sanctions:changes", True),
    ("application.view", _("The person asks the court for something: give the view"), _("Give it"), APPLICATION, True),
    ("application.comment", _("The person can say how they see an application"), _("Open it"), APPLICATION, True),
    ("consent.ask", _("The person’s agreement is needed, and was not asked for"), _("Ask"), CONSENTS, False),
    ("application.decide", _("The court has not decided on an application"), _("Open it"), APPLICATION, True),
):
    register_step(code, title, act, url_name, about)
again = _("The person’s agreement is to be asked for again")
register_step("consent.refresh", again, _("Ask again"), CONSENTS, about=False, on_its_day=True)
composition.overview += [rulings.overview_ruling, applications.overview_applications, panels.overview_panel]
composition.stops.append(retention.stops)
composition.kinds_of_sanction.append(retention.kinds)
composition.case_events += [tellable.orders, tellable.rulings, tellable.protections]
composition.owed_to_victims.append(tellable.owed)
composition.about_the_person.append(tellable.of_the_person)
composition.readers.append(placing.sent_to)
composition.message_leads["move"] = Lead(_("Open the appointment, to move or excuse it"), "sanctions:outcome")
composition.public.append(public.explained)
composition.explained.append(keep_told)
composition.papers.append(own_sections.papers)
composition.work += [panels.appointments_to_do, arranging.reports_to_explain]
composition.team += [panels.appointments_overdue]
composition.own_home += [
    rulings.own_home_ruling,
    own_reports.own_home_report,
    own_applications.own_home_applications,
    own_consents.own_home_consents,
    panels.own_next,
    panels.own_missed,
    panels.own_left,
]
IN_CONDITIONS = (
    own_sections.decisions,
    own_sections.sanctions,
    own_sections.conditions,
    own_sections.consents,
    own_sections.acknowledgements,
    own_sections.order_queries,
    own_sections.appointments,
    own_sections.placements,
    own_sections.hours,
    own_sections.reparation,
)
IN_REPORTS = (
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
    own_sections.applications,
    own_sections.service_views,
    own_sections.application_comments,
    own_sections.application_decisions,
)
composition.contestables |= {
    "decisions": contestable(own_sections.decisions, Decision),
    "sanctions": contestable(own_sections.sanctions, Sanction),
    "conditions": contestable(own_sections.conditions, Condition),
    "consents": contestable(own_sections.consents, PersonConsent),
    "acknowledgements": contestable(own_sections.acknowledgements, Acknowledgement),
    "appointments": contestable(
        own_sections.appointments, Appointment, entry="entry_id", authors=("officer__user_id",)
    ),
    "hours": contestable(own_sections.hours, HourLine),
    "reparation": contestable(own_sections.reparation, ReparationLine, text="what"),
    "placements": contestable(own_sections.placements, Placement),
    "failures": contestable(
        own_sections.failures, AllegedFailure, entry="entry_id", authors=("entry__author__user_id",)
    ),
    "reports": contestable(own_sections.reports, NonComplianceReport, authors=("author__user_id", "checker__user_id")),
    "passages": contestable(
        own_sections.passages,
        ReportPassage,
        entry="entry_id",
        authors=("report__author__user_id", "report__checker__user_id"),
    ),
}
composition.recipients.append(courts_that_got_it)
composition.own_sections += [*IN_CONDITIONS, *IN_REPORTS]
of_conditions = (own_consents.own_home_consents, panels.own_next, panels.own_missed, panels.own_left)
composition.parts |= dict.fromkeys((*IN_CONDITIONS, *of_conditions), Part.CONDITIONS)
own_panels = (rulings.own_home_ruling, own_reports.own_home_report, own_applications.own_home_applications)
composition.parts |= dict.fromkeys((*IN_REPORTS, *own_panels), Part.REPORTS)
