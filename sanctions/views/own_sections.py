"""The parts of the person's own record that this floor keeps: page, print and copy are made of these (rule 45)."""

from django.utils.translation import gettext as _

from cases.composition import Item, Section
from cases.disclosure.view import disclosed
from cases.models.fields import in_language
from cases.views.days import day_in_words
from cases.views.words import weekdays
from sanctions.models import (
    Acknowledgement,
    Allegation,
    AllegedFailure,
    Application,
    ApplicationComment,
    ApplicationDecision,
    Appointment,
    Comment,
    Condition,
    Consequence,
    Decision,
    FactFinding,
    FactRequest,
    Hearing,
    HourLine,
    NonComplianceReport,
    OrderQuery,
    PersonConsent,
    Placement,
    ReparationLine,
    ReportPassage,
    Ruling,
    RulingDelivery,
    Sanction,
    ServiceView,
)
from sanctions.views.consent_parts import title_of
from sanctions.views.standing import counted_in_words

# What is told of an answer beside its text.
ANSWERED = ("answer", "given_on", "language", "how_given", "shown_by_what", "valid_until", "refresh_on")
ANSWERED += ("withdrawn_on", "withdrawn_how", "outdated_on", "recorded_at")


def _items(door, model, *links, order=("id",), **only):
    rows = model.objects.filter(case_id=door.case_id, **only).order_by(*order)
    return disclosed(rows, door.purpose, door.visitor, *links)


def decisions(door):
    """What an authority decided."""
    return Section("decisions", _("Decisions of the court"), _items(door, Decision, "authority"))


def sanctions(door):
    """The sanctions those decisions imposed."""
    return Section("sanctions", _("Sanctions"), _items(door, Sanction, "sanction_type", "decision"))


def conditions(door):
    """What the person must do or not do."""
    return Section("conditions", _("Conditions"), _items(door, Condition, "condition_type"))


def consents(door):
    """What the person was asked to agree to, and what they answered, the latest first."""
    links = ("purpose", "condition", "condition__condition_type", "sanction", "sanction__sanction_type")
    items = [
        Item(title_of(row), [fact for fact in row.facts() if fact[0] in ANSWERED and fact[2]], row.text, key=row.id)
        for row in _items(door, PersonConsent, *links, order=("-id",))
    ]
    return Section("consents", _("What you were asked to agree to"), items)


def acknowledgements(door):
    """Which texts about each condition the person confirmed, or was told, the latest first."""
    items = [
        Item(
            in_language(row.condition.condition_type.title),
            [fact for fact in row.facts() if fact[0] in ("recorded_at", "how", "language", "words")],
            row.text,
            key=row.id,
        )
        for row in _items(door, Acknowledgement, "condition__condition_type", order=("-id",))
    ]
    return Section("acknowledgements", _("What you read or were told of your conditions"), items)


def order_queries(door):
    """What the service asked back about an order, and the answers."""
    return Section("order_queries", _("Questions to the court about its order"), _items(door, OrderQuery, "authority"))


def appointments(door):
    """Every appointment and what came of it, the latest first."""
    items = _items(door, Appointment, "officer", order=("-starts_at", "-id"))
    return Section("appointments", _("Appointments"), items)


def hours(door):
    """Every line of hours, as written."""
    items = _items(door, HourLine, "recorded_by", "reported_by", order=("-worked_on", "-id"))
    return Section("hours", _("Hours worked"), items)


def reparation(door):
    """What was made good under a condition, a line each; nothing of whoever was harmed."""
    links = ("condition__condition_type", "recorded_by")
    items = [
        Item(
            counted_in_words(row.condition.condition_type.measure, row.counted),
            [fact for fact in row.facts() if fact[0] in ("made_good_on", "what", "recorded_at", "recorded_by")],
            key=row.id,
        )
        for row in _items(door, ReparationLine, *links, order=("-made_good_on", "-id"))
    ]
    return Section("reparation", _("What you made good"), items)


def placements(door):
    """Where the person works, and all that the organisation was told."""
    items = [
        Item(
            row.organisation.name,
            [
                (name, label, weekdays(value) if name == "open_on" else value)
                for name, label, value in row.facts()
                if value is not None and name not in ("case", "condition", "organisation")
            ],
            key=row.id,
        )
        for row in _items(door, Placement, "organisation", order=("-starts_on", "-id"))
    ]
    return Section("placements", _("Where you work"), items)


def failures(door):
    """What is alleged, and how it was dealt with."""
    return Section("failures", _("Alleged failures"), _items(door, AllegedFailure, "condition"))


def reports(door):
    """Reports that were sent and served; a draft is nobody's yet."""
    items = _items(door, NonComplianceReport, "authority", "author", served_at__isnull=False)
    return Section("reports", _("Reports to the court"), items)


def papers(door):
    """Reports the person was served, as (key, title): what is in them is explained to them (rules 44, 61)."""
    for report in _items(door, NonComplianceReport, "authority", served_at__isnull=False):
        named = {"authority": report.authority.name, "day": day_in_words(report.submitted_at)}
        yield report.id, _("Report to %(authority)s, %(day)s") % named


def allegations(door):
    """Which failures those reports allege."""
    return Section(
        "allegations", _("What the reports allege"), _items(door, Allegation, report__served_at__isnull=False)
    )


def passages(door):
    """The words of those reports."""
    items = _items(door, ReportPassage, order=("report_id", "place"), report__served_at__isnull=False)
    return Section("passages", _("What the reports say"), items)


def comments(door):
    """What the person said about a report."""
    return Section("comments", _("Your comments on reports"), _items(door, Comment))


def fact_requests(door):
    """What the court asked the service to add to a report."""
    return Section("fact_requests", _("What the court asked the service"), _items(door, FactRequest))


def hearings(door):
    """When the court heard the person, and what they said."""
    return Section("hearings", _("Hearings"), _items(door, Hearing))


def rulings(door):
    """What the court ruled on a report."""
    return Section("rulings", _("Rulings"), _items(door, Ruling, "authority"))


def findings(door):
    """Each alleged fact as the court found it."""
    return Section("findings", _("What the court found"), _items(door, FactFinding, "ruling"))


def consequences(door):
    """What the court decided to follow from a ruling."""
    return Section("consequences", _("What followed from a ruling"), _items(door, Consequence, "ruling"))


def deliveries(door):
    """To whom a ruling was served."""
    return Section("deliveries", _("To whom rulings were served"), _items(door, RulingDelivery, "ruling"))


def applications(door):
    """What was asked of the court, by the person or the service."""
    items = _items(door, Application, "authority", "condition", "written_by", order=("-id",))
    return Section("applications", _("What was asked of the court"), items)


def service_views(door):
    """What the service said to what the person asked."""
    return Section(
        "service_views",
        _("What the service said to what you asked"),
        _items(door, ServiceView, "author", order=("-id",)),
    )


def application_comments(door):
    """What the person said to what the service asked."""
    items = _items(door, ApplicationComment, order=("-id",))
    return Section("application_comments", _("What you said to what the service asked"), items)


def application_decisions(door):
    """What the court decided on what was asked."""
    items = _items(door, ApplicationDecision, "authority", order=("-id",))
    return Section("application_decisions", _("What the court decided on it"), items)
