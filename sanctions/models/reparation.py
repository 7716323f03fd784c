"""Harm made good under a condition: amounts or acts, a line each, never changed (rule 10)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.disclosure.purposes import COURT, TELLABLE
from cases.history.record import Record
from cases.models.caserecord import CaseRecord
from cases.models.unit import StaffMember
from sanctions.models.catalogue import ConditionType
from sanctions.models.condition import Condition

# How many of what a line counts make one of what the decision orders: money is counted in hundredths.
PARTS = {ConditionType.Measure.MONEY.value: 100, ConditionType.Measure.ACTS.value: 1}


class ReparationLine(Record):
    """What was made good on a day: hundredths of the unit of money, or acts; a correction may take away.

    It says how and when, and nothing of whoever was harmed: the officer and the person read it.
    """

    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="reparation_lines")
    condition = models.ForeignKey(Condition, models.PROTECT, related_name="reparation_lines")
    made_good_on = models.DateField(_("day"))
    counted = models.IntegerField(_("hundredths of the unit of money, or acts"))
    what = models.CharField(_("how"), max_length=200)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="corrections")
    recorded_by = models.ForeignKey(
        StaffMember, models.PROTECT, related_name="reparation_lines", verbose_name=_("recorded by")
    )
    recorded_at = models.DateTimeField(_("written"))

    class Meta:
        verbose_name = _("line of what was made good")
        verbose_name_plural = _("lines of what was made good")
        indexes = [models.Index(fields=["condition", "id"], name="reparation_condition")]
        constraints = [
            models.CheckConstraint(
                condition=Q(corrects__isnull=False) | Q(counted__gt=0),
                name="reparation_counts_something",
                violation_error_message=_("Something must have been made good. Check the amount."),
            ),
            models.CheckConstraint(
                condition=Q(version=1),
                name="reparation_lines_never_change",
                violation_error_message=_("A line is corrected by a new line."),
            ),
        ]

    class Disclosure:
        case = COURT
        condition = COURT | TELLABLE
        made_good_on = COURT | TELLABLE
        counted = COURT | TELLABLE
        what = COURT
        corrects = COURT
        recorded_by = COURT
        recorded_at = COURT

    def __str__(self):
        return f"reparation {self.id}"

    def root_key(self):
        return self.case_id
