"""A complaint about the service, and what those it concerns say before anything is found (rules 93–96)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.disclosure.purposes import NOBODY, Purpose
from cases.history.record import Record
from cases.models.unit import StaffMember, Unit

INVESTIGATION = frozenset({Purpose.COMPLAINT})
# Whoever complains, whoever investigates, and whoever it is about; the unit's manager once it is decided.
PARTIES = INVESTIGATION | {Purpose.OWN_RECORD}
DECIDED = PARTIES | {Purpose.SUPERVISION}
TEXT_LENGTH = 9_000


class Complaint(Record):
    """What somebody under supervision complains about. It is kept apart from every case record (rule 96)."""

    reached_by = "complaint"

    class State(models.TextChoices):
        LODGED = "lodged", _("received")
        NOT_ADMISSIBLE = "not_admissible", _("not looked into")
        INVESTIGATING = "investigating", _("being looked into")
        DECIDED = "decided", pgettext_lazy("what became of it", "decided")

    class Door(models.TextChoices):
        CONTEST = "contest", _("say in your record that you do not agree with an entry")
        APPEAL = "appeal", _("appeal to the court named in the ruling")
        COURT = "court", _("write to the court or authority itself")
        OTHER = "other", _("another office, named in the reply")

    class Hearing(models.TextChoices):
        HELD = "held", _("was heard")
        DECLINED = "declined", _("was offered a hearing and declined")
        MISSED = "missed", _("was invited and did not come")

    lodged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="complaints")
    name = models.CharField(_("who complains"), max_length=200)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="complaints", verbose_name=_("unit"))
    staff = models.ForeignKey(
        StaffMember, models.PROTECT, null=True, blank=True, related_name="complaints", verbose_name=_("about whom")
    )
    text = models.TextField(_("what happened"), max_length=TEXT_LENGTH)
    wanted = models.TextField(_("what should be done"), max_length=TEXT_LENGTH, blank=True)
    wants_hearing = models.BooleanField(_("wishes to be heard in person"), default=False)
    helper = models.CharField(_("helped by"), max_length=120, blank=True)
    lodged_at = models.DateTimeField(_("received"))
    investigator = models.ForeignKey(
        StaffMember, models.PROTECT, null=True, blank=True, related_name="investigates", verbose_name=_("investigator")
    )
    state = models.CharField(_("state"), max_length=16, choices=State.choices, default=State.LODGED)
    admit_by = models.DateField(_("first reply due"))
    decide_by = models.DateField(_("decision due"))
    reply = models.TextField(_("first reply"), max_length=TEXT_LENGTH, blank=True)
    replied_at = models.DateTimeField(_("replied"), null=True, blank=True)
    right_door = models.CharField(_("the right way"), max_length=12, choices=Door.choices, blank=True)
    hearing = models.CharField(_("hearing"), max_length=12, choices=Hearing.choices, blank=True)
    heard = models.TextField(_("what was said at the hearing"), max_length=TEXT_LENGTH, blank=True)

    class Meta:
        verbose_name = _("complaint")
        verbose_name_plural = _("complaints")
        indexes = [models.Index(fields=["investigator", "state", "decide_by"], name="complaint_inbox")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="not_admissible") | (~Q(reply="") & ~Q(right_door="")),
                name="refused_complaint_names_the_way",
                violation_error_message=_("Say why it is not looked into, and which way is the right one."),
            ),
        ]

    class Disclosure:
        lodged_by = NOBODY
        name = DECIDED
        unit = DECIDED
        staff = DECIDED
        text = DECIDED
        wanted = DECIDED
        wants_hearing = PARTIES
        helper = PARTIES
        lodged_at = DECIDED
        investigator = DECIDED
        state = DECIDED
        admit_by = PARTIES
        decide_by = PARTIES
        reply = PARTIES
        replied_at = PARTIES
        right_door = PARTIES
        hearing = PARTIES
        heard = PARTIES

    def __str__(self):
        return f"complaint {self.id}"


class Statement(Record):
    """What a member of staff is asked about a complaint, and answers, before anything is found (rule 95)."""

    reached_by = "complaint"

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="statements")
    staff = models.ForeignKey(StaffMember, models.PROTECT, related_name="statements", verbose_name=_("asked"))
    question = models.TextField(_("what is asked"), max_length=TEXT_LENGTH)
    asked_at = models.DateTimeField(_("asked on"))
    answer_by = models.DateField(_("answer due"))
    text = models.TextField(_("answer"), max_length=TEXT_LENGTH, blank=True)
    answered_at = models.DateTimeField(_("answered on"), null=True, blank=True)

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        constraints = [
            models.UniqueConstraint(
                fields=["complaint", "staff"],
                name="asked_once",
                violation_error_message=_("This member of staff was asked already."),
            )
        ]

    class Disclosure:
        complaint = INVESTIGATION
        staff = INVESTIGATION
        question = INVESTIGATION
        asked_at = INVESTIGATION
        answer_by = INVESTIGATION
        text = INVESTIGATION
        answered_at = INVESTIGATION

    def __str__(self):
        return f"statement {self.id}"

    def root_key(self):
        return self.complaint_id
