"""What must not reach whoever may not know it: names, addresses and numbers of other people (rules 8, 9)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.history.record import Record
from cases.models.caserecord import CaseRecord
from cases.models.entry import APART, OthersSegment
from cases.models.unit import StaffMember
from cases.models.victim import VICTIM, VictimContact

VALUE_LENGTH = 250
BECAUSE_LENGTH = 400


class Identifier(Record):
    """A name, address or number that the leak guard watches for, as long as it is watched."""

    class Kind(models.TextChoices):
        NAME = "name", _("a name")
        ADDRESS = "address", _("an address")
        PHONE = "phone", _("a telephone number")
        EMAIL = "email", _("an e-mail address")
        NUMBER = "number", _("another number")

    kind = models.CharField(_("what it is"), max_length=10, choices=Kind.choices)
    value = models.CharField(_("the name, address or number"), max_length=VALUE_LENGTH)
    watched_from = models.DateTimeField(_("watched from"))
    watched_until = models.DateTimeField(_("watched until"), null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self):
        return f"identifier {self.id}"


# What the guard finds: what is registered, and the safe way to reach a victim that stands on the victim's record.
WATCHED = [*Identifier.Kind.choices, ("contact", _("a way to reach somebody"))]


class ThirdPartyIdentifier(Identifier):
    """Of somebody in the person's life, kept by whoever keeps the case. The person never reads of it."""

    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="third_parties", verbose_name=_("case"))
    whose = models.CharField(_("whose it is"), max_length=12, choices=OthersSegment.About.choices)

    class Meta:
        verbose_name = _("name or number of somebody else")
        verbose_name_plural = _("names and numbers of other people")

    class Disclosure:
        case = APART
        kind = APART
        value = APART
        watched_from = APART
        watched_until = APART
        whose = APART

    def root_key(self):
        return self.case_id


class VictimIdentifier(Identifier):
    """Of a victim, kept by victim contact on the victim's own record: the officer is warned, and never told it."""

    reached_by = "victim_contact"

    victim = models.ForeignKey(VictimContact, models.PROTECT, related_name="identifiers", verbose_name=_("victim"))

    class Meta:
        verbose_name = _("name or number of a victim")
        verbose_name_plural = _("names and numbers of victims")

    class Disclosure:
        version = VICTIM
        victim = VICTIM
        kind = VICTIM
        value = VICTIM
        watched_from = VICTIM
        watched_until = VICTIM

    def root_key(self):
        return self.victim_id


class ShownAllTheSame(Record):
    """The leak guard warned about a text, and whoever wrote it said why others may read it (rules 8, 47)."""

    goes_with = ("record_id",)

    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="shown_all_the_same", verbose_name=_("case"))
    place = models.CharField(_("where it stands"), max_length=120, help_text=_("Noun and field, as a code."))
    record_id = models.UUIDField(_("which record"))
    kind = models.CharField(_("what it is"), max_length=10, choices=WATCHED)
    whose = models.CharField(_("whose it is"), max_length=12, choices=OthersSegment.About.choices)
    because = models.CharField(_("why it may be shown"), max_length=BECAUSE_LENGTH)
    staff = models.ForeignKey(
        StaffMember, models.PROTECT, related_name="shown_all_the_same", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided"))

    class Meta:
        verbose_name = _("warning that was answered")
        verbose_name_plural = _("warnings that were answered")
        constraints = [
            models.CheckConstraint(condition=Q(version=1), name="an_answered_warning_never_changes"),
        ]

    class Disclosure:
        case = APART
        place = APART
        record_id = APART
        kind = APART
        whose = APART
        because = APART
        staff = APART
        decided_at = APART

    def __str__(self):
        return f"{self.place} {self.record_id}"

    def root_key(self):
        return self.case_id
