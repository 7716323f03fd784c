"""Carrying out what the authority changed: its words, the conditions as they stand, and the ways to change them."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.access.gate import case_page
from cases.access.roles import Act
from cases.disclosure.view import disclosed, disclosed_one
from cases.models import Deadline
from cases.views.conflict import Saving
from cases.views.forms_help import STALE, acting, status_of
from cases.views.header import case_header
from cases.views.words import in_a_row
from sanctions.actions.carrying_out import CARRY_OUT, carry_out, lift_condition
from sanctions.actions.ruling import CHANGES
from sanctions.forms import LiftForm, VersionForm
from sanctions.models import ApplicationDecision, Condition, Ruling, Sanction
from sanctions.views.standing import sanctions_of, with_conditions

TAB = "sanctions:overview"


def orders_to_change(door) -> set:
    """The orders of a case in which something that the authority changed waits to be carried out. One query."""
    waiting = Deadline.objects.filter(case_id=door.case_id, code=CARRY_OUT, met_at=None)
    return {step.about for step in disclosed(waiting, door.purpose, door.visitor)}


def being_changed(door, sanction_id):
    """The order as it stands, while something the authority changed waits to be carried out; 404 for any other."""
    standings = sanctions_of(door, pk=sanction_id, state=Sanction.State.IN_FORCE)
    if not standings or sanction_id not in orders_to_change(door):
        raise Http404
    return standings[0]


def open_order(door, sanction_id) -> tuple:
    """An order into which conditions can be written: how it stands, where it is checked, and why it is written into.

    404 for an order that is neither being recorded nor being changed.
    """
    keys = [door.case_id, sanction_id]
    if standings := sanctions_of(door, pk=sanction_id, state=Sanction.State.RECEIVED):
        return standings[0], reverse("sanctions:settle", args=keys), ""
    standing = being_changed(door, sanction_id)
    says = {"reference": in_a_row(each.reference for each in _ordered(door, sanction_id))}
    return standing, reverse("sanctions:changes", args=keys), _("As decided: %(reference)s.") % says


@case_page(Act.KEEP_CASE, "sanction")
def changes(request, door, sanction_id):
    """What the authority wrote, each condition with what can be done to it, and the press that says it is done."""
    [standing] = with_conditions([being_changed(door, sanction_id)], door)
    form = VersionForm(request.POST or None)
    if form.is_valid():
        saving = Saving(form, lambda: acting(door, carry_out, sanction_id=sanction_id)(**form.cleaned_data))
        if saving.result:
            return redirect(TAB, door.case_id)
    changed = form.is_bound and not form.errors
    context = {
        "header": case_header(request, door, TAB),
        "standing": standing,
        "ordered": _ordered(door, sanction_id),
        "form": form,
        "changed": changed,
    }
    return render(request, "sanctions/changes.html", context, status=STALE if changed else status_of(form))


def _ordered(door, sanction_id):
    """Every ruling and decision that changed the order, the latest first. Two queries."""
    rulings = Ruling.objects.filter(report__sanction_id=sanction_id, outcome__in=CHANGES)
    granted = ApplicationDecision.objects.filter(application__sanction_id=sanction_id, application__kind="change")
    granted = granted.exclude(outcome=ApplicationDecision.Outcome.REFUSED)
    found = [each for rows in (rulings, granted) for each in disclosed(rows, door.purpose, door.visitor, "authority")]
    return sorted(found, key=lambda each: each.recorded_at, reverse=True)


@case_page(Act.KEEP_CASE, "sanction")
def lift(request, door, condition_id):
    """The authority took a condition away: from which day, and where it says so."""
    rows = Condition.objects.filter(pk=condition_id, case_id=door.case_id)
    condition = disclosed_one(rows, door.purpose, door.visitor, "condition_type")
    if condition is None or condition.lifted_on:
        raise Http404
    being_changed(door, condition.sanction_id)
    initial = {"version": condition.version, "lifted_on": localdate(door.visitor.now)}
    form = LiftForm(request.POST or None, initial=initial)
    both, status = [], status_of(form)
    if form.is_valid():
        saving = Saving(form, lambda: acting(door, lift_condition, condition_id=condition_id)(**form.cleaned_data))
        if saving.result:
            return redirect("sanctions:changes", door.case_id, condition.sanction_id)
        stands = {"lifted_on": condition.lifted_on}
        both, status = saving.both_texts(stands, version=condition.version), saving.status
    context = {"header": case_header(request, door, TAB), "condition": condition, "form": form, "both": both}
    return render(request, "sanctions/condition_lift.html", context, status=status)
