"""Crediting hours worked: a line per session, a correction as a new line."""

import datetime

from django.core.exceptions import ValidationError
from django.db.models import Sum
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.access.roles import Act, Role
from cases.actions.verb import keep, verb
from sanctions.actions.appointments import may_demand
from sanctions.models import Condition, HourLine


@verb("hours.record", Act.KEEP_CASE)
def record_session(*, door, now, condition_id, worked_on, started, ended, minutes_not_worked=0, note=""):
    """Credit a session: end less start less time not worked, never above what is left. Returns the line."""
    condition = Condition.objects.select_related("sanction").get(pk=condition_id, case_id=door.case_id)
    if not may_demand(door.case_id):
        raise ValidationError(_("Explain rights, obligations and consequences first: hours cannot be asked before."))
    minutes = _minutes_between(started, ended) - minutes_not_worked
    _check_day(condition.sanction, worked_on, now)
    if minutes <= 0:
        raise ValidationError(
            {"ended": _("The end comes after the start, and some time must remain. Check the times.")}
        )
    left = condition.amount * 60 - balance(condition.id)
    if left <= 0:
        raise ValidationError({"worked_on": _("All ordered hours are done. Nothing more can be asked.")})
    return keep(
        HourLine(
            case_id=door.case_id,
            condition=condition,
            worked_on=worked_on,
            started=started,
            ended=ended,
            minutes_not_worked=minutes_not_worked,
            minutes=min(minutes, left),
            note=note,
            recorded_by_id=door.visitor.post(Role.OFFICER).source,
            recorded_at=now,
        )
    )


@verb("hours.correct", Act.KEEP_CASE)
def correct_session(*, door, now, line_id, minutes, note):
    """Correct a line by a new one: `minutes` is what the session should have credited. Returns the new line."""
    line = HourLine.objects.select_related("condition").get(pk=line_id, case_id=door.case_id, corrects=None)
    credited = line.minutes + (line.corrections.aggregate(s=Sum("minutes"))["s"] or 0)
    if minutes == credited:
        raise ValidationError({"minutes": _("That is what the line says already.")})
    if balance(line.condition_id) - credited + minutes > line.condition.amount * 60:
        raise ValidationError({"minutes": _("That is more than the order leaves.")})
    return keep(
        HourLine(
            case_id=door.case_id,
            condition=line.condition,
            worked_on=line.worked_on,
            minutes=minutes - credited,
            note=note,
            corrects=line,
            recorded_by_id=door.visitor.post(Role.OFFICER).source,
            recorded_at=now,
        )
    )


def balance(condition_id) -> int:
    """Minutes credited under a condition: the plain sum of its lines."""
    return HourLine.objects.filter(condition_id=condition_id).aggregate(s=Sum("minutes"))["s"] or 0


def _minutes_between(started, ended):
    day = datetime.date(2000, 1, 1)
    return int((datetime.datetime.combine(day, ended) - datetime.datetime.combine(day, started)).total_seconds() // 60)


def _check_day(sanction, worked_on, now):
    if worked_on > localdate(now):
        raise ValidationError({"worked_on": _("Record a session after it was worked.")})
    if not sanction.starts_on <= worked_on <= sanction.ends_on:
        raise ValidationError({"worked_on": _("The day lies outside the sanction. Check the date.")})
