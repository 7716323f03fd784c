"""One person recorded twice: possible matches, and joins that leave no trace when they are undone (rules 42, 45)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.disclosure.purposes import NOBODY
from cases.history.record import Record
from cases.models.caserecord import KEEPING, CaseRecord
from cases.models.person import Person


class PossibleMatch(Record):
    """Two persons who may be one, known by their case numbers alone to whoever settles it.

    Neither case is its root: nothing of a case, its looks included, tells that there is one.
    """

    reached_by = "possible_match"

    class Ground(models.TextChoices):
        BIRTH = "birth", _("name and date of birth alike")
        NUMBER = "number", _("name alike, telephone number or e-mail the same")

    class Answer(models.TextChoices):
        APART = "apart", _("two persons")
        SAME = "same", _("one person")

    person = models.ForeignKey(Person, models.PROTECT, related_name="matches")
    other = models.ForeignKey(Person, models.PROTECT, related_name="matched")
    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="matches", verbose_name=_("case"))
    other_case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="matched", verbose_name=_("other case"))
    ground = models.CharField(_("what is alike"), max_length=8, choices=Ground.choices)
    found_at = models.DateTimeField(_("found"))
    answer = models.CharField(_("settled as"), max_length=8, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField(_("settled"), null=True, blank=True)

    class Meta:
        verbose_name = _("possible match")
        verbose_name_plural = _("possible matches")
        constraints = [
            models.UniqueConstraint(fields=["person", "other"], name="matched_once"),
            models.CheckConstraint(condition=~Q(person=F("other")), name="nobody_matches_themself"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="match_answer_is_dated",
            ),
        ]

    class Disclosure:
        person = NOBODY
        other = NOBODY
        case = KEEPING
        other_case = KEEPING
        ground = KEEPING
        found_at = KEEPING
        answer = KEEPING
        answered_at = KEEPING

    def __str__(self):
        return f"match {self.id}"


class PersonJoin(Record):
    """Two persons read as one from a day until they are parted. No row of either is touched."""

    reached_by = "possible_match"

    match = models.ForeignKey(PossibleMatch, models.PROTECT, related_name="joins")
    kept = models.ForeignKey(Person, models.PROTECT, related_name="joined")
    duplicate = models.ForeignKey(Person, models.PROTECT, related_name="joined_to")
    joined_at = models.DateTimeField(_("joined"))
    parted_at = models.DateTimeField(_("parted"), null=True, blank=True)

    class Meta:
        verbose_name = _("join of two persons")
        verbose_name_plural = _("joins of two persons")
        constraints = [
            models.UniqueConstraint(
                fields=["match"],
                condition=Q(parted_at=None),
                name="joined_once",
                violation_error_message=_("These two are joined already."),
            ),
        ]

    class Disclosure:
        match = KEEPING
        kept = NOBODY
        duplicate = NOBODY
        joined_at = KEEPING
        parted_at = KEEPING

    def __str__(self):
        return f"join {self.id}"

    def root_key(self):
        return self.match_id
