"""The officer's own pages: the work of the day, the cases."""

import datetime
from urllib.parse import urlencode

from django.db.models import Q
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.access.decide import NewestVisible, visible_to
from cases.access.gate import page
from cases.access.prepared import Prepared
from cases.access.roles import ROLES, Act, Role
from cases.composition import composition
from cases.disclosure.view import disclosed
from cases.models.caserecord import Assignment, CaseRecord
from cases.models.fields import in_force
from cases.models.jurisdiction import Jurisdiction
from cases.views.addresses import addresses
from cases.views.days import days_in_words
from cases.views.header import full_name
from cases.views.paging import first_page, one_page

# Cases on one page of the list, and what a row needs to know of each.
CASES = 50
SHOWN = (
    *("reference", "opened_on", "ended_on", "last_entry_at"),
    *("person__given_names", "person__family_name", "unit__name"),
)
_silent_days = Prepared(lambda user_id, now, root_id: Jurisdiction.objects.values_list("silent_case_days"))


@require_safe
@page(Act.LIST_CASES, "work")
def today(request):
    """What there is to do, by what is due first. Nobody is ranked: the order is the clock's."""
    items = [item for source in composition.work for item in source(request.visitor)]
    items.sort(key=lambda item: item.due_at)
    context = {"items": items, "now": request.visitor.now}
    context |= _shared(request.visitor)
    return render(request, "cases/today.html", context)


@require_safe
@page(Act.LIST_CASES, "caseload")
def case_list(request):
    """The cases one may see, the newest first."""
    visitor = request.visitor
    [(silent_days,)] = _silent_days.rows()
    kept = _kept(request.GET)
    shown = _page(visitor, kept, request.GET, silent_days)
    context = {
        "columns": [_("Person"), _("Case number"), _("Unit"), _("Last entry")],
        "rows": list(_rows(shown.rows, visitor.now, silent_days)),
        "ways": _ways(kept),
        "chosen": _chosen(kept, silent_days),
        "links": shown.links(kept),
        "silent_days": silent_days,
    }
    context |= _shared(visitor)
    return render(request, "cases/list.html", context)


def _page(visitor, kept, given, silent_days):
    if not (kept or given.get("before") or given.get("after")):
        newest = NewestVisible(CaseRecord, visitor, Act.LIST_CASES, CASES + 1)
        return first_page(newest, ("id",), _reader(visitor), CASES, visitor)
    cases = _filtered(visible_to(CaseRecord.objects.all(), visitor, Act.LIST_CASES), visitor, kept, silent_days)
    return one_page(cases, ("id",), given, _reader(visitor), CASES, visitor)


def purpose_of(visitor, act):
    """For which purpose a visitor does something that is bound to no one case."""
    return next(ROLES[role].purpose for role in Role if role in visitor.roles and act in ROLES[role].acts)


def _shared(visitor):
    purpose = purpose_of(visitor, Act.LIST_CASES)
    return {"purpose_line": purpose.label, "may_take_on": visitor.may(Act.OPEN_CASE)}


def _reader(visitor):
    purpose = purpose_of(visitor, Act.LIST_CASES)
    return lambda cases: disclosed(cases, purpose, visitor, "person", "unit", only=SHOWN)


def _kept(given):
    """The filters an address names; whatever else stands there is none."""
    keeper = given.get("keeper", "")
    kept = {"keeper": keeper} if keeper in ("mine", "unit") else {}
    return kept | {"silent": "on"} if given.get("silent") else kept


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
    never = Q(last_entry_at__isnull=True, opened_on__lte=localdate(since))
    return Q(ended_on__isnull=True) & (Q(last_entry_at__lt=since) | never)


def _rows(cases, now, silent_days):
    """(address, name, number, ended on, unit, last entry, whether silent) of each case, in the order of the columns."""
    address, in_words = addresses("cases:detail"), days_in_words()
    since, never = now - datetime.timedelta(days=silent_days), _("Nothing written yet")
    for case in cases:
        last, ended = case.last_entry_at, case.ended_on
        silent = not ended and (last or _midnight(case.opened_on, now)) < since
        said = in_words(last) if last else never
        yield address(case.id), full_name(case.person), case.reference, ended, case.unit.name, said, silent


def _midnight(day, now):
    return datetime.datetime.combine(day, datetime.time(), tzinfo=now.tzinfo)


def _labels():
    return {
        ("keeper", ""): _("All I may see"),
        ("keeper", "mine"): _("Those I keep myself"),
        ("keeper", "unit"): _("Those of my unit"),
        ("silent", "on"): _("Only those nothing was written in lately"),
    }


def _ways(kept):
    """(label, address) of the filters that are not chosen."""
    return [
        (label, _address(kept | {name: value}))
        for (name, value), label in _labels().items()
        if kept.get(name, "") != value
    ]


def _chosen(kept, silent_days):
    """(label, address without it) of the filters that are chosen."""
    labels = _labels() | {("silent", "on"): _("Nothing written for %(days)s days") % {"days": silent_days}}
    return [(labels[name, value], _address(kept | {name: ""})) for name, value in kept.items()]


def _address(kept):
    return "?" + urlencode({name: value for name, value in kept.items() if value})
