"""The passages of a report: as they are drafted, as they were sent, and those the person has not seen."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.disclosure.purposes import COURT, WORK, Purpose
from cases.history.record import Record, Removable
from cases.models.caserecord import CaseRecord
from cases.models.entry import Entry, OthersSegment
from sanctions.models.noncompliance import PASSAGE_LENGTH, NonComplianceReport

UNSEEN = WORK | {Purpose.DECISION}


class Passage(Record):
    """Words of a report: in which part, fact or assessment, and the version of the entry they rest on."""

    class Section(models.TextChoices):
        DECISION = "decision", _("The decision and its conditions")
        FAILURES = "failures", _("What is alleged")
        PREVENTION = "prevention", _("What was done to prevent it")
        ACCOUNT = "account", _("The person's own account")
        COMPLIANCE = "compliance", _("What was complied with")
        RISK = "risk", _("Change in risk")
        RECOMMENDATION = "recommendation", _("Recommendation, with the alternatives to prison")
        NEEDS = "needs", _("Language, interpreter, witnesses")

    class Nature(models.TextChoices):
        FACT = "fact", _("fact")
        ASSESSMENT = "assessment", _("assessment")
        ACCOUNT = "account", _("the person's own words")

    section = models.CharField(_("part of the report"), max_length=16, choices=Section.choices)
    place = models.PositiveSmallIntegerField(_("place in its part"))
    nature = models.CharField(_("fact or assessment"), max_length=12, choices=Nature.choices)
    text = models.TextField(_("text"), max_length=PASSAGE_LENGTH)
    # Its key alone, once the entry is erased: what was sent never changes.
    entry = models.ForeignKey(
        Entry,
        models.PROTECT,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="%(class)ss",
        verbose_name=_("rests on the entry"),
    )
    entry_version = models.PositiveIntegerField(_("version of the entry"), null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self):
        return f"passage {self.id}"

    def root_key(self):
        return self.case_id


class DraftPassage(Removable, Passage):
    """A passage while the report is being written: filled from the record, changed, left out or added by the author."""

    goes_with = ("entry",)

    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="draft_passages")
    report = models.ForeignKey(NonComplianceReport, models.PROTECT, related_name="draft_passages")
    prefilled = models.BooleanField(_("filled from the record"), default=False)
    left_out = models.BooleanField(_("left out"), default=False)
    about = models.CharField(_("about somebody else"), max_length=12, choices=OthersSegment.About.choices, blank=True)

    class Meta:
        verbose_name = _("passage of a draft")
        verbose_name_plural = _("passages of a draft")

    class Disclosure:
        case = WORK
        report = WORK
        section = WORK
        place = WORK
        nature = WORK
        text = WORK
        entry = WORK
        entry_version = WORK
        prefilled = WORK
        left_out = WORK
        about = WORK


class ReportPassage(Passage):
    """A passage as it was sent. It never changes; a correction is a new, linked report (law 8)."""

    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="report_passages")
    report = models.ForeignKey(NonComplianceReport, models.PROTECT, related_name="passages")

    class Meta:
        verbose_name = _("passage of a report")
        verbose_name_plural = _("passages of a report")
        constraints = [models.CheckConstraint(condition=Q(version=1), name="sent_passages_never_change")]

    class Disclosure:
        case = COURT
        report = COURT
        section = COURT
        place = COURT
        nature = COURT
        text = COURT
        entry = COURT
        entry_version = WORK


class UnseenPassage(Passage):
    """A passage as it was sent that the person has not seen: the authority discloses, summarises or sets it aside."""

    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="unseen_passages")
    report = models.ForeignKey(NonComplianceReport, models.PROTECT, related_name="unseen_passages")
    about = models.CharField(_("about whom"), max_length=12, choices=OthersSegment.About.choices)

    class Meta:
        verbose_name = _("passage the person has not seen")
        verbose_name_plural = _("passages the person has not seen")
        constraints = [models.CheckConstraint(condition=Q(version=1), name="unseen_passages_never_change")]

    class Disclosure:
        case = UNSEEN
        report = UNSEEN
        section = UNSEEN
        place = UNSEEN
        nature = UNSEEN
        text = UNSEEN
        entry = UNSEEN
        entry_version = WORK
        about = UNSEEN
        # It is about others, and said to be: the authority reads that the person has not seen it.
        names_others = ("text",)
