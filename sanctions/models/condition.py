"""A condition or obligation, explicit: what, how much, how it is measured, what follows (rule 15)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.disclosure.purposes import COURT, SELF, Purpose
from cases.history.record import Record
from cases.models.caserecord import CaseRecord
from sanctions.models.catalogue import ConditionType
from sanctions.models.sanction import Sanction


class Condition(Record):
    """One condition of a sanction, in the decision's own words and with its measure."""

    shown_by = "wording"

    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="conditions")
    sanction = models.ForeignKey(Sanction, models.PROTECT, related_name="conditions")
    condition_type = models.ForeignKey(
        ConditionType, models.PROTECT, related_name="conditions", verbose_name=_("condition")
    )
    wording = models.TextField(_("in the words of the decision"), max_length=2000)
    amount = models.PositiveSmallIntegerField(
        _("how much"),
        null=True,
        blank=True,
        help_text=_("Hours of work, or weeks between two meetings. Leave empty where nothing is counted."),
    )
    protected_person = models.CharField(
        _("person not to be contacted"),
        max_length=160,
        blank=True,
        help_text=_("The name as the decision gives it. Never an address."),
    )

    lifted_on = models.DateField(_("lifted by the court or authority from"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("condition")
        verbose_name_plural = _("conditions")

    class Disclosure:
        case = COURT
        sanction = COURT
        condition_type = COURT | {Purpose.PLACEMENT}
        wording = COURT
        amount = COURT | {Purpose.PLACEMENT}
        # The person must know whom not to contact; nobody else outside the decision needs the name.
        protected_person = SELF | {Purpose.DECISION}
        lifted_on = COURT | {Purpose.PLACEMENT}
        names_others = ("protected_person",)

    @staticmethod
    def binding_on(day) -> models.Q:
        """The condition that a condition of a sanction still asks something on a day (rule 23)."""
        return models.Q(lifted_on=None) | models.Q(lifted_on__gt=day)

    def __str__(self):
        return f"condition {self.id}"

    def root_key(self):
        return self.case_id
