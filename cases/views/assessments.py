"""Asking the questions of an instrument, reading what was answered, and the steps of the referral it opened."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.access.gate import case_page
from cases.access.roles import Act
from cases.actions import needs as verbs
from cases.assessing import chosen
from cases.assessment_forms import AnswersForm, CameOfItForm, OverrideForm, PassOnForm
from cases.disclosure.view import disclosed_one, disclosed_or_404
from cases.models.assessment import Assessment, CaseAssessment
from cases.models.fields import in_language
from cases.models.instrument import Instrument
from cases.models.referral import Referral
from cases.views.conflict import Saving
from cases.views.drafting import keeps_drafts, with_draft
from cases.views.forms_help import acting, attempt, status_of
from cases.views.header import case_header
from cases.views.needs import TAB, what_it_says

State = Referral.State


def the_instrument(door, code, answered_by):
    """The newest version of an instrument that somebody answers. Raises Http404 where there is none."""
    rows = Instrument.objects.filter(code=code, answered_by=answered_by).order_by("-edition")
    return disclosed_or_404(rows, door.purpose, door.visitor)


def question_rows(shown) -> list:
    """Each question of an assessment with its answer and source, in words."""
    sources = dict(Assessment.Source.choices)
    rows = []
    for question in shown.instrument.questions:
        answer = chosen(question, shown.answers)
        source = shown.answers.get(question["key"], {}).get("source", "")
        rows.append(
            {
                "key": question["key"],
                "question": in_language(question["text"]),
                "answer": in_language(answer["text"]) if answer else _("Not answered"),
                "score": answer["score"] if answer else 0,
                "source": str(sources.get(source, "")),
            }
        )
    return rows


def _assessment(door, key):
    rows = CaseAssessment.objects.filter(pk=key, case_id=door.case_id)
    return disclosed_or_404(rows, door.purpose, door.visitor, "instrument", extra=("replaced_by__id",))


@case_page(Act.KEEP_CASE, "needs")
@keeps_drafts
def ask(request, door, instrument):
    """Ask the questions: nothing is chosen beforehand."""
    asked = the_instrument(door, instrument, Instrument.AnsweredBy.PERSON)
    form = with_draft(request, AnswersForm(request.POST or None, instrument=asked))
    act = acting(door, verbs.record_assessment, instrument=instrument)
    return _asking(request, door, form, act, asked)


@case_page(Act.KEEP_CASE, "needs")
@keeps_drafts
def correct(request, door, case_assessment_id):
    """Correct answers by others that take their place."""
    before = _assessment(door, case_assessment_id)
    asked = the_instrument(door, before.instrument.code, Instrument.AnsweredBy.PERSON)
    form = with_draft(request, AnswersForm(request.POST or None, instrument=asked, before=before.answers))
    act = acting(door, verbs.replace_assessment, instrument=asked.code, assessment_id=case_assessment_id)
    return _asking(request, door, form, act, asked, before=before)


def _asking(request, door, form, act, asked, before=None):
    if form.is_valid() and attempt(form, lambda: act(**form.given())):
        return redirect(TAB, door.case_id)
    context = {"header": case_header(request, door, TAB), "form": form, "instrument": asked, "before": before}
    return render(request, "cases/assess.html", context, status=status_of(form))


@require_safe
@case_page(Act.READ_CASE, "needs")
def assessment(request, door, case_assessment_id):
    """All answers with their sources, the score and what it means."""
    shown = _assessment(door, case_assessment_id)
    context = {
        "header": case_header(request, door, TAB),
        "shown": shown,
        "rows": question_rows(shown),
        "may_keep": door.may(Act.KEEP_CASE) and not shown.replaced_by__id,
    }
    return render(request, "cases/assessment.html", context | what_it_says(shown))


@case_page(Act.KEEP_CASE, "needs")
def pass_on(request, door, referral_id):
    """Pass it on: to whom."""
    form = PassOnForm(request.POST or None)
    said = {"title": _("Pass it on to a social worker"), "button": _("It is passed on")}
    return _step(request, door, referral_id, State.OPEN, form, verbs.pass_on, said)


@case_page(Act.KEEP_CASE, "needs")
def came_of_it(request, door, referral_id):
    """Record what came of it."""
    form = CameOfItForm(request.POST or None)
    said = {"title": _("What came of the referral"), "button": _("Record it")}
    return _step(request, door, referral_id, State.PASSED_ON, form, verbs.answer_referral, said)


@case_page(Act.KEEP_CASE, "needs")
def override(request, door, referral_id):
    """Do not pass it on, and say why."""
    form = OverrideForm(request.POST or None)
    said = {"title": _("Do not pass it on"), "button": _("Close it, with this reason")}
    return _step(request, door, referral_id, State.OPEN, form, verbs.override, said)


def _step(request, door, referral_id, state, form, verb, said):
    """One step of a referral; whose turn has passed finds how it stands now."""
    rows = Referral.objects.filter(pk=referral_id, case_id=door.case_id)
    shown = disclosed_one(rows, door.purpose, door.visitor, "assessment", "assessment__instrument")
    if shown is None:
        raise Http404
    form.initial = {"version": shown.version}
    both, status = [], status_of(form)
    if form.is_valid():
        saving = Saving(form, lambda: acting(door, verb, referral_id=referral_id)(**form.cleaned_data))
        if saving.result:
            return redirect(TAB, door.case_id)
        now_there = {name: getattr(shown, name) for name in form.fields if name in shown}
        both, status = saving.both_texts(now_there, version=shown.version), saving.status
    context = {"header": case_header(request, door, TAB), "referral": shown, "form": form, "both": both}
    context |= said | {"in_turn": shown.state == state or form.is_bound, "stale": status == 409}
    return render(request, "cases/referral.html", context, status=status)
