"""What is due to be archived or destroyed, and what is held back: numbers and dates, nothing of a record (rule 48)."""

from django import forms
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from cases.access.decide import visible_to
from cases.access.gate import case_page, page
from cases.access.roles import Act
from cases.actions.retaining import lift_hold, place_hold
from cases.actions.terms import terms_of
from cases.composition import WorkItem
from cases.disclosure.purposes import Purpose
from cases.disclosure.view import disclosed, disclosed_one, disclosed_or_404
from cases.forms import asked, chosen_from
from cases.history.record import StaleVersion
from cases.models.caserecord import CaseRecord
from cases.models.retention import Hold
from cases.models.retention_proposal import RetentionProposal
from cases.views.forms_help import STALE, acting, attempt, reopened, status_of
from cases.views.paging import one_page

PURPOSE = Purpose.RETENTION
CASE = ("reference", "unit__name", "ended_on", "ended_as", "archived_on")


class HoldForm(forms.Form):
    """Who wants a record held back, on which ground and why, and when that is looked at again."""

    kind = chosen_from(asked(Hold, "kind", required=True, widget=forms.RadioSelect))
    asked_by = asked(Hold, "asked_by", required=True)
    why = asked(Hold, "why", help_text=gettext_lazy("For example: a claim for damages is before the court."))
    review_on = asked(Hold, "review_on", widget=forms.DateInput(attrs={"type": "date"}))


class LiftForm(forms.Form):
    """Why a record is let go."""

    reason = forms.CharField(label=gettext_lazy("Why is the hold lifted?"), max_length=400)
    version = forms.IntegerField(widget=forms.HiddenInput)


@require_safe
@page(Act.REVIEW_RETENTION, "retention")
def home(request):
    """Ended records by when they ended, each with what its rule says, what is proposed, and what holds it back."""
    visitor = request.visitor
    rows = visible_to(CaseRecord.objects.filter(ended_on__isnull=False), visitor, Act.REVIEW_RETENTION)
    # The root tells the look which cases the page shows; the purpose itself does not see it.
    told = {"extra": ("root",), "only": CASE}
    shown = one_page(
        rows, ("id",), request.GET, lambda some: disclosed(some, PURPOSE, visitor, "unit", **told), to=visitor
    )
    keys = [case.id for case in shown.rows]
    held = Hold.objects.filter(case_id__in=keys, lifted_at=None, file=None)
    waiting = RetentionProposal.objects.filter(RetentionProposal.WAITING, case_id__in=keys)
    context = {
        "rows": list(_rows(shown.rows, terms_of(keys), _by_case(held, visitor), _by_case(waiting, visitor), visitor)),
        "links": shown.links({}),
        "purpose_line": PURPOSE.label,
    }
    return render(request, "cases/retention.html", context)


def _by_case(rows, visitor):
    found = disclosed(visible_to(rows, visitor, Act.REVIEW_RETENTION), PURPOSE, visitor)
    return {row.case_id: row for row in found}


def _rows(cases, terms, holds, proposals, visitor):
    """What the page says of each: nothing is due while it is on hold."""
    today = localdate(visitor.now)
    for case in cases:
        term, hold = terms.get(case.id), holds.get(case.id)
        told = {"case": case, "hold": hold, "proposal": proposals.get(case.id), "due": None}
        if term:
            told |= {"due": term.due_on, "then": term.get_then(), "years": term.years}
        yield told | {"is_due": bool(term and term.due_on <= today and not hold)}


def waiting_for(visitor) -> list:
    """What another person approved and a manager is to carry out, as one line of their work that names nobody."""
    if not visitor.may(Act.CARRY_OUT_RETENTION):
        return []
    approved = RetentionProposal.objects.filter(answer=RetentionProposal.Answer.APPROVED, carried_at=None)
    rows = visible_to(approved, visitor, Act.CARRY_OUT_RETENTION).order_by("decided_at", "id")
    found = list(rows.values_list("case_id", "id", "decided_at"))
    if not found:
        return []
    case_id, key, decided_at = found[0]
    title = _("Ended records to archive or destroy: %(count)s") % {"count": len(found)}
    url = reverse("cases:retention_carry_out", args=[case_id, key])
    return [WorkItem(localdate(decided_at), title, _("Records that have ended"), _("See the first"), url)]


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
