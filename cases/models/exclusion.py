"""Who must never know a record, whatever else they may do."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.disclosure.purposes import NOBODY, Purpose
from cases.history.record import Record
from cases.models.caserecord import CaseRecord
from cases.models.fields import Period

SUPERVISORS = frozenset({Purpose.INSPECTION})


class Exclusion(Record, Period):
    """This log-in never sees this case: beats every assignment, unit and grant (law 1)."""

    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="exclusions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="exclusions")
    reason = models.CharField(_("why"), max_length=400)
    review_on = models.DateField(_("review on"))

    class Meta:
        verbose_name = _("exclusion")
        verbose_name_plural = _("exclusions")
        indexes = [models.Index(fields=["user", "case"], name="exclusion_user_case")]

    class Disclosure:
        case = SUPERVISORS
        user = NOBODY
        reason = SUPERVISORS
        review_on = SUPERVISORS
        starts_at = SUPERVISORS
        ends_at = SUPERVISORS

    def __str__(self):
        return f"exclusion {self.id}"

    def root_key(self):
        return self.case_id
