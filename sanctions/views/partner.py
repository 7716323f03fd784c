"""The organisation's pages: whom it was sent, the day's sessions, its papers. Never an offence (rules 39–41, 49)."""

from django.contrib import messages
from django.db.models import OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from cases.access.gate import case_page, page
from cases.access.roles import Act
from cases.disclosure.purposes import Purpose
from cases.disclosure.view import disclosed
from cases.models.fields import in_force
from cases.views.forms_help import INVALID, attempt
from cases.views.header import full_name
from sanctions.actions.placing import report_session
from sanctions.models import HourLine
from sanctions.placement_forms import DayForm, WorkedForm
from sanctions.reach import placements_of
from volunteers.models import Agreement
from volunteers.reach import members_in_force

PURPOSE = Purpose.PLACEMENT
MOST = 100
LINKS = ("case__person", "condition", "organisation")


def _placements(visitor, **only):
    """One's organisation's placements, with what is credited under each condition."""
    lines = HourLine.objects.filter(condition_id=OuterRef("condition_id")).order_by().values("condition_id")
    credited = Coalesce(Subquery(lines.annotate(total=Sum("minutes")).values("total")), 0)
    rows = placements_of(visitor.user_id, visitor.now).filter(**only).annotate(credited=credited)
    return disclosed(rows.order_by("starts_on", "id")[:MOST], PURPOSE, visitor, *LINKS, extra=("credited",))


def _left(placement):
    return max(placement.condition.amount * 60 - placement.credited, 0)


@require_safe
@page(Act.READ_PLACEMENT, "placements")
def home(request):
    """Who works here, what is left to do, and until when the papers last."""
    visitor = request.visitor
    own = members_in_force(visitor.user_id, visitor.now).values("organisation_id")
    papers = Agreement.objects.filter(in_force(visitor.now), organisation_id__in=own).order_by("ends_at", "id")
    context = {
        "papers": disclosed(papers, PURPOSE, visitor, "organisation"),
        "placements": [(row, full_name(row.case.person), _left(row)) for row in _placements(visitor)],
        "today": localdate(visitor.now),
        "purpose_line": PURPOSE.label,
    }
    return render(request, "partner/home.html", context)


@require_safe
@case_page(Act.READ_PLACEMENT, "placement")
def placement(request, door):
    """One person's placements here, and every session written down in them."""
    found = _placements(request.visitor, case_id=door.case_id)
    if not found:
        raise Http404
    lines = HourLine.objects.filter(placement_id__in=[row.id for row in found])
    context = {
        "name": full_name(found[0].case.person),
        "person": found[0].case.person,
        "case_id": door.case_id,
        "placements": [(row, _left(row)) for row in found],
        "lines": disclosed(lines.order_by("-worked_on", "-id")[:MOST], door.purpose, request.visitor, "reported_by"),
        "purpose_line": door.purpose.label,
    }
    return render(request, "partner/placement.html", context)


@page(Act.RECORD_HOURS, "placements")
def hours(request):
    """A day's sessions of everybody at once. What is refused stays typed in its row; the others are kept."""
    visitor = request.visitor
    day = DayForm(request.POST or None, initial={"worked_on": localdate(visitor.now)})
    rows = [(row, WorkedForm(request.POST or None, prefix=str(row.id))) for row in _placements(visitor)]
    if request.method == "POST":
        filled = [(row, form) for row, form in rows if not form.is_empty]
        kept = [row.id for row, form in filled if _kept(visitor, row, day, form)]
        if kept:
            said = ngettext("%(num)s session is written down.", "%(num)s sessions are written down.", len(kept))
            messages.success(request, said % {"num": len(kept)})
        if filled and len(kept) == len(filled):
            return redirect("partner:home")
        if not filled and day.is_valid():
            day.add_error(None, _("Write at least one person’s times."))
        rows = [(row, form) for row, form in rows if row.id not in kept]
    wrong = day.errors or any(form.errors for _row, form in rows)
    context = {
        "day": day,
        "rows": [(row, full_name(row.case.person), _left(row), form) for row, form in rows],
        "wrong": wrong,
        "purpose_line": PURPOSE.label,
    }
    return render(request, "partner/hours.html", context, status=INVALID if wrong else 200)


def _kept(visitor, row, day, form):
    """Write one row down, each by an action of its own; whether it is kept."""
    if not (day.is_valid() and form.is_valid()):
        return False
    call = {"by": visitor, "now": visitor.now, "case_id": row.case_id, "placement_id": row.id}
    return attempt(form, lambda: report_session(**call, **day.cleaned_data, **form.cleaned_data)) is not None
