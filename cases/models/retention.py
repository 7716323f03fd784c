"""How long a record is kept once supervision has ended, what happens then, and what stops it (rule 48)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.disclosure.purposes import EVERYBODY, Purpose
from cases.history.record import Record
from cases.models.caserecord import CaseRecord
from cases.models.entry import APART
from cases.models.stored_file import StoredFile
from cases.models.unit import StaffMember

HELD = APART | {Purpose.RETENTION}


class RetentionRule(Record):
    """How many years a record is kept after its end, by how supervision ended, and then what."""

    reached_by = "service"

    class Then(models.TextChoices):
        ARCHIVE = "archive", _("archive")
        DESTROY = "destroy", _("destroy")

    ended_as = models.CharField(_("how it ended"), max_length=12, choices=CaseRecord.End.choices, unique=True)
    years = models.PositiveSmallIntegerField(_("years kept"))
    then = models.CharField(_("then"), max_length=8, choices=Then.choices)

    class Meta:
        verbose_name = _("retention rule")
        verbose_name_plural = _("retention rules")

    class Disclosure:
        ended_as = EVERYBODY
        years = EVERYBODY
        then = EVERYBODY

    def __str__(self):
        return self.ended_as


class Hold(Record):
    """What stops archiving or destruction: a court, a complaint, a claim; reviewed, and lifted by a person.

    It holds the whole record, or one file in it that a court or somebody concerned wants preserved.
    """

    class Kind(models.TextChoices):
        COURT = "court", _("a court ordered it")
        REQUEST = "request", _("somebody asked that it be preserved")
        CLAIM = "claim", _("a complaint, a claim or proceedings are to be expected")

    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="holds")
    why = models.CharField(_("why"), max_length=400)
    placed_at = models.DateTimeField(_("placed"))
    review_on = models.DateField(_("to be reviewed on"))
    lifted_at = models.DateTimeField(_("lifted"), null=True, blank=True)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="holds", verbose_name=_("file")
    )
    kind = models.CharField(_("ground"), max_length=8, choices=Kind.choices, blank=True)
    asked_by = models.CharField(_("who wants it kept"), max_length=200, blank=True)
    placed_by = models.ForeignKey(
        StaffMember, models.PROTECT, null=True, blank=True, related_name="holds_placed", verbose_name=_("placed by")
    )

    class Meta:
        verbose_name = _("hold")
        verbose_name_plural = _("holds")
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(lifted_at=None, file=None),
                name="one_hold_at_a_time",
                violation_error_message=_("This record is on hold already."),
            ),
            models.CheckConstraint(
                condition=Q(file=None) | (~Q(kind="") & ~Q(asked_by="")),
                name="file_hold_names_ground_and_who",
            ),
        ]

    class Disclosure:
        case = HELD
        why = HELD
        placed_at = HELD
        review_on = HELD
        lifted_at = HELD
        file = APART
        kind = HELD
        asked_by = APART
        placed_by = APART

    def __str__(self):
        return f"hold {self.id}"

    def root_key(self):
        return self.case_id
