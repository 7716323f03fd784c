"""The person disputes a content of the record, somebody other than its author answers, another reviews (rule 46)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.disclosure.purposes import COURT, SELF, WORK
from cases.history.record import Removable
from cases.models.caserecord import CaseRecord
from cases.models.entry import NOTE_LENGTH, Entry
from cases.models.stored_file import StoredFile
from cases.models.unit import StaffMember

STATEMENT_LENGTH = 9_000
# The part of a record in which its entries stand; an item of any other is known by its part and its key.
ENTRIES = "entries"
# What nobody has answered yet.
WAITING = Q(answer="", withdrawn_at=None)
IN_REVIEW = Q(review_asked_at__isnull=False, review_answer="", withdrawn_at=None)
# What stays beside the content: everything the person said that was not simply corrected, and not taken back.
STANDING = ~Q(statement="") & ~Q(review_answer="corrected") & Q(withdrawn_at=None)
# What is read beside the content: these words, and a correction that was not written into it (it is sealed).
BESIDE = STANDING | Q(withdrawn_at=None) & (~Q(correction="") | ~Q(review_correction=""))
LODGED = ("kind", "about", "entry", "entry_version", "title", "stood", "field", "passage", "wrong", "right", "evidence")
ANSWERED = ("statement", "handler", "answer", "answered_at", "reasons", "correction")
ASKED = ("review_why", "review_asked_at")
REVIEWED = ("reviewer", "review_answer", "reviewed_at", "review_reasons", "review_correction")


class Contest(Removable):
    """What is wrong, what would be right, the answer, its review, and the words that stay beside the content.

    What was said never changes, nor an answer or a review once it was given: the database refuses it (law 8).
    """

    class Answer(models.TextChoices):
        CORRECTED = "corrected", _("Corrected")
        PARTLY = "partly", _("Partly corrected")
        REFUSED = "refused", _("Not accepted")

    goes_with = ("entry",)
    takes_along = ("paper",)
    # Field to the fields that never change again once it is filled: the triggers keep it so.
    seals = {
        "lodged_at": LODGED,
        "answered_at": ANSWERED,
        "review_asked_at": ASKED,
        "reviewed_at": REVIEWED,
        "withdrawn_at": ("withdrawn_at",),
    }

    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="contests")
    kind = models.CharField(_("part of the record"), max_length=40, default=ENTRIES)
    about = models.UUIDField(_("which item"), null=True, blank=True, help_text=_("Empty where it is an entry."))
    entry = models.ForeignKey(
        Entry,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="contests",
        help_text=_("The entry, or the one that was made of the item."),
    )
    entry_version = models.PositiveIntegerField(_("version contested"))
    title = models.CharField(_("what it is called"), max_length=400, blank=True)
    stood = models.TextField(_("what it said"), blank=True)
    field = models.CharField(_("which part of it"), max_length=60, blank=True)
    passage = models.TextField(_("the words that are meant"), max_length=STATEMENT_LENGTH, blank=True)
    wrong = models.TextField(_("what is wrong"), max_length=STATEMENT_LENGTH)
    right = models.TextField(_("what it should say"), max_length=STATEMENT_LENGTH)
    evidence = models.TextField(_("what shows it"), max_length=STATEMENT_LENGTH, blank=True)
    lodged_at = models.DateTimeField(_("lodged"))
    answer_by = models.DateField(_("answer due"))
    handler = models.ForeignKey(StaffMember, models.PROTECT, related_name="contests", verbose_name=_("answered by"))
    answer = models.CharField(_("answer"), max_length=12, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    reasons = models.TextField(_("reasons"), max_length=STATEMENT_LENGTH, blank=True)
    correction = models.TextField(_("correction that stands beside it"), max_length=NOTE_LENGTH, blank=True)
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
    review_until = models.DateField(_("review can be asked until"), null=True, blank=True)
    review_why = models.TextField(_("why the answer does not settle it"), max_length=STATEMENT_LENGTH, blank=True)
    review_asked_at = models.DateTimeField(_("review asked"), null=True, blank=True)
    review_by = models.DateField(_("review due"), null=True, blank=True)
    reviewer = models.ForeignKey(
        StaffMember,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="contests_reviewed",
        verbose_name=_("reviewed by"),
    )
    review_answer = models.CharField(_("outcome of the review"), max_length=12, choices=Answer.choices, blank=True)
    reviewed_at = models.DateTimeField(_("reviewed"), null=True, blank=True)
    review_reasons = models.TextField(_("reasons of the review"), max_length=STATEMENT_LENGTH, blank=True)
    review_correction = models.TextField(
        _("correction of the review that stands beside it"), max_length=NOTE_LENGTH, blank=True
    )
    withdrawn_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    class Meta:
        verbose_name = _("disagreement")
        verbose_name_plural = _("disagreements")
        indexes = [
            models.Index(fields=["handler", "answered_at", "answer_by"], name="contest_waiting"),
            models.Index(fields=["case", "kind", "about"], name="contest_item"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=ENTRIES, entry__isnull=False, about__isnull=True)
                | (~Q(kind=ENTRIES) & Q(about__isnull=False)),
                name="contest_names_its_item",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="contest_answer_is_dated",
            ),
            models.CheckConstraint(
                condition=Q(answer__in=["", "corrected"]) | ~Q(reasons=""),
                name="contest_refusal_has_reasons",
                violation_error_message=_("Give the reasons: the person will read them."),
            ),
            models.CheckConstraint(
                condition=Q(review_asked_at__isnull=True, reviewer__isnull=True, review_by__isnull=True)
                | Q(answer__in=["partly", "refused"], reviewer__isnull=False, review_by__isnull=False)
                & ~Q(review_why="")
                & ~Q(reviewer=F("handler")),
                name="contest_review_is_by_another",
            ),
            models.CheckConstraint(
                condition=Q(review_answer="", reviewed_at__isnull=True)
                | Q(review_asked_at__isnull=False, reviewed_at__isnull=False) & ~Q(review_reasons=""),
                name="contest_review_is_whole",
                violation_error_message=_("Give the reasons: the person will read them."),
            ),
            models.UniqueConstraint(
                fields=["entry"],
                condition=WAITING & Q(kind=ENTRIES),
                name="one_open_contest_per_entry",
                violation_error_message=_(
                    "You have already said that you disagree with this entry. The answer is on its way."
                ),
            ),
            models.UniqueConstraint(
                fields=["kind", "about"],
                condition=WAITING,
                name="one_open_contest_per_item",
                violation_error_message=_(
                    "You have already said that you disagree with this. The answer is on its way."
                ),
            ),
        ]

    class Disclosure:
        case = COURT
        kind = COURT
        about = COURT
        entry = SELF
        entry_version = WORK
        title = COURT
        stood = SELF
        field = SELF
        passage = SELF
        wrong = SELF
        right = SELF
        evidence = SELF
        lodged_at = COURT
        answer_by = SELF
        handler = SELF
        answer = COURT
        answered_at = COURT
        reasons = COURT
        correction = COURT
        entered_by = SELF
        paper = SELF
        statement = COURT
        review_until = SELF
        review_why = SELF
        review_asked_at = COURT
        review_by = SELF
        reviewer = SELF
        review_answer = COURT
        reviewed_at = COURT
        review_reasons = COURT
        review_correction = COURT
        withdrawn_at = COURT

        @staticmethod
        def item_id(shown):
            """The key of the item it is about."""
            return shown.about or shown.entry_id

        @staticmethod
        def last_answer(shown):
            """What holds: the outcome of the review, or the answer where nobody reviewed it."""
            return shown.review_answer or shown.answer

        @staticmethod
        def last_answer_label(shown):
            """The same in words."""
            return shown.review_answer_label if shown.review_answer else shown.answer_label

        @staticmethod
        def last_reasons(shown):
            """The reasons of what holds."""
            return shown.review_reasons or shown.reasons

        @staticmethod
        def stands(shown):
            """Whether the words stay beside the content: not simply corrected, and not taken back."""
            return bool(shown.statement) and shown.review_answer != "corrected" and not shown.withdrawn_at

        @staticmethod
        def last_answered_at(shown):
            """When what holds was answered."""
            return shown.reviewed_at or shown.answered_at

        @staticmethod
        def last_correction(shown):
            """The correction that stands beside the content, after the answer and after its review."""
            return shown.review_correction or shown.correction

    def __str__(self):
        return f"contest {self.id}"

    @property
    def item_id(self):
        """The key of the item it is about."""
        return self.about or self.entry_id

    def root_key(self):
        return self.case_id
