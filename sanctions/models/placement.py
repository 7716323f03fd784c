"""Where somebody does their work for the community: what the organisation must know, and no more (rules 39–41)."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.disclosure.purposes import SELF, Purpose
from cases.history.record import Record
from cases.models.caserecord import CaseRecord
from sanctions.models.condition import Condition
from volunteers.models import PartnerOrganisation

SENT = SELF | {Purpose.PLACEMENT}


class Placement(Record):
    """A person is sent to an organisation for hours of work: which work, where, when it is open, until when."""

    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="placements")
    condition = models.ForeignKey(Condition, models.PROTECT, related_name="placements")
    organisation = models.ForeignKey(
        PartnerOrganisation, models.PROTECT, related_name="placements", verbose_name=_("organisation")
    )
    work = models.CharField(_("the work"), max_length=200)
    place = models.CharField(_("where"), max_length=200)
    contact = models.CharField(_("who to ask for there"), max_length=160)
    must_know = models.CharField(_("what they must know to work safely"), max_length=400, blank=True)
    open_on = models.CharField(
        _("days on which it is open"), max_length=7, validators=[RegexValidator(r"^(?!.*(.).*\1)[1-7]+$")]
    )
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    write_until = models.DateField(_("hours can be written down until"))
    ended_at = models.DateTimeField(_("ended early"), null=True, blank=True)

    class Meta:
        verbose_name = _("placement")
        verbose_name_plural = _("placements")
        indexes = [models.Index(fields=["organisation", "write_until"], name="placement_organisation")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="placement_ends_after_start",
                violation_error_message=_("The last day comes after the first."),
            ),
        ]

    class Disclosure:
        case = SENT
        condition = SENT
        organisation = SENT
        work = SENT
        place = SENT
        contact = SENT
        must_know = SENT
        open_on = SENT
        starts_on = SENT
        ends_on = SENT
        write_until = SENT
        ended_at = SENT

    def __str__(self):
        return f"placement {self.id}"

    def root_key(self):
        return self.case_id
