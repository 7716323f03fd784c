"""The mandate under which an outside body inspects (rules 13, 92)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.disclosure.purposes import EVERYBODY, NOBODY, WORK
from cases.history.record import Record
from cases.models.fields import Period


class InspectionMandate(Record, Period):
    """Who inspects, for which body, on what document; its reach is the grants on units made with it."""

    reached_by = "service"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="inspection_mandates")
    name = models.CharField(_("name of the inspector"), max_length=120)
    body = models.CharField(_("inspecting body"), max_length=160)
    document = models.CharField(_("document of appointment"), max_length=120)

    class Meta:
        verbose_name = _("inspection mandate")
        verbose_name_plural = _("inspection mandates")

    class Disclosure:
        user = NOBODY
        name = WORK
        body = EVERYBODY
        document = WORK
        starts_at = WORK
        ends_at = WORK

    def __str__(self):
        return self.document
