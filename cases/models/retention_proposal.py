"""What the schedule proposes on the day: archive or destroy; approved by one person, carried out by another (48)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.disclosure.purposes import NOBODY, Purpose
from cases.history.record import Record
from cases.models.caserecord import CaseRecord
from cases.models.destruction import Destruction
from cases.models.retention import RetentionRule
from cases.models.unit import StaffMember

REASONS_LENGTH = 400
# Whoever keeps ended records, whoever answers for the unit, whoever inspects.
SETTLING = frozenset({Purpose.RETENTION, Purpose.SUPERVISION, Purpose.INSPECTION})


class RetentionProposal(Record):
    """That a record is due: which line of the schedule says so, what was decided, and who carried it out."""

    reached_by = "retention"

    class Answer(models.TextChoices):
        APPROVED = "approved", pgettext_lazy("what became of it", "approved")
        NOT_NOW = "not_now", _("kept for now")
        STOPPED = "stopped", _("stopped by a hold before it was carried out")

    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="retention_proposals")
    # Empty for an acquittal, a discontinuance or a quashing that the schedule forgot: the law asks for it (rule 23).
    rule = models.ForeignKey(
        RetentionRule, models.PROTECT, null=True, blank=True, related_name="proposals", verbose_name=_("retention rule")
    )
    then = models.CharField(_("what is proposed"), max_length=8, choices=RetentionRule.Then.choices)
    due_on = models.DateField(_("due on"))
    proposed_at = models.DateTimeField(_("proposed"))
    answer = models.CharField(_("decision"), max_length=8, choices=Answer.choices, blank=True)
    decided_by = models.ForeignKey(
        StaffMember,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="retention_decided",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    reasons = models.CharField(_("reasons"), max_length=REASONS_LENGTH, blank=True)
    again_on = models.DateField(_("asked again on"), null=True, blank=True)
    carried_by = models.ForeignKey(
        StaffMember,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="retention_carried_out",
        verbose_name=_("carried out by"),
    )
    carried_at = models.DateTimeField(_("carried out"), null=True, blank=True)
    destruction = models.OneToOneField(
        Destruction, models.PROTECT, null=True, blank=True, related_name="proposal", verbose_name=_("destruction")
    )

    WAITING = Q(answer="") | Q(answer=Answer.APPROVED, carried_at=None)

    class Meta:
        verbose_name = _("proposal to archive or destroy")
        verbose_name_plural = _("proposals to archive or destroy")
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(answer="") | Q(answer="approved", carried_at=None),
                name="one_retention_proposal_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(answer="", decided_by=None, decided_at=None)
                | ~Q(answer="") & Q(decided_by__isnull=False, decided_at__isnull=False),
                name="retention_decision_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(carried_by=None, carried_at=None)
                | Q(carried_by__isnull=False, carried_at__isnull=False)
                & ~Q(carried_by=F("decided_by"))
                & ~Q(answer=""),
                name="retention_takes_two_people",
            ),
        ]

    class Disclosure:
        case = SETTLING
        rule = SETTLING
        then = SETTLING
        due_on = SETTLING
        proposed_at = SETTLING
        answer = SETTLING
        decided_by = SETTLING - {Purpose.RETENTION}
        decided_at = SETTLING
        reasons = SETTLING
        again_on = SETTLING
        carried_by = NOBODY
        carried_at = SETTLING
        destruction = SETTLING

    def __str__(self):
        return f"proposal {self.id}"

    def root_key(self):
        return self.case_id
