"""What the authority does before it rules: asks for facts, and hears the person (rules 67–69)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.disclosure.purposes import COURT
from cases.history.record import Record
from cases.models.caserecord import CaseRecord
from sanctions.models.noncompliance import PASSAGE_LENGTH, NonComplianceReport


class FactRequest(Record):
    """The authority sends a report back because a fact is missing; a correcting report answers."""

    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="fact_requests")
    report = models.ForeignKey(NonComplianceReport, models.PROTECT, related_name="fact_requests")
    text = models.TextField(_("what is missing"), max_length=4000)
    asked_at = models.DateTimeField(_("asked"))

    class Meta:
        verbose_name = _("request for facts")
        verbose_name_plural = _("requests for facts")

    class Disclosure:
        case = COURT
        report = COURT
        text = COURT
        asked_at = COURT

    def __str__(self):
        return f"request {self.id}"

    def root_key(self):
        return self.case_id


class Hearing(Record):
    """When and where the authority hears the case, and whether the person was there."""

    class Attendance(models.TextChoices):
        CAME = "came", _("came and was heard")
        REPRESENTED = "represented", _("was heard through a lawyer or representative")
        ABSENT = "absent", _("was invited and did not come")
        DECLINED = "declined", _("said that they do not wish to be heard")

    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="hearings")
    report = models.ForeignKey(NonComplianceReport, models.PROTECT, related_name="hearings")
    starts_at = models.DateTimeField(_("date and time"))
    place = models.CharField(_("place"), max_length=200)
    interpreter = models.CharField(_("interpreter"), max_length=120, blank=True)
    attendance = models.CharField(_("the person"), max_length=12, choices=Attendance.choices, blank=True)
    account = models.TextField(_("what the person said"), max_length=PASSAGE_LENGTH, blank=True)
    held_at = models.DateTimeField(_("held"), null=True, blank=True)

    class Meta:
        verbose_name = _("hearing")
        verbose_name_plural = _("hearings")

    class Disclosure:
        case = COURT
        report = COURT
        starts_at = COURT
        place = COURT
        interpreter = COURT
        attendance = COURT
        account = COURT
        held_at = COURT

    def __str__(self):
        return f"hearing {self.id}"

    def root_key(self):
        return self.case_id
