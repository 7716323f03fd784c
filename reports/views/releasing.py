"""Deciding about what was put together, sending it, and what becomes of it afterwards: one page each (rules 47, 49)."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.access.gate import case_page
from cases.access.roles import Act
from cases.disclosure.view import disclosed_or_404
from cases.models.disclosure_made import Deferral, DisclosureMade
from cases.views.conflict import Saving
from cases.views.forms_help import acting, attempt, status_of
from cases.views.header import case_header
from reports.actions.releasing import READY, approve, note_acknowledged, recall, review_deferral, send
from reports.disclosure_forms import ApproveForm, DeferralForm, SendForm, StepForm
from reports.views.disclosures import TAB, the_disclosure

State = DisclosureMade.State


def _saved(request, door, form, act, made_id, template, context):
    """A page with one form that carries a version; whoever comes late is told, and keeps what was typed."""
    status, stale = status_of(form), False
    if form.is_valid():
        saving = Saving(form, lambda: act(**(form.given() if hasattr(form, "given") else form.cleaned_data)))
        if saving.result:
            return redirect("cases:disclosure", door.case_id, made_id)
        saving.both_texts({}, version=context()["version"])
        stale, status = saving.stale, saving.status
    header = case_header(request, door, TAB) | {"purpose": ""}
    return render(request, template, {"header": header, "form": form, "stale": stale} | context(), status=status)


@case_page(Act.APPROVE_DISCLOSURE, "disclosing")
def decide(request, door, disclosure_made_id):
    """A manager reads what is to leave, and why it goes beyond the usual: two buttons, and the reasons."""

    def context():
        told = the_disclosure(door, disclosure_made_id)
        return told | {"version": told["made"].version, "waits": told["made"].state == State.TO_APPROVE}

    form = ApproveForm(request.POST or None, initial={"version": context()["version"]})
    act = acting(door, approve, disclosure_made_id=disclosure_made_id)
    return _saved(request, door, form, act, disclosure_made_id, "disclosures/approve.html", context)


@case_page(Act.KEEP_CASE, "disclosing")
def leave(request, door, disclosure_made_id):
    """Before it leaves: what cannot be taken back, two buttons and no fields."""

    def context():
        told = the_disclosure(door, disclosure_made_id)
        return told | {"version": told["made"].version, "waits": told["made"].state in READY}

    form = SendForm(request.POST or None, initial={"version": context()["version"]})
    act = acting(door, send, disclosure_made_id=disclosure_made_id)
    return _saved(request, door, form, act, disclosure_made_id, "disclosures/send.html", context)


@case_page(Act.KEEP_CASE, "disclosing")
def acknowledge(request, door, disclosure_made_id):
    """Record that the recipient has it."""
    words = {
        "title": _("The recipient has it"),
        "text": _("How and when did they say so?"),
        "button": _("Record it"),
    }
    return _step(request, door, disclosure_made_id, note_acknowledged, words)


@case_page(Act.KEEP_CASE, "disclosing")
def call_back(request, door, disclosure_made_id):
    """Recall what was sent: the recipient is told."""
    words = {
        "title": _("Recall what was sent"),
        "text": _(
            "Tell the recipient to destroy it and not to use it, then write here how you told them, and why. Whoever "
            "read it on their own page reads it no longer. What left stays in the register."
        ),
        "button": _("Recall it"),
    }
    return _step(request, door, disclosure_made_id, recall, words)


def _step(request, door, made_id, verb, words):
    told = the_disclosure(door, made_id)
    form = StepForm(request.POST or None)
    act = acting(door, verb, disclosure_made_id=made_id)
    if form.is_valid() and attempt(form, lambda: act(**form.cleaned_data)):
        return redirect("cases:disclosure", door.case_id, made_id)
    header = case_header(request, door, TAB) | {"purpose": ""}
    context = {"header": header, "form": form, "words": words, "made": told["made"]}
    return render(request, "disclosures/step.html", context, status=status_of(form))


@case_page(Act.APPROVE_DISCLOSURE, "disclosing")
def look_again(request, door, deferral_id):
    """Whether the ground for not telling the person still holds."""

    def context():
        rows = Deferral.objects.filter(pk=deferral_id, root=door.case_id)
        held = disclosed_or_404(rows, door.purpose, door.visitor, "legal_ground", "made")
        back = reverse("cases:disclosure", args=[door.case_id, held.made.id])
        return {"held": held, "version": held.version, "back": back}

    form = DeferralForm(request.POST or None, initial={"version": context()["version"]})
    act = acting(door, review_deferral, deferral_id=deferral_id)
    made_id = context()["held"].made.id
    return _saved(request, door, form, act, made_id, "disclosures/deferral.html", context)
