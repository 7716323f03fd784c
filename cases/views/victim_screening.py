"""Victim contact: the questions somebody who may have been harmed answers, and the referral they open (rules 8, 9)."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.access.gate import record_page
from cases.access.roles import Act
from cases.actions import victim_screening as verbs
from cases.actions.victim_events import SERVES, register_of
from cases.assessment_forms import AnswersForm, CameOfItForm, OverrideForm, VictimPassOnForm
from cases.disclosure.view import disclosed_one, disclosed_or_404
from cases.models.assessment import VictimAssessment
from cases.models.instrument import Instrument
from cases.models.referral import VictimReferral
from cases.views.assessments import question_rows, the_instrument
from cases.views.forms_help import attempt, status_of
from cases.views.needs import what_it_says
from cases.views.victim_consents import acting_on, answered
from cases.views.victim_page import PURPOSE, the_victim

State = VictimReferral.State


def _assessment(door, key):
    rows = VictimAssessment.objects.filter(pk=key, victim_id=door.root_id)
    return disclosed_or_404(rows, door.purpose, door.visitor, "instrument", extra=("replaced_by__id",))


@record_page("victim_contact", Act.KEEP_VICTIM, "victim")
def screen(request, door, questionnaire):
    """Ask them: nothing is chosen beforehand, and they need not answer."""
    asked = the_instrument(door, questionnaire, Instrument.AnsweredBy.VICTIM)
    form = AnswersForm(request.POST or None, instrument=asked)
    return _asking(request, door, form, acting_on(door, verbs.screen, instrument=questionnaire), asked)


@record_page("victim_contact", Act.KEEP_VICTIM, "victim")
def correct(request, door, victim_assessment_id):
    """Correct answers by others that take their place."""
    before = _assessment(door, victim_assessment_id)
    asked = the_instrument(door, before.instrument.code, Instrument.AnsweredBy.VICTIM)
    form = AnswersForm(request.POST or None, instrument=asked, before=before.answers)
    act = acting_on(door, verbs.screen, instrument=asked.code, replaces=victim_assessment_id)
    return _asking(request, door, form, act, asked, before=before)


def _asking(request, door, form, act, asked, before=None):
    if form.is_valid() and attempt(form, lambda: act(**form.given())):
        return redirect("victims:detail", door.root_id)
    context = {"form": form, "instrument": asked, "before": before, "victim": the_victim(door)}
    return render(request, "victims/screen.html", context | {"purpose_line": PURPOSE.label}, status=status_of(form))


@require_safe
@record_page("victim_contact", Act.KEEP_VICTIM, "victim")
def answers(request, door, victim_assessment_id):
    """All answers with their sources, the score and what it means."""
    shown = _assessment(door, victim_assessment_id)
    context = {"shown": shown, "rows": question_rows(shown), "may_keep": not shown.replaced_by__id}
    context |= what_it_says(shown) | {"victim": the_victim(door), "purpose_line": PURPOSE.label}
    return render(request, "victims/answers.html", context)


@record_page("victim_contact", Act.KEEP_VICTIM, "victim")
def pass_on(request, door, victim_referral_id):
    """Pass it on: with their agreement, or because somebody recorded danger."""
    agreed = register_of(door.root_id, door.visitor.now).allows(door.root_id, SERVES.REFERRAL)
    said = {"title": _("Pass it on to a social worker"), "button": _("It is passed on"), "agreed": bool(agreed)}
    return _step(request, door, victim_referral_id, State.OPEN, VictimPassOnForm, verbs.pass_on, said)


@record_page("victim_contact", Act.KEEP_VICTIM, "victim")
def came_of_it(request, door, victim_referral_id):
    """Record what came of it."""
    said = {"title": _("What came of the referral"), "button": _("Record it"), "agreed": True}
    return _step(request, door, victim_referral_id, State.PASSED_ON, CameOfItForm, verbs.answer, said)


@record_page("victim_contact", Act.KEEP_VICTIM, "victim")
def override(request, door, victim_referral_id):
    """Do not pass it on, and say why."""
    said = {"title": _("Do not pass it on"), "button": _("Close it, with this reason"), "agreed": True}
    return _step(request, door, victim_referral_id, State.OPEN, OverrideForm, verbs.override, said)


def _step(request, door, key, state, form_class, verb, said):
    rows = VictimReferral.objects.filter(pk=key, victim_id=door.root_id)
    shown = disclosed_one(rows, door.purpose, door.visitor, "assessment", "assessment__instrument")
    if shown is None:
        raise Http404
    form = form_class(request.POST or None, initial={"version": shown.version})
    context = said | {"referral": shown, "in_turn": shown.state == state or form.is_bound}
    act = acting_on(door, verb, referral_id=key)
    there = {name: getattr(shown, name) for name in form.fields if name in shown}
    return answered(request, door, form, act, "victims/referral.html", context, there, version=shown.version)
