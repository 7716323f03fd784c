"""The consent register of a victim, and what is done with their agreement: asked, taken back, begun, ended."""

from functools import partial

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.timezone import localdate

from cases.access.gate import record_page
from cases.access.roles import Act
from cases.actions import victim_consents
from cases.consent_forms import AnswerForm, WithdrawForm
from cases.disclosure.view import disclosed_one
from cases.languages import text_in
from cases.models.consent import ConsentPurpose, VictimConsent
from cases.models.fields import in_language
from cases.models.victim_notice import AgreedWork
from cases.victim_forms import EndWorkForm, WorkForm
from cases.views.conflict import Saving
from cases.views.forms_help import attempt, status_of
from cases.views.victim_page import PURPOSE, the_victim


def acting_on(door, verb, **given):
    """A verb as the visitor at the door calls it now on the victim behind it."""
    return partial(verb, by=door.visitor, now=door.visitor.now, victim_contact_id=door.root_id, **given)


@record_page("victim_contact", Act.KEEP_VICTIM, "victim")
def consent(request, door, purpose):
    """Ask for one purpose, or ask again: the text of the law stands there, the answer does not."""
    rows = ConsentPurpose.objects.filter(code=purpose, owner=ConsentPurpose.Owner.VICTIM)
    asked, victim = disclosed_one(rows, door.purpose, door.visitor), the_victim(door)
    if asked is None:
        raise Http404
    text = text_in(asked.text, victim.language)
    form = AnswerForm(request.POST or None, initial={"text": text, "language": victim.language})
    if form.is_valid():
        act = acting_on(door, victim_consents.answer, purpose=purpose)
        if attempt(form, lambda: act(**form.cleaned_data)):
            return redirect("victims:detail", door.root_id)
    context = {
        "title": in_language(asked.title),
        "purpose": asked,
        "in_words": "" if text else in_language(asked.text),
        "form": form,
        "victim": victim,
        "purpose_line": PURPOSE.label,
    }
    return render(request, "victims/consent.html", context, status=status_of(form))


@record_page("victim_contact", Act.KEEP_VICTIM, "victim")
def withdraw(request, door, victim_consent_id):
    """They take an agreement back."""
    rows = VictimConsent.objects.filter(pk=victim_consent_id, victim_id=door.root_id, answer=VictimConsent.Answer.YES)
    given = disclosed_one(rows, door.purpose, door.visitor, "purpose")
    if given is None or given.withdrawn_on:
        raise Http404
    initial = {"version": given.version, "withdrawn_on": localdate(door.visitor.now)}
    form = WithdrawForm(request.POST or None, initial=initial)
    act = acting_on(door, victim_consents.withdraw, consent_id=victim_consent_id)
    return answered(request, door, form, act, "victims/withdraw.html", {"given": given}, version=given.version)


@record_page("victim_contact", Act.KEEP_VICTIM, "victim")
def work(request, door):
    """Begin what they agreed to."""
    form = WorkForm(request.POST or None)
    return answered(request, door, form, acting_on(door, victim_consents.begin_work), "victims/work.html", {})


@record_page("victim_contact", Act.KEEP_VICTIM, "victim")
def end_work(request, door, agreed_work_id):
    """It is done, or was given up."""
    rows = AgreedWork.objects.filter(pk=agreed_work_id, victim_id=door.root_id, ended_on=None)
    going_on = disclosed_one(rows, door.purpose, door.visitor)
    if going_on is None:
        raise Http404
    form = EndWorkForm(request.POST or None, initial={"version": going_on.version})
    act = acting_on(door, victim_consents.end_work, work_id=agreed_work_id)
    return answered(request, door, form, act, "victims/work_end.html", {"work": going_on}, version=going_on.version)


def answered(request, door, form, act, template, context, current=(), **versions):
    """A form about one victim: done, refused at its fields, or late; what was typed is kept."""
    both, status = [], status_of(form)
    if form.is_valid():
        saving = Saving(form, lambda: act(**form.cleaned_data))
        if saving.result:
            return redirect("victims:detail", door.root_id)
        both, status = saving.both_texts(dict(current), **versions), saving.status
    context |= {"form": form, "both": both, "stale": status == 409, "victim": the_victim(door)}
    return render(request, template, context | {"purpose_line": PURPOSE.label}, status=status)
