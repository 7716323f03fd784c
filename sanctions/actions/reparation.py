"""Writing down what was made good: a line a time, a correction as a new line, never more than is owed (rule 10)."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db.models import Sum
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.access.roles import Act, Role
from cases.actions.verb import keep, verb
from sanctions.models import Condition, ReparationLine, Sanction
from sanctions.models.reparation import PARTS


@verb("reparation.record", Act.KEEP_CASE)
def record_reparation(*, door, now, condition_id, made_good_on, amount, what):
    """Write down what was made good on a day: an amount of money, or acts. Returns the line.

    Raises ValidationError where it is more than is left to make good, or the day does not fit.
    """
    condition = held(condition_id, door.case_id)
    sanction = condition.sanction
    if sanction.state not in (Sanction.State.IN_FORCE, Sanction.State.ENDED):
        raise ValidationError(_("This order is not in force: nothing can be asked under it."))
    if not sanction.starts_on <= made_good_on <= localdate(now):
        message = _("Choose a day since the start of the sanction, and not in the future.")
        raise ValidationError({"made_good_on": message})
    counted = counted_of(condition, amount)
    left = owed(condition) - made_good(condition.id)
    if counted > left:
        raise ValidationError({"amount": _("That is more than is left to make good. Check the amount.")})
    return _line(door, now, condition, made_good_on=made_good_on, counted=counted, what=what)


@verb("reparation.correct", Act.KEEP_CASE)
def correct_reparation(*, door, now, line_id, amount, what, was=None):
    """Correct a line by a new one: `amount` is what it should have said. Returns the new line.

    `was` is what it said when the form was opened, in parts: a correction made meanwhile is not overruled unseen.
    """
    line = ReparationLine.objects.get(pk=line_id, case_id=door.case_id, corrects=None)
    condition = held(line.condition_id, door.case_id)
    says = line.counted + (line.corrections.aggregate(s=Sum("counted"))["s"] or 0)
    if was is not None and was != says:
        raise ValidationError(_("Somebody corrected this line meanwhile. Compare what it says now, then decide."))
    counted = counted_of(condition, amount, least=0)
    if counted == says:
        raise ValidationError({"amount": _("That is what the line says already.")})
    if made_good(condition.id) - says + counted > owed(condition):
        raise ValidationError({"amount": _("That is more than is left to make good. Check the amount.")})
    changed = {"made_good_on": line.made_good_on, "counted": counted - says, "corrects": line}
    return _line(door, now, condition, what=what, **changed)


def _line(door, now, condition, **fields):
    recorded = {"recorded_by_id": door.visitor.post(Role.OFFICER).source, "recorded_at": now}
    return keep(ReparationLine(case_id=door.case_id, condition=condition, **recorded, **fields))


def counted_of(condition, amount, least=1) -> int:
    """An amount in the parts that lines count. Raises ValidationError where it has smaller parts, or is too little."""
    parts = Decimal(amount) * PARTS[condition.condition_type.measure]
    if parts != parts.to_integral_value():
        raise ValidationError({"amount": _("It cannot be divided so finely. Check the amount.")})
    if parts < least:
        raise ValidationError({"amount": _("Something must have been made good. Check the amount.")})
    return int(parts)


def held(condition_id, case_id):
    """The condition, held until the action ends: two lines at once never make good more than is owed."""
    rows = Condition.objects.select_for_update(of=("self",)).select_related("sanction", "condition_type")
    condition = rows.get(pk=condition_id, case_id=case_id)
    if condition.condition_type.measure not in PARTS:
        raise ValidationError(_("Nothing is made good under this condition."))
    return condition


def owed(condition) -> int:
    """What the decision orders, in parts."""
    return condition.amount * PARTS[condition.condition_type.measure]


def made_good(condition_id) -> int:
    """The plain sum of the lines under a condition."""
    return ReparationLine.objects.filter(condition_id=condition_id).aggregate(s=Sum("counted"))["s"] or 0
