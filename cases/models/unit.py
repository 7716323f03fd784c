"""Implementing units and the posts in them (rules 17, 73, 77)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.access.roles import Role
from cases.disclosure.purposes import CONTACT, EVERYBODY, WORK
from cases.history.record import Record
from cases.models.fields import Period


class Unit(Record):
    """An implementing unit of the service: where it is and whom it answers to."""

    reached_by = "service"
    shown_by = "name"

    name = models.CharField(_("name"), max_length=120, unique=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("parent unit")
    )

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        permissions = [("inspect_unit", "May read the unit's cases under an inspection mandate")]

    class Disclosure:
        name = EVERYBODY
        address = EVERYBODY
        phone = EVERYBODY
        parent = WORK

    def __str__(self):
        return self.name


class StaffMember(Record, Period):
    """A post: which log-in does which duty in which unit, from when until when."""

    reached_by = "service"
    shown_by = "name"
    DUTIES = [
        (role.value, role.label)
        for role in (
            Role.OFFICER,
            Role.MANAGER,
            Role.INVESTIGATOR,
            Role.COORDINATOR,
            Role.VICTIM_CONTACT,
            Role.RECORDS,
            Role.ADMIN,
        )
    ]

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="posts", verbose_name=_("log-in"))
    name = models.CharField(_("name"), max_length=120)
    duty = models.CharField(_("duty"), max_length=20, choices=DUTIES)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts", verbose_name=_("unit"))
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    capacity = models.PositiveSmallIntegerField(_("cases at most"), default=35)

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__isnull=True) | models.Q(ends_at__gt=models.F("starts_at")),
                name="post_ends_after_start",
                violation_error_message=_("A post ends after it starts."),
            ),
        ]

    class Disclosure:
        name = CONTACT
        duty = CONTACT
        unit = CONTACT
        phone = CONTACT
        capacity = WORK
        user = WORK
        starts_at = WORK
        ends_at = WORK

    def __str__(self):
        return self.name
