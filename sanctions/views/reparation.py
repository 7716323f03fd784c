"""What was made good under a condition: lines that are added and never changed, and a sum to check (rule 10)."""

from django.db.models import OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from cases.access.gate import case_page
from cases.access.roles import Act
from cases.disclosure.view import disclosed, disclosed_one
from cases.views.forms_help import acting, attempt, status_of
from cases.views.header import case_header
from cases.views.paging import one_page
from cases.views.statements import disagreed
from sanctions.actions.reparation import correct_reparation, record_reparation
from sanctions.forms import ReparationCorrectionForm, ReparationForm
from sanctions.models import Condition, ReparationLine
from sanctions.models.reparation import PARTS
from sanctions.views.standing import counted_in_words, made_good_of

TAB = "sanctions:overview"


@require_safe
@case_page(Act.READ_CASE, "sanction")
def lines(request, door, condition_id):
    """Every line, latest first, and the sum: owed, made good, left."""
    condition = _condition(door, condition_id)
    rows = ReparationLine.objects.filter(condition_id=condition_id)
    links = ("recorded_by", "corrects")
    shown = one_page(rows, ("id",), request.GET, lambda some: disclosed(some, door.purpose, door.visitor, *links))
    measure = condition.condition_type.measure
    context = _page(request, door, condition) | {
        "lines": [(line, counted_in_words(measure, line.counted)) for line in shown.rows],
        "links": shown.links({}),
        "disagreed": disagreed(door, "reparation"),
        "keeps": door.may(Act.KEEP_CASE),
    }
    return render(request, "sanctions/reparation.html", context)


def _page(request, door, condition):
    measure = condition.condition_type.measure
    return {
        "header": case_header(request, door, TAB),
        "condition": condition,
        "owed": condition.amount * PARTS[measure],
        "stands": made_good_of(measure, condition.counted / PARTS[measure], condition.amount),
    }


def _condition(door, condition_id):
    """The condition with the sum of its lines, in one query; Http404 where nothing is made good under it."""
    lines_of_it = ReparationLine.objects.filter(condition_id=OuterRef("pk")).order_by().values("condition_id")
    total = Coalesce(Subquery(lines_of_it.annotate(total=Sum("counted")).values("total")), 0)
    rows = Condition.objects.filter(pk=condition_id, case_id=door.case_id, condition_type__measure__in=PARTS)
    rows = rows.annotate(counted=total)
    condition = disclosed_one(rows, door.purpose, door.visitor, "condition_type", "sanction", extra=("counted",))
    if condition is None:
        raise Http404
    return condition


@case_page(Act.KEEP_CASE, "sanction")
def new(request, door, condition_id):
    """Write down what was made good."""
    condition, form = _condition(door, condition_id), ReparationForm(request.POST or None)
    if form.is_valid():
        act = acting(door, record_reparation, condition_id=condition_id)
        if attempt(form, lambda: act(**form.cleaned_data)):
            return redirect("sanctions:reparation", door.case_id, condition_id)
    context = _page(request, door, condition) | {"form": form}
    return render(request, "sanctions/reparation_form.html", context, status=status_of(form))


@case_page(Act.KEEP_CASE, "sanction")
def correct(request, door, reparation_line_id):
    """Correct a line by a new one; the first one stays."""
    changed = ReparationLine.objects.filter(corrects_id=OuterRef("pk")).order_by().values("corrects_id")
    total = Coalesce(Subquery(changed.annotate(total=Sum("counted")).values("total")), 0)
    rows = ReparationLine.objects.filter(pk=reparation_line_id, case_id=door.case_id, corrects=None)
    line = disclosed_one(rows.annotate(changed=total), door.purpose, door.visitor, extra=("changed",))
    if line is None:
        raise Http404
    condition, says = _condition(door, line.condition_id), line.counted + line.changed
    measure = condition.condition_type.measure
    initial = {"amount": says / PARTS[measure] if PARTS[measure] > 1 else says, "was": says}
    form = ReparationCorrectionForm(request.POST or None, initial=initial)
    if form.is_valid():
        act = acting(door, correct_reparation, line_id=reparation_line_id)
        if attempt(form, lambda: act(**form.cleaned_data)):
            return redirect("sanctions:reparation", door.case_id, line.condition_id)
        form.data = form.data.copy()
        form.data["was"] = says
    context = _page(request, door, condition)
    context |= {"form": form, "line": line, "says": counted_in_words(measure, says)}
    return render(request, "sanctions/reparation_form.html", context, status=status_of(form))
