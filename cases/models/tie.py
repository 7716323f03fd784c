"""Whom a member of staff knows outside work: declared by them, matched in silence, decided by a manager (rule 78)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.disclosure.purposes import NOBODY, Purpose
from cases.history.record import Record
from cases.models.caserecord import CaseRecord
from cases.models.exclusion import Exclusion
from cases.models.unit import StaffMember

WORDS_LENGTH = 400
# Whoever declared it and whoever leads them; who that is, the gate says.
DECLARED = frozenset({Purpose.SUPERVISION})


class Tie(Record):
    """A member of staff knows somebody. It says nothing of whether the service knows that person."""

    reached_by = "tie"

    class Kind(models.TextChoices):
        RELATIVE = "relative", _("a relative")
        PARTNER = "partner", _("a partner, or a former one")
        NEIGHBOUR = "neighbour", _("a neighbour")
        FRIEND = "friend", _("a friend, or a former one")
        BUSINESS = "business", _("a business partner, or a former one")
        OTHER = "other", _("something else")

    staff = models.ForeignKey(StaffMember, models.PROTECT, related_name="ties", verbose_name=_("declared by"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="ties")
    kind = models.CharField(_("what they are to you"), max_length=10, choices=Kind.choices)
    given_names = models.CharField(_("given names"), max_length=120, blank=True)
    family_name = models.CharField(_("family name"), max_length=120)
    birth_date = models.DateField(_("date of birth"), null=True, blank=True)
    words = models.TextField(_("in your words"), max_length=WORDS_LENGTH, blank=True)
    declared_at = models.DateTimeField(_("declared"))
    review_on = models.DateField(_("to be asked again on"))
    withdrawn_at = models.DateTimeField(_("no longer so"), null=True, blank=True)

    class Meta:
        verbose_name = _("declared tie")
        verbose_name_plural = _("declared ties")

    class Disclosure:
        staff = DECLARED
        user = NOBODY
        kind = DECLARED
        given_names = DECLARED
        family_name = DECLARED
        birth_date = DECLARED
        words = DECLARED
        declared_at = DECLARED
        review_on = DECLARED
        withdrawn_at = DECLARED

    def __str__(self):
        return f"tie {self.id}"


class TieMatch(Record):
    """Somebody a colleague declared may be the person of a case. The case's manager decides; its root is neither."""

    reached_by = "tie_match"

    class Answer(models.TextChoices):
        EXCLUDED = "excluded", _("The colleague never sees this record")
        NO_MEASURE = "no_measure", _("No measure is needed")
        ANOTHER = "another", _("It is somebody else")

    tie = models.ForeignKey(Tie, models.PROTECT, related_name="matches")
    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="tie_matches")
    found_at = models.DateTimeField(_("found"))
    answer = models.CharField(_("decided"), max_length=10, choices=Answer.choices, blank=True)
    reasons = models.CharField(_("reasons"), max_length=WORDS_LENGTH, blank=True)
    decided_by = models.ForeignKey(
        StaffMember,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="ties_decided",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided on"), null=True, blank=True)
    exclusion = models.ForeignKey(Exclusion, models.PROTECT, null=True, blank=True, related_name="tie_matches")

    class Meta:
        verbose_name = _("tie that may touch a case")
        verbose_name_plural = _("ties that may touch a case")
        constraints = [
            models.UniqueConstraint(fields=["tie", "case"], name="tie_matched_once"),
            models.CheckConstraint(
                condition=Q(answer="", decided_by=None, decided_at=None)
                | (~Q(answer="") & ~Q(reasons="") & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="tie_decision_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(answer="excluded") | Q(exclusion__isnull=False), name="tie_exclusion_is_made"
            ),
        ]

    class Disclosure:
        tie = DECLARED
        case = DECLARED
        found_at = DECLARED
        answer = DECLARED
        reasons = DECLARED
        decided_by = DECLARED
        decided_at = DECLARED
        exclusion = NOBODY

    def __str__(self):
        return f"tie match {self.id}"
