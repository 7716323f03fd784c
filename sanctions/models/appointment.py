"""Appointments, what came of them, and what was done about it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.disclosure.purposes import SELF
from cases.history.record import Record
from cases.models.caserecord import CaseRecord
from cases.models.entry import Entry
from cases.models.unit import StaffMember
from sanctions.models.condition import Condition


class Appointment(Record):
    """A meeting the person is summoned to, and its outcome."""

    class Kind(models.TextChoices):
        FIRST = "first", _("First appointment")
        OFFICE = "office", _("Meeting at the office")
        VISIT = "visit", _("Home visit")
        CALL = "call", _("Telephone appointment")
        WORK = "work", _("Work session")

    class Outcome(models.TextChoices):
        COMPLIED = "complied", _("Attended and complied")
        FAILED_TO_COMPLY = "failed_to_comply", _("Attended, did not comply")
        SENT_HOME_BEHAVIOUR = "sent_home_behaviour", _("Sent home because of behaviour")
        SENT_HOME_SERVICE = "sent_home_service", _("Sent home, the service's fault")
        ACCEPTABLE = "acceptable", _("Absent, acceptable reason")
        UNACCEPTABLE = "unacceptable", _("Absent, no acceptable reason")
        EVIDENCE_AWAITED = "evidence_awaited", _("Did not come, evidence awaited")
        RESCHEDULED = "rescheduled", _("Moved to another time")
        CALLED_OFF = "called_off", _("Called off: it is not asked any more")

    class Excuse(models.TextChoices):
        LEGAL = "legal", _("Court or legal appointment")
        WORK = "work", _("Employment")
        FAMILY = "family", _("Family or childcare")
        HOLIDAY = "holiday", _("Holiday agreed beforehand")
        MEDICAL = "medical", _("Medical")
        RELIGIOUS = "religious", _("Religious")
        CUSTODY = "custody", _("In custody")
        JUDGEMENT = "judgement", _("Professional judgement")

    class Measure(models.TextChoices):
        NONE = "none", _("No further action")
        WARNING = "warning", _("Warning")
        SECOND_WARNING = "second_warning", _("Second warning")
        REFERRAL = "referral", _("Talk it over with the person first")
        BREACH = "breach", _("Consider reporting to the authority")

    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="appointments", db_index=False)
    condition = models.ForeignKey(
        Condition,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="appointments",
        verbose_name=_("serves the condition"),
    )
    officer = models.ForeignKey(StaffMember, models.PROTECT, related_name="appointments", verbose_name=_("with"))
    kind = models.CharField(_("kind of appointment"), max_length=10, choices=Kind.choices)
    starts_at = models.DateTimeField(_("date and time"))
    place = models.CharField(_("place"), max_length=200)
    interpreter = models.CharField(
        _("who interprets"),
        max_length=120,
        blank=True,
        help_text=_("The interpreter’s name, or that you speak the language yourself."),
    )
    arranged = models.CharField(
        _("what is arranged for what they need"),
        max_length=200,
        blank=True,
        help_text=_("For example: room on the ground floor, somebody who reads the papers out."),
    )
    outcome = models.CharField(_("outcome"), max_length=24, choices=Outcome.choices, blank=True)
    excuse = models.CharField(_("reason for the absence"), max_length=12, choices=Excuse.choices, blank=True)
    measure = models.CharField(_("what is done about it"), max_length=16, choices=Measure.choices, blank=True)
    respond_by = models.DateField(_("the person can answer until"), null=True, blank=True)
    recorded_at = models.DateTimeField(_("outcome recorded"), null=True, blank=True)
    entry = models.ForeignKey(
        Entry, models.PROTECT, null=True, blank=True, db_constraint=False, related_name="appointments"
    )

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        indexes = [
            models.Index(fields=["case", "starts_at", "id"], name="appointment_case_when"),
            models.Index(fields=["officer", "outcome", "starts_at", "id"], name="appointment_officer_open"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(outcome="acceptable") | ~Q(excuse=""),
                name="acceptable_absence_has_excuse",
                violation_error_message=_("Say which acceptable reason it was."),
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=["failed_to_comply", "sent_home_behaviour", "unacceptable"]) | ~Q(measure=""),
                name="failure_has_measure",
                violation_error_message=_("Say what is done about it, even if it is nothing further."),
            ),
            models.CheckConstraint(
                condition=Q(outcome="", recorded_at__isnull=True) | (~Q(outcome="") & Q(recorded_at__isnull=False)),
                name="outcome_is_dated",
            ),
        ]

    class Disclosure:
        case = SELF
        condition = SELF
        officer = SELF
        kind = SELF
        starts_at = SELF
        place = SELF
        interpreter = SELF
        arranged = SELF
        outcome = SELF
        excuse = SELF
        measure = SELF
        respond_by = SELF
        recorded_at = SELF
        entry = SELF
        names_others = ("interpreter",)

    def __str__(self):
        return self.get_kind_display()

    def root_key(self):
        return self.case_id
