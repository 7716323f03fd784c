"""The deciding authority's reports: inbox, bundle, hearing, ruling, and what follows (rules 12, 67–70)."""

from functools import partial

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from cases.access.decide import visible_to
from cases.access.gate import case_page, page
from cases.access.roles import ROLES, Act, Role
from cases.disclosure.view import disclosed
from cases.models.fields import in_language
from cases.views.days import day_in_words
from cases.views.forms_help import attempt, status_of
from cases.views.header import full_name
from cases.views.paging import one_page
from sanctions.actions.hearing import acknowledge, ask_for_facts, before, note_hearing, set_hearing
from sanctions.actions.papers import BUNDLE
from sanctions.actions.ruling import REVOKES, decide_consequence, rule
from sanctions.court_forms import ConsequenceForm, FactRequestForm, HearingForm, HearingNoteForm, RulingForm
from sanctions.models import Hearing, OrderQuery
from sanctions.readiness import not_ready
from sanctions.views.application_court import decided_applications, waiting_applications
from sanctions.views.bundle import bundle, compliance, papers_of, rows_of, ruling_on, the_report
from sanctions.workflow import BEFORE_THE_COURT

PURPOSE = ROLES[Role.AUTHORITY].purpose
WAITING = 50


@require_safe
@page(Act.DECIDE, "reports")
def inbox(request):
    """Reports and applications that wait, the longest first, each ready or not and why; then those settled."""
    visitor = request.visitor
    mine = visible_to(before(visitor), visitor, Act.DECIDE)
    waiting = mine.filter(state__in=BEFORE_THE_COURT).order_by("submitted_at", "id")[:WAITING]
    ruled = one_page(mine.filter(state="ruled"), ("id",), request.GET, lambda rows: _read(visitor, rows))
    context = {
        "waiting": [] if request.GET else [_row(report, visitor) for report in _read(visitor, waiting)],
        "ruled": [{"report": report, "name": full_name(report.case.person)} for report in ruled.rows],
        "asked": [] if request.GET else waiting_applications(visitor),
        "decided": [] if request.GET else decided_applications(visitor),
        "queries": _queries(visitor),
        "first_page": not request.GET,
        "links": ruled.links({}),
        "purpose_line": PURPOSE.label,
    }
    return render(request, "sanctions/court_inbox.html", context)


def _read(visitor, rows):
    return disclosed(rows, PURPOSE, visitor, "case__person", "sanction__decision", "sanction__sanction_type")


def _row(report, visitor):
    return {
        "report": report,
        "name": full_name(report.case.person),
        "not_ready": not_ready(report, visitor.now),
        "urgent": bool(report.urgency),
    }


def _queries(visitor):
    """How many queries about orders wait beside the reports."""
    seats = visitor.sources(Role.AUTHORITY)
    return OrderQuery.objects.filter(authority_id__in=seats, answered_at=None).count()


@require_safe
@case_page(Act.DECIDE, "bundle")
def report(request, door, report_id):
    """The bundle on one page, with what can be done next."""
    found = the_report(before(door.visitor), report_id, door)
    context = bundle(found, door) | {"open": found.state in BEFORE_THE_COURT, "ruled": ruling_on(report_id, door)}
    context |= {"may_follow": _may_follow(context["ruled"]), "papers": papers_of(report_id, door, BUNDLE)}
    return render(request, "sanctions/court_report.html", context | {"purpose_line": PURPOSE.label})


def _may_follow(ruled):
    return bool(ruled) and ruled["ruling"].outcome in REVOKES and ruled["consequence"] is None


@case_page(Act.DECIDE, "bundle")
def received(request, door, report_id):
    """Confirm that the report has arrived; a second press changes nothing."""
    found = the_report(before(door.visitor), report_id, door)
    if request.method == "POST" and not found.acknowledged_at and found.state in BEFORE_THE_COURT:
        acknowledge(by=door.visitor, now=door.visitor.now, case_id=door.case_id, report_id=report_id)
    return redirect("authority:report", door.case_id, report_id)


def _acting(request, door, report_id, form, act, template, **more):
    """A page with one form, which calls one verb on the case and leads back to the report."""
    found = the_report(before(door.visitor), report_id, door)
    call = {"by": door.visitor, "now": door.visitor.now, "case_id": door.case_id}
    if form.is_valid() and attempt(form, lambda: act(**call, **form.given())):
        return redirect("authority:report", door.case_id, report_id)
    context = {"report": found, "name": full_name(found.case.person), "form": form, "purpose_line": PURPOSE.label}
    return render(request, template, context | more, status=status_of(form))


@case_page(Act.DECIDE, "bundle")
def ask(request, door, report_id):
    """Send the report back for a fact that is missing."""
    form, act = FactRequestForm(request.POST or None), partial(ask_for_facts, report_id=report_id)
    return _acting(request, door, report_id, form, act, "sanctions/court_ask.html")


@case_page(Act.DECIDE, "bundle")
def hearing(request, door, report_id):
    """Set a hearing."""
    form, act = HearingForm(request.POST or None), partial(set_hearing, report_id=report_id)
    return _acting(request, door, report_id, form, act, "sanctions/court_hearing.html")


@case_page(Act.DECIDE, "bundle")
def hearing_note(request, door, report_id, hearing_id):
    """Write down what came of a hearing."""
    if not rows_of(Hearing, report_id, door, pk=hearing_id):
        raise Http404
    form, act = HearingNoteForm(request.POST or None), partial(note_hearing, hearing_id=hearing_id)
    return _acting(request, door, report_id, form, act, "sanctions/court_hearing_note.html")


@case_page(Act.DECIDE, "bundle")
def ruling(request, door, report_id):
    """Examine each alleged fact with both accounts before one, then rule."""
    found = the_report(before(door.visitor), report_id, door)
    if found.state not in BEFORE_THE_COURT:
        return redirect("authority:report", door.case_id, report_id)
    context = bundle(found, door)
    form = RulingForm(
        request.POST or None,
        allegations=[(row.id, row.number, _title(row)) for row in context["allegations"]],
        unseen=bool(context["unseen"]),
        disputed=any(words.text for words in context["statements"]),
    )
    act = partial(rule, report_id=report_id)
    return _acting(request, door, report_id, form, act, "sanctions/court_rule.html", **_beside(context))


def _beside(context):
    names = ("allegations", "comment", "hearings", "unseen", "statements", "compliance", "safeguards")
    return {name: context[name] for name in names}


def _title(allegation):
    """An alleged fact in one line: the condition and the day."""
    failure = allegation.failure
    return f"{in_language(failure.condition.condition_type.title)}, {day_in_words(failure.happened_at)}"


@case_page(Act.DECIDE, "bundle")
def consequence(request, door, report_id):
    """Decide what follows from a revocation, as a decision of its own."""
    found = the_report(before(door.visitor), report_id, door)
    ruled = ruling_on(report_id, door)
    if not _may_follow(ruled):
        return redirect("authority:report", door.case_id, report_id)
    form = ConsequenceForm(request.POST or None)
    more = {"ruled": ruled, "compliance": compliance(found.sanction_id, door)}
    act = partial(decide_consequence, ruling_id=ruled["ruling"].id)
    return _acting(request, door, report_id, form, act, "sanctions/court_consequence.html", **more)
