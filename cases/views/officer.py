"""The officer's own pages: the work of the day, the cases, taking a person on."""

import datetime
from urllib.parse import urlencode

from django.db.models import Q
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.access.decide import visible_to
from cases.access.gate import page
from cases.access.roles import ROLES, Act, Role
from cases.actions.taking_on import take_on
from cases.composition import composition
from cases.disclosure.view import disclosed
from cases.forms import CaseFilterForm, PersonForm, SearchForm
from cases.models.caserecord import Assignment, CaseRecord
from cases.models.fields import in_force
from cases.models.jurisdiction import Jurisdiction
from cases.views.forms_help import attempt, status_of
from cases.views.header import full_name
from cases.views.paging import one_page


@require_safe
@page(Act.LIST_CASES, "work")
def today(request):
    """What there is to do, by what is due first. Nobody is ranked: the order is the clock's."""
    items = [item for source in composition.work for item in source(request.visitor)]
    items.sort(key=lambda item: item.due_at)
    context = {"items": items, "now": request.visitor.now}
    context |= _shared(request.visitor)
    return render(request, "cases/today.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@page(Act.LIST_CASES, "caseload")
def case_list(request):
    """The cases one may see, and the search in them. What is searched for travels in the body, never in an address."""
    visitor = request.visitor
    silent_days = Jurisdiction.objects.values_list("silent_case_days", flat=True).get()
    filters, search = CaseFilterForm(request.GET), SearchForm(request.POST or None)
    chosen = filters.cleaned_data if filters.is_valid() else {}
    asked = search.cleaned_data if search.is_valid() else {}
    cases = _filtered(visible_to(CaseRecord.objects.all(), visitor, Act.LIST_CASES), visitor, chosen, silent_days)
    if asked.get("q"):
        cases = _named(cases, asked["q"])
    shown = one_page(cases, ("id",), asked if request.POST else request.GET, _reader(visitor), to=visitor)
    kept = {
        name: value for name, value in (("keeper", chosen.get("keeper")), ("silent", chosen.get("silent"))) if value
    }
    context = {
        "rows": [_row(case, visitor.now, silent_days) for case in shown.rows],
        "filters": filters,
        "chosen": _chosen(kept, filters, silent_days),
        "search": search,
        "asked": asked.get("q", ""),
        "page": shown,
        "links": shown.links(kept),
        "kept": urlencode(kept),
        "silent_days": silent_days,
    }
    context |= _shared(visitor)
    return render(request, "cases/list.html", context, status=status_of(search))


def purpose_of(visitor, act):
    """For which purpose a visitor does something that is bound to no one case."""
    return next(ROLES[role].purpose for role in Role if role in visitor.roles and act in ROLES[role].acts)


def _shared(visitor):
    purpose = purpose_of(visitor, Act.LIST_CASES)
    return {"purpose_line": purpose.label, "may_take_on": visitor.may(Act.OPEN_CASE)}


def _reader(visitor):
    return lambda cases: disclosed(cases, purpose_of(visitor, Act.LIST_CASES), visitor, "person", "unit")


def _filtered(cases, visitor, chosen, silent_days):
    if chosen.get("keeper") == "mine":
        mine = Assignment.objects.filter(in_force(visitor.now), user_id=visitor.user_id)
        cases = cases.filter(id__in=mine.values("case_id"))
    if chosen.get("keeper") == "unit":
        cases = cases.filter(unit_id__in=[s.unit for s in visitor.standings if s.unit])
    return cases.filter(silent_since(visitor.now, silent_days)) if chosen.get("silent") else cases


def silent_since(now, days):
    """Open cases in which nothing was written for `days` days (rule 43)."""
    since = now - datetime.timedelta(days=days)
    never = Q(last_entry_at__isnull=True, opened_on__lte=since.date())
    return Q(ended_on__isnull=True) & (Q(last_entry_at__lt=since) | never)


def _named(cases, words):
    """Every word stands in the number or in one of the names."""
    for word in words.split():
        cases = cases.filter(
            Q(reference__icontains=word)
            | Q(person__family_name__icontains=word)
            | Q(person__given_names__icontains=word)
            | Q(person__name_in_latin__icontains=word)
        )
    return cases


def _row(case, now, silent_days):
    last = case.last_entry_at
    return {
        "id": case.id,
        "name": full_name(case.person),
        "reference": case.reference,
        "unit": case.unit.name,
        "last": date_format(last, "j F Y") if last else _("Nothing written yet"),
        "silent": not case.ended_on
        and (last or _midnight(case.opened_on, now)) < now - datetime.timedelta(days=silent_days),
        "ended": case.ended_on,
    }


def _midnight(day, now):
    return datetime.datetime.combine(day, datetime.time(), tzinfo=now.tzinfo)


def _chosen(kept, filters, silent_days):
    labels = dict(filters.fields["keeper"].choices) | {
        True: _("Nothing written for %(days)s days") % {"days": silent_days}
    }
    without = {name: {k: v for k, v in kept.items() if k != name} for name in kept}
    return [(labels[value], "?" + urlencode(without[name])) for name, value in kept.items()]


@require_http_methods(["GET", "HEAD", "POST"])
@page(Act.OPEN_CASE, "caseload")
def new(request):
    """Take a person on; the next page says what comes next."""
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        case = attempt(form, lambda: _taken_on(request.visitor, form))
        if case:
            return redirect("cases:detail", case.id)
    return render(request, "cases/new.html", {"form": form}, status=status_of(form))


def _taken_on(visitor, form):
    return take_on(by=visitor, now=visitor.now, person=form.person(), contact_points=form.contact_points())
