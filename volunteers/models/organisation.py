"""Organisations of the community that take part, who acts for them, and on what paper (rules 39–41, 50, 51, 54)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.disclosure.purposes import EVERYBODY, NOBODY, SELF, Purpose
from cases.history.record import Record
from cases.models.fields import Period

# Whoever works with an organisation, the organisation itself, and whoever is sent to it.
PARTNERS = SELF | {Purpose.PLACEMENT, Purpose.ASSISTANCE, Purpose.VOLUNTEERING}


class PartnerOrganisation(Record):
    """An organisation that offers socially useful work, or help."""

    reached_by = "service"
    shown_by = "name"

    name = models.CharField(_("name"), max_length=160, unique=True)
    offers = models.CharField(_("what it offers"), max_length=400)
    address = models.CharField(_("address"), max_length=200, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("partner organisation")
        verbose_name_plural = _("partner organisations")

    class Disclosure:
        name = EVERYBODY
        offers = EVERYBODY
        address = PARTNERS
        phone = PARTNERS

    def __str__(self):
        return self.name


class PartnerMember(Record, Period):
    """Who acts for an organisation, bound to secrecy in writing, from when until when (rule 54)."""

    reached_by = "service"
    shown_by = "name"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(
        PartnerOrganisation, models.PROTECT, related_name="members", verbose_name=_("organisation")
    )
    name = models.CharField(_("name"), max_length=120)
    undertaking_on = models.DateField(_("signed the undertaking of confidentiality on"))

    class Meta:
        verbose_name = _("member of a partner organisation")
        verbose_name_plural = _("members of partner organisations")

    class Disclosure:
        user = NOBODY
        organisation = PARTNERS
        name = PARTNERS
        undertaking_on = PARTNERS
        starts_at = PARTNERS
        ends_at = PARTNERS

    def __str__(self):
        return self.name


class Agreement(Record, Period):
    """The paper on which an organisation takes part: without it, and its insurance, nothing is sent to it."""

    reached_by = "service"
    shown_by = "document"

    organisation = models.ForeignKey(
        PartnerOrganisation, models.PROTECT, related_name="agreements", verbose_name=_("organisation")
    )
    document = models.CharField(_("document"), max_length=120)
    insurance = models.CharField(_("insurance"), max_length=160)
    insured_until = models.DateField(_("insured until"))
    safe_until = models.DateField(_("health and safety check valid until"))

    class Meta:
        verbose_name = _("agreement with an organisation")
        verbose_name_plural = _("agreements with organisations")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="agreement_ends_after_start",
                violation_error_message=_("An agreement ends after it starts."),
            ),
        ]

    class Disclosure:
        organisation = PARTNERS
        document = PARTNERS
        insurance = PARTNERS
        insured_until = PARTNERS
        safe_until = PARTNERS
        starts_at = PARTNERS
        ends_at = PARTNERS

    def __str__(self):
        return self.document
