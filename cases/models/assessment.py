"""Answers to an instrument, each with its source; the score is the server's (rules 33, 60). One mechanism, two owners.

What a possible victim answered stands in a table of its own, reached by their own root: from no record about the
person under supervision does anything lead there.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.disclosure.purposes import SELF
from cases.history.record import Record
from cases.models.caserecord import CaseRecord
from cases.models.instrument import Instrument
from cases.models.victim import VICTIM, VictimContact

NOTES_LENGTH = 8000
ANSWERED = ("instrument", "answers", "notes", "score", "met_from", "done_on", "author", "recorded_at")


class Assessment(Record):
    """One sitting with one instrument: question to answer and source, the score, the threshold it met.

    Recorded, it never changes (law 8). A correction is another one that says which it `replaces`. `notes` holds a line
    for each question to which there is a note, under its number.
    """

    class Source(models.TextChoices):
        PERSON = "person", _("they said so themselves")
        DOCUMENT = "document", _("a document")
        SERVICE = "service", _("another service")
        OBSERVED = "observed", _("seen by whoever asked")

    seals = {"recorded_at": ANSWERED}

    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="+", verbose_name=_("instrument"))
    answers = models.JSONField(_("answers and their sources"), default=dict)
    notes = models.TextField(_("notes on the answers"), max_length=NOTES_LENGTH, blank=True)
    score = models.PositiveSmallIntegerField(_("score"))
    met_from = models.PositiveSmallIntegerField(_("threshold met, from"), null=True, blank=True)
    done_on = models.DateField(_("answered on"))
    author = models.CharField(_("written by"), max_length=120, editable=False)
    recorded_at = models.DateTimeField(_("recorded"))
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name=_("corrects")
    )

    class Meta:
        abstract = True

    def __str__(self):
        return f"assessment {self.id}"


class CaseAssessment(Assessment):
    """What the person answered, with their officer. They read it, and may disagree with it."""

    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="assessments")

    class Meta(Assessment.Meta):
        verbose_name = _("answers about needs")
        verbose_name_plural = _("answers about needs")

    class Disclosure:
        case = SELF
        instrument = SELF
        answers = SELF
        notes = SELF
        score = SELF
        met_from = SELF
        done_on = SELF
        author = SELF
        recorded_at = SELF
        replaces = SELF

    def root_key(self):
        return self.case_id


class VictimAssessment(Assessment):
    """What somebody who may have been harmed answered. It stands on their own record, and on no other."""

    reached_by = "victim_contact"

    victim = models.ForeignKey(VictimContact, models.PROTECT, related_name="assessments", verbose_name=_("victim"))

    class Meta(Assessment.Meta):
        verbose_name = _("answers of a victim")
        verbose_name_plural = _("answers of victims")

    class Disclosure:
        version = VICTIM
        victim = VICTIM
        instrument = VICTIM
        answers = VICTIM
        notes = VICTIM
        score = VICTIM
        met_from = VICTIM
        done_on = VICTIM
        author = VICTIM
        recorded_at = VICTIM
        replaces = VICTIM

    def root_key(self):
        return self.victim_id
