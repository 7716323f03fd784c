"""Risk and needs of a case on one page: what was asked and found, who was asked to help, what came of it (rule 60)."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from cases.access.gate import case_page
from cases.access.roles import Act
from cases.actions.needs import write_needs
from cases.assessing import left_open, needs_found
from cases.assessment_forms import NeedsForm
from cases.composition import Panel, composition
from cases.disclosure.purposes import SELF
from cases.disclosure.view import disclosed
from cases.models.assessment import CaseAssessment
from cases.models.fields import in_language
from cases.models.instrument import Instrument
from cases.models.needs import NeedsSummary
from cases.models.referral import Referral
from cases.views.drafting import keeps_drafts, with_draft
from cases.views.forms_help import acting, attempt, status_of
from cases.views.header import case_header

TAB = "cases:needs"


def newest_instruments(answered_by):
    """Code to the newest version of each instrument that somebody answers."""
    rows = Instrument.objects.filter(answered_by=answered_by).order_by("edition", "id")
    return {row.code: row for row in rows}


def threshold_title(shown) -> str:
    """What the threshold that was met is called; empty where none was."""
    thresholds = shown.instrument.thresholds
    return next((in_language(each["title"]) for each in thresholds if each["from"] == shown.met_from), "")


def by_instrument(assessments, instruments) -> list:
    """Of each instrument what was answered last, what it found, and what was answered before."""
    found = []
    for code, instrument in instruments.items():
        given = [each for each in assessments if each.instrument.code == code]
        corrected = {each.replaces_id for each in given}
        given = [each for each in given if each.id not in corrected]
        found.append({"code": code, "title": in_language(instrument.title), "last": None, "earlier": given[1:]})
        if given:
            found[-1] |= {"last": given[0]} | what_it_says(given[0])
    return found


def what_it_says(shown) -> dict:
    """What a page says of answers: the threshold, the needs that were found, how many questions stayed open."""
    return {
        "threshold": threshold_title(shown),
        "needs": needs_found(shown.instrument, shown.answers),
        "open": left_open(shown.instrument, shown.answers),
    }


def _assessments(door):
    rows = CaseAssessment.objects.filter(case_id=door.case_id).order_by("-done_on", "-id")
    return disclosed(rows, door.purpose, door.visitor, "instrument")


def _referrals(door, **only):
    rows = Referral.objects.filter(case_id=door.case_id, **only).order_by("-id")
    return disclosed(rows, door.purpose, door.visitor, "assessment", "assessment__instrument")


@require_safe
@case_page(Act.READ_CASE, "needs")
def needs(request, door):
    """The officer's words first, then what was asked, then help needed beside help given."""
    summaries = NeedsSummary.objects.filter(case_id=door.case_id).order_by("-id")
    instruments = newest_instruments(Instrument.AnsweredBy.PERSON)
    context = {
        "header": case_header(request, door, TAB),
        "summaries": disclosed(summaries, door.purpose, door.visitor),
        "instruments": by_instrument(_assessments(door), instruments),
        "referrals": _referrals(door),
        "panels": [panel for make in composition.help if (panel := make(door))],
        "may_keep": door.may(Act.KEEP_CASE),
    }
    return render(request, "cases/needs.html", context)


@case_page(Act.KEEP_CASE, "needs")
@keeps_drafts
def write(request, door):
    """Sum up risk and needs anew; what was written before stays."""
    form = with_draft(request, NeedsForm(request.POST or None))
    if form.is_valid() and attempt(form, lambda: acting(door, write_needs)(**form.cleaned_data)):
        return redirect(TAB, door.case_id)
    rows = NeedsSummary.objects.filter(case_id=door.case_id).order_by("-id")[:1]
    context = {"header": case_header(request, door, TAB), "form": form}
    context["last"] = disclosed(rows, door.purpose, door.visitor)
    return render(request, "cases/needs_write.html", context, status=status_of(form))


def overview_needs(door):
    """On the case overview: what an instrument asks to be passed on, or somebody to be asked about."""
    if door.purpose not in SELF:
        return None
    running = _referrals(door, state__in=Referral.RUNNING)
    context = {"referrals": running, "case_id": door.case_id, "may_keep": door.may(Act.KEEP_CASE)}
    return Panel("cases/_needs.html", context) if running else None
