"""How long a record is kept once supervision has ended, what happens then, and what stops it (rule 48)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.disclosure.purposes import EVERYBODY, Purpose
from cases.history.record import Record, RecordQuerySet
from cases.models.caserecord import CaseRecord
from cases.models.entry import APART
from cases.models.stored_file import StoredFile
from cases.models.unit import StaffMember

HELD = APART | {Purpose.RETENTION}


class RetentionRule(Record):
    """A line of the schedule: how many years a record is kept, and then what.

    A line names how supervision ended and, where the law tells them apart, the type of sanction (a code of the
    jurisdiction); without one it holds for every type that has no line of its own. One outcome may have two lines:
    archive after some years, destroy after more.
    """

    reached_by = "service"

    class Then(models.TextChoices):
        ARCHIVE = "archive", _("archive")
        DESTROY = "destroy", _("destroy")

    class From(models.TextChoices):
        END = "end", _("the end of supervision")
        LAST_ENTRY = "last_entry", _("the last entry")

    ended_as = models.CharField(_("how it ended"), max_length=12, choices=CaseRecord.End.choices)
    sanction = models.SlugField(_("type of sanction"), max_length=60, blank=True, db_index=False)
    years = models.PositiveSmallIntegerField(_("years kept"))
    counted_from = models.CharField(_("counted from"), max_length=12, choices=From.choices, default=From.END)
    then = models.CharField(_("then"), max_length=8, choices=Then.choices)

    class Meta:
        verbose_name = _("retention rule")
        verbose_name_plural = _("retention rules")
        constraints = [
            models.UniqueConstraint(
                fields=["ended_as", "sanction", "then"],
                name="one_line_of_the_schedule",
                violation_error_message=_("The schedule says this already. Change that line."),
            )
        ]

    class Disclosure:
        ended_as = EVERYBODY
        sanction = EVERYBODY
        counted_from = EVERYBODY
        years = EVERYBODY
        then = EVERYBODY

    def __str__(self):
        return self.ended_as


class HoldQuerySet(RecordQuerySet):
    """Holds, and which of them hold something now."""

    def on(self, case_id, *files):
        """Those that hold the whole record, or one of these files in it."""
        return self.filter(Q(file=None) | Q(file__in=files), case_id=case_id, lifted_at=None)


class Hold(Record):
    """What stops archiving or destruction: a court, a complaint, a claim; reviewed, and lifted by a person.

    It holds the whole record, or one file in it that a court or somebody concerned wants preserved.
    """

    goes_with = ("file",)

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

    objects = HoldQuerySet.as_manager()

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
        asked_by = HELD
        placed_by = APART

    def __str__(self):
        return f"hold {self.id}"

    def root_key(self):
        return self.case_id
