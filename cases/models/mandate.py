"""Who acts for the person: a mandate with its scope, its paper and its days (rule 45)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.disclosure.purposes import NOBODY, SELF
from cases.history.record import Record
from cases.models.caserecord import CaseRecord
from cases.models.fields import Period


class Part(models.TextChoices):
    """A part of the record that a mandate can name. Who the record is about, and who keeps it, belongs to each."""

    CONDITIONS = "conditions", _("conditions, appointments and hours")
    RECORD = "record", _("what is written, disagreements and who looked")
    REPORTS = "reports", _("reports, hearings, rulings and what is asked of the court")


class Mandate(Record, Period):
    """Somebody reads what the person reads, from when until when, on which paper; ended, they read nothing."""

    class Capacity(models.TextChoices):
        LAWYER = "lawyer", _("lawyer")
        TRUSTED = "trusted", _("person of trust")
        GUARDIAN = "guardian", _("legal guardian")

    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="mandates")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="mandates")
    name = models.CharField(_("name"), max_length=120)
    capacity = models.CharField(_("acts as"), max_length=10, choices=Capacity.choices)
    scope = models.CharField(_("what it covers"), max_length=200)
    covers_conditions = models.BooleanField(Part.CONDITIONS.label, default=True)
    covers_record = models.BooleanField(Part.RECORD.label, default=True)
    covers_reports = models.BooleanField(Part.REPORTS.label, default=True)
    document = models.CharField(_("on which paper"), max_length=160)

    class Meta:
        verbose_name = _("mandate")
        verbose_name_plural = _("mandates")
        indexes = [models.Index(fields=["user", "case"], name="mandate_user_case")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gte=F("starts_at")),
                name="mandate_ends_after_start",
                violation_error_message=_("A mandate ends after it starts."),
            ),
            models.CheckConstraint(
                condition=Q(covers_conditions=True) | Q(covers_record=True) | Q(covers_reports=True),
                name="mandate_covers_something",
                violation_error_message=_("Choose at least one part of the record."),
            ),
        ]

    class Disclosure:
        case = SELF
        user = NOBODY
        name = SELF
        capacity = SELF
        scope = SELF
        covers_conditions = SELF
        covers_record = SELF
        covers_reports = SELF
        document = SELF
        starts_at = SELF
        ends_at = SELF
        names_others = ("name",)

    def __str__(self):
        return f"mandate {self.id}"

    def root_key(self):
        return self.case_id


def parts_of(mandate) -> list[Part]:
    """The parts that a mandate covers, of the record itself or of what a purpose sees of it."""
    return [part for part in Part if getattr(mandate, f"covers_{part}")]
