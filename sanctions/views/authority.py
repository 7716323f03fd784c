"""The deciding authority: queries put to it about its own orders, and nothing else of any record (rules 2, 14, 26)."""

from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from cases.access.decide import visible_to
from cases.access.gate import case_page, page
from cases.access.roles import ROLES, Act, Role
from cases.disclosure.view import disclosed, disclosed_or_404
from cases.views.forms_help import attempt, status_of
from cases.views.header import full_name
from cases.views.paging import one_page
from sanctions.actions.imposing import answer_query
from sanctions.forms import AnswerForm
from sanctions.models import Condition, OrderQuery
from sanctions.views.standing import how_much

WAITING = 50
PURPOSE = ROLES[Role.AUTHORITY].purpose


def _put_to(visitor):
    """The queries put to the authorities in which this visitor has a seat."""
    seats = visitor.sources(Role.AUTHORITY)
    return OrderQuery.objects.filter(authority_id__in=seats)


@require_safe
@page(Act.ANSWER_ORDER_QUERY, "orders")
def queries(request):
    """Queries waiting for an answer first, by when they are due; then those answered, latest first."""
    visitor = request.visitor
    mine = visible_to(_put_to(visitor), visitor, Act.ANSWER_ORDER_QUERY)
    waiting = mine.filter(answered_at=None).order_by("answer_by", "id")[:WAITING]
    answered = one_page(mine.exclude(answered_at=None), ("id",), request.GET, lambda rows: _read(visitor, rows))
    context = {
        "waiting": [] if request.GET else [_row(query, visitor) for query in _read(visitor, waiting)],
        "answered": [_row(query, visitor) for query in answered.rows],
        "first_page": not request.GET,
        "links": answered.links({}),
        "purpose_line": PURPOSE.label,
    }
    return render(request, "sanctions/authority_queries.html", context)


def _read(visitor, rows):
    return disclosed(rows, PURPOSE, visitor, "case__person", "sanction__decision", "authority")


def _row(query, visitor):
    overdue = not query.answer and query.answer_by < localdate(visitor.now)
    return {"query": query, "name": full_name(query.case.person), "overdue": overdue}


@case_page(Act.ANSWER_ORDER_QUERY, "orders")
def query(request, door, query_id):
    """One query: the decision, the sanction and its conditions, what does not fit, and the answer."""
    visitor = request.visitor
    rows = _put_to(visitor).filter(pk=query_id, case_id=door.case_id)
    links = ("case__person", "sanction__decision", "sanction__sanction_type", "authority")
    asked = disclosed_or_404(rows, PURPOSE, visitor, *links)
    form = None if asked.answer else AnswerForm(request.POST or None)
    if form is not None and form.is_valid():
        given = dict(form.cleaned_data, query_id=query_id)
        if attempt(form, lambda: answer_query(by=visitor, now=visitor.now, case_id=door.case_id, **given)):
            return redirect("authority:query", door.case_id, query_id)
    context = _row(asked, visitor) | {
        "conditions": _conditions(visitor, asked.sanction_id),
        "form": form,
        "purpose_line": PURPOSE.label,
    }
    return render(request, "sanctions/authority_query.html", context, status=status_of(form) if form else 200)


def _conditions(visitor, sanction_id):
    rows = Condition.objects.filter(sanction_id=sanction_id).order_by("id")
    shown = disclosed(rows, PURPOSE, visitor, "condition_type")
    return [(condition, how_much(condition.condition_type.measure, condition.amount)) for condition in shown]
