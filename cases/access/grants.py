"""Explicit, dated permissions on one case or one unit. The only file that imports guardian."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionBase

from cases.access.roles import Role
from cases.disclosure.purposes import NOBODY, SELF, WORK, Purpose
from cases.history.record import Record, RecordQuerySet
from cases.models.caserecord import CaseRecord
from cases.models.fields import Period
from cases.models.unit import Unit

# What a granted permission makes of a log-in for that case or unit.
CASE_PERMISSIONS = {
    "handle_contest": Role.CONTEST_HANDLER,
    "decide": Role.AUTHORITY,
    "cover": Role.OFFICER,
    "break_glass": Role.EMERGENCY,
}
UNIT_PERMISSIONS = {"inspect_unit": Role.INSPECTOR}


class Grant(Record, UserObjectPermissionBase, Period):
    """Who may what, on what basis, from when until when, granted by whom."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="%(class)ss")
    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose.choices)
    basis = models.CharField(_("on what basis"), max_length=200)
    granted_by = models.UUIDField(_("granted by"))

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True

    class Disclosure:
        user = NOBODY
        permission = WORK
        content_object = WORK
        purpose = SELF
        basis = WORK
        granted_by = WORK
        starts_at = SELF
        ends_at = SELF

    def __str__(self):
        return f"grant {self.id}"

    def root_key(self):
        return self.content_object_id


class CaseGrant(Grant):
    """A permission on one case. Periods may repeat; the gate asks whether one is in force now."""

    content_object = models.ForeignKey(CaseRecord, models.PROTECT, related_name="grants")

    class Meta:
        verbose_name = _("permission on a case")
        verbose_name_plural = _("permissions on cases")
        indexes = [models.Index(fields=["user", "permission", "content_object"], name="casegrant_user")]

    class Disclosure(Grant.Disclosure):
        pass


class UnitGrant(Grant):
    """A permission on all cases of a unit: an inspection mandate's reach."""

    reached_by = "service"

    content_object = models.ForeignKey(Unit, models.PROTECT, related_name="grants")

    class Meta:
        verbose_name = _("permission on a unit")
        verbose_name_plural = _("permissions on units")
        indexes = [models.Index(fields=["user", "permission", "content_object"], name="unitgrant_user")]

    class Disclosure(Grant.Disclosure):
        pass
