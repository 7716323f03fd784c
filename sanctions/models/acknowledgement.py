"""That the person read, or was told, what a condition asks: which text, in which words and language (rules 28, 61)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.disclosure.purposes import COURT
from cases.history.record import Record
from cases.languages import LanguageField
from cases.models.caserecord import CaseRecord
from cases.models.explanation import Explanation
from cases.models.person import Words
from sanctions.models.condition import Condition


class Acknowledgement(Record):
    """The text about one condition as it was shown: confirmed by the person on their own page, or told by staff.

    It agrees to nothing: it says what was understood, and of which words a failure may speak. It never changes.
    """

    class How(models.TextChoices):
        SCREEN = "screen", _("confirmed on their own page")
        TOLD = "told", _("told by staff")

    seals = {"recorded_at": ("text", "language", "words", "how", "recorded_at")}

    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="acknowledgements")
    condition = models.ForeignKey(
        Condition, models.PROTECT, related_name="acknowledgements", verbose_name=_("condition")
    )
    text = models.TextField(_("text that was shown"))
    language = LanguageField(_("language of the text"))
    words = models.CharField(_("plain or easy words"), max_length=6, choices=Words.choices)
    how = models.CharField(_("how"), max_length=6, choices=How.choices)
    explanation = models.ForeignKey(
        Explanation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("when it was told")
    )
    recorded_at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("acknowledgement of a condition")
        verbose_name_plural = _("acknowledgements of conditions")
        constraints = [
            models.CheckConstraint(condition=~Q(text="") & ~Q(language=""), name="acknowledgement_has_a_text"),
            models.CheckConstraint(
                condition=Q(how="told", explanation__isnull=False) | Q(how="screen", explanation__isnull=True),
                name="acknowledgement_says_who_told",
            ),
        ]

    class Disclosure:
        case = COURT
        condition = COURT
        text = COURT
        language = COURT
        words = COURT
        how = COURT
        explanation = COURT
        recorded_at = COURT

    def __str__(self):
        return f"acknowledgement {self.id}"

    def root_key(self):
        return self.case_id
