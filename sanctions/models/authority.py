"""The authorities that decide, who sits in them, and what the law lets them impose (rules 16, 17, 53)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.disclosure.purposes import EVERYBODY, KNOWS_OFFENCE, NOBODY, WORK
from cases.history.record import Record
from cases.models.fields import Period


class DecidingAuthority(Record):
    """A court, prosecutor or board empowered by law to impose, modify or revoke."""

    reached_by = "service"
    shown_by = "name"

    class Kind(models.TextChoices):
        COURT = "court", _("court")
        PROSECUTOR = "prosecutor", _("prosecutor")
        BOARD = "board", _("parole board")

    name = models.CharField(_("name"), max_length=160, unique=True)
    neutral = models.JSONField(
        _("neutral label"), default=dict, help_text=_("By language, for those who may not learn the offence.")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    address = models.CharField(_("address"), max_length=200, blank=True)
    appeals_to = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="hears_appeals_from",
        verbose_name=_("appeals go to"),
    )

    class Meta:
        verbose_name = _("deciding authority")
        verbose_name_plural = _("deciding authorities")

    class Disclosure:
        name = KNOWS_OFFENCE
        neutral = EVERYBODY
        kind = KNOWS_OFFENCE
        address = KNOWS_OFFENCE
        appeals_to = EVERYBODY

    def __str__(self):
        return self.name


class AuthorityMember(Record, Period):
    """A log-in that acts for a deciding authority."""

    reached_by = "service"
    shown_by = "name"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="authority_seats", verbose_name=_("log-in")
    )
    authority = models.ForeignKey(
        DecidingAuthority, models.PROTECT, related_name="members", verbose_name=_("deciding authority")
    )
    name = models.CharField(_("name"), max_length=120)

    class Meta:
        verbose_name = _("member of an authority")
        verbose_name_plural = _("members of authorities")

    class Disclosure:
        user = NOBODY
        authority = WORK
        name = WORK
        starts_at = WORK
        ends_at = WORK

    def __str__(self):
        return self.name


class Power(Record):
    """What the law lets an authority impose."""

    reached_by = "service"

    authority = models.ForeignKey(
        DecidingAuthority, models.PROTECT, related_name="powers", verbose_name=_("deciding authority")
    )
    sanction_type = models.ForeignKey(
        "sanctions.SanctionType", models.PROTECT, related_name="powers", verbose_name=_("type of sanction")
    )

    class Meta:
        verbose_name = _("power")
        verbose_name_plural = _("powers")
        constraints = [models.UniqueConstraint(fields=["authority", "sanction_type"], name="power_once")]

    class Disclosure:
        authority = EVERYBODY
        sanction_type = EVERYBODY

    def __str__(self):
        return f"{self.authority_id} {self.sanction_type_id}"
