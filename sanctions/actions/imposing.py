"""Recording what an authority imposed, and putting it in force or asking it back (rules 2, 14, 15, 21, 22)."""

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.access.roles import Act, Role
from cases.actions.verb import at_version, keep, verb
from cases.deadlines.keeping import meet_deadlines
from cases.models.jurisdiction import Jurisdiction
from sanctions.actions.applying import return_treatments
from sanctions.actions.asking import ask_for, stop_asking
from sanctions.actions.asking_back import ask_authority
from sanctions.actions.carrying_out import FIXED, open_order
from sanctions.consents import (
    NOT_ASKED,
    binds_a_suspect,
    facts_of_measure,
    facts_of_treatment,
    may_be_put_in_force,
)
from sanctions.models import Condition, ConditionType, Decision, OrderQuery, Sanction
from sanctions.models.reparation import PARTS
from sanctions.policies import disagreement, doubts
from sanctions.workflow import take


@verb("sanction.record", Act.KEEP_CASE)
def record_sanction(*, door, now, decision, sanction, replaces=None):
    """Record a decision and the sanction it imposes (dicts of their fields) as received. Returns the sanction.

    `replaces` is the key of a queried order which the authority said it would correct by this decision.
    """
    if replaces:
        _replace(replaces, door.case_id, now)
    decision = Decision(case_id=door.case_id, **decision)
    check_dates(decision.decided_on, sanction["starts_on"], sanction["ends_on"], now)
    keep(decision)
    order = keep(Sanction(case_id=door.case_id, decision=decision, **sanction))
    ask_for(order, binds_a_suspect(order), now)
    return order


def _no_longer_asked(sanction, now):
    """Nobody waits for an answer about an order that binds or was replaced."""
    for query_id in sanction.queries.values_list("id", flat=True):
        meet_deadlines(query_id, now, "order.answer")


def _replace(sanction_id, case_id, now):
    old = Sanction.objects.get(pk=sanction_id, case_id=case_id)
    if old.state != Sanction.State.QUERIED or not to_be_corrected(old):
        raise ValidationError(_("Only an order that the authority said it would correct is replaced."))
    keep(take(old, "order.replace"))
    stop_asking([old, *old.conditions.filter(condition_type__treatment=True)], now)
    _no_longer_asked(old, now)


def to_be_corrected(sanction) -> bool:
    """Whether the authority answered that it will correct this order by a new decision."""
    return sanction.queries.filter(answer=OrderQuery.Answer.CORRECTED).exists()


def check_dates(decided_on, starts_on, ends_on, now):
    """Refuse a decision that lies in the future, and an end that does not come after the start."""
    if decided_on > localdate(now):
        raise ValidationError({"decided_on": _("The decision cannot lie in the future. Check the date.")})
    if ends_on <= starts_on:
        raise ValidationError({"ends_on": _("The end comes after the start. Check both dates against the decision.")})


@verb("sanction.amend", Act.KEEP_CASE)
def amend_sanction(*, door, now, sanction_id, version, decision_version, decision, sanction):
    """Correct a typing mistake in a decision or its sanction while the order is being recorded."""
    record = at_version(_being_recorded(sanction_id, door.case_id), version)
    check_dates(decision["decided_on"], sanction["starts_on"], sanction["ends_on"], now)
    paper, before = at_version(record.decision, decision_version), facts_of_measure(record)
    for target, values in ((paper, decision), (record, sanction)):
        for name, value in values.items():
            setattr(target, name, value)
        keep(target)
    ask_for(record, binds_a_suspect(record), now, changed=facts_of_measure(record) != before)
    return record


def _being_recorded(sanction_id, case_id):
    sanction = open_order(sanction_id, case_id)
    if sanction.state != Sanction.State.RECEIVED:
        raise ValidationError(FIXED)
    return sanction


@verb("condition.add", Act.KEEP_CASE)
def add_condition(*, door, now, sanction_id, **fields):
    """Add a condition of the decision while the order is open to it (`open_order`). Returns the condition."""
    sanction = open_order(sanction_id, door.case_id)
    condition = Condition(case_id=door.case_id, sanction=sanction, **fields)
    return _explicit(condition, now)


@verb("condition.amend", Act.KEEP_CASE)
def amend_condition(*, door, now, condition_id, version, **fields):
    """Correct a condition while the order is open to it (`open_order`). Returns the condition."""
    condition = Condition.objects.get(pk=condition_id, case_id=door.case_id)
    open_order(condition.sanction_id, door.case_id)
    before = facts_of_treatment(condition)
    for name, value in fields.items():
        setattr(condition, name, value)
    return _explicit(at_version(condition, version), now, changed=facts_of_treatment(condition) != before)


