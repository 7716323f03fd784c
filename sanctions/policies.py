"""What the state of a sanction allows, and where an order does not fit its type."""

import datetime
from dataclasses import dataclass

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases.actions.explaining import missing_explanations
from cases.models.fields import in_language
from sanctions.consents import SAID_NO, binds_a_suspect, standing_on
from sanctions.models import AdmittedCondition, OrderQuery, Power, Sanction
from sanctions.workflow import ORDER_STEPS


def state_on(sanction, today: datetime.date) -> Sanction.State:
    """The state of a sanction on a day. After its last day it has ended, whether or not anybody wrote so (rule 23)."""
    possible, over = ORDER_STEPS["order.run_out"]
    return over if sanction.state in possible and sanction.ends_on < today else Sanction.State(sanction.state)


def between_first_and_last(sanction) -> str:
    """The sentence that asks for a day within a sanction."""
    days = {"start": date_format(sanction.starts_on, "j F Y"), "end": date_format(sanction.ends_on, "j F Y")}
    return _("The sanction runs from %(start)s to %(end)s. Choose a day between the two.") % days


def binding_on(case_id, day: datetime.date):
    """The sanctions of a case that lay duties on the person on `day`: in force, begun and not over."""
    return Sanction.objects.filter(case_id=case_id, state=Sanction.State.IN_FORCE, starts_on__lte=day, ends_on__gte=day)


# What can still be asked under an order that nobody has settled yet is not known.
WAITING = (Sanction.State.RECEIVED, Sanction.State.QUERIED)


def still_asks(case_id, day: datetime.date):
    """The sanctions of a case under which something may be asked on `day`: not past their end, and not revoked."""
    lasts = Q(state=Sanction.State.IN_FORCE, ends_on__gte=day)
    return Sanction.objects.filter(Q(state__in=WAITING) | lasts, case_id=case_id)


def over_by(case_id, day: datetime.date) -> bool:
    """Whether every sanction of a case is over by `day` or was revoked: then nothing more can be asked (rule 23)."""
    ordered = Sanction.objects.filter(case_id=case_id).exclude(state=Sanction.State.REPLACED)
    return ordered.exists() and not still_asks(case_id, day).exists()


def may_demand(case_id, day: datetime.date) -> bool:
    """Whether demands can be made for `day`: a sanction binds on it and everything was explained (rules 23, 62)."""
    return binding_on(case_id, day).exists() and not missing_explanations(case_id)


@dataclass(frozen=True)
class Doubt:
    """One way in which a received order does not fit: the kind, and a sentence that says what."""

    kind: OrderQuery.Doubt
    sentence: str


class Law:
    """Who may impose what, and which type admits which condition, read once."""

    def __init__(self):
        self.powers = set(Power.objects.values_list("authority_id", "sanction_type_id"))
        self.admitted = set(AdmittedCondition.objects.values_list("sanction_type_id", "condition_type_id"))


def doubts(sanction, conditions, jurisdiction, law=None) -> list[Doubt]:
    """Everything in an order that does not fit its type: duration, amounts, power, conditions, age (rules 2, 14, 15).

    An order with doubts is kept as received and asked back; staff cannot refuse it. Whoever asks about many gives
    the `law` they all stand under.
    """
    law = law or Law()
    return [
        *_duration(sanction),
        *_power(sanction, law),
        *(doubt for condition in conditions for doubt in _condition(sanction, condition, law)),
        *_age(sanction, jurisdiction),
    ]


def disagreement(sanction, today: datetime.date) -> list[Doubt]:
    """That the person does not agree to a measure that needs it: no failure, and for the authority to answer (59)."""
    if not binds_a_suspect(sanction) or standing_on(sanction, today) not in SAID_NO:
        return []
    sentence = _("The person does not agree to this measure. That is no failure; whether it binds is yours to say.")
    return [Doubt(OrderQuery.Doubt.CONSENT, sentence)]


def _duration(sanction):
    kind, days = sanction.sanction_type, (sanction.ends_on - sanction.starts_on).days
    if not kind.min_days <= days <= kind.max_days:
        yield Doubt(
            OrderQuery.Doubt.BOUNDS,
            _("The order lasts %(days)s days; the law allows %(least)s to %(most)s days for this type.")
            % {"days": days, "least": kind.min_days, "most": kind.max_days},
        )


def _power(sanction, law):
    if (sanction.decision.authority_id, sanction.sanction_type_id) not in law.powers:
        yield Doubt(
            OrderQuery.Doubt.POWER,
            _("%(authority)s is not among the authorities that may impose this type.")
            % {"authority": sanction.decision.authority.name},
        )


def _condition(sanction, condition, law):
    kind = condition.condition_type
    title = in_language(kind.title)
    if (sanction.sanction_type_id, kind.id) not in law.admitted:
        yield Doubt(
            OrderQuery.Doubt.CONDITION, _("This type does not admit the condition “%(title)s”.") % {"title": title}
        )
    least, most = kind.min_amount, kind.max_amount
    if condition.amount is not None and not (least or 0) <= condition.amount <= (most or condition.amount):
        yield Doubt(
            OrderQuery.Doubt.BOUNDS,
            _("“%(title)s”: the order says %(amount)s; the law allows %(least)s to %(most)s.")
            % {"title": title, "amount": condition.amount, "least": least or 0, "most": most},
        )


def _age(sanction, jurisdiction):
    born = sanction.case.person.birth_date
    grown_up = born.replace(year=born.year + jurisdiction.adult_age, day=min(born.day, 28))
    if sanction.decision.decided_on < grown_up:
        yield Doubt(
            OrderQuery.Doubt.AGE,
            _("Born on %(date)s: under %(age)s on the day of the decision. The rules for juveniles may apply.")
            % {"date": date_format(born, "j F Y"), "age": jurisdiction.adult_age},
        )
