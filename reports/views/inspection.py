"""The inspector's home: the mandate, and the cases it covers (rules 13 and 92)."""

from django.db.models import F
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.access.decide import visible_to
from cases.access.gate import page
from cases.access.grants import UnitGrant
from cases.access.roles import Act
from cases.disclosure.purposes import Purpose
from cases.disclosure.view import disclosed
from cases.models.caserecord import CaseRecord
from cases.models.fields import in_force
from cases.views.paging import one_page
from reports.models import InspectionMandate


@require_safe
@page(Act.INSPECT, "caseload")
def home(request):
    """Under which mandate one inspects, and what it lets one read; nothing here can be changed."""
    visitor = request.visitor
    covered = visible_to(CaseRecord.objects.all(), visitor, Act.INSPECT)
    cases = one_page(
        covered, ("id",), request.GET, lambda some: _disclosed(some, visitor, "person", "unit"), to=visitor
    )
    context = {
        "purpose_line": Purpose.INSPECTION.label,
        "mandates": _mandates(visitor),
        "cases": cases.rows,
        "links": cases.links({}),
    }
    return render(request, "reports/inspection_home.html", context)


def _disclosed(queryset, visitor, *links, extra=()):
    return disclosed(queryset, Purpose.INSPECTION, visitor, *links, extra=extra)


def _mandates(visitor):
    """Each mandate in force with the units it reaches; two queries."""
    held = InspectionMandate.objects.filter(in_force(visitor.now), user_id=visitor.user_id).order_by("id")
    grants = UnitGrant.objects.filter(in_force(visitor.now), user_id=visitor.user_id)
    reach = list(grants.order_by("content_object__name").values_list("basis", F("content_object__name")))
    return [
        {"mandate": shown, "units": [unit for basis, unit in reach if basis == f"mandate {shown.id}"]}
        for shown in _disclosed(held, visitor)
    ]
