"""The ledger of hours worked: lines are added, never changed; the balance is a sum anyone can check."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.disclosure.purposes import SELF, Purpose
from cases.history.record import Record
from cases.models.caserecord import CaseRecord
from cases.models.unit import StaffMember
from sanctions.models.condition import Condition
from sanctions.models.placement import Placement
from volunteers.models import PartnerMember

PLACED = SELF | {Purpose.PLACEMENT, Purpose.DECISION}


class HourLine(Record):
    """Minutes credited for one session, or a correction of another line (then the minutes may be negative)."""

    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="hour_lines")
    condition = models.ForeignKey(Condition, models.PROTECT, related_name="hour_lines")
    worked_on = models.DateField(_("day"))
    started = models.TimeField(_("started"), null=True, blank=True)
    ended = models.TimeField(pgettext_lazy("the hour at which work ended", "ended"), null=True, blank=True)
    minutes_not_worked = models.PositiveSmallIntegerField(_("minutes not worked"), default=0)
    minutes = models.SmallIntegerField(_("minutes credited"))
    note = models.CharField(_("note"), max_length=400, blank=True)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="corrections")
    placement = models.ForeignKey(
        Placement, models.PROTECT, null=True, blank=True, related_name="hour_lines", verbose_name=_("placement")
    )
    recorded_by = models.ForeignKey(
        StaffMember, models.PROTECT, null=True, blank=True, related_name="hour_lines", verbose_name=_("recorded by")
    )
    reported_by = models.ForeignKey(
        PartnerMember,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="hour_lines",
        verbose_name=_("reported by"),
    )
    recorded_at = models.DateTimeField(_("written"))

    class Meta:
        verbose_name = _("line of hours")
        verbose_name_plural = _("lines of hours")
        indexes = [models.Index(fields=["condition", "id"], name="hourline_condition")]
        constraints = [
            models.CheckConstraint(
                condition=Q(corrects__isnull=False) | Q(minutes__gt=0),
                name="session_credits_minutes",
                violation_error_message=_("A session credits at least a minute. Check start, end and time not worked."),
            ),
            models.CheckConstraint(
                condition=Q(recorded_by__isnull=True) ^ Q(reported_by__isnull=True),
                name="hours_written_by_one",
                violation_error_message=_("A line is written by a member of staff or by the organisation."),
            ),
            models.CheckConstraint(
                condition=Q(version=1),
                name="hour_lines_never_change",
                violation_error_message=_("A line of hours is corrected by a new line."),
            ),
        ]

    class Disclosure:
        case = PLACED
        condition = PLACED
        worked_on = PLACED
        started = PLACED
        ended = PLACED
        minutes_not_worked = PLACED
        minutes = PLACED
        note = SELF
        corrects = PLACED
        placement = PLACED
        recorded_by = SELF
        reported_by = PLACED
        recorded_at = PLACED

    def __str__(self):
        return f"line {self.id}"

    def root_key(self):
        return self.case_id
