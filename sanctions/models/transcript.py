"""A ruling made on paper, as staff copied it from the scan; a ruling only once somebody else has compared them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.disclosure.purposes import WORK
from cases.history.record import Record
from cases.models.caserecord import CaseRecord
from cases.models.stored_file import StoredFile
from cases.models.unit import StaffMember
from sanctions.models.noncompliance import PASSAGE_LENGTH, Allegation, NonComplianceReport
from sanctions.models.ruling import FactFinding, Ruling


class RulingTranscript(Record):
    """What the paper says, word for word; what it does not say stays empty and reads "not stated"."""

    class State(models.TextChoices):
        TO_CHECK = "to_check", _("waiting to be compared")
        PASSED = "passed", _("compared and right")
        SENT_BACK = "sent_back", _("not what the paper says")

    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="ruling_transcripts")
    report = models.ForeignKey(NonComplianceReport, models.PROTECT, related_name="transcripts")
    scan = models.OneToOneField(StoredFile, models.PROTECT, related_name="transcript", verbose_name=_("scan"))
    entered_by = models.ForeignKey(
        StaffMember, models.PROTECT, related_name="transcripts_entered", verbose_name=_("copied by")
    )
    entered_at = models.DateTimeField(_("copied"))
    checker = models.ForeignKey(
        StaffMember, models.PROTECT, related_name="transcripts_checked", verbose_name=_("compared by")
    )
    checked_at = models.DateTimeField(_("compared"), null=True, blank=True)
    check_note = models.TextField(_("what differs from the paper"), max_length=4000, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.TO_CHECK)
    reference = models.CharField(_("reference of the ruling"), max_length=60)
    member = models.CharField(_("ruled by"), max_length=120)
    outcome = models.CharField(_("ruling"), max_length=16, choices=Ruling.Outcome.choices)
    what_changes = models.TextField(_("what changes"), max_length=4000, blank=True)
    reasons = models.TextField(_("reasons"), max_length=PASSAGE_LENGTH, blank=True)
    documents = models.CharField(
        _("documents disclosed to the person"), max_length=8, choices=Ruling.Safeguard.choices, blank=True
    )
    heard = models.CharField(
        _("the person was heard or had the chance"), max_length=8, choices=Ruling.Safeguard.choices, blank=True
    )
    legal_help = models.CharField(
        _("legal assistance offered"), max_length=8, choices=Ruling.Safeguard.choices, blank=True
    )
    despite = models.TextField(_("legal basis for ruling without a safeguard"), max_length=4000, blank=True)
    ruled_on = models.DateField(_("date of the ruling"))

    class Meta:
        verbose_name = _("transcript of a ruling")
        verbose_name_plural = _("transcripts of rulings")
        constraints = [
            models.UniqueConstraint(
                fields=["report"],
                condition=models.Q(state="to_check"),
                name="one_transcript_at_a_time",
                violation_error_message=_("A transcript of this ruling waits to be compared already."),
            )
        ]

    class Disclosure:
        # The ruling it becomes is what others read.
        case = WORK
        report = WORK
        scan = WORK
        entered_by = WORK
        entered_at = WORK
        checker = WORK
        checked_at = WORK
        check_note = WORK
        state = WORK
        reference = WORK
        member = WORK
        outcome = WORK
        what_changes = WORK
        reasons = WORK
        documents = WORK
        heard = WORK
        legal_help = WORK
        despite = WORK
        ruled_on = WORK

    def __str__(self):
        return f"transcript {self.id}"

    def root_key(self):
        return self.case_id


class TranscriptFinding(Record):
    """One alleged fact as the paper finds it; empty where the paper does not say."""

    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="transcript_findings")
    transcript = models.ForeignKey(RulingTranscript, models.PROTECT, related_name="findings")
    allegation = models.ForeignKey(Allegation, models.PROTECT, related_name="transcript_findings")
    found = models.CharField(_("finding"), max_length=16, choices=FactFinding.Found.choices, blank=True)
    reasons = models.TextField(_("reasons"), max_length=4000, blank=True)

    class Meta:
        verbose_name = _("finding in a transcript")
        verbose_name_plural = _("findings in transcripts")
        constraints = [models.UniqueConstraint(fields=["transcript", "allegation"], name="each_fact_copied_once")]

    class Disclosure:
        case = WORK
        transcript = WORK
        allegation = WORK
        found = WORK
        reasons = WORK

    def __str__(self):
        return f"finding {self.id}"

    def root_key(self):
        return self.case_id
