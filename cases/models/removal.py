"""An entry that stood where it did not belong: proposed by one, confirmed by another, registered (law 8)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.access.roles import Role
from cases.disclosure.purposes import Purpose
from cases.history.record import Record
from cases.models.caserecord import KEEPING, CaseRecord
from cases.models.destruction import Destruction
from cases.models.entry import Entry
from cases.models.unit import StaffMember

WHY_LENGTH = 1_000
# Whoever keeps the record proposes, a manager decides, an inspector reads it afterwards.
DECIDING = frozenset({Purpose.SUPERVISION, Purpose.INSPECTION})
# Whoever erases learns which record and when, nothing of what stood there.
REGISTERED = DECIDING | KEEPING


class Fault(models.TextChoices):
    """Why an entry does not belong in a record (rules 43 and 45)."""

    WRONG_PERSON = "wrong_person", _("It is about another person")
    IRRELEVANT = "irrelevant", _("It has nothing to do with the supervision")
    UNLAWFUL = "unlawful", _("The law does not allow it to be kept")


class Removal(Record):
    """A proposal that an entry leaves the record, and what a second person decided. The entry's words stand nowhere."""

    class Answer(models.TextChoices):
        REMOVED = "removed", _("Taken out of the record")
        REFUSED = "refused", _("It stays")

    class Told(models.TextChoices):
        ANNOUNCED = "announced", _("the person reads that something was taken out, never what")
        HIDDEN = "hidden", _("the person is not told, because knowing would itself do harm")

    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="removals")
    # Its key alone, once the entry is erased.
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, db_constraint=False, related_name="removals")
    fault = models.CharField(_("what is wrong with it"), max_length=16, choices=Fault.choices)
    why = models.TextField(_("why it does not belong here"), max_length=WHY_LENGTH)
    told = models.CharField(_("what the person is told"), max_length=10, choices=Told.choices, default=Told.ANNOUNCED)
    proposed_by = models.ForeignKey(
        StaffMember, models.PROTECT, related_name="removals_proposed", verbose_name=_("proposed by")
    )
    proposed_at = models.DateTimeField(_("proposed"))
    answer = models.CharField(_("decision"), max_length=8, choices=Answer.choices, blank=True)
    decided_by = models.ForeignKey(
        StaffMember,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="removals_decided",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    reasons = models.TextField(_("reasons"), max_length=WHY_LENGTH, blank=True)

    class Meta:
        verbose_name = _("proposal to take an entry out")
        verbose_name_plural = _("proposals to take entries out")
        constraints = [
            models.UniqueConstraint(
                fields=["entry"],
                condition=Q(answer=""),
                name="one_open_removal_per_entry",
                violation_error_message=_("Somebody has proposed this already. A manager decides about it."),
            ),
            models.CheckConstraint(
                condition=Q(answer="", decided_at__isnull=True, decided_by__isnull=True)
                | (~Q(answer="") & ~Q(reasons="") & Q(decided_at__isnull=False, decided_by__isnull=False)),
                name="removal_decision_is_whole",
            ),
        ]

    class Disclosure:
        case = DECIDING | {Purpose.OWN_RECORD}
        entry = DECIDING
        fault = DECIDING
        why = DECIDING
        told = DECIDING
        proposed_by = DECIDING
        proposed_at = DECIDING
        answer = DECIDING
        decided_by = DECIDING
        decided_at = DECIDING | {Purpose.OWN_RECORD}
        reasons = DECIDING

    def __str__(self):
        return f"removal {self.id}"

    def root_key(self):
        return self.case_id


class OfIncident(Record):
    """What belongs to an incident: it is reached as the incident is, never through the case."""

    reached_by = "incident"

    class Meta:
        abstract = True

    def root_key(self):
        return self.incident_id


class Incident(OfIncident):
    """That something stood in a record where it did not belong, or a record was opened without need (45, 47, 78).

    It says when that was found, by whom, and who decided.
    """

    OPENED = "opened"

    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="incidents")
    about = models.UUIDField(_("which entry"))
    fault = models.CharField(
        _("what is wrong with it"),
        max_length=16,
        choices=[*Fault.choices, (OPENED, _("The record was opened in an emergency that was none"))],
    )
    why = models.TextField(_("why it did not belong there"), max_length=WHY_LENGTH)
    stood_from = models.DateTimeField(_("stood in the record from"))
    found_at = models.DateTimeField(_("found"))
    found_by = models.ForeignKey(
        StaffMember, models.PROTECT, related_name="incidents_found", verbose_name=_("found by")
    )
    decided_at = models.DateTimeField(_("taken out"))
    decided_by = models.ForeignKey(
        StaffMember, models.PROTECT, related_name="incidents_decided", verbose_name=_("decided by")
    )
    reasons = models.TextField(_("reasons"), max_length=WHY_LENGTH)

    class Meta:
        verbose_name = _("incident")
        verbose_name_plural = _("incidents")

    class Disclosure:
        case = REGISTERED
        about = REGISTERED
        fault = REGISTERED
        why = DECIDING
        stood_from = REGISTERED
        found_at = REGISTERED
        found_by = DECIDING
        decided_at = REGISTERED
        decided_by = DECIDING
        reasons = DECIDING

    def __str__(self):
        return f"incident {self.id}"

    def root_key(self):
        return self.id


