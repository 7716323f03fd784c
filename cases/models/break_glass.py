"""A record opened in an emergency, by somebody it is not there for: why, for how long, and who looked at that after."""

from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from cases.disclosure.purposes import Purpose
from cases.history.record import Record, RecordQuerySet
from cases.models.caserecord import CaseRecord
from cases.models.unit import StaffMember
from cases.models.withholding import WithholdingGround

REASON_LENGTH = 1_000
# A reason that somebody else can judge afterwards is longer than a word.
REASON_LEAST = 20
# Whoever works with the record and whoever inspects it read all of it; the person that it happened, and the outcome.
WORKING = frozenset({Purpose.SUPERVISION, Purpose.INSPECTION})
TOLD = WORKING | {Purpose.OWN_RECORD}


class BreakGlassQuerySet(RecordQuerySet):
    """Which openings the person may know of."""

    def hidden(self, now):
        """As if they were not there for the person, through a day: nothing is hidden for ever."""
        return self.filter(hidden_until__gte=localdate(now))

    def told(self, now):
        """The others."""
        return self.exclude(pk__in=self.model.objects.hidden(now).values("pk"))


class BreakGlass(Record):
    """One opening: read only, for minutes, reviewed by a second person, and told to the person (rule 47)."""

    class Answer(models.TextChoices):
        JUSTIFIED = "justified", _("justified")
        NOT_JUSTIFIED = "not_justified", _("not justified")

    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="emergency_openings")
    staff = models.ForeignKey(
        StaffMember, models.PROTECT, related_name="emergency_openings", verbose_name=_("opened by")
    )
    why = models.TextField(_("what the emergency is"), max_length=REASON_LENGTH)
    opened_at = models.DateTimeField(_("opened"))
    closes_at = models.DateTimeField(_("open until"))
    ground = models.ForeignKey(
        WithholdingGround,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("ground on which the person is not told yet"),
    )
    hidden_until = models.DateField(_("not told through"), null=True, blank=True)
    answer = models.CharField(_("looked at afterwards"), max_length=14, choices=Answer.choices, blank=True)
    reasons = models.TextField(_("reasons"), max_length=REASON_LENGTH, blank=True)
    reviewed_by = models.ForeignKey(
        StaffMember,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="emergencies_reviewed",
        verbose_name=_("looked at by"),
    )
    reviewed_at = models.DateTimeField(_("looked at on"), null=True, blank=True)

    objects = BreakGlassQuerySet.as_manager()

    class Meta:
        verbose_name = _("emergency opening")
        verbose_name_plural = _("emergency openings")
        indexes = [models.Index(fields=["case", "hidden_until"], name="emergency_hidden")]
        constraints = [
            models.CheckConstraint(condition=Q(closes_at__gt=F("opened_at")), name="emergency_closes"),
            models.CheckConstraint(
                condition=Q(hidden_until__isnull=True) | Q(ground__isnull=False),
                name="emergency_is_hidden_on_a_ground",
                violation_error_message=_("Say on which ground the person is not told yet."),
            ),
            models.CheckConstraint(
                condition=Q(answer="", reviewed_by=None, reviewed_at=None)
                | (~Q(answer="") & ~Q(reasons="") & Q(reviewed_by__isnull=False, reviewed_at__isnull=False)),
                name="emergency_review_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by=None) | ~Q(reviewed_by=F("staff")),
                name="emergency_is_reviewed_by_another",
                violation_error_message=_("Whoever opened the record does not review it."),
            ),
        ]

    class Disclosure:
        case = TOLD
        staff = WORKING
        why = WORKING
        opened_at = TOLD
        closes_at = TOLD
        ground = WORKING
        hidden_until = WORKING
        answer = TOLD
        reasons = WORKING
        reviewed_by = WORKING
        reviewed_at = TOLD

    def __str__(self):
        return f"emergency {self.id}"

    def root_key(self):
        return self.case_id
