"""Recording what an authority imposed, and putting it in force or asking it back (rules 2, 14, 15, 21, 22)."""

import datetime

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.access.roles import Act
from cases.actions.verb import at_version, keep, verb
from cases.models.jurisdiction import Jurisdiction
from sanctions.models import Condition, Decision, OrderQuery, Sanction
from sanctions.policies import doubts


@verb("sanction.record", Act.KEEP_CASE)
def record_sanction(*, door, now, decision, sanction):
    """Record a decision and the sanction it imposes (dicts of their fields) as received. Returns the sanction."""
    decision = Decision(case_id=door.case_id, **decision)
    if decision.decided_on > localdate(now):
        raise ValidationError({"decided_on": _("The decision cannot lie in the future. Check the date.")})
    keep(decision)
    return keep(Sanction(case_id=door.case_id, decision=decision, **sanction))


@verb("condition.add", Act.KEEP_CASE)
def add_condition(*, door, now, sanction_id, **fields):
    """Add a condition of the decision, while the sanction is being recorded. Returns the condition."""
    sanction = Sanction.objects.get(pk=sanction_id, case_id=door.case_id)
    if sanction.state != Sanction.State.RECEIVED:
        raise ValidationError(_("The conditions are fixed. Only a new decision of the authority changes them."))
    condition = Condition(case_id=door.case_id, sanction=sanction, **fields)
    if condition.condition_type.names_somebody and not condition.protected_person:
        raise ValidationError(
            {"protected_person": _("Name the person who is not to be contacted, as the decision does.")}
        )
    if condition.condition_type.measure != "absence" and condition.amount is None:
        raise ValidationError({"amount": _("Enter how much the decision orders.")})
    return keep(condition)


@verb("sanction.settle", Act.KEEP_CASE)
def settle_order(*, door, now, sanction_id, version):
    """Put a fully recorded order in force; where it does not fit, keep it as received and ask the authority.

    Returns the sanction, in force or queried.
    """
    sanction = at_version(_with_everything(sanction_id, door.case_id), version)
    conditions = list(sanction.conditions.select_related("condition_type"))
    if sanction.state != Sanction.State.RECEIVED:
        raise ValidationError(_("This order is settled already."))
    if not conditions:
        raise ValidationError(_("Add the conditions of the decision first: a sanction without any is not explicit."))
    jurisdiction = Jurisdiction.objects.get()
    found = doubts(sanction, conditions, jurisdiction)
    for doubt in found:
        answer_by = localdate(now) + datetime.timedelta(days=jurisdiction.order_query_days)
        keep(
            OrderQuery(
                case_id=door.case_id,
                sanction=sanction,
                authority_id=sanction.decision.authority_id,
                doubt=doubt.kind,
                detail=doubt.sentence,
                asked_at=now,
                answer_by=answer_by,
            )
        )
    return _queried(sanction) if found else _in_force(sanction, now)


def _with_everything(sanction_id, case_id):
    return Sanction.objects.select_related("case__person", "decision__authority", "sanction_type").get(
        pk=sanction_id, case_id=case_id
    )


def _queried(sanction):
    sanction.state = Sanction.State.QUERIED
    return keep(sanction)


def _in_force(sanction, now, because=""):
    sanction.state, sanction.in_force_at, sanction.binds_because = Sanction.State.IN_FORCE, now, because
    return keep(sanction)


@verb("order.answer", Act.ANSWER_ORDER_QUERY)
def answer_query(*, door, now, query_id, version, answer, answer_text):
    """A member of the authority answers. When every doubt is confirmed, the order is put in force.

    A doubt about age is not the authority's alone: a manager records why this regime applies (scope of the Rules).
    """
    query = OrderQuery.objects.select_related("sanction").get(pk=query_id, case_id=door.case_id)
    if query.answer:
        raise ValidationError(_("This query has been answered."))
    at_version(query, version)
    query.answer, query.answer_text, query.answered_at = answer, answer_text, now
    keep(query)
    open_or_corrected = query.sanction.queries.exclude(answer=OrderQuery.Answer.CONFIRMED)
    about_age = query.sanction.queries.filter(doubt=OrderQuery.Doubt.AGE)
    if not open_or_corrected.exists() and not about_age.exists():
        _in_force(query.sanction, now, because=answer_text)
    return query


@verb("order.bind", Act.BIND_ORDER)
def bind_order(*, door, now, sanction_id, version, because):
    """A manager records why a doubted order binds; it is then in force."""
    sanction = at_version(Sanction.objects.get(pk=sanction_id, case_id=door.case_id), version)
    if sanction.state != Sanction.State.QUERIED:
        raise ValidationError(_("Only an order that was queried needs this."))
    return _in_force(sanction, now, because)