def check_explicit(condition):
    """A condition says whom it protects and how much it orders, where its type needs that (rule 15)."""
    kind = condition.condition_type
    if kind.names_somebody and not condition.protected_person:
        raise ValidationError(
            {"protected_person": _("Name the person who is not to be contacted, as the decision does.")}
        )
    if kind.treatment:
        _as_a_treatment(condition)
    if kind.measure in PARTS and not condition.owed_to:
        raise ValidationError({"owed_to": _("Say to whom it is to be made good, as the decision does.")})
    if kind.measure != ConditionType.Measure.ABSENCE and not condition.amount:
        raise ValidationError({"amount": _("Enter how much the decision orders.")})
    if kind.measure == ConditionType.Measure.ABSENCE and condition.amount:
        raise ValidationError({"amount": _("Nothing is counted here. Leave this empty.")})


def _explicit(condition, now, changed=False):
    check_explicit(condition)
    ask_for(keep(condition), condition.condition_type.treatment, now, changed)
    return condition


def _as_a_treatment(condition):
    """A treatment names the standard it follows and who gives it (rule 5)."""
    missing = {
        "ethical_standard": _("Name the ethical standard this treatment follows. Without one it asks nothing."),
        "provider": _("Name who gives this treatment. Without that it asks nothing."),
    }
    missing = {name: message for name, message in missing.items() if not getattr(condition, name).strip()}
    if missing:
        raise ValidationError(missing)


@verb("sanction.settle", Act.KEEP_CASE)
def settle_order(*, door, now, sanction_id, version):
    """Put a fully recorded order in force; where it does not fit, keep it as received and ask the authority.

    So it is with a suspect's measure to which the person said no; nobody having asked them, it is refused (rule 59).
    Returns the sanction, in force or queried.
    """
    sanction = at_version(_with_everything(sanction_id, door.case_id), version)
    conditions = list(sanction.conditions.select_related("condition_type"))
    if sanction.state != Sanction.State.RECEIVED:
        raise ValidationError(_("This order is settled already."))
    if not conditions:
        raise ValidationError(_("Add the conditions of the decision first: a sanction without any is not explicit."))
    said_no = disagreement(sanction, localdate(now))
    if not said_no and not may_be_put_in_force(sanction, localdate(now)):
        raise ValidationError(NOT_ASKED)
    found = doubts(sanction, conditions, Jurisdiction.objects.get()) + said_no
    ask_authority(sanction, found, now)
    return keep(take(sanction, "order.ask_back")) if found else _in_force(sanction, "order.settle", now)


def _with_everything(sanction_id, case_id):
    return Sanction.objects.select_related("case__person", "decision__authority", "sanction_type").get(
        pk=sanction_id, case_id=case_id
    )


def _in_force(sanction, step, now, because=""):
    sanction.in_force_at, sanction.binds_because = now, because
    keep(take(sanction, step))
    return_treatments(sanction, now)
    return sanction


@verb("order.answer", Act.ANSWER_ORDER_QUERY)
def answer_query(*, door, now, query_id, answer, answer_text, version=None):
    """A member of the authority answers. When every doubt is confirmed, the order is put in force.

    A doubt about age is not the authority's alone: a manager records why this regime applies (scope of the Rules).
    """
    seats = door.visitor.sources(Role.AUTHORITY)
    mine = OrderQuery.objects.filter(authority_id__in=seats, case_id=door.case_id)
    query = mine.select_related("sanction__sanction_type").get(pk=query_id)
    if query.answer and version in (None, query.version):
        raise ValidationError(_("This query has been answered."))
    at_version(query, version or query.version)
    query.answer, query.answer_text, query.answered_at = answer, answer_text, now
    keep(query)
    meet_deadlines(query.id, now, "order.answer")
    open_or_corrected = query.sanction.queries.exclude(answer=OrderQuery.Answer.CONFIRMED)
    about_age = query.sanction.queries.filter(doubt=OrderQuery.Doubt.AGE)
    waits = query.sanction.state == Sanction.State.QUERIED and may_be_put_in_force(query.sanction, localdate(now))
    if waits and not open_or_corrected.exists() and not about_age.exists():
        _in_force(query.sanction, "order.confirm", now, because=answer_text)
    return query


@verb("order.bind", Act.BIND_ORDER)
def bind_order(*, door, now, sanction_id, version, because):
    """A manager records why a doubted order binds; it is then in force."""
    sanction = at_version(_with_everything(sanction_id, door.case_id), version)
    if sanction.state != Sanction.State.QUERIED:
        raise ValidationError(_("Only an order that was queried needs this."))
    if to_be_corrected(sanction):
        raise ValidationError(
            _("The authority will correct this order. Wait for the new decision and record that one.")
        )
    if not may_be_put_in_force(sanction, localdate(now)):
        raise ValidationError(
            _("The person does not agree to this measure. Whether it binds all the same is the authority’s to answer.")
        )
    _no_longer_asked(sanction, now)
    return _in_force(sanction, "order.bind", now, because)
