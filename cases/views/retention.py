"""What is due to be archived or destroyed, and what is held back: numbers and dates, nothing of a record (rule 48)."""

from django import forms
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from cases.access.decide import visible_to
from cases.access.gate import case_page, page
from cases.access.roles import Act
from cases.actions.retaining import lift_hold, place_hold
from cases.disclosure.purposes import Purpose
from cases.disclosure.view import disclosed, disclosed_one, disclosed_or_404
from cases.history.record import StaleVersion
from cases.models.caserecord import CaseRecord
from cases.models.retention import Hold, RetentionRule
from cases.views.forms_help import STALE, acting, attempt, reopened, status_of
from cases.views.paging import one_page

PURPOSE = Purpose.RETENTION
CASE = ("reference", "unit__name", "ended_on", "ended_as")


class HoldForm(forms.Form):
    """Why a record is held back, and when that is looked at again."""

    why = forms.CharField(label=_("Why is it held back?"), max_length=400, help_text=_("For example: a court asked."))
    review_on = forms.DateField(label=_("To be reviewed on"), widget=forms.DateInput(attrs={"type": "date"}))


class LiftForm(forms.Form):
    """Why a record is let go."""

    reason = forms.CharField(label=_("Why is the hold lifted?"), max_length=400)
    version = forms.IntegerField(widget=forms.HiddenInput)


@require_safe
@page(Act.REVIEW_RETENTION, "retention")
def home(request):
    """Ended records by when they ended, each with what its rule says, and whether something holds it back."""
    visitor = request.visitor
    rows = visible_to(CaseRecord.objects.filter(ended_on__isnull=False), visitor, Act.REVIEW_RETENTION)
    # The root tells the look which cases the page shows; the purpose itself does not see it.
    told = {"extra": ("root",), "only": CASE}
    shown = one_page(
        rows, ("id",), request.GET, lambda some: disclosed(some, PURPOSE, visitor, "unit", **told), to=visitor
    )
    rules = {rule.ended_as: rule for rule in disclosed(RetentionRule.objects.all(), PURPOSE, visitor)}
    held = Hold.objects.filter(case_id__in=[case.id for case in shown.rows], lifted_at=None)
    holds = {
        hold.case_id: hold for hold in disclosed(visible_to(held, visitor, Act.REVIEW_RETENTION), PURPOSE, visitor)
    }
    today = localdate(visitor.now)
    context = {
        "rows": [_row(case, rules.get(case.ended_as), holds.get(case.id), today) for case in shown.rows],
        "links": shown.links({}),
        "purpose_line": PURPOSE.label,
    }
    return render(request, "cases/retention.html", context)


def _row(case, rule, hold, today):
    due = due_on(case.ended_on, rule.years) if rule else None
    return {"case": case, "rule": rule, "hold": hold, "due": due, "is_due": bool(due and due <= today and not hold)}


def due_on(ended_on, years):
    """The day on which a record has been kept for so many years; the 29th of February falls on the 28th."""
    last = 28 if (ended_on.month, ended_on.day) == (2, 29) else ended_on.day
    return ended_on.replace(year=ended_on.year + years, day=last)


def _number(door):
    return disclosed_one(CaseRecord.objects.filter(pk=door.case_id), door.purpose, door.visitor, only=("reference",))


@case_page(Act.REVIEW_RETENTION, "retention")
def hold(request, door):
    """Hold a record back."""
    form = HoldForm(request.POST or None)
    act = acting(door, place_hold)
    if form.is_valid() and attempt(form, lambda: act(**form.cleaned_data)):
        return redirect("cases:retention")
    context = {"form": form, "case": _number(door), "hold": None, "purpose_line": PURPOSE.label}
    return render(request, "cases/hold.html", context, status=status_of(form))


@case_page(Act.REVIEW_RETENTION, "retention")
def lift(request, door, hold_id):
    """Let a record go again."""
    found = disclosed_or_404(Hold.objects.filter(pk=hold_id, case_id=door.case_id), door.purpose, door.visitor)
    version = Hold.objects.values_list("version", flat=True).get(pk=hold_id)
    form = LiftForm(request.POST or None, initial={"version": version})
    status = status_of(form)
    if form.is_valid():
        act = acting(door, lift_hold, hold_id=hold_id)
        try:
            if attempt(form, lambda: act(**form.cleaned_data)):
                return redirect("cases:retention")
            status = status_of(form)
        except StaleVersion:
            form, status = reopened(form, version), STALE
    context = {"form": form, "case": _number(door), "hold": found, "purpose_line": PURPOSE.label}
    return render(request, "cases/hold.html", context, status=status)
