"""The person's way to a log-in of their own: a code made face to face, used once, and a door that can be closed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.disclosure.purposes import NOBODY, WORK
from cases.history.record import Record
from cases.models.person import Person
from cases.models.unit import StaffMember


class OwnLogin(Record):
    """How far a person's log-in has come: which code waits, when it was opened, since when it is suspended.

    The log-in itself holds a name and a password alone; what happened to it, and why, is told here.
    """

    reached_by = "person"

    person = models.OneToOneField(Person, models.PROTECT, related_name="own_login")
    reference = models.CharField(_("reference"), max_length=40, unique=True)
    code_hash = models.CharField(_("code, as a hash"), max_length=200, blank=True)
    valid_until = models.DateTimeField(_("code valid until"), null=True, blank=True)
    tries_left = models.PositiveSmallIntegerField(_("tries left"), default=0)
    made_by = models.ForeignKey(
        StaffMember, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("code made by")
    )
    activated_at = models.DateTimeField(_("opened"), null=True, blank=True)
    suspended_at = models.DateTimeField(_("suspended"), null=True, blank=True)

    class Meta:
        verbose_name = _("own log-in")
        verbose_name_plural = _("own log-ins")

    class Disclosure:
        person = WORK
        reference = WORK
        code_hash = NOBODY
        valid_until = WORK
        tries_left = WORK
        made_by = WORK
        activated_at = WORK
        suspended_at = WORK

    def __str__(self):
        return str(_("own log-in"))

    def root_key(self):
        return self.person_id
