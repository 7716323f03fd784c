"""How a complaint was decided, and to whom that was delivered (rule 97)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.history.record import Record
from complaints.models.complaint import DECIDED, TEXT_LENGTH, Complaint


class ComplaintDecision(Record):
    """The decision with its reasons. It never changes (law 8)."""

    reached_by = "complaint"

    class Outcome(models.TextChoices):
        UPHELD = "upheld", _("You are right")
        PARTLY = "partly", _("You are right in part")
        NOT_UPHELD = "not_upheld", _("Your complaint is not upheld")

    complaint = models.OneToOneField(Complaint, models.PROTECT, related_name="decision")
    outcome = models.CharField(_("decision"), max_length=12, choices=Outcome.choices)
    reasons = models.TextField(_("reasons"), max_length=TEXT_LENGTH)
    remedy = models.TextField(_("what is done about it"), max_length=TEXT_LENGTH, blank=True)
    decided_at = models.DateTimeField(_("decided on"))
    appeal_until = models.DateField(_("appeal possible until"))

    class Meta:
        verbose_name = _("decision on a complaint")
        verbose_name_plural = _("decisions on complaints")
        constraints = [models.CheckConstraint(condition=Q(version=1), name="complaint_decisions_never_change")]

    class Disclosure:
        complaint = DECIDED
        outcome = DECIDED
        reasons = DECIDED
        remedy = DECIDED
        decided_at = DECIDED
        appeal_until = DECIDED

    def __str__(self):
        return f"decision {self.id}"

    def root_key(self):
        return self.complaint_id


class Delivery(Record):
    """To whom a decision was delivered: complainant, service, staff concerned."""

    reached_by = "complaint"

    class To(models.TextChoices):
        COMPLAINANT = "complainant", _("the person who complained")
        SERVICE = "service", _("the manager of the unit")
        STAFF = "staff", _("the member of staff it is about")

    decision = models.ForeignKey(ComplaintDecision, models.PROTECT, related_name="deliveries")
    to = models.CharField(_("to"), max_length=12, choices=To.choices)
    delivered_at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("delivery of a decision")
        verbose_name_plural = _("deliveries of decisions")
        constraints = [models.UniqueConstraint(fields=["decision", "to"], name="delivered_once_each")]

    class Disclosure:
        decision = DECIDED
        to = DECIDED
        delivered_at = DECIDED

    def __str__(self):
        return f"delivery {self.id}"

    def root_key(self):
        return self.decision.complaint_id
