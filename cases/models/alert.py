"""Looks that somebody should explain: at a case outside one's work, or at very many (rules 47 and 78)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.disclosure.purposes import Purpose
from cases.history.record import Record
from cases.models.caserecord import CaseRecord
from cases.models.unit import StaffMember, Unit

LEADING = frozenset({Purpose.SUPERVISION})


class Alert(Record):
    """A member of staff looked where their work did not lead them, or at very many cases. Their manager asks why.

    A finding, not a verdict: it stands until it was explained, or is followed up.
    """

    reached_by = "alert"

    class Kind(models.TextChoices):
        OUTSIDE = "outside", _("a case outside their work")
        MANY = "many", _("very many cases in an hour")
        KEPT_OUT = "kept_out", _("a vain try, as in an emergency, at a record they may never know")

    class Answer(models.TextChoices):
        EXPLAINED = "explained", _("explained")
        FOLLOW_UP = "follow_up", _("to be followed up")

    kind = models.CharField(_("what was noticed"), max_length=10, choices=Kind.choices)
    staff = models.ForeignKey(StaffMember, models.PROTECT, related_name="alerts", verbose_name=_("who looked"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="alerts", verbose_name=_("unit"))
    case = models.ForeignKey(CaseRecord, models.PROTECT, null=True, blank=True, related_name="alerts")
    began_at = models.DateTimeField(_("when"))
    cases = models.PositiveIntegerField(_("cases looked at"))
    raised_at = models.DateTimeField(_("noticed"))
    answer = models.CharField(_("answer"), max_length=10, choices=Answer.choices, blank=True)
    reasons = models.TextField(_("what the answer rests on"), max_length=4000, blank=True)
    answered_by = models.ForeignKey(
        StaffMember,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="alerts_answered",
        verbose_name=_("answered by"),
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")
        indexes = [models.Index(fields=["unit", "answer", "id"], name="alert_waiting")]
        constraints = [
            models.UniqueConstraint(fields=["staff", "case", "began_at"], name="noticed_once_a_case"),
            models.UniqueConstraint(
                fields=["staff", "began_at"], condition=Q(kind="many"), name="noticed_once_an_hour"
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None)
                | (~Q(answer="") & ~Q(reasons="") & Q(answered_at__isnull=False)),
                name="alert_answer_has_reasons",
            ),
        ]

    class Disclosure:
        kind = LEADING
        staff = LEADING
        unit = LEADING
        case = LEADING
        began_at = LEADING
        cases = LEADING
        raised_at = LEADING
        answer = LEADING
        reasons = LEADING
        answered_by = LEADING
        answered_at = LEADING

    def __str__(self):
        return f"alert {self.id}"
