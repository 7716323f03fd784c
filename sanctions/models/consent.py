"""What the person agreed to: a treatment, a suspect's measure, what the service asks (rules 5, 57–59)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.disclosure.purposes import COURT
from cases.models.caserecord import CaseRecord
from cases.models.consent import Consent
from sanctions.models.condition import Condition
from sanctions.models.sanction import Sanction

SEALED = ("case", "condition", "sanction", *Consent.seals["recorded_at"])


class PersonConsent(Consent):
    """The person's own answer to one purpose: about a treatment condition, about a suspect's measure, or about neither.

    Refusing and withdrawing is never a failure: what it is about asks nothing, and the authority decides (rule 58).
    Where what it is about was changed, it covers nothing from that day on, and the person is asked anew (rule 57).
    """

    seals = Consent.seals | {"recorded_at": SEALED, "outdated_on": ("outdated_on",)}

    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="consents")
    condition = models.ForeignKey(
        Condition, models.PROTECT, null=True, blank=True, related_name="consents", verbose_name=_("condition")
    )
    sanction = models.ForeignKey(
        Sanction, models.PROTECT, null=True, blank=True, related_name="consents", verbose_name=_("sanction")
    )

    outdated_on = models.DateField(_("what it is about was changed on"), null=True, blank=True, editable=False)

    class Meta(Consent.Meta):
        verbose_name = _("consent of the person")
        verbose_name_plural = _("consents of the person")
        constraints = [
            *Consent.Meta.constraints,
            models.CheckConstraint(
                condition=Q(condition__isnull=True) | Q(sanction__isnull=True), name="personconsent_about_one_thing"
            ),
        ]

    # Of what is about neither a condition nor a sanction no page of an authority shows anything.
    class Disclosure:
        case = COURT
        condition = COURT
        sanction = COURT
        purpose = COURT
        text = COURT
        language = COURT
        answer = COURT
        how_given = COURT
        shown_by_what = COURT
        given_on = COURT
        valid_until = COURT
        refresh_on = COURT
        withdrawn_on = COURT
        withdrawn_how = COURT
        outdated_on = COURT
        recorded_at = COURT

    def root_key(self):
        return self.case_id
