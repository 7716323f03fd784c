"""Crediting hours worked: a line per session, a correction as a new line."""

import datetime
from dataclasses import asdict, dataclass

from django.core.exceptions import ValidationError
from django.db.models import Sum
from django.utils.formats import time_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.access.roles import Act, Role
from cases.actions.explaining import missing_explanations
from cases.actions.verb import keep, verb
from sanctions.models import Condition, ConditionType, HourLine, Sanction


@dataclass(frozen=True)
class NewSession:
    """A session of work: its day, from when until when, and the minutes of it that were not worked."""

    worked_on: datetime.date
    started: datetime.time
    ended: datetime.time
    minutes_not_worked: int = 0

    @property
    def minutes(self) -> int:
        """End less start, less time not worked."""
        return minutes_between(self.started, self.ended) - self.minutes_not_worked


@verb("hours.record", Act.KEEP_CASE)
def record_session(*, door, now, condition_id, note="", **times):
    """Credit a session: end less start less time not worked, never above what is left. Returns the line."""
    written = {"note": note, "recorded_by_id": door.visitor.post(Role.OFFICER).source, "recorded_at": now}
    return credit(NewSession(**times), condition_id, door.case_id, now, **written)


def credit(session, condition_id, case_id, now, **written):
    """Write the line of a session inside an action; `written` says by whom. Returns the line."""
    condition = locked(condition_id, case_id)
    _check_demand(condition)
    _check_day(condition, session.worked_on, now)
    if session.minutes <= 0:
        raise ValidationError(
            {"ended": _("The end comes after the start, and some time must remain. Check the times.")}
        )
    _check_twice(session, condition.id)
    left = condition.amount * 60 - balance(condition.id)
    if left <= 0:
        raise ValidationError({"worked_on": _("All ordered hours are done. Nothing more can be asked.")})
    credited = {"minutes": min(session.minutes, left)}
    return keep(HourLine(case_id=case_id, condition=condition, **asdict(session), **credited, **written))


def _check_twice(session, condition_id):
    """No minute counts twice, whoever wrote the other session down."""
    same_day = HourLine.objects.filter(condition_id=condition_id, worked_on=session.worked_on, corrects=None)
    for line in same_day.filter(started__lt=session.ended, ended__gt=session.started).order_by("started"):
        if line.minutes + (line.corrections.aggregate(s=Sum("minutes"))["s"] or 0) > 0:
            raise ValidationError(
                {
                    "started": _("A session from %(start)s to %(end)s is written down for that day already.")
                    % {"start": time_format(line.started), "end": time_format(line.ended)}
                }
            )


@verb("hours.correct", Act.KEEP_CASE)
def correct_session(*, door, now, line_id, minutes, note, was=None):
    """Correct a line by a new one: `minutes` is what the session should have credited. Returns the new line.

    `was` is what it credited when the form was opened: a correction made meanwhile is not overruled unseen (law 7).
    """
    line = HourLine.objects.get(pk=line_id, case_id=door.case_id, corrects=None)
    condition = locked(line.condition_id, door.case_id)
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
            placement_id=line.placement_id,
            recorded_by_id=door.visitor.post(Role.OFFICER).source,
            recorded_at=now,
        )
    )


def _check_demand(condition):
    """Work is asked only under an order in force, of a person who was told everything (rules 14, 62).

    What was worked before an order ended can still be written down.
    """
    if condition.sanction.state not in (Sanction.State.IN_FORCE, Sanction.State.ENDED):
        raise ValidationError(_("This order is not in force: no work can be asked under it."))
    if missing_explanations(condition.case_id):
        raise ValidationError(_("Explain rights, obligations and consequences first: hours cannot be asked before."))


def locked(condition_id, case_id):
    """The condition, held until the action ends: two sessions recorded at once never credit more than is left."""
    held = Condition.objects.select_for_update(of=("self",)).select_related("sanction", "condition_type")
    condition = held.get(pk=condition_id, case_id=case_id)
    if condition.condition_type.measure != ConditionType.Measure.HOURS:
        raise ValidationError(_("No hours are counted under this condition."))
    return condition


def balance(condition_id) -> int:
    """Minutes credited under a condition: the plain sum of its lines."""
    return HourLine.objects.filter(condition_id=condition_id).aggregate(s=Sum("minutes"))["s"] or 0


def minutes_between(started, ended) -> int:
    """Minutes from one time of day to another of the same day."""
    day = datetime.date(2000, 1, 1)
    return int((datetime.datetime.combine(day, ended) - datetime.datetime.combine(day, started)).total_seconds() // 60)


def _check_day(condition, worked_on, now):
    sanction = condition.sanction
    if worked_on > localdate(now):
        raise ValidationError({"worked_on": _("Record a session after it was worked.")})
    if not sanction.starts_on <= worked_on <= sanction.ends_on:
        raise ValidationError({"worked_on": _("The day lies outside the sanction. Check the date.")})
    if condition.lifted_on and worked_on >= condition.lifted_on:
        raise ValidationError({"worked_on": _("The condition was lifted by then: no work could be asked any more.")})
