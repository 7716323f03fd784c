"""A file kept with a case: what it is, who brought it in when, and the hash of its bytes, sealed with the record."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.disclosure.purposes import COURT, WORK
from cases.files.kinds import ENDINGS, FILM, OFFICE, PICTURES, SCANS, SOUND
from cases.history.record import Record, RecordQuerySet
from cases.models.caserecord import CaseRecord
from cases.models.entry import APART
from cases.models.unit import StaffMember

TEXT_LENGTH = 400


class StoredFileQuerySet(RecordQuerySet):
    """Which files a purpose may know of."""

    def known_for(self, purpose):
        """Those that show nobody else; where others may be read about, all; and a copy made for the person (rule 8)."""
        if purpose in APART:
            return self
        return self.filter(Q(apart=False) | Q(copy_of__for_person=True, copy_of__answer="released"))


class StoredFile(Record):
    """A file or recording that belongs to the record, brought in by staff or by the person. It never changes."""

    class Category(models.TextChoices):
        RULING = "ruling", _("a ruling made on paper")
        PROOF = "proof", _("a proof the person handed in")
        PAPER = "paper", _("a paper the person handed in")
        SOUND = "sound", _("a sound recording")
        FILM = "film", _("a video recording")
        PHOTOGRAPH = "photograph", _("a photograph")
        LETTER = "letter", _("a letter")
        CERTIFICATE = "certificate", _("a certificate")
        OFFICE = "office", _("a document written on a computer")
        RELEASE = "release", _("a copy made to be released")

    goes_with = ("about",)
    # What an officer adds by hand, and of which kinds each is.
    ADDED = {
        Category.SOUND: SOUND,
        Category.FILM: FILM,
        Category.PHOTOGRAPH: PICTURES,
        Category.LETTER: SCANS | OFFICE,
        Category.CERTIFICATE: SCANS,
        Category.OFFICE: OFFICE,
    }
    RECORDINGS = frozenset({Category.SOUND, Category.FILM})

    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="stored_files")
    category = models.CharField(_("what it is"), max_length=12, choices=Category.choices)
    media_type = models.CharField(_("type"), max_length=80, choices=[(name, end) for name, end in ENDINGS.items()])
    about = models.UUIDField(
        _("what it shows"), null=True, blank=True, db_index=True, help_text=_("The disagreement it was handed in with.")
    )
    size = models.PositiveIntegerField(_("size in bytes"))
    pages = models.PositiveSmallIntegerField(_("pages"), default=1)
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
    description = models.CharField(_("what it shows or says"), max_length=TEXT_LENGTH, blank=True)
    recorded_by = models.CharField(_("recorded or written by"), max_length=120, blank=True)
    recorded_at = models.DateTimeField(_("recorded or written on"), null=True, blank=True)
    apart = models.BooleanField(_("it shows or tells of other people"), default=False)
    others = models.CharField(_("whom else it shows"), max_length=TEXT_LENGTH, blank=True)

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        constraints = [models.CheckConstraint(condition=Q(version=1), name="files_never_change")]

    class Disclosure:
        case = COURT
        category = COURT
        media_type = COURT
        about = WORK
        size = COURT
        pages = COURT
        digest = WORK
        stored_at = COURT
        stored_by = COURT
        description = COURT
        recorded_by = COURT
        recorded_at = COURT
        apart = APART
        others = APART

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
