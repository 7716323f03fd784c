"""Crediting hours worked: a line per session, a correction as a new line."""

import datetime

from django.core.exceptions import ValidationError
from django.db.models import Sum
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.access.roles import Act, Role
from cases.actions.explaining import missing_explanations
from cases.actions.verb import keep, verb
from sanctions.models import Condition, ConditionType, HourLine, Sanction


@verb("hours.record", Act.KEEP_CASE)
def record_session(*, door, now, condition_id, worked_on, started, ended, minutes_not_worked=0, note=""):
    """Credit a session: end less start less time not worked, never above what is left. Returns the line."""
    condition = _locked(condition_id, door.case_id)
    _check_demand(condition)
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
def correct_session(*, door, now, line_id, minutes, note, was=None):
    """Correct a line by a new one: `minutes` is what the session should have credited. Returns the new line.

    `was` is what it credited when the form was opened: a correction made meanwhile is not overruled unseen (law 7).
    """
    line = HourLine.objects.get(pk=line_id, case_id=door.case_id, corrects=None)
    condition = _locked(line.condition_id, door.case_id)
    credited = line.minutes + (line.corrections.aggregate(s=Sum("minutes"))["s"] or 0)
    if was is not None and was != credited:
        raise ValidationError(_("Somebody corrected this session meanwhile. Compare what it credits now, then decide."))
    if minutes < 0:
        raise ValidationError({"minutes": _("A session cannot credit less than nothing.")})
    if minutes == credited:
        raise ValidationError({"minutes": _("That is what the line says already.")})
    if balance(line.condition_id) - credited + minutes > condition.amount * 60:
        raise ValidationError({"minutes": _("That is more than the order leaves.")})
    return keep(
        HourLine(
            case_id=door.case_id,
            condition=condition,
            worked_on=line.worked_on,
            minutes=minutes - credited,
            note=note,
            corrects=line,
            recorded_by_id=door.visitor.post(Role.OFFICER).source,
            recorded_at=now,
        )
    )


def _check_demand(condition):
    """Work is asked only under an order in force, of a person who was told everything (rules 14, 62)."""
    if condition.sanction.state != Sanction.State.IN_FORCE:
        raise ValidationError(_("This order is not in force: no work can be asked under it."))
    if missing_explanations(condition.case_id):
        raise ValidationError(_("Explain rights, obligations and consequences first: hours cannot be asked before."))


def _locked(condition_id, case_id):
    """The condition, held until the action ends: two sessions recorded at once never credit more than is left."""
    held = Condition.objects.select_for_update(of=("self",)).select_related("sanction", "condition_type")
    condition = held.get(pk=condition_id, case_id=case_id)
    if condition.condition_type.measure != ConditionType.Measure.HOURS:
        raise ValidationError(_("No hours are counted under this condition."))
    return condition


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
