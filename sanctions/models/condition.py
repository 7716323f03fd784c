"""A condition or obligation, explicit: what, how much, how it is measured, what follows (rule 15)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.disclosure.purposes import COURT, SELF, TELLABLE, Purpose
from cases.history.record import Record
from cases.models.caserecord import CaseRecord
from sanctions.models.catalogue import ConditionType
from sanctions.models.sanction import Sanction


class Condition(Record):
    """One condition of a sanction, in the decision's own words and with its measure."""

    shown_by = "wording"

    class OwedTo(models.TextChoices):
        VICTIM = "victim", _("whoever was harmed")
        COMMUNITY = "community", _("the community")

    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="conditions")
    sanction = models.ForeignKey(Sanction, models.PROTECT, related_name="conditions")
    condition_type = models.ForeignKey(
        ConditionType, models.PROTECT, related_name="conditions", verbose_name=_("condition")
    )
    wording = models.TextField(_("in the words of the decision"), max_length=2000)
    amount = models.PositiveIntegerField(
        _("how much"),
        null=True,
        blank=True,
        help_text=_(
            "Hours of work, weeks between two meetings, whole units of money, or acts. "
            "Leave empty where nothing is counted."
        ),
    )
    owed_to = models.CharField(
        _("to be made good to"),
        max_length=10,
        choices=OwedTo.choices,
        blank=True,
        help_text=_("Only where harm is to be made good. Never a name: who it is stands in the decision."),
    )
    protected_person = models.CharField(
        _("person not to be contacted"),
        max_length=160,
        blank=True,
        help_text=_("The name as the decision gives it. Never an address."),
    )
    ethical_standard = models.CharField(
        _("ethical standard the treatment follows"),
        max_length=200,
        blank=True,
        help_text=_("Only for a treatment: the code or guideline by its name, as the person can look it up."),
    )
    provider = models.CharField(
        _("who gives the treatment"),
        max_length=200,
        blank=True,
        help_text=_("Only for a treatment: the practice or service, and how to reach it."),
    )
    lifted_on = models.DateField(_("lifted by the court or authority from"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("condition")
        verbose_name_plural = _("conditions")

    class Disclosure:
        case = COURT | TELLABLE
        sanction = COURT
        condition_type = COURT | {Purpose.PLACEMENT} | TELLABLE
        wording = COURT
        amount = COURT | {Purpose.PLACEMENT} | TELLABLE
        owed_to = COURT | TELLABLE
        # The person must know whom not to contact; nobody else outside the decision needs the name.
        protected_person = SELF | {Purpose.DECISION}
        ethical_standard = COURT
        provider = COURT
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
