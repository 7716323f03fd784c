"""A case put before a social worker: opened by an instrument, passed on or not by whoever works, answered (rule 33)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.disclosure.purposes import SELF
from cases.history.record import Record
from cases.models.assessment import CaseAssessment, VictimAssessment
from cases.models.caserecord import CaseRecord
from cases.models.consent import VictimConsent
from cases.models.victim import VICTIM, VictimContact

STEPS = ("state", "to_whom", "passed_on_at", "passed_on_by", "help_given", "helped_by", "helped_since", "why_not")


class OpenedReferral(Record):
    """It opens by itself when a threshold is met. Closed, it never changes: answered, not passed on, or stopped."""

    class State(models.TextChoices):
        OPEN = "open", _("to be passed on")
        PASSED_ON = "passed_on", _("passed on")
        ANSWERED = "answered", _("an answer came")
        OVERRIDDEN = "overridden", _("not passed on")
        WITHDRAWN = "withdrawn", _("stopped: they took their agreement back")

    RUNNING = (State.OPEN, State.PASSED_ON)
    seals = {"closed_at": (*STEPS, "closed_at", "closed_by")}

    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    opened_at = models.DateTimeField(_("opened by the instrument"))
    due_on = models.DateField(_("next step until"))
    to_whom = models.CharField(_("passed on to"), max_length=200, blank=True)
    passed_on_at = models.DateTimeField(_("passed on"), null=True, blank=True)
    passed_on_by = models.CharField(_("passed on by"), max_length=120, blank=True, editable=False)
    help_given = models.TextField(_("what came of it"), max_length=2000, blank=True)
    helped_by = models.CharField(_("who helps"), max_length=200, blank=True)
    helped_since = models.DateField(_("helps since"), null=True, blank=True)
    why_not = models.TextField(_("why it was not passed on"), max_length=2000, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    closed_by = models.CharField(_("closed by"), max_length=120, blank=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", passed_on_at__isnull=True, closed_at__isnull=True)
                | Q(state="passed_on", passed_on_at__isnull=False, closed_at__isnull=True) & ~Q(to_whom="")
                | Q(state__in=["answered", "withdrawn"], passed_on_at__isnull=False, closed_at__isnull=False)
                | Q(state="overridden", passed_on_at__isnull=True, closed_at__isnull=False) & ~Q(why_not=""),
                name="%(class)s_says_how_it_stands",
            ),
            models.CheckConstraint(
                condition=~Q(state="answered") | ~Q(help_given=""), name="%(class)s_answered_says_what_came_of_it"
            ),
        ]

    def __str__(self):
        return f"referral {self.id}"


class Referral(OpenedReferral):
    """Of the person under supervision; they read it as it stands."""

    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="referrals")
    assessment = models.ForeignKey(
        CaseAssessment, models.PROTECT, related_name="referrals", verbose_name=_("opened by the assessment")
    )

    class Meta(OpenedReferral.Meta):
        verbose_name = _("referral")
        verbose_name_plural = _("referrals")

    class Disclosure:
        case = SELF
        assessment = SELF
        state = SELF
        opened_at = SELF
        due_on = SELF
        to_whom = SELF
        passed_on_at = SELF
        passed_on_by = SELF
        help_given = SELF
        helped_by = SELF
        helped_since = SELF
        why_not = SELF
        closed_at = SELF
        closed_by = SELF

    def root_key(self):
        return self.case_id


class VictimReferral(OpenedReferral):
    """Of somebody who may have been harmed: passed on with their agreement, or because somebody recorded danger."""

    reached_by = "victim_contact"
    seals = {"closed_at": (*STEPS, "closed_at", "closed_by", "consent", "danger_recorded_by", "danger_because")}

    victim = models.ForeignKey(VictimContact, models.PROTECT, related_name="referrals", verbose_name=_("victim"))
    assessment = models.ForeignKey(
        VictimAssessment, models.PROTECT, related_name="referrals", verbose_name=_("opened by the assessment")
    )
    consent = models.ForeignKey(
        VictimConsent, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("rests on the agreement")
    )
    danger_recorded_by = models.CharField(_("danger to life or limb, as recorded by"), max_length=200, blank=True)
    danger_because = models.TextField(_("danger to life or limb, because"), max_length=2000, blank=True)

    class Meta(OpenedReferral.Meta):
        verbose_name = _("referral of a victim")
        verbose_name_plural = _("referrals of victims")
        constraints = [
            *OpenedReferral.Meta.constraints,
            models.CheckConstraint(
                condition=Q(passed_on_at__isnull=True)
                | Q(consent__isnull=False)
                | ~Q(danger_because="") & ~Q(danger_recorded_by=""),
                name="a_victim_is_referred_with_agreement_or_in_danger",
            ),
        ]

    class Disclosure:
        version = VICTIM
        victim = VICTIM
        assessment = VICTIM
        state = VICTIM
        opened_at = VICTIM
        due_on = VICTIM
        to_whom = VICTIM
        passed_on_at = VICTIM
        passed_on_by = VICTIM
        help_given = VICTIM
        helped_by = VICTIM
        helped_since = VICTIM
        why_not = VICTIM
        closed_at = VICTIM
        closed_by = VICTIM
        consent = VICTIM
        danger_recorded_by = VICTIM
        danger_because = VICTIM

    def root_key(self):
        return self.victim_id
