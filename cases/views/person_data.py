"""The person's data and how to reach them, kept up to date; and the case handed over (rules 7, 30, 42, 43)."""

from django.db.models import F
from django.shortcuts import redirect, render

from cases.access.gate import case_page
from cases.access.roles import Act
from cases.actions.handing_over import hand_over, kept_away, may_take_over
from cases.actions.person_data import add_contact, change_person, end_contact, verify_contact
from cases.disclosure.view import disclosed, disclosed_or_404
from cases.history.record import StaleVersion
from cases.models.caserecord import Assignment, CaseRecord
from cases.models.fields import in_force
from cases.models.person import ContactPoint
from cases.person_forms import ContactForm, HandOverForm, PersonChangeForm, PressForm
from cases.views.conflict import Saving
from cases.views.forms_help import STALE, acting, attempt, status_of
from cases.views.header import case_header, the_case

TAB = "cases:detail"
OF_PERSON = PersonChangeForm.OF_PERSON


@case_page(Act.KEEP_CASE, "person")
def person(request, door):
    """Change the person's data, with the reason."""
    stands = the_case(door).person
    now_there = {name: getattr(stands, name) for name in OF_PERSON}
    form = PersonChangeForm(request.POST or None, initial=now_there | {"version": stands.version})
    both, status = [], status_of(form)
    if form.is_valid():
        saving = Saving(form, lambda: acting(door, change_person)(**form.cleaned_data))
        if saving.result:
            return redirect(TAB, door.case_id)
        both, status = saving.both_texts(now_there, version=stands.version), saving.status
    context = {"header": case_header(request, door, TAB), "form": form, "both": both}
    return render(request, "cases/person_change.html", context, status=status)


@case_page(Act.KEEP_CASE, "person")
def contacts(request, door):
    """Every way to reach the person, now and before; another one; and what came of one that stands there."""
    pressed = PressForm(request.POST) if "contact_id" in request.POST else None
    form = ContactForm(request.POST if request.method == "POST" and not pressed else None)
    sent, stale = pressed or form, False
    try:
        if sent.is_valid() and attempt(sent, lambda: _changed(door, sent)):
            return redirect("cases:contacts", door.case_id)
    except StaleVersion:
        stale = True
    rows = ContactPoint.objects.filter(person__case_records=door.case_id)
    rows = rows.order_by(F("ends_on").desc(nulls_first=True), "kind", "-starts_on")
    context = {
        "header": case_header(request, door, TAB),
        "contacts": disclosed(rows, door.purpose, door.visitor),
        "form": form,
        "pressed": pressed,
        "stale": stale,
    }
    return render(request, "cases/contacts.html", context, status=STALE if stale else status_of(sent))


def _changed(door, sent):
    given = dict(sent.cleaned_data)
    verb = {"verified": verify_contact, "ended": end_contact}.get(given.pop("done", ""), add_contact)
    return acting(door, verb)(**given)


@case_page(Act.MANAGE_UNIT, "overview")
def handing_over(request, door):
    """Let another officer keep the case, and tell them what they must know first."""
    now = door.visitor.now
    kept = Assignment.objects.filter(in_force(now), case_id=door.case_id).order_by("-starts_at")
    keeper = disclosed_or_404(kept, door.purpose, door.visitor, "staff")
    case = CaseRecord.objects.get(pk=door.case_id)
    offered = {"unit_id": case.unit_id, "posts": may_take_over(case, now)}
    form = HandOverForm(request.POST or None, **offered, initial=_as_kept(keeper))
    both, status = [], status_of(form)
    if form.is_valid():
        saving = Saving(form, lambda: acting(door, hand_over)(**form.cleaned_data))
        if saving.result:
            return redirect(TAB, door.case_id)
        both, status = saving.both_texts({"to": keeper.staff_id}, **_as_kept(keeper)), saving.status
    context = {"header": case_header(request, door, TAB), "keeper": keeper, "form": form, "both": both}
    context["kept_away"] = [post.name for post in disclosed(kept_away(case, now), door.purpose, door.visitor)]
    context["nobody"] = not form.fields["to"].widget.choices
    return render(request, "cases/hand_over.html", context, status=status)


def _as_kept(keeper):
    return {"assignment_id": keeper.id, "version": keeper.version}
