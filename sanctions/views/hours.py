"""The ledger of hours: lines that are added and never changed, and a balance anyone can check."""

from django.db.models import OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from cases.access.gate import case_page
from cases.access.roles import Act
from cases.disclosure.view import disclosed, disclosed_or_404
from cases.models.fields import in_language
from cases.views.forms_help import attempt, status_of
from cases.views.header import case_header
from cases.views.paging import one_page
from cases.views.statements import disagreed
from sanctions.actions.hours import correct_session, record_session
from sanctions.forms import CorrectionForm, SessionForm
from sanctions.models import Condition, ConditionType, HourLine, Sanction
from sanctions.policies import state_on
from sanctions.views.placing import placements_under

TAB = "sanctions:overview"


@require_safe
@case_page(Act.READ_CASE, "sanction")
def lines(request, door, condition_id):
    """Every line, latest first, and the sum: ordered, credited, left."""
    condition = _condition(door, condition_id)
    rows = HourLine.objects.filter(condition_id=condition_id)
    links = ("recorded_by", "reported_by__organisation", "corrects")
    shown = one_page(rows, ("id",), request.GET, lambda some: disclosed(some, door.purpose, door.visitor, *links))
    context = {
        "header": case_header(request, door, TAB),
        "condition": condition,
        "ordered": condition.amount * 60,
        "left": condition.amount * 60 - condition.credited,
        "rule": in_language(condition.condition_type.rule),
        "lines": shown.rows,
        "links": shown.links({}),
        "disagreed": disagreed(door, "hours"),
        "placements": placements_under(door, condition_id),
        "keeps": door.may(Act.KEEP_CASE) and condition.sanction.state == Sanction.State.IN_FORCE,
    }
    return render(request, "sanctions/hours.html", context)


def _condition(door, condition_id):
    """The condition with what is credited under it, in one query; its lines may be many, their sum is one number."""
    credited = HourLine.objects.filter(condition_id=OuterRef("pk")).order_by().values("condition_id")
    total = Coalesce(Subquery(credited.annotate(total=Sum("minutes")).values("total")), 0)
    rows = Condition.objects.filter(
        pk=condition_id, case_id=door.case_id, condition_type__measure=ConditionType.Measure.HOURS
    ).annotate(credited=total)
    return disclosed_or_404(rows, door.purpose, door.visitor, "condition_type", "sanction", extra=("credited",))


@case_page(Act.KEEP_CASE, "sanction")
def new(request, door, condition_id):
    """Write down one session."""
    visitor, condition = request.visitor, _condition(door, condition_id)
    form = SessionForm(request.POST or None)
    if form.is_valid():
        given = dict(form.cleaned_data, condition_id=condition_id)
        added = attempt(form, lambda: record_session(by=visitor, now=visitor.now, case_id=door.case_id, **given))
        if added:
            return redirect("sanctions:hours", door.case_id, condition_id)
    context = {
        "header": case_header(request, door, TAB),
        "condition": condition,
        "left": condition.amount * 60 - condition.credited,
        "over": state_on(condition.sanction, localdate(visitor.now)) == Sanction.State.ENDED,
        "form": form,
    }
    return render(request, "sanctions/hours_form.html", context, status=status_of(form))


@case_page(Act.KEEP_CASE, "sanction")
def correct(request, door, line_id):
    """Correct a session by a new line; the first one stays."""
    visitor = request.visitor
    line, credited = _session(door, line_id)
    initial = {"hours": credited // 60, "minutes": credited % 60, "was": credited}
    form = CorrectionForm(request.POST or None, initial=initial)
    if form.is_valid():
        given = {"minutes": form.total(), "note": form.cleaned_data["note"], "was": form.cleaned_data["was"]}
        added = attempt(
            form, lambda: correct_session(by=visitor, now=visitor.now, case_id=door.case_id, line_id=line_id, **given)
        )
        if added:
            return redirect("sanctions:hours", door.case_id, line.condition_id)
        form.data = form.data.copy()
        form.data["was"] = credited
    context = {"header": case_header(request, door, TAB), "line": line, "credited": credited, "form": form}
    return render(request, "sanctions/hours_correct.html", context, status=status_of(form))


def _session(door, line_id):
    """A session and what it credits now, its corrections counted in."""
    rows = HourLine.objects.filter(pk=line_id, case_id=door.case_id, corrects=None)
    changed = HourLine.objects.filter(corrects_id=OuterRef("pk")).order_by().values("corrects_id")
    total = Coalesce(Subquery(changed.annotate(total=Sum("minutes")).values("total")), 0)
    line = disclosed_or_404(
        rows.annotate(changed=total), door.purpose, door.visitor, "condition__condition_type", extra=("changed",)
    )
    return line, line.minutes + line.changed
