"""Applications as the officer works on them: what was asked, the service's view, the service's own (rules 71, 72)."""

from functools import partial

from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from cases.access.gate import case_page
from cases.access.roles import Act
from cases.composition import Panel
from cases.views.forms_help import acting, attempt, status_of
from cases.views.header import case_header
from sanctions.actions.answering import give_view, note_comment
from sanctions.actions.applying import (
    apply_for_service,
    note_application,
    open_to_change,
    staff_may_withdraw,
    take_back,
)
from sanctions.application_forms import NoteAskForm, StaffAskForm, TakeBackForm, ViewForm
from sanctions.models import Application
from sanctions.report_forms import NoteCommentForm
from sanctions.views.application_parts import applications_of, latest_decision, the_application, told
from sanctions.views.bundle import compliance
from sanctions.views.noncompliance import saved_first

TAB, ONE = "sanctions:applications", "sanctions:application"
AskedBy = Application.AskedBy


@require_safe
@case_page(Act.READ_CASE, "application")
def overview(request, door):
    """Everything that was asked of the court in this case, and where each stands."""
    context = {
        "header": case_header(request, door, TAB),
        "applications": applications_of(door),
        "keeps": door.may(Act.KEEP_CASE),
        "can_ask": open_to_change(door.case_id, localdate(door.visitor.now)).exists(),
    }
    return render(request, "sanctions/applications.html", context)


@require_safe
@case_page(Act.READ_CASE, "application")
def application(request, door, application_id):
    """One application with both sides and the decision, and what is to do next."""
    context = told(the_application(Application.objects, application_id, door), door)
    context |= _to_do(door, context)
    return render(request, "sanctions/application.html", context | {"header": case_header(request, door, TAB)})


def _to_do(door, found) -> dict:
    """What the officer can do with an application now."""
    asked = found["application"]
    acts = found["waits"] and door.may(Act.KEEP_CASE)
    return {
        "to_view": acts and asked.asked_by == AskedBy.PERSON and not found["view"],
        "to_hear": acts and asked.asked_by != AskedBy.PERSON and not found["comment"],
        "to_withdraw": acts and staff_may_withdraw(asked),
    }


@case_page(Act.KEEP_CASE, "application")
def note(request, door):
    """Write down what the person asked for aloud or on paper."""
    return _ask(request, door, NoteAskForm, note_application, "sanctions/application_note.html")


@case_page(Act.KEEP_CASE, "application")
def new(request, door):
    """Ask for the service itself."""
    return _ask(request, door, StaffAskForm, apply_for_service, "sanctions/application_new.html")


def _ask(request, door, form_class, verb, template):
    sanctions = open_to_change(door.case_id, localdate(door.visitor.now))
    if not sanctions.exists():
        return redirect(TAB, door.case_id)
    form = form_class(request.POST or None, sanctions=sanctions)
    act = acting(door, verb)
    made = attempt(form, lambda: act(**form.given())) if form.is_valid() else None
    if made:
        return redirect(ONE, door.case_id, made.id)
    context = {"header": case_header(request, door, TAB), "form": form}
    return render(request, template, context, status=status_of(form))


def _step(request, door, application_id, form_class, verb, template, possible):
    """A page with one form about an application, while its step is `possible`; it leads back to the application."""
    context = told(the_application(Application.objects, application_id, door), door)
    found = context["application"]
    if not _to_do(door, context)[possible]:
        return redirect(ONE, door.case_id, application_id)
    form = form_class(request.POST or None, initial={"version": found.version})
    both, status = [], 200
    if form.is_valid():
        act = partial(verb, application_id=application_id)
        done, both, status = saved_first(form, door, act, {}, found.version)
        if done:
            return redirect(ONE, door.case_id, application_id)
    context |= {"header": case_header(request, door, TAB), "form": form, "both": both}
    context["compliance"] = compliance(found.sanction_id, door)
    return render(request, template, context, status=max(status, status_of(form)))


@case_page(Act.KEEP_CASE, "application")
def view(request, door, application_id):
    """Say what the service thinks, with what was complied with before one."""
    template = "sanctions/application_view.html"
    return _step(request, door, application_id, ViewForm, give_view, template, "to_view")


@case_page(Act.KEEP_CASE, "application")
def comment(request, door, application_id):
    """Write down what the person says to an application of the service."""
    template = "sanctions/application_comment.html"
    return _step(request, door, application_id, NoteCommentForm, note_comment, template, "to_hear")


@case_page(Act.KEEP_CASE, "application")
def withdraw(request, door, application_id):
    """Take the service's own back, or write down that the person took back theirs."""
    template = "sanctions/application_withdraw.html"
    return _step(request, door, application_id, TakeBackForm, take_back, template, "to_withdraw")


def overview_applications(door):
    """On the case overview: what waits for the court, and the latest decision while it can be appealed against."""
    waiting, decision = applications_of(door, state=Application.State.OPEN), latest_decision(door)
    if not waiting and not decision:
        return None
    context = {"waiting": waiting, "decision": decision, "case_id": door.case_id}
    return Panel("sanctions/_overview_applications.html", context)
