"""What is recorded in a case: entries about the person, and apart from them what concerns others (rules 8, 43)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.disclosure.purposes import SELF, WORK, Purpose
from cases.history.record import Removable
from cases.models.caserecord import CaseRecord
from cases.models.unit import StaffMember

NOTE_LENGTH = 12_000
# What is about others serves the supervision and its inspection, nothing else.
APART = frozenset({Purpose.SUPERVISION, Purpose.INSPECTION})


class Entry(Removable):
    """Something recorded: what kind, when it happened, when written, by whom, fact or opinion, and what it serves."""

    searched_text = "text"

    class Kind(models.TextChoices):
        MEETING = "meeting", _("Meeting")
        CALL = "call", _("Telephone call")
        LETTER = "letter", _("Letter or message")
        VISIT = "visit", _("Visit")
        OUTCOME = "outcome", _("Outcome of an appointment")
        HOURS = "hours", _("Work session")
        INFORMATION = "information", _("Information received")
        DECISION = "decision", _("Decision taken")

    class Nature(models.TextChoices):
        FACT = "fact", _("Fact")
        OPINION = "opinion", _("Opinion")
        ALLEGATION = "allegation", _("Allegation")

    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="entries", db_index=False)
    kind = models.CharField(_("what kind of entry"), max_length=20, choices=Kind.choices)
    happened_at = models.DateTimeField(_("when it happened"))
    recorded_at = models.DateTimeField(_("when it was written"))
    author = models.ForeignKey(StaffMember, models.PROTECT, related_name="entries", verbose_name=_("author"))
    nature = models.CharField(_("fact, opinion or allegation"), max_length=12, choices=Nature.choices)
    source = models.CharField(_("source"), max_length=200)
    verified_on = models.DateField(_("verified on"), null=True, blank=True)
    verified_by = models.ForeignKey(
        StaffMember, models.PROTECT, null=True, blank=True, related_name="verified", verbose_name=_("verified by")
    )
    verified_how = models.CharField(_("how it was verified"), max_length=200, blank=True)
    serves = models.CharField(_("what it serves"), max_length=200)
    text = models.TextField(_("about the person"), max_length=NOTE_LENGTH)
    shared_on = models.DateField(_("shared and explained on"), null=True, blank=True)
    # When a passage turns out to be about others, the versions that held it are withheld from the person (law 11).
    open_from_version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        indexes = [models.Index(fields=["case", "happened_at", "id"], name="entry_case_happened")]
        constraints = [
            models.CheckConstraint(
                condition=Q(happened_at__lte=F("recorded_at")),
                name="entry_happened_before_written",
                violation_error_message=_(
                    "An entry is about something that has happened. Enter a date that is not in the future."
                ),
            ),
        ]

    class Disclosure:
        case = SELF
        kind = SELF
        happened_at = SELF
        recorded_at = SELF
        author = SELF
        nature = SELF
        source = SELF
        verified_on = SELF
        verified_by = SELF
        verified_how = SELF
        serves = SELF
        text = SELF
        shared_on = SELF
        open_from_version = WORK

    def __str__(self):
        return self.get_kind_display()

    def root_key(self):
        return self.case_id


class OthersSegment(Removable):
    """The part of an entry that is about other people. It never reaches the person, in no version (law 11)."""

    class About(models.TextChoices):
        VICTIM = "victim", _("a victim")
        FAMILY = "family", _("family")
        INFORMANT = "informant", _("somebody who gave information")
        STAFF = "staff", _("staff")
        OTHER = "other", _("somebody else")

    class Withheld(models.TextChoices):
        ANNOUNCED = "announced", _("the person is told that something is withheld")
        HIDDEN = "hidden", _("the person is not told, because knowing would itself do harm")

    goes_with = ("entry",)
    # Why a passage was moved here may quote it.
    quoted_by_reasons = "text"

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="others_segments")
    about = models.CharField(_("about whom"), max_length=12, choices=About.choices)
    text = models.TextField(_("about other people"), max_length=NOTE_LENGTH)
    withheld_as = models.CharField(_("withheld"), max_length=10, choices=Withheld.choices, default=Withheld.ANNOUNCED)

    class Meta:
        verbose_name = _("segment about others")
        verbose_name_plural = _("segments about others")

    class Disclosure:
        # The person learns that something is withheld (announced), never what or about whom.
        entry = WORK
        about = APART
        text = APART
        withheld_as = APART

    def __str__(self):
        return f"segment {self.id}"

    def root_key(self):
        return self.entry.case_id
