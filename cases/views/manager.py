"""The manager's page: caseload against capacity, what is overdue, cases nothing was written in (rules 73, 77, 43)."""

from django.db.models import Count, Q
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.access.decide import visible_to
from cases.access.gate import page
from cases.access.roles import Act, Role
from cases.composition import composition
from cases.disclosure.purposes import Purpose
from cases.disclosure.view import disclosed
from cases.models.caserecord import CaseRecord
from cases.models.fields import in_force
from cases.models.jurisdiction import Jurisdiction
from cases.models.unit import StaffMember
from cases.views.header import full_name
from cases.views.officer import silent_since
from cases.views.paging import one_page


@require_safe
@page(Act.MANAGE_UNIT, "team")
def team(request):
    """The unit as its manager needs it. Officers stand by name: nobody is ranked."""
    visitor = request.visitor
    units = visitor.units(Role.MANAGER)
    silent_days = Jurisdiction.objects.values_list("silent_case_days", flat=True).get()
    overdue = [item for source in composition.team for item in source(visitor, units)]
    silent = _silent_cases(visitor, silent_days, request.GET)
    context = {
        "purpose_line": Purpose.SUPERVISION.label,
        "officers": _caseloads(visitor, units),
        "overdue": sorted(overdue, key=lambda item: item.due_at),
        "silent": [{"id": c.id, "name": full_name(c.person), "case": c} for c in silent.rows],
        "links": silent.links({}),
        "silent_days": silent_days,
    }
    return render(request, "cases/team.html", context)


def _caseloads(visitor, units):
    posts = StaffMember.objects.filter(in_force(visitor.now), unit_id__in=units, duty=Role.OFFICER)
    known = visible_to(CaseRecord.objects.filter(ended_on=None), visitor, Act.MANAGE_UNIT)
    kept = Count("assignments", filter=in_force(visitor.now, "assignments__") & Q(assignments__case__in=known))
    rows = posts.annotate(kept=kept).order_by("unit__name", "name", "id")
    return disclosed(rows, Purpose.SUPERVISION, visitor, "unit", extra=("kept",))


def _silent_cases(visitor, days, given):
    cases = visible_to(CaseRecord.objects.filter(silent_since(visitor.now, days)), visitor, Act.MANAGE_UNIT)
    return one_page(
        cases, ("id",), given, lambda some: disclosed(some, Purpose.SUPERVISION, visitor, "person"), to=visitor
    )
