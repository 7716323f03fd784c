"""What the person asks of the court: an early end, another condition; and what came of it (rules 71, 72)."""

from functools import partial

from django import forms
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.access.gate import own_page
from cases.access.roles import Act
from cases.composition import Panel
from cases.deadlines.limits import limit_from
from cases.models.mandate import Part
from cases.views.forms_help import acting, attempt, status_of
from cases.views.person import own_context
from cases.views.words import in_full
from sanctions.actions.answering import comment as say
from sanctions.actions.applying import apply, open_to_change
from sanctions.actions.applying import withdraw as take_back
from sanctions.application_forms import ChangeForm, EndForm
from sanctions.models import Application
from sanctions.report_forms import CommentForm
from sanctions.views.application_parts import applications_of, latest_decision, the_application, told

FORMS = {form.kind: form for form in (EndForm, ChangeForm)}
AskedBy, State = Application.AskedBy, Application.State


@require_safe
@own_page(Act.READ_OWN, "application", parts=(Part.REPORTS,))
def applications(request, door):
    """What do you want to do? And what was asked so far, with where each stands."""
    context = {
        "applications": applications_of(door),
        "may_apply": door.may(Act.APPLY),
        "can_ask": open_to_change(door.case_id, localdate(door.visitor.now)).exists(),
    }
    return render(request, "sanctions/own_applications.html", own_context(door) | context)


@own_page(Act.APPLY, "application")
def new(request, door, kind):
    """Ask, in one's own words, after reading what happens then and until when."""
    now = door.visitor.now
    sanctions = open_to_change(door.case_id, localdate(now))
    if not sanctions.exists():
        return redirect("my:applications")
    form = FORMS[kind](request.POST or None, sanctions=sanctions)
    act = partial(apply, by=door.visitor, now=now, case_id=door.case_id)
    made = attempt(form, lambda: act(**form.given())) if form.is_valid() else None
    if made:
        return redirect("my:application", made.id)
    waiting = {"state": State.OPEN, "kind": kind, "asked_by": AskedBy.PERSON}
    context = own_context(door) | {
        "form": form,
        "ends": kind == Application.Kind.END,
        "waiting": applications_of(door, **waiting),
        "view_by": limit_from(now, "application.view"),
        "decide_by": limit_from(now, "application.decide"),
    }
    return render(request, "sanctions/own_application_new.html", context, status=status_of(form))


def _told(door, application_id) -> dict:
    """An application of one's own case with what belongs to it, and what can be done with it now."""
    found = told(the_application(Application.objects, application_id, door), door)
    asked_by = found["application"].asked_by
    heard = asked_by != AskedBy.PERSON and not found["comment"]
    return found | {
        "to_say": door.may(Act.COMMENT) and found["waits"] and heard,
        "to_withdraw": door.may(Act.APPLY) and found["waits"] and asked_by == AskedBy.PERSON,
    }


@require_safe
@own_page(Act.READ_OWN, "application", parts=(Part.REPORTS,))
def application(request, door, application_id):
    """Where it stands, what the officer says to it, and the decision in plain words."""
    context = _told(door, application_id)
    late = context["waits"] and context["application"].decide_by < context["today"]
    context |= {"steps": _steps(context), "late": late}
    return render(request, "sanctions/own_application.html", own_context(door) | context)


def _steps(found) -> list:
    """Asked, answered, decided: each done, now or still to come."""
    asked = found["application"]
    mine = asked.asked_by == AskedBy.PERSON
    answer, decision = found["view"] or found["comment"], found["decision"]
    answered = {
        "label": _("Your officer says what the service thinks") if mine else _("You can say how you see it"),
        "state": "done" if answer else "current" if found["waits"] else "todo",
        "meta": _answered(answer) if answer else _("Until %(day)s") % {"day": in_full(asked.answer_by)},
    }
    waited = _("Due by %(date)s") % {"date": in_full(asked.decide_by)}
    said = decision and f"{in_full(decision.decided_on)} · {decision.outcome_label}"
    ended = {
        "label": _("The court decides"),
        "state": "done" if decision else "current" if answer else "todo",
        "meta": said or waited,
    }
    label = {
        AskedBy.PERSON: _("You asked the court"),
        AskedBy.SERVICE: _("Your officer asked the court"),
        AskedBy.LAW: _("You do not agree, so the law asks the court"),
    }[asked.asked_by]
    first = {"label": label, "state": "done", "meta": in_full(asked.made_at)}
    if asked.state in (State.WITHDRAWN, State.LAPSED):
        return [first, {"label": _closed(asked), "state": "done", "meta": in_full(asked.closed_at)}]
    return [first, answered, ended]


def _answered(answer):
    return in_full(answer.given_at if "given_at" in answer else answer.made_at)


def _closed(asked):
    if asked.state == State.LAPSED:
        return _("Closed: the sanction is over, so there is nothing left to ask for")
    if asked.asked_by == AskedBy.LAW:
        return _("You agreed after all, so there is nothing left to decide")
    return _("Withdrawn before the court decided")


@own_page(Act.COMMENT, "application")
def comment(request, door, application_id):
    """What the officer asks of the court, and the person's own words about it."""
    context = _told(door, application_id)
    if not context["to_say"]:
        return redirect("my:application", application_id)
    form = CommentForm(request.POST or None)
    if form.is_valid():
        act = acting(door, say)
        if attempt(form, lambda: act(application_id=application_id, **form.given())):
            return redirect("my:application", application_id)
    context |= own_context(door) | {"form": form}
    return render(request, "sanctions/own_application_comment.html", context, status=status_of(form))


@own_page(Act.APPLY, "application")
def withdraw(request, door, application_id):
    """Take it back: two buttons, no questions."""
    context = _told(door, application_id)
    if context["to_withdraw"] and request.method == "POST":
        act = acting(door, take_back)
        attempt(forms.Form(request.POST), lambda: act(application_id=application_id))
    if request.method == "POST" or not context["to_withdraw"]:
        return redirect("my:application", application_id)
    return render(request, "sanctions/own_application_withdraw.html", own_context(door) | context)


def own_home_applications(door):
    """On the person's page: what the officer asks about them, what waits for the court, what it decided."""
    waiting, decision = applications_of(door, state=State.OPEN), latest_decision(door)
    if not waiting and not decision:
        return None
    context = {"waiting": waiting, "decision": decision}
    return Panel("sanctions/_own_applications.html", context)
