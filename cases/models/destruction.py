"""That a record was destroyed: the order of two people, what it took, and a certificate that names nobody (rule 48)."""

import secrets

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.access.roles import Role
from cases.disclosure.purposes import NOBODY, Purpose
from cases.history.record import Record
from cases.models.caserecord import CaseRecord
from cases.models.retention import RetentionRule

# Whoever keeps ended records, answers for them, inspects.
CERTIFIED = frozenset({Purpose.RETENTION, Purpose.SUPERVISION, Purpose.INSPECTION})
# Without letters and figures that look alike.
SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_reference() -> str:
    """The name of a certificate: random, so that it leads back to no case number."""
    return "-".join("".join(secrets.choice(SIGNS) for _place in range(4)) for _part in range(3))


class Destruction(Record):
    """An order to destroy, given by two people, and once it is carried out the certificate of it.

    Nothing here is about a person: kinds and counts, the line of the schedule, two roles, days. It stays for good, and
    the database deletes a root's rows only while an order of two different people names it.
    """

    reached_by = "service"

    reference = models.CharField(_("certificate"), max_length=14, unique=True, default=new_reference)
    ended_as = models.CharField(_("how it ended"), max_length=12, choices=CaseRecord.End.choices, blank=True)
    years = models.PositiveSmallIntegerField(_("years kept"), null=True, blank=True)
    counted_from = models.CharField(
        _("counted from"), max_length=12, choices=RetentionRule.From.choices, default=RetentionRule.From.END
    )
    # The posts of the two, by key alone: in an older copy that is restored a post may not be there yet.
    approved_by = models.UUIDField(_("approved by"))
    approved_as = models.CharField(_("approved as"), max_length=16, choices=Role.choices)
    approved_on = models.DateField(_("approved on"))
    ordered_by = models.UUIDField(_("ordered by"))
    ordered_as = models.CharField(_("ordered as"), max_length=16, choices=Role.choices)
    ordered_on = models.DateField(_("ordered on"))
    stopped_at = models.DateTimeField(_("stopped"), null=True, blank=True)
    done_at = models.DateTimeField(_("carried out"), null=True, blank=True)
    counts = models.JSONField(_("what was destroyed"), default=dict, blank=True)
    content_hash = models.CharField(_("hash of the certificate"), max_length=64, blank=True)
    # Of an entry or a file the places of its leaves, whose root's key stays; empty where roots go with their keys.
    leaves = models.JSONField(_("places in the ledger"), null=True, blank=True)
    # Where cases were brought in from, as keyed hashes: whoever imports their rows again is told that they are gone.
    origins = models.JSONField(_("marks of where it came from"), null=True, blank=True)

    seals = {"done_at": ("done_at", "counts", "content_hash", "approved_on", "ordered_on", "reference")}

    class Meta:
        verbose_name = _("destruction")
        verbose_name_plural = _("destructions")
        constraints = [
            models.CheckConstraint(condition=~Q(approved_by=F("ordered_by")), name="destruction_takes_two_people"),
            models.CheckConstraint(condition=Q(stopped_at=None) | Q(done_at=None), name="stopped_or_done"),
        ]

    class Disclosure:
        reference = CERTIFIED
        ended_as = CERTIFIED
        years = CERTIFIED
        counted_from = CERTIFIED
        approved_by = NOBODY
        approved_as = CERTIFIED
        approved_on = CERTIFIED
        ordered_by = NOBODY
        ordered_as = CERTIFIED
        ordered_on = CERTIFIED
        stopped_at = CERTIFIED
        done_at = CERTIFIED
        counts = CERTIFIED
        content_hash = CERTIFIED
        leaves = NOBODY
        origins = NOBODY

    def __str__(self):
        return self.reference


class Erased(Record):
    """A root, record or action that an order names: its rows may be deleted, and are again in an older copy."""

    reached_by = "service"

    destruction = models.ForeignKey(Destruction, models.PROTECT, related_name="roots")
    erased = models.UUIDField(_("which root"), unique=True)

    class Meta:
        verbose_name = _("destroyed root")
        verbose_name_plural = _("destroyed roots")
        constraints = [models.CheckConstraint(condition=Q(version=1), name="destroyed_roots_never_change")]

    class Disclosure:
        destruction = NOBODY
        erased = NOBODY

    def __str__(self):
        return f"destroyed {self.erased}"

    def root_key(self):
        return self.destruction_id
