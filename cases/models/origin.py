"""Where a case record was brought in from: the import, and the number the record had there (rules 42 and 45)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.disclosure.purposes import NOBODY, SELF
from cases.history.record import Record
from cases.models.caserecord import KEEPING, CaseRecord
from cases.models.unit import StaffMember

SOURCE_LENGTH, NUMBER_LENGTH = 120, 60


class CaseImport(Record):
    """Cases of another service, brought in together out of one file: all of them, or none."""

    reached_by = "service"
    shown_by = "source"

    source = models.CharField(_("brought in from"), max_length=SOURCE_LENGTH)
    file_hash = models.CharField(_("hash of the file"), max_length=64)
    made_by = models.ForeignKey(StaffMember, models.PROTECT, related_name="imports")
    name = models.CharField(_("who brought them in"), max_length=120)
    made_at = models.DateTimeField(_("brought in"))
    cases = models.PositiveIntegerField(_("cases"))

    class Meta:
        verbose_name = _("import of cases")
        verbose_name_plural = _("imports of cases")

    class Disclosure:
        source = KEEPING
        file_hash = KEEPING
        made_by = NOBODY
        name = KEEPING
        made_at = KEEPING
        cases = KEEPING

    def __str__(self):
        return f"import {self.id}"


class Origin(Record):
    """Which record of another service a case was made from: by its number there a second import knows it again."""

    case = models.OneToOneField(CaseRecord, models.PROTECT, related_name="origin")
    case_import = models.ForeignKey(CaseImport, models.PROTECT, related_name="origins")
    source = models.CharField(_("brought in from"), max_length=SOURCE_LENGTH)
    number = models.CharField(_("case number there"), max_length=NUMBER_LENGTH)
    person_number = models.CharField(_("number of the person there"), max_length=NUMBER_LENGTH, blank=True)
    brought_in_at = models.DateTimeField(_("brought in on"))
    # Of what the file said: whether it says something else the next time.
    digest = models.CharField(_("hash of what was brought in"), max_length=64)

    class Meta:
        verbose_name = _("origin of a case")
        verbose_name_plural = _("origins of cases")
        indexes = [models.Index(fields=["source", "person_number"], name="origin_person")]
        constraints = [models.UniqueConstraint(fields=["source", "number"], name="brought_in_once")]

    class Disclosure:
        case = SELF
        case_import = NOBODY
        source = SELF
        number = SELF
        person_number = SELF
        brought_in_at = SELF
        digest = NOBODY

    def __str__(self):
        return f"origin {self.id}"

    def root_key(self):
        return self.case_id
