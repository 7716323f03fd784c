"""The person disputes a content of the record, and somebody other than its author answers (rule 46)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.disclosure.purposes import COURT, SELF, WORK
from cases.history.record import Record
from cases.models.caserecord import CaseRecord
from cases.models.entry import Entry
from cases.models.stored_file import StoredFile
from cases.models.unit import StaffMember

STATEMENT_LENGTH = 9_000


class Contest(Record):
    """What is wrong, what would be right, the answer, and the person's words that stay beside the entry."""

    class Answer(models.TextChoices):
        CORRECTED = "corrected", _("Corrected")
        PARTLY = "partly", _("Partly corrected")
        REFUSED = "refused", _("Not accepted")

    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="contests")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="contests")
    entry_version = models.PositiveIntegerField(_("version contested"))
    wrong = models.TextField(_("what is wrong"), max_length=STATEMENT_LENGTH)
    right = models.TextField(_("what it should say"), max_length=STATEMENT_LENGTH)
    evidence = models.TextField(_("what shows it"), max_length=STATEMENT_LENGTH, blank=True)
    lodged_at = models.DateTimeField(_("lodged"))
    answer_by = models.DateField(_("answer due"))
    handler = models.ForeignKey(StaffMember, models.PROTECT, related_name="contests", verbose_name=_("answered by"))
    answer = models.CharField(_("answer"), max_length=12, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    reasons = models.TextField(_("reasons"), max_length=STATEMENT_LENGTH, blank=True)
    entered_by = models.ForeignKey(
        StaffMember,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="contests_entered",
        verbose_name=_("copied from paper by"),
        help_text=_("Empty: the person wrote it on their own page."),
    )
    paper = models.OneToOneField(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="contest", verbose_name=_("scan of the paper")
    )
    statement = models.TextField(_("statement of disagreement"), max_length=STATEMENT_LENGTH, blank=True)

    class Meta:
        verbose_name = _("disagreement")
        verbose_name_plural = _("disagreements")
        indexes = [models.Index(fields=["handler", "answered_at", "answer_by"], name="contest_waiting")]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="contest_answer_is_dated",
            ),
            models.CheckConstraint(
                condition=Q(answer__in=["", "corrected"]) | ~Q(reasons=""),
                name="contest_refusal_has_reasons",
                violation_error_message=_("Give the reasons: the person will read them."),
            ),
            models.UniqueConstraint(
                fields=["entry"],
                condition=Q(answer=""),
                name="one_open_contest_per_entry",
                violation_error_message=_(
                    "You have already said that you disagree with this entry. The answer is on its way."
                ),
            ),
        ]

    class Disclosure:
        case = COURT
        entry = SELF
        entry_version = WORK
        wrong = SELF
        right = SELF
        evidence = SELF
        lodged_at = COURT
        answer_by = SELF
        handler = SELF
        answer = COURT
        answered_at = COURT
        reasons = COURT
        entered_by = SELF
        paper = SELF
        statement = COURT

    def __str__(self):
        return f"contest {self.id}"

    def root_key(self):
        return self.case_id
