"""The sanction and its conditions, and recording an order step by step (rules 2, 3, 14, 15, 21, 22)."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.timezone import localdate

from cases.access.gate import case_page
from cases.access.roles import Act
from cases.disclosure.view import disclosed_or_404
from cases.models.jurisdiction import Jurisdiction
from cases.views.conflict import Saving
from cases.views.forms_help import STALE, acting, attempt, status_of
from cases.views.header import case_header
from cases.views.statements import disagreed
from sanctions.actions.imposing import (
    add_condition,
    amend_condition,
    amend_sanction,
    bind_order,
    record_sanction,
    settle_order,
)
from sanctions.forms import AmendConditionForm, AmendOrderForm, BindForm, ConditionForm, OrderForm, VersionForm
from sanctions.models import Condition, Sanction
from sanctions.policies import disagreement, doubts
from sanctions.views.acknowledged import latest_shown
from sanctions.views.changes import open_order, orders_to_change
from sanctions.views.consent_parts import asked_of
from sanctions.views.standing import counting, sanctions_of, told, with_conditions, with_queries

TAB = "sanctions:overview"
State = Sanction.State
CONDITION_FIELDS = ("wording", "amount", "owed_to", "protected_person", "ethical_standard", "provider")


@case_page(Act.READ_CASE, "sanction")
def overview(request, door):
    """Legal words and plain words, how each condition stands, and what to do next."""
    explained = told(door)
    context = {
        "header": case_header(request, door, TAB),
        "standings": with_queries(with_conditions(sanctions_of(door), door), door),
        "counting": counting(door),
        "told": explained,
        "acknowledged": latest_shown(door),
        "missing": [row["label"] for row in explained if row["explanation"] is None],
        "keeps": door.may(Act.KEEP_CASE),
        "binds": door.may(Act.BIND_ORDER),
        "today": localdate(request.visitor.now),
        "changed": orders_to_change(door),
        "disagreed": disagreed(door, "decisions", "sanctions", "conditions", "placements"),
    }
    return render(request, "sanctions/overview.html", context)


@case_page(Act.KEEP_CASE, "sanction")
def new(request, door):
    """Record a decision and the sanction it imposes; the conditions follow, one a page."""
    visitor = request.visitor
    form = OrderForm(request.POST or None, now=visitor.now, initial={"replaces": request.GET.get("replaces")})
    if form.is_valid():
        given = form.parts() | {"replaces": form.cleaned_data["replaces"]}
        sanction = attempt(form, lambda: record_sanction(by=visitor, now=visitor.now, case_id=door.case_id, **given))
        if sanction:
            return redirect("sanctions:condition_add", door.case_id, sanction.id)
    context = {"header": case_header(request, door, TAB), "form": form, "both": []}
    return render(request, "sanctions/order_form.html", context, status=status_of(form))


@case_page(Act.KEEP_CASE, "sanction")
def edit(request, door, sanction_id):
    """Correct a typing mistake while the order is being recorded."""
    visitor = request.visitor
    standing = _being_recorded(door, sanction_id)
    sanction, decision = standing["sanction"], standing["sanction"].decision
    current = {name: getattr(decision, name) for name in ("reference", "decided_on", "offence", "considered")}
    current |= {"authority": decision.authority_id, "sanction_type": sanction.sanction_type_id}
    current |= {"starts_on": sanction.starts_on, "ends_on": sanction.ends_on}
    versions = {"version": sanction.version, "decision_version": decision.version}
    form = AmendOrderForm(request.POST or None, now=visitor.now, initial=current | versions)
    both, status = [], 200
    if form.is_valid():
        given = form.parts() | {name: form.cleaned_data[name] for name in versions}
        saving = Saving(
            form,
            lambda: amend_sanction(by=visitor, now=visitor.now, case_id=door.case_id, sanction_id=sanction_id, **given),
        )
        if saving.result:
            return redirect("sanctions:settle", door.case_id, sanction_id)
        both, status = saving.both_texts(current, **versions), saving.status
    context = {"header": case_header(request, door, TAB), "form": form, "both": both}
    return render(request, "sanctions/order_form.html", context, status=max(status, status_of(form)))


@case_page(Act.KEEP_CASE, "sanction")
def condition_add(request, door, sanction_id):
    """One condition a page; then another, or on to the check."""
    standing, check, reason = open_order(door, sanction_id)
    form = ConditionForm(request.POST or None, days=_days(standing["sanction"]))
    if form.is_valid():
        act = acting(door, add_condition, sanction_id=sanction_id, reason=reason)
        added = attempt(form, lambda: act(**form.cleaned_data))
        if added and "another" in request.POST:
            return redirect("sanctions:condition_add", door.case_id, sanction_id)
        if added:
            return redirect(check)
    [standing] = with_conditions([standing], door)
    context = {"header": case_header(request, door, TAB), "form": form, "standing": standing, "both": []}
    context["check_url"] = check
    return render(request, "sanctions/condition_form.html", context, status=status_of(form))


@case_page(Act.KEEP_CASE, "sanction")
def condition_edit(request, door, condition_id):
    """Correct a typing mistake while the order is being recorded, or write in what the authority changed."""
    rows = Condition.objects.filter(case_id=door.case_id, pk=condition_id)
    condition = disclosed_or_404(rows, door.purpose, door.visitor)
    standing, check, reason = open_order(door, condition.sanction_id)
    current = {name: getattr(condition, name) for name in CONDITION_FIELDS}
    current["condition_type"] = condition.condition_type_id
    initial = current | {"version": condition.version}
    form = AmendConditionForm(request.POST or None, days=_days(standing["sanction"]), initial=initial)
    both, status = [], 200
    if form.is_valid():
        act = acting(door, amend_condition, condition_id=condition_id, reason=reason)
        saving = Saving(form, lambda: act(**form.cleaned_data))
        if saving.result:
            return redirect(check)
        both, status = saving.both_texts(current, version=condition.version), saving.status
    context = {"header": case_header(request, door, TAB), "form": form, "standing": standing, "both": both}
    return render(request, "sanctions/condition_form.html", context, status=max(status, status_of(form)))


def _days(sanction):
    return (sanction.ends_on - sanction.starts_on).days


def _being_recorded(door, sanction_id):
    standings = sanctions_of(door, pk=sanction_id, state=State.RECEIVED)
    if not standings:
        raise Http404
    return standings[0]


@case_page(Act.KEEP_CASE, "sanction")
def settle(request, door, sanction_id):
    """An interruption: everything recorded, what does not fit, and one press to put it in force or to ask."""
    visitor = request.visitor
    [standing] = with_conditions([_being_recorded(door, sanction_id)], door)
    sanction = standing["sanction"]
    form, saving = VersionForm(request.POST or None), None
    if form.is_valid():
        version = form.cleaned_data["version"]
        saving = Saving(
            form,
            lambda: settle_order(
                by=visitor, now=visitor.now, case_id=door.case_id, sanction_id=sanction_id, version=version
            ),
        )
        if saving.result:
            return redirect(TAB, door.case_id)
    context = {
        "header": case_header(request, door, TAB),
        "standing": standing,
        "doubts": [doubt.sentence for doubt in _doubts(door, sanction_id)],
        "to_ask": _to_ask(door, sanction_id),
        "form": form,
        "version": sanction.version,
        "changed": form.is_bound and saving is not None and saving.stale,
    }
    status = STALE if context["changed"] else status_of(form)
    return render(request, "sanctions/settle.html", context, status=status)


def _doubts(door, sanction_id):
    order = Sanction.objects.select_related("case__person", "decision__authority", "sanction_type")
    sanction = order.get(pk=sanction_id, case_id=door.case_id)
    conditions = sanction.conditions.select_related("condition_type").order_by("id")
    today = localdate(door.visitor.now)
    return doubts(sanction, conditions, Jurisdiction.objects.get()) + disagreement(sanction, today)


def _to_ask(door, sanction_id):
    """The key of what the person must be asked before this order can be put in force; empty where nothing is."""
    rows = (row for row in asked_of(door) if row["ask"].sanction and row["ask"].sanction.id == sanction_id)
    return next((row["key"] for row in rows if row["open"] and not row["holds"]), "")


@case_page(Act.BIND_ORDER, "sanction")
def bind(request, door, sanction_id):
    """A manager records why a doubted order binds."""
    visitor = request.visitor
    standings = with_queries(sanctions_of(door, pk=sanction_id, state=State.QUERIED), door)
    if not standings:
        raise Http404
    sanction = standings[0]["sanction"]
    form = BindForm(request.POST or None, initial={"version": sanction.version})
    both, status = [], 200
    if form.is_valid():
        given = dict(form.cleaned_data, sanction_id=sanction_id)
        saving = Saving(form, lambda: bind_order(by=visitor, now=visitor.now, case_id=door.case_id, **given))
        if saving.result:
            return redirect(TAB, door.case_id)
        both, status = saving.both_texts({"because": sanction.binds_because}, version=sanction.version), saving.status
    context = {"header": case_header(request, door, TAB), "form": form, "standing": standings[0], "both": both}
    return render(request, "sanctions/bind.html", context, status=max(status, status_of(form)))
