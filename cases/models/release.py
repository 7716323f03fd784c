"""What becomes of a kept file: copies that leave with parts blacked out, and how long it is kept (rules 47, 48)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.disclosure.purposes import SELF
from cases.files.squares import COLUMNS, ROWS
from cases.history.record import Record, RecordQuerySet
from cases.models.caserecord import CaseRecord
from cases.models.entry import APART
from cases.models.stored_file import TEXT_LENGTH, StoredFile
from cases.models.unit import StaffMember

REASONS_LENGTH = 1_000


class OfFile(Record):
    """What belongs to a file of a case; whoever may read about others reads it."""

    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    class Disclosure:
        case = APART

    def root_key(self):
        return self.case_id


class ReleaseCopyQuerySet(RecordQuerySet):
    """Which copies left, and for whom that is to be known."""

    def left(self, purpose):
        """Those that left; where others may not be read about, less the copies of what shows others (rules 8, 47)."""
        found = self.filter(answer=ReleaseCopy.Answer.RELEASED)
        return found if purpose in APART else found.filter(file__apart=False)


class ReleaseCopy(OfFile):
    """A copy of a file for somebody, with parts blacked out: one makes it, another checks it before it leaves (47)."""

    goes_with = ("file",)
    takes_along = ("copy",)

    class Answer(models.TextChoices):
        RELEASED = "released", _("It may leave")
        REFUSED = "refused", _("It does not leave like this")

    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="releases", verbose_name=_("file"))
    recipient = models.CharField(_("for whom"), max_length=200)
    for_person = models.BooleanField(_("the person under supervision may have it too"), default=False)
    why = models.CharField(_("for which purpose, on which ground"), max_length=TEXT_LENGTH)
    begun_by = models.ForeignKey(
        StaffMember, models.PROTECT, related_name="releases_begun", verbose_name=_("prepared by")
    )
    begun_at = models.DateTimeField(_("begun"))
    copy = models.OneToOneField(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="copy_of", verbose_name=_("copy")
    )
    answer = models.CharField(_("decision"), max_length=8, choices=Answer.choices, blank=True)
    decided_by = models.ForeignKey(
        StaffMember,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="releases_decided",
        verbose_name=_("checked by"),
    )
    decided_at = models.DateTimeField(_("checked"), null=True, blank=True)
    reasons = models.TextField(_("remarks"), max_length=REASONS_LENGTH, blank=True)

    objects = ReleaseCopyQuerySet.as_manager()

    class Meta:
        verbose_name = _("copy to be released")
        verbose_name_plural = _("copies to be released")
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", decided_by=None)
                | (~Q(answer="") & Q(copy__isnull=False, decided_by__isnull=False, decided_at__isnull=False)),
                name="release_decision_is_whole",
            )
        ]

    class Disclosure(OfFile.Disclosure):
        file = SELF
        recipient = SELF
        for_person = APART
        why = SELF
        begun_by = APART
        begun_at = APART
        copy = APART
        answer = APART
        decided_by = APART
        decided_at = SELF
        reasons = APART

    def __str__(self):
        return f"release {self.id}"


class Blackening(OfFile):
    """A part of a page that must not leave, and why; in squares of the page, counted from 0 at its upper left."""

    goes_with = ("release",)

    class Exemption(models.TextChoices):
        OTHERS = "others", _("the privacy of other people")
        VICTIM = "victim", _("the safety of a victim")
        SOURCE = "source", _("who gave the information")
        HEALTH = "health", _("health, of somebody else or not needed for the purpose")
        INQUIRY = "inquiry", _("an inquiry that is not closed")
        NOT_NEEDED = "not_needed", _("not needed for the purpose")

    release = models.ForeignKey(ReleaseCopy, models.PROTECT, related_name="blackenings", verbose_name=_("copy"))
    page = models.PositiveSmallIntegerField(_("page"))
    left = models.PositiveSmallIntegerField(_("first column"))
    top = models.PositiveSmallIntegerField(_("first row"))
    right = models.PositiveSmallIntegerField(_("last column"))
    bottom = models.PositiveSmallIntegerField(_("last row"))
    exemption = models.CharField(_("ground"), max_length=12, choices=Exemption.choices)
    note = models.CharField(_("note"), max_length=TEXT_LENGTH, blank=True)
    dropped_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    class Meta:
        verbose_name = _("blacked-out part")
        verbose_name_plural = _("blacked-out parts")
        constraints = [
            models.CheckConstraint(
                condition=Q(page__gte=1, left__lte=models.F("right"), top__lte=models.F("bottom"))
                & Q(right__lt=COLUMNS, bottom__lt=ROWS),
                name="blackening_lies_on_a_page",
            )
        ]

    class Disclosure(OfFile.Disclosure):
        release = APART
        page = APART
        left = APART
        top = APART
        right = APART
        bottom = APART
        exemption = APART
        note = APART
        dropped_at = APART

    def __str__(self):
        return f"blackening {self.id}"

    @property
    def box(self):
        """As whoever draws it wants it."""
        return [self.page, self.left, self.top, self.right, self.bottom]


class FileTerm(OfFile):
    """That somebody looked whether a file is still needed: until when it is kept, or that it should be destroyed.

    Another person then orders its destruction, and a job carries it out; this goes with the file.
    """

    goes_with = ("file",)
    # What was found never changes, nor an order that was given.
    seals = {
        "reviewed_at": ("file", "outcome", "keep_until", "reasons", "reviewed_by", "reviewed_at"),
        "ordered_at": ("ordered_by", "ordered_at"),
    }

    class Outcome(models.TextChoices):
        KEEP = "keep", _("Keep it")
        DESTROY = "destroy", _("Propose that it be destroyed")

    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="terms", verbose_name=_("file"))
    outcome = models.CharField(_("outcome"), max_length=8, choices=Outcome.choices)
    keep_until = models.DateField(_("look at it again on"), null=True, blank=True)
    reasons = models.CharField(_("reasons"), max_length=TEXT_LENGTH)
    reviewed_by = models.ForeignKey(
        StaffMember, models.PROTECT, related_name="file_terms", verbose_name=_("looked at by")
    )
    reviewed_at = models.DateTimeField(_("looked at"))
    ordered_by = models.ForeignKey(
        StaffMember,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="files_ordered_away",
        verbose_name=_("destruction ordered by"),
    )
    ordered_at = models.DateTimeField(_("destruction ordered"), null=True, blank=True)

    class Meta:
        verbose_name = _("review of a file")
        verbose_name_plural = _("reviews of files")
        constraints = [
            models.CheckConstraint(
                condition=Q(ordered_by=None, ordered_at=None)
                | Q(outcome="destroy", ordered_by__isnull=False, ordered_at__isnull=False)
                & ~Q(ordered_by=models.F("reviewed_by")),
                name="a_files_end_takes_two",
            )
        ]

    class Disclosure(OfFile.Disclosure):
        file = APART
        outcome = APART
        keep_until = APART
        reasons = APART
        reviewed_by = APART
        reviewed_at = APART
        ordered_by = APART
        ordered_at = APART

    def __str__(self):
        return f"term {self.id}"
