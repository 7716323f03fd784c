"""What the person needs and what risk there is, in the officer's own words, as of a day (rules 33, 60)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.disclosure.purposes import SELF
from cases.history.record import Record
from cases.models.caserecord import CaseRecord

SUMMARY_LENGTH = 8000


class NeedsSummary(Record):
    """Written anew, it is another one; the earlier ones stay as they were written."""

    seals = {"recorded_at": ("text", "author", "recorded_at")}

    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="needs_summaries")
    text = models.TextField(_("risk and needs"), max_length=SUMMARY_LENGTH)
    author = models.CharField(_("written by"), max_length=120, editable=False)
    recorded_at = models.DateTimeField(_("written"))

    class Meta:
        verbose_name = _("summary of risk and needs")
        verbose_name_plural = _("summaries of risk and needs")

    class Disclosure:
        case = SELF
        text = SELF
        author = SELF
        recorded_at = SELF

    def __str__(self):
        return f"needs {self.id}"

    def root_key(self):
        return self.case_id
