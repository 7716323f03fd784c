"""What follows a disagreement outside: who is told of it, and which words an audience does not read (rule 46)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.disclosure.purposes import SELF, WORK, Purpose
from cases.history.record import Record
from cases.models.caserecord import CaseRecord
from cases.models.contest import STATEMENT_LENGTH, Contest
from cases.models.unit import StaffMember


class ToldOf(models.TextChoices):
    """What an earlier recipient is told."""

    CORRECTED = "corrected", _("that it was corrected")
    DISPUTED = "disputed", _("that the person disagrees with it")


class RecipientNotice(Record):
    """Somebody who got a content before it was corrected or disputed is told so: whom, of what, when, how (rule 46)."""

    goes_with = ("contest",)

    class Channel(models.TextChoices):
        PAGE = "page", _("on their own page")
        LETTER = "letter", _("by letter")
        PHONE = "phone", _("by telephone")
        IN_PERSON = "in_person", _("in person")

    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="recipient_notices")
    contest = models.ForeignKey(Contest, models.PROTECT, related_name="notices")
    who = models.CharField(_("who got it"), max_length=200)
    what = models.CharField(_("in what"), max_length=200)
    carrier = models.UUIDField(_("which record carried it"))
    got_at = models.DateTimeField(_("when they got it"))
    of = models.CharField(_("told"), max_length=10, choices=ToldOf.choices)
    told_at = models.DateTimeField(_("told on"), null=True, blank=True)
    channel = models.CharField(_("how they were told"), max_length=10, choices=Channel.choices, blank=True)
    told_by = models.ForeignKey(
        StaffMember, models.PROTECT, null=True, blank=True, related_name="notices_told", verbose_name=_("told by")
    )
    acknowledged_at = models.DateTimeField(_("they confirmed it on"), null=True, blank=True)

    class Meta:
        verbose_name = _("notice to an earlier recipient")
        verbose_name_plural = _("notices to earlier recipients")
        constraints = [
            models.UniqueConstraint(fields=["contest", "carrier", "of"], name="a_recipient_is_told_once"),
            models.CheckConstraint(
                condition=Q(told_at__isnull=True, channel="", told_by__isnull=True, acknowledged_at__isnull=True)
                | Q(told_at__isnull=False, told_by__isnull=False) & ~Q(channel=""),
                name="notice_says_how",
            ),
        ]

    class Disclosure:
        case = SELF
        contest = SELF
        who = SELF
        what = SELF
        carrier = WORK
        got_at = SELF
        of = SELF
        told_at = SELF
        channel = SELF
        told_by = SELF
        acknowledged_at = SELF

    def __str__(self):
        return f"notice {self.id}"

    def root_key(self):
        return self.case_id


class Omission(Record):
    """Words of a disagreement that one audience does not read; the person is told which, for whom and why (46)."""

    goes_with = ("contest",)

    class Audience(models.TextChoices):
        DECISION = Purpose.DECISION.value, _("the court or authority")
        PLACEMENT = Purpose.PLACEMENT.value, _("the organisation where you work")
        ASSISTANCE = Purpose.ASSISTANCE.value, _("an organisation that helps")
        VOLUNTEERING = Purpose.VOLUNTEERING.value, _("a volunteer")

    class Because(models.TextChoices):
        OTHERS = "others", _("they are about somebody else")
        OFFENCE = "offence", _("they tell of an offence, and this audience need not know")

    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="omissions")
    contest = models.ForeignKey(Contest, models.PROTECT, related_name="omissions")
    audience = models.CharField(_("left out for"), max_length=16, choices=Audience.choices)
    passage = models.TextField(_("words that are left out"), max_length=STATEMENT_LENGTH)
    because = models.CharField(_("why they are left out"), max_length=10, choices=Because.choices)
    decided_by = models.ForeignKey(
        StaffMember, models.PROTECT, related_name="omissions_decided", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided"))

    class Meta:
        verbose_name = _("words left out of a disagreement")
        verbose_name_plural = _("words left out of disagreements")
        constraints = [models.CheckConstraint(condition=Q(version=1), name="omissions_never_change")]

    class Disclosure:
        # The person's own words, which nobody else than they and the service reads here.
        names_others = ("passage",)

        case = SELF
        contest = SELF
        audience = SELF
        passage = SELF
        because = SELF
        decided_by = SELF
        decided_at = SELF

    def __str__(self):
        return f"omission {self.id}"

    def root_key(self):
        return self.case_id