class IncidentViewer(OfIncident):
    """Somebody who looked at the record while the entry stood there: taken from the looks when it was taken out."""

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="viewers")
    who = models.UUIDField(_("log-in"))
    name = models.CharField(_("name"), max_length=200, blank=True)
    capacity = models.CharField(_("as what"), max_length=16, choices=Role.choices, blank=True)
    first_at = models.DateTimeField(_("first looked"))
    last_at = models.DateTimeField(_("last looked"))
    looks = models.PositiveIntegerField(_("looks"))

    class Meta:
        verbose_name = _("viewer of what did not belong")
        verbose_name_plural = _("viewers of what did not belong")
        constraints = [models.CheckConstraint(condition=Q(version=1), name="viewers_never_change")]

    class Disclosure:
        incident = REGISTERED
        who = DECIDING
        name = DECIDING
        capacity = REGISTERED
        first_at = REGISTERED
        last_at = REGISTERED
        looks = REGISTERED

    def __str__(self):
        return f"viewer {self.id}"


class Carrier(OfIncident):
    """What was made of the entry before it was taken out: a sealed paper stays sealed, and is put right by another."""

    class Kind(models.TextChoices):
        REPORT = "report", _("a report that was sent to the court")
        FAILURE = "failure", _("an alleged failure that rests on the entry")
        DRAFT = "draft", _("passages of a report that was being written: taken out with it")
        DOCUMENT = "document", _("a document of the whole record: taken out with it")
        DISCLOSURE = "disclosure", _("a disclosure that was sent: its recipient has to be told")

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="carriers")
    kind = models.CharField(_("what"), max_length=10, choices=Kind.choices)
    about = models.UUIDField(_("which record"))
    dated = models.DateTimeField(_("of"))

    class Meta:
        verbose_name = _("what carries a removed entry")
        verbose_name_plural = _("what carries removed entries")
        constraints = [models.CheckConstraint(condition=Q(version=1), name="carriers_never_change")]

    class Disclosure:
        incident = REGISTERED
        kind = REGISTERED
        about = REGISTERED
        dated = REGISTERED

    def __str__(self):
        return f"carrier {self.id}"


class ErasureOrder(OfIncident):
    """That an entry is to be erased for good, by which day: two people ordered it, retention does it (48)."""

    incident = models.OneToOneField(Incident, models.PROTECT, related_name="erasure")
    about = models.UUIDField(_("which entry"))
    ordered_by = models.ForeignKey(
        StaffMember, models.PROTECT, related_name="erasures_ordered", verbose_name=_("ordered by")
    )
    ordered_at = models.DateTimeField(_("ordered"))
    fault = models.CharField(_("what is wrong with it"), max_length=16, choices=Fault.choices)
    due_on = models.DateField(_("to be erased by"))
    destruction = models.OneToOneField(
        Destruction, models.PROTECT, null=True, blank=True, related_name="erasure", verbose_name=_("carried out")
    )

    class Meta:
        verbose_name = _("order to erase")
        verbose_name_plural = _("orders to erase")

    class Disclosure:
        incident = REGISTERED
        about = REGISTERED
        ordered_by = DECIDING
        ordered_at = REGISTERED
        fault = REGISTERED
        due_on = REGISTERED
        destruction = REGISTERED

    def __str__(self):
        return f"erasure {self.id}"
