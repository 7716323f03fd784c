"""Opening a record in an emergency: what that means, the form, and the review by a second person (rules 47 and 78)."""

from functools import partial

from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.access.gate import case_page, page
from cases.access.kinds import KINDS
from cases.access.roles import Act
from cases.actions.emergencies import looks_in, open_in_emergency, review_emergency
from cases.composition import Item, Panel, Section
from cases.disclosure.purposes import Purpose
from cases.disclosure.view import disclosed, disclosed_or_404
from cases.limit_forms import EmergencyForm, EmergencyReviewForm
from cases.models.break_glass import BreakGlass
from cases.models.jurisdiction import Jurisdiction
from cases.views.conflict import Saving
from cases.views.forms_help import acting, attempt, status_of
from cases.views.header import case_header

LINKS = ("staff", "ground", "reviewed_by")


def _minutes():
    return Jurisdiction.objects.values_list("break_glass_minutes", flat=True).get()


@require_safe
@page(Act.BREAK_GLASS, "emergency")
def before(request):
    """An interruption: what opening a record in an emergency does, before anything is asked."""
    return render(request, "cases/emergency_before.html", {"minutes": _minutes()})


@page(Act.BREAK_GLASS, "emergency")
def opening(request):
    """Number, reason and password; the record is then open for minutes."""
    form = EmergencyForm(request.POST or None)
    if form.is_valid():
        act = partial(open_in_emergency, by=request.visitor, now=request.visitor.now)
        if opened := attempt(form, lambda: act(**form.cleaned_data)):
            return redirect("cases:detail", opened.case_id)
    return render(request, "cases/emergency.html", {"form": form, "minutes": _minutes()}, status=status_of(form))


@case_page(Act.REVIEW_BREAK_GLASS, "emergency")
def review(request, door, break_glass_id):
    """Was it justified? What was looked at stands beside the question."""
    opened = _opened(door, break_glass_id)
    form = EmergencyReviewForm(request.POST or None, initial=_as_it_stands(opened))
    both, status = (), status_of(form)
    if form.is_valid():
        act = acting(door, review_emergency, break_glass_id=break_glass_id)
        saving = Saving(form, lambda: act(**form.cleaned_data))
        if saving.result:
            return redirect("cases:detail", door.case_id)
        opened, status = _opened(door, break_glass_id), saving.status
        current = {name: getattr(opened, name) for name in ("answer", "reasons", "hidden_until")}
        both = saving.both_texts(current, version=opened.version)
    row = BreakGlass.objects.select_related("staff").get(pk=break_glass_id)
    seen = looks_in(row).order_by("id").values_list("at", "kind")
    context = {
        "header": case_header(request, door, "cases:detail"),
        "opened": opened,
        "form": form,
        "both": both,
        "own": row.staff.user_id == door.visitor.user_id,
        "looks": [{"at": at, "kind": KINDS.get(kind, kind)} for at, kind in seen],
    }
    return render(request, "cases/emergency_review.html", context, status=status)


def _as_it_stands(opened):
    return {"version": opened.version, "hidden_until": opened.hidden_until}


def _opened(door, break_glass_id):
    rows = BreakGlass.objects.filter(pk=break_glass_id, case_id=door.case_id)
    return disclosed_or_404(rows, door.purpose, door.visitor, *LINKS)


def overview_emergencies(door):
    """On the overview: who opened the record in an emergency, why, and what a second person found."""
    if door.purpose not in (Purpose.SUPERVISION, Purpose.INSPECTION):
        return None
    rows = BreakGlass.objects.filter(case_id=door.case_id).order_by("-id")[:5]
    shown = disclosed(rows, door.purpose, door.visitor, *LINKS)
    here = {"openings": shown, "case_id": door.case_id, "reviews": door.may(Act.REVIEW_BREAK_GLASS)}
    return Panel("cases/_emergencies.html", here) if shown else None


def own_emergencies(door) -> Section:
    """When the record was opened in an emergency, until when, and what came of the review; never by whom or why."""
    rows = BreakGlass.objects.told(door.visitor.now).filter(case_id=door.case_id).order_by("-id")
    items = [
        Item(
            _("Your record was opened in an emergency, by staff who do not keep it"),
            [
                ("opened_at", _("Opened"), shown.opened_at),
                ("closes_at", _("Open until"), shown.closes_at),
                ("answer", _("A second person looked at it"), shown.answer_label or _("not yet")),
                *([("reviewed_at", _("On"), shown.reviewed_at)] if shown.reviewed_at else []),
            ],
            key=shown.id,
        )
        for shown in disclosed(rows, door.purpose, door.visitor)
    ]
    return Section("emergencies", _("When your record was opened in an emergency"), items)
