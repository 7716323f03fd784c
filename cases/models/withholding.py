"""What is withheld from the person, on which ground, asked by whom, decided by whom, until when (rule 45, law 11)."""

from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from cases.disclosure.purposes import EVERYBODY
from cases.history.record import Record, RecordQuerySet, RemainingManager, Removable
from cases.models.caserecord import CaseRecord
from cases.models.entry import APART, NOTE_LENGTH, Entry
from cases.models.fields import in_language
from cases.models.unit import StaffMember


class WithholdingGround(Record):
    """A ground on which the law lets something be withheld from the person, and whether it may be hidden on it."""

    reached_by = "service"
    shown_by = "code"

    code = models.SlugField(_("code"), max_length=40, unique=True)
    title = models.JSONField(_("ground, by language"))
    legal_reference = models.CharField(_("legal reference"), max_length=200)
    may_hide = models.BooleanField(_("its existence may be hidden"), default=False)

    class Meta:
        verbose_name = _("ground to withhold")
        verbose_name_plural = _("grounds to withhold")

    class Disclosure:
        code = EVERYBODY
        title = EVERYBODY
        legal_reference = EVERYBODY
        may_hide = EVERYBODY

    def __str__(self):
        return in_language(self.title)


class WithholdingQuerySet(RecordQuerySet):
    """Which withholdings hold at a moment: those decided, and those asked for while the decision may be waited for."""

    def in_force(self, now):
        """Withheld now, announced or hidden."""
        waiting = Q(answer="", interim_until__gte=localdate(now))
        return self.filter(waiting | Q(answer__in=Withholding.WITHHELD), lifted_at=None)

    def hidden(self, now):
        """As if it were not there."""
        return self.in_force(now).filter(Q(answer=How.HIDDEN) | Q(answer="", asked_as=How.HIDDEN))

    def announced(self, now):
        """The person is told that something is withheld."""
        return self.in_force(now).filter(Q(answer=How.ANNOUNCED) | Q(answer="", asked_as=How.ANNOUNCED))


class How(models.TextChoices):
    """Whether the person is told that there is something they may not read."""

    ANNOUNCED = "announced", _("announced: the person reads that something is withheld")
    HIDDEN = "hidden", _("hidden: for the person it is as if it were not there")


class Withholding(Removable):
    """One entry is kept from the person. An officer asks, a manager decides, and it is looked at again by a day.

    Until it is decided it counts as asked, for as long as the jurisdiction lets a decision take.
    """

    goes_with = ("entry",)
    REFUSED = "refused"
    WITHHELD = (How.ANNOUNCED, How.HIDDEN)

    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="withholdings")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="withholdings", verbose_name=_("entry"))
    asked_as = models.CharField(_("asked for"), max_length=10, choices=How.choices)
    legal_ground = models.ForeignKey(WithholdingGround, models.PROTECT, related_name="+", verbose_name=_("ground"))
    reasons = models.TextField(_("why it must be withheld"), max_length=NOTE_LENGTH)
    asked_by = models.ForeignKey(
        StaffMember, models.PROTECT, related_name="withholdings_asked", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(_("asked on"))
    interim_until = models.DateField(_("to be decided by"))
    answer = models.CharField(
        _("decided"), max_length=10, choices=[*How.choices, (REFUSED, _("not withheld"))], blank=True
    )
    decided_by = models.ForeignKey(
        StaffMember,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="withholdings_decided",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided on"), null=True, blank=True)
    decision_reasons = models.TextField(_("reasons of the decision"), max_length=NOTE_LENGTH, blank=True)
    review_on = models.DateField(_("to be reviewed on"), null=True, blank=True)
    lifted_at = models.DateTimeField(_("lifted on"), null=True, blank=True)

    objects = RemainingManager.from_queryset(WithholdingQuerySet)()

    class Meta:
        verbose_name = _("withholding")
        verbose_name_plural = _("withholdings")
        indexes = [models.Index(fields=["case", "entry"], condition=Q(lifted_at=None), name="withholding_in_force")]
        constraints = [
            models.UniqueConstraint(
                fields=["entry"],
                condition=Q(lifted_at=None) & ~Q(answer="refused"),
                name="withheld_once_at_a_time",
                violation_error_message=_("This entry is withheld already, or somebody has asked for it."),
            ),
            models.CheckConstraint(
                condition=Q(answer="", decided_at=None, decided_by=None)
                | (~Q(answer="") & Q(decided_at__isnull=False, decided_by__isnull=False)),
                name="withholding_decision_is_signed",
            ),
            models.CheckConstraint(
                condition=Q(answer__in=["", "refused"]) | Q(review_on__isnull=False),
                name="withholding_is_reviewed",
                violation_error_message=_("Choose the day on which this is looked at again."),
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=models.F("asked_by")),
                name="withholding_is_decided_by_another",
                violation_error_message=_("Whoever asks does not decide."),
            ),
        ]

    class Disclosure:
        case = APART
        entry = APART
        asked_as = APART
        legal_ground = APART
        reasons = APART
        asked_by = APART
        asked_at = APART
        interim_until = APART
        answer = APART
        decided_by = APART
        decided_at = APART
        decision_reasons = APART
        review_on = APART
        lifted_at = APART

    def __str__(self):
        return f"withholding {self.id}"

    def root_key(self):
        return self.case_id


# Asked for or withheld; neither refused nor lifted.
OPEN = Q(lifted_at=None) & ~Q(answer=Withholding.REFUSED)
