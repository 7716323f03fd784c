"""The decision of an authority, the sanction it imposed, and the question put back when an order does not fit."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.disclosure.purposes import CONTACT, COURT, TELLABLE
from cases.history.record import Record
from cases.models.caserecord import CaseRecord
from sanctions.models.authority import DecidingAuthority
from sanctions.models.catalogue import SanctionType


class Decision(Record):
    """A decision of a deciding authority, with its own reference and date (rules 3, 21, 22)."""

    shown_by = "reference"

    class Kind(models.TextChoices):
        IMPOSITION = "imposition", _("imposition")
        CHANGE = "change", _("change")
        END = "end", _("end")

    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="decisions")
    authority = models.ForeignKey(
        DecidingAuthority, models.PROTECT, related_name="decisions", verbose_name=_("court or authority")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.IMPOSITION)
    reference = models.CharField(_("decision reference"), max_length=60)
    decided_on = models.DateField(_("date of the decision"))
    offence = models.CharField(_("offence"), max_length=200)
    considered = models.TextField(
        _("what was considered"),
        max_length=4000,
        blank=True,
        help_text=_("Seriousness, risk, needs and circumstances the decision names."),
    )

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "reference"],
                name="decision_recorded_once",
                violation_error_message=_("This decision is recorded already. Check its reference."),
            ),
        ]

    class Disclosure:
        case = COURT
        authority = COURT
        kind = COURT
        reference = COURT
        decided_on = COURT
        offence = COURT
        considered = COURT

    def __str__(self):
        return self.reference

    def root_key(self):
        return self.case_id


class Sanction(Record):
    """A community sanction or measure. Its start and end are the decision's; it binds once it is in force."""

    class State(models.TextChoices):
        RECEIVED = "received", _("being recorded")
        QUERIED = "queried", _("kept as received, queried with the authority")
        IN_FORCE = "in_force", _("in force")
        ENDED = "ended", _("ended")
        REVOKED = "revoked", _("revoked by a ruling")
        REPLACED = "replaced", _("replaced by a corrected decision")

    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="sanctions")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="sanctions", verbose_name=_("decision"))
    sanction_type = models.ForeignKey(
        SanctionType, models.PROTECT, related_name="sanctions", verbose_name=_("type of sanction")
    )
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.RECEIVED)
    in_force_at = models.DateTimeField(_("put in force"), null=True, blank=True)
    binds_because = models.TextField(_("why it binds although it was doubted"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("sanction")
        verbose_name_plural = _("sanctions")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")),
                name="sanction_ends_after_start",
                violation_error_message=_("The end comes after the start. Check both dates against the decision."),
            ),
            models.CheckConstraint(
                condition=~Q(state="in_force") | Q(in_force_at__isnull=False),
                name="sanction_in_force_is_dated",
            ),
        ]

    class Disclosure:
        case = CONTACT | TELLABLE
        decision = COURT
        sanction_type = COURT
        starts_on = CONTACT | TELLABLE
        ends_on = CONTACT | TELLABLE
        state = CONTACT | TELLABLE
        in_force_at = COURT | TELLABLE
        binds_because = COURT

    def __str__(self):
        return f"sanction {self.id}"

    def root_key(self):
        return self.case_id


class OrderQuery(Record):
    """A doubtful order asked back: the doubt, the answer, and by whom (rules 2, 14, 15)."""

    class Doubt(models.TextChoices):
        BOUNDS = "bounds", _("The duration or amount lies outside what the law allows for this type")
        POWER = "power", _("The law does not give this authority the power to impose this type")
        CONDITION = "condition", _("This type does not admit one of the conditions")
        AGE = "age", _("The person was under the age of adulthood: the rules for juveniles (CM/Rec(2008)11) may apply")
        CONSENT = "consent", _("The person does not agree, and the law asks a suspect’s agreement first")

    class Answer(models.TextChoices):
        CONFIRMED = "confirmed", _("The order stands as it was received")
        CORRECTED = "corrected", _("The order will be corrected by a new decision")

    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="order_queries")
    sanction = models.ForeignKey(Sanction, models.PROTECT, related_name="queries")
    authority = models.ForeignKey(
        DecidingAuthority, models.PROTECT, related_name="queries", verbose_name=_("court or authority")
    )
    doubt = models.CharField(_("doubt"), max_length=12, choices=Doubt.choices)
    detail = models.CharField(_("what does not fit"), max_length=400)
    asked_at = models.DateTimeField(_("asked"))
    answer_by = models.DateField(_("answer due"))
    answer = models.CharField(_("answer"), max_length=12, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answer_text = models.CharField(_("in the authority's words"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("query about an order")
        verbose_name_plural = _("queries about orders")
        indexes = [models.Index(fields=["authority", "answered_at", "id"], name="orderquery_waiting")]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="query_answer_is_dated",
            ),
        ]

    class Disclosure:
        case = COURT
        sanction = COURT
        authority = COURT
        doubt = COURT
        detail = COURT
        asked_at = COURT
        answer_by = COURT
        answer = COURT
        answered_at = COURT
        answer_text = COURT

    def __str__(self):
        return f"query {self.id}"

    def root_key(self):
        return self.case_id
