"""What the authority decides on an application, with reasons (rules 71, 72)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.disclosure.purposes import COURT
from cases.history.record import Record
from cases.models.caserecord import CaseRecord
from sanctions.models.application import Application
from sanctions.models.authority import DecidingAuthority
from sanctions.models.noncompliance import PASSAGE_LENGTH


class ApplicationDecision(Record):
    """Granted, granted in part or refused. It never changes; nothing ends early but by one that grants (rule 72)."""

    class Outcome(models.TextChoices):
        GRANTED = "granted", _("Granted")
        PARTLY = "partly", _("Granted in part")
        REFUSED = "refused", _("Refused")

    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="application_decisions")
    application = models.OneToOneField(Application, models.PROTECT, related_name="decision")
    authority = models.ForeignKey(
        DecidingAuthority, models.PROTECT, related_name="application_decisions", verbose_name=_("court or authority")
    )
    reference = models.CharField(_("reference of the decision"), max_length=60)
    member = models.CharField(_("decided by"), max_length=120)
    outcome = models.CharField(_("decision"), max_length=8, choices=Outcome.choices)
    what_changes = models.TextField(_("what changes"), max_length=4000, blank=True)
    effective_from = models.DateField(_("takes effect on"), null=True, blank=True)
    reasons = models.TextField(_("reasons"), max_length=PASSAGE_LENGTH)
    despite = models.TextField(_("why it was decided although something was missing"), max_length=4000, blank=True)
    decided_on = models.DateField(_("date of the decision"))
    recorded_at = models.DateTimeField(_("recorded"))
    served_at = models.DateTimeField(_("served on the person and the officer"))
    appeal_until = models.DateField(_("appeal possible until"))

    class Meta:
        verbose_name = _("decision on an application")
        verbose_name_plural = _("decisions on applications")
        constraints = [
            models.CheckConstraint(condition=Q(version=1), name="application_decisions_never_change"),
            models.CheckConstraint(
                condition=Q(effective_from__isnull=True) | ~Q(outcome="refused"),
                name="refused_application_changes_nothing",
            ),
        ]

    class Disclosure:
        case = COURT
        application = COURT
        authority = COURT
        reference = COURT
        member = COURT
        outcome = COURT
        what_changes = COURT
        effective_from = COURT
        reasons = COURT
        despite = COURT
        decided_on = COURT
        recorded_at = COURT
        served_at = COURT
        appeal_until = COURT

    def __str__(self):
        return self.reference

    def root_key(self):
        return self.case_id
