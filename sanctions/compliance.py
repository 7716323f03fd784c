"""Compliance per condition, each number with the rule by which it was counted and when its data last changed."""

import calendar
import datetime
from dataclasses import dataclass, replace

from django.db.models import Count, F, Max, Q, Sum
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from sanctions.actions.appointments import FAILURES
from sanctions.consents import asking, waiting
from sanctions.models import (
    AllegedFailure,
    Appointment,
    Condition,
    HourLine,
    NonComplianceReport,
    ReparationLine,
    Ruling,
)
from sanctions.models.reparation import PARTS
from sanctions.workflow import BEFORE_THE_COURT

# What counts as held: the person came, or should have.
HELD = FAILURES | {Appointment.Outcome.COMPLIED}
NOT_COUNTED = (AllegedFailure.Verdict.UNFOUNDED, AllegedFailure.Verdict.ACCEPTED)


@dataclass(frozen=True)
class ConditionFigure:
    """How one condition stands: `done` of `total` in `measure` units (hours, meetings, money, acts; breaches else).

    One that `waits` for the person's agreement asks nothing today.
    """

    condition_id: object
    measure: str
    done: float
    total: float
    failures: int
    left: float
    updated_at: datetime.datetime | None
    waits: bool = False


def figures(case_id, now) -> dict:
    """Condition key to its figure, for every condition of a case; six queries at most."""
    columns = ("id", "amount", "condition_type__measure", "sanction__ends_on", "lifted_on")
    rows = Condition.objects.filter(case_id=case_id).values_list(*columns, "condition_type__treatment")
    conditions = [row[:-1] for row in rows]
    without = waiting([row[0] for row in rows if row[-1]], localdate(now))
    meetings = _meetings(case_id)
    done = _hours(case_id) | _made_good(row[0] for row in conditions if row[2] in PARTS)
    alleged = _alleged(case_id)
    counted = [
        _figure(*row, meetings.get(row[0], {}), done.get(row[0], {}), alleged.get(row[0], {}), now)
        for row in conditions
    ]
    return {each.condition_id: replace(each, waits=each.condition_id in without) for each in counted}


def _meetings(case_id):
    held = asking(Appointment.objects.filter(case_id=case_id, condition__isnull=False), "starts_at__date")
    rows = held.order_by().values("condition_id")
    return {
        row["condition_id"]: row
        for row in rows.annotate(
            complied=Count("id", filter=Q(outcome=Appointment.Outcome.COMPLIED)),
            held=Count("id", filter=Q(outcome__in=HELD)),
            failures=Count("id", filter=Q(outcome__in=FAILURES)),
            updated_at=Max("recorded_at"),
        )
    }


def _hours(case_id):
    rows = HourLine.objects.filter(case_id=case_id).order_by().values("condition_id")
    return {r["condition_id"]: r for r in rows.annotate(minutes=Sum("minutes"), updated_at=Max("recorded_at"))}


def _made_good(condition_ids):
    """What was made good under these conditions; no query where nothing is to be."""
    rows = ReparationLine.objects.filter(condition_id__in=list(condition_ids)).order_by().values("condition_id")
    return {r["condition_id"]: r for r in rows.annotate(counted=Sum("counted"), updated_at=Max("recorded_at"))}


def _alleged(case_id):
    """Of each condition the missed meetings that were cleared, and the failures that no appointment holds."""
    noted = asking(AllegedFailure.objects.filter(case_id=case_id), "happened_at__date")
    rows = noted.order_by().values("condition_id")
    cleared = Q(verdict__in=NOT_COUNTED)
    return {
        row["condition_id"]: row
        for row in rows.annotate(
            cleared=Count("id", filter=cleared & Q(appointment__condition_id=F("condition_id"))),
            breaches=Count("id", filter=~cleared & Q(appointment__isnull=True)),
            updated_at=Max(Coalesce("decided_at", "noted_at")),
        )
    }


def _figure(condition_id, amount, measure, ends_on, lifted_on, met, worked, alleged, now):
    until = min(ends_on, lifted_on or ends_on)
    cleared = alleged.get("cleared", 0)
    failures = met.get("failures", 0) - cleared + alleged.get("breaches", 0)
    updated = max(filter(None, [rows.get("updated_at") for rows in (met, worked, alleged)]), default=None)
    if measure == "hours":
        done = (worked.get("minutes") or 0) / 60
        left = max(amount - done, 0) if until == ends_on else 0
        return ConditionFigure(condition_id, measure, done, amount, failures, left, updated)
    if measure in PARTS:
        done = (worked.get("counted") or 0) / PARTS[measure]
        left = max(amount - done, 0) if until == ends_on else 0
        return ConditionFigure(condition_id, measure, done, amount, failures, left, updated)
    if measure == "weekly":
        weeks_left = max((until - localdate(now)).days, 0) // 7
        left = weeks_left // (amount or 1)
        return ConditionFigure(
            condition_id, measure, met.get("complied", 0), met.get("held", 0) - cleared, failures, left, updated
        )
    return ConditionFigure(condition_id, measure, 0, 0, failures, 0, updated)


def failures_that_count(case_id, now, jurisdiction) -> tuple[int, datetime.date]:
    """How many failures fall into the counting window, and the day it opens. Counting proposes, never decides.

    Counted are appointments that were failed, and what was noted against another condition. A failure found
    unfounded or explained leaves the count, and so does all that lies on a day on which a treatment was not agreed
    to; a ruling starts it anew; while a report lies before the authority no new failure is added.
    """
    opens = months_before(localdate(now), jurisdiction.counting_months)
    last = Ruling.objects.filter(case_id=case_id).order_by("-ruled_on").values_list("ruled_on", flat=True).first()
    opens = max(opens, last + datetime.timedelta(days=1)) if last else opens
    failed = Appointment.objects.filter(case_id=case_id, outcome__in=FAILURES, starts_at__date__gte=opens)
    failed = failed.exclude(alleged_failures__verdict__in=NOT_COUNTED)
    noted = AllegedFailure.objects.filter(case_id=case_id, appointment=None, happened_at__date__gte=opens)
    noted = noted.exclude(verdict__in=NOT_COUNTED)
    before = NonComplianceReport.objects.filter(case_id=case_id, state__in=BEFORE_THE_COURT)
    if sent_at := before.order_by("submitted_at").values_list("submitted_at", flat=True).first():
        failed, noted = failed.filter(starts_at__lte=sent_at), noted.filter(happened_at__lte=sent_at)
    return asking(failed, "starts_at__date").count() + asking(noted, "happened_at__date").count(), opens


def months_before(day: datetime.date, months: int) -> datetime.date:
    """The same day so many months earlier, or the last day of a shorter month."""
    years, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = calendar.monthrange(years, month + 1)[1]
    return day.replace(year=years, month=month + 1, day=min(day.day, last))
