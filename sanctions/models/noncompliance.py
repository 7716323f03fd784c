"""From an alleged failure to a report: what is alleged, what the person says, and what was sent (rules 63–66)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.disclosure.purposes import COURT, WORK
from cases.history.record import Record
from cases.models.caserecord import CaseRecord
from cases.models.entry import Entry
from cases.models.unit import StaffMember
from sanctions.models.appointment import Appointment
from sanctions.models.authority import DecidingAuthority
from sanctions.models.condition import Condition
from sanctions.models.sanction import Sanction

PASSAGE_LENGTH = 20_000


class AllegedFailure(Record):
    """One failure that is alleged: what, when, how, and what became of it. Counting proposes, the officer decides."""

    class Verdict(models.TextChoices):
        UNFOUNDED = "unfounded", _("Unfounded: it leaves the count")
        ACCEPTED = "accepted", _("The explanation is accepted")
        MINOR = "minor", _("Minor: dealt with by the officer")
        SIGNIFICANT = "significant", _("Significant: reported to the authority")

    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="alleged_failures")
    condition = models.ForeignKey(
        Condition, models.PROTECT, related_name="alleged_failures", verbose_name=_("condition it touches")
    )
    appointment = models.ForeignKey(Appointment, models.PROTECT, null=True, blank=True, related_name="alleged_failures")
    happened_at = models.DateTimeField(_("when"))
    manner = models.TextField(_("what happened, how and in which circumstances"), max_length=PASSAGE_LENGTH)
    entry = models.ForeignKey(
        Entry, models.PROTECT, null=True, blank=True, db_constraint=False, related_name="alleged_failures"
    )
    entry_version = models.PositiveIntegerField(_("version of the entry it rests on"), null=True, blank=True)
    noted_at = models.DateTimeField(_("noted"))
    verdict = models.CharField(_("how it was dealt with"), max_length=12, choices=Verdict.choices, blank=True)
    reasons = models.TextField(_("reasons"), max_length=4000, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    considered = models.TextField(_("how the person's disagreement was considered"), max_length=4000, blank=True)

    class Meta:
        verbose_name = _("alleged failure")
        verbose_name_plural = _("alleged failures")
        constraints = [
            models.UniqueConstraint(
                fields=["appointment"],
                name="failure_noted_once",
                violation_error_message=_("This failure is noted already."),
            ),
            models.CheckConstraint(
                condition=Q(verdict="", decided_at__isnull=True) | (~Q(verdict="") & Q(decided_at__isnull=False)),
                name="verdict_is_dated",
            ),
            models.CheckConstraint(
                condition=Q(verdict="") | ~Q(reasons=""),
                name="verdict_has_reasons",
                violation_error_message=_("Give the reasons: the person will read them."),
            ),
        ]

    class Disclosure:
        case = COURT
        condition = COURT
        appointment = COURT
        happened_at = COURT
        manner = COURT
        entry = COURT
        entry_version = WORK
        noted_at = COURT
        verdict = COURT
        reasons = COURT
        decided_at = COURT
        considered = COURT

    def __str__(self):
        return f"alleged failure {self.id}"

    def root_key(self):
        return self.case_id


class NonComplianceReport(Record):
    """A report to the deciding authority and where it stands; what it says are its passages, sealed when it is sent."""

    class State(models.TextChoices):
        DRAFTED = "drafted", _("being drafted")
        TO_CHECK = "to_check", _("waiting for a second reader")
        CHECKED = "checked", _("checked")
        SUBMITTED = "submitted", _("with the authority")
        RETURNED = "returned", _("returned for facts")
        SET = "set", _("set for hearing")
        RULED = "ruled", _("ruled on")
        WITHDRAWN = "withdrawn", _("withdrawn before it was sent")

    class Urgency(models.TextChoices):
        DANGER = "danger", _("Somebody is in danger")
        ABSCONDING = "absconding", _("The person has absconded or is about to")

    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="noncompliance_reports")
    sanction = models.ForeignKey(Sanction, models.PROTECT, related_name="noncompliance_reports")
    authority = models.ForeignKey(
        DecidingAuthority, models.PROTECT, related_name="noncompliance_reports", verbose_name=_("court or authority")
    )
    author = models.ForeignKey(StaffMember, models.PROTECT, related_name="reports_written", verbose_name=_("author"))
    checker = models.ForeignKey(
        StaffMember,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reports_checked",
        verbose_name=_("second reader"),
    )
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.DRAFTED)
    significance = models.TextField(_("why it is significant"), max_length=4000)
    urgency = models.CharField(_("urgent because"), max_length=12, choices=Urgency.choices, blank=True)
    urgent_reason = models.TextField(_("why it cannot wait"), max_length=4000, blank=True)
    drafted_at = models.DateTimeField(_("drafted"))
    report_by = models.DateField(_("due with the authority"))
    check_note = models.TextField(_("note of the second reader"), max_length=4000, blank=True)
    checked_at = models.DateTimeField(_("checked on"), null=True, blank=True)
    served_at = models.DateTimeField(_("served on the person"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("sent"), null=True, blank=True)
    acknowledged_at = models.DateTimeField(_("received by the authority"), null=True, blank=True)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="corrections")
    considered = models.TextField(_("how the person's disagreement was considered"), max_length=4000, blank=True)

    class Meta:
        verbose_name = _("report of non-compliance")
        verbose_name_plural = _("reports of non-compliance")
        indexes = [models.Index(fields=["authority", "state", "id"], name="ncreport_inbox")]
        constraints = [
            models.CheckConstraint(
                condition=Q(urgency="") | ~Q(urgent_reason=""),
                name="urgent_report_has_reason",
                violation_error_message=_("Say why it cannot wait. The reason goes with the report."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["drafted", "to_check", "checked", "withdrawn"]) | Q(submitted_at__isnull=False),
                name="sent_report_is_dated",
            ),
        ]

    class Disclosure:
        case = COURT
        sanction = COURT
        authority = COURT
        author = COURT
        checker = COURT
        state = COURT
        significance = COURT
        urgency = COURT
        urgent_reason = COURT
        drafted_at = COURT
        report_by = COURT
        check_note = WORK
        checked_at = COURT
        served_at = COURT
        submitted_at = COURT
        acknowledged_at = COURT
        corrects = COURT
        considered = COURT

    def __str__(self):
        return f"report {self.id}"

    def root_key(self):
        return self.case_id


class Allegation(Record):
    """A failure as a report alleges it: each is examined by itself (rule 67)."""

    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="allegations")
    report = models.ForeignKey(NonComplianceReport, models.PROTECT, related_name="allegations")
    failure = models.ForeignKey(AllegedFailure, models.PROTECT, related_name="allegations")
    number = models.PositiveSmallIntegerField(_("number in the report"))

    class Meta:
        verbose_name = _("allegation")
        verbose_name_plural = _("allegations")
        constraints = [models.UniqueConstraint(fields=["report", "failure"], name="alleged_once_a_report")]

    class Disclosure:
        case = COURT
        report = COURT
        failure = COURT
        number = COURT

    def __str__(self):
        return f"allegation {self.number}"

    def root_key(self):
        return self.case_id


class Comment(Record):
    """The person is invited to say something before a report is decided on, and what they said (rules 29, 64).

    The invitation says how the comment may be used, and that a lawyer may be asked first.
    """

    class Manner(models.TextChoices):
        WRITTEN = "written", _("in writing")
        ORAL = "oral", _("spoken, written down by staff")
        WAIVED = "waived", _("said that they do not wish to comment")

    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="comments")
    report = models.OneToOneField(NonComplianceReport, models.PROTECT, related_name="comment")
    invited_at = models.DateTimeField(_("invited"))
    comment_by = models.DateField(_("can be made until"))
    manner = models.CharField(_("how"), max_length=8, choices=Manner.choices, blank=True)
    text = models.TextField(_("in the person's words"), max_length=PASSAGE_LENGTH, blank=True)
    made_at = models.DateTimeField(_("made"), null=True, blank=True)

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        constraints = [
            models.CheckConstraint(
                condition=Q(manner="", made_at__isnull=True) | (~Q(manner="") & Q(made_at__isnull=False)),
                name="comment_is_dated",
            ),
            models.CheckConstraint(
                condition=Q(manner__in=["", "waived"]) | ~Q(text=""),
                name="comment_has_words",
                violation_error_message=_("Write what you want to say."),
            ),
        ]

    class Disclosure:
        case = COURT
        report = COURT
        invited_at = COURT
        comment_by = COURT
        manner = COURT
        text = COURT
        made_at = COURT

    def __str__(self):
        return f"comment {self.id}"

    def root_key(self):
        return self.case_id
