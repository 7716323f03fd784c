"""One episode of supervision, and who keeps it (rules 42 and 43)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.disclosure.purposes import CONTACT, COURT, SELF, TELLABLE, WORK, Purpose
from cases.history.record import Record
from cases.models.fields import Period
from cases.models.person import Person
from cases.models.unit import StaffMember, Unit

# What whoever archives and destroys needs, and no more.
KEEPING = frozenset({Purpose.RETENTION})


class CaseRecord(Record):
    """One case record per person and episode, opened when implementation starts (rule 42)."""

    shown_by = "reference"

    class End(models.TextChoices):
        COMPLETED = "completed", _("completed")
        EARLY = "early", _("ended early by a decision")
        REVOKED = "revoked", _("revoked by a ruling")
        ACQUITTED = "acquitted", _("acquitted, discontinued or quashed")
        MOVED = "moved", _("handed over to another service")
        DIED = "died", _("the person died")

    reference = models.CharField(_("case number"), max_length=30, unique=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="case_records", verbose_name=_("person"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="case_records", verbose_name=_("unit"))
    opened_on = models.DateField(_("opened on"))
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    ended_as = models.CharField(_("how it ended"), max_length=12, choices=End.choices, blank=True)
    last_entry_at = models.DateTimeField(_("last entry"), null=True, blank=True)
    # What is archived has left every page on which people work: see cases.actions.archiving.
    archived_on = models.DateField(_("archived on"), null=True, blank=True)

    class Meta:
        verbose_name = _("case record")
        verbose_name_plural = _("case records")
        indexes = [models.Index(fields=["unit", "id"], name="case_unit_id")]
        permissions = [
            ("handle_contest", "May answer one disagreement in this case"),
            ("decide", "May see what a decision needs"),
            ("cover", "May keep the case while the officer is away"),
            ("break_glass", "May read the case for minutes in an emergency"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(ended_on__isnull=True),
                name="one_open_case_per_person",
                violation_error_message=_("This person has an open case record already. Open that one instead."),
            ),
            models.CheckConstraint(
                condition=Q(archived_on=None) | Q(ended_on__isnull=False), name="what_is_archived_has_ended"
            ),
        ]

    class Disclosure:
        reference = CONTACT | KEEPING
        person = CONTACT
        unit = CONTACT | KEEPING
        opened_on = COURT
        ended_on = COURT | KEEPING | TELLABLE
        ended_as = COURT | KEEPING | TELLABLE
        last_entry_at = WORK
        archived_on = SELF | KEEPING

    def __str__(self):
        return self.reference


class Assignment(Record, Period):
    """Who keeps a case: the officer, or a colleague who covers, from when until when."""

    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="assignments")
    staff = models.ForeignKey(StaffMember, models.PROTECT, related_name="assignments", verbose_name=_("officer"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="assignments")
    reason = models.CharField(_("why"), max_length=200, blank=True)
    handed_over = models.TextField(_("what was handed over"), blank=True, max_length=4000)

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        indexes = [models.Index(fields=["user", "ends_at", "case"], name="assignment_user_case")]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(ends_at__isnull=True),
                name="one_officer_at_a_time",
                violation_error_message=_("Another officer keeps this case now. End that assignment first."),
            ),
        ]

    class Disclosure:
        case = SELF
        staff = CONTACT
        user = WORK
        starts_at = SELF
        ends_at = SELF
        reason = WORK
        handed_over = frozenset({Purpose.SUPERVISION, Purpose.INSPECTION})

    def __str__(self):
        return f"assignment {self.id}"

    def root_key(self):
        return self.case_id
