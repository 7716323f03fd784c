"""A file kept with a case: what it is, who brought it in when, and the hash of its bytes, sealed with the record."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.disclosure.purposes import COURT, WORK
from cases.files.incoming import ENDINGS
from cases.history.record import Record
from cases.models.caserecord import CaseRecord
from cases.models.unit import StaffMember


class StoredFile(Record):
    """A scan that belongs to the record, brought in by staff or by the person. It never changes."""

    class Category(models.TextChoices):
        RULING = "ruling", _("a ruling made on paper")
        PROOF = "proof", _("a proof the person handed in")
        PAPER = "paper", _("a paper the person handed in")

    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="stored_files")
    category = models.CharField(_("what it is"), max_length=12, choices=Category.choices)
    media_type = models.CharField(_("type"), max_length=40, choices=[(name, end) for name, end in ENDINGS.items()])
    size = models.PositiveIntegerField(_("size in bytes"))
    digest = models.CharField(_("hash of the file"), max_length=64)
    stored_at = models.DateTimeField(_("kept since"))
    stored_by = models.ForeignKey(
        StaffMember,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="stored_files",
        verbose_name=_("kept by"),
        help_text=_("Empty: the person handed it in."),
    )

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        constraints = [models.CheckConstraint(condition=models.Q(version=1), name="files_never_change")]

    class Disclosure:
        case = COURT
        category = COURT
        media_type = COURT
        size = COURT
        digest = WORK
        stored_at = COURT
        stored_by = COURT

    def __str__(self):
        return f"file {self.id}"

    def root_key(self):
        return self.case_id


class StoredBytes(models.Model):
    """The bytes of a file, kept and destroyed with it; their hash stands in the record, sealed."""

    file = models.OneToOneField(StoredFile, models.PROTECT, primary_key=True, related_name="content")
    data = models.BinaryField()

    class Meta:
        verbose_name = _("bytes of a file")
        verbose_name_plural = _("bytes of files")

    def __str__(self):
        return f"bytes {self.pk}"
