"""What was sent to whom about a person, kept exactly as it left, and what became of it (rules 47, 49, law 8)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.disclosure.purposes import WORK, Purpose
from cases.history.record import Record, RecordQuerySet
from cases.models.caserecord import CaseRecord
from cases.models.disclosure import ASKED, SENT, TEXT_LENGTH, Asker, DisclosureRequest, LegalGround, OffenceClass
from cases.models.entry import APART
from cases.models.unit import StaffMember
from cases.models.withholding import WithholdingGround


class DisclosureMade(Record):
    """What is sent to one recipient for one purpose: put together, approved where it must be, then sealed as it left.

    Its bytes are made when it is put together, so that what is approved and sent is what was read.
    """

    class State(models.TextChoices):
        PREPARED = "prepared", _("put together, not sent yet")
        TO_APPROVE = "to_approve", _("waiting for a manager")
        APPROVED = "approved", _("approved, not sent yet")
        NOT_APPROVED = "not_approved", _("not approved")
        DROPPED = "dropped", _("put together anew")
        SENT = "sent", _("sent")

    class Channel(models.TextChoices):
        PAGE = "page", _("on their own page")
        POST = "post", _("by registered post")
        HAND = "hand", _("handed over")
        SECURE = "secure", _("by secure mail")

    # What a manager must approve before anything leaves, as codes in `needs`.
    OFFENCE, JOINED, DEFERRED = "offence", "joined", "deferred"

    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="disclosures")
    request = models.ForeignKey(
        DisclosureRequest, models.PROTECT, related_name="disclosures", verbose_name=_("answers the request")
    )
    purpose = models.CharField(_("purpose"), max_length=16, choices=Purpose.choices)
    legal_ground = models.ForeignKey(LegalGround, models.PROTECT, related_name="+", verbose_name=_("legal ground"))
    asker_kind = models.CharField(_("what they are"), max_length=12, choices=Asker.choices)
    asker_key = models.UUIDField(null=True, blank=True, editable=False)
    recipient = models.CharField(_("recipient"), max_length=160)
    address = models.CharField(_("address"), max_length=200)
    language = models.CharField(_("language"), max_length=8)
    reference = models.CharField(_("reference"), max_length=14, unique=True)
    note = models.TextField(_("letter that goes along"), max_length=TEXT_LENGTH, blank=True)
    refused = models.TextField(_("what is refused, and why"), max_length=TEXT_LENGTH, blank=True)
    channel = models.CharField(_("how it is sent"), max_length=8, choices=Channel.choices)
    offence_class = models.ForeignKey(
        OffenceClass, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("kind of offence")
    )
    needs = models.CharField(_("what a manager approves"), max_length=40, blank=True, editable=False)
    because = models.TextField(_("why it is needed all the same"), max_length=TEXT_LENGTH, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.PREPARED)
    prepared_by = models.ForeignKey(StaffMember, models.PROTECT, related_name="+", verbose_name=_("put together by"))
    prepared_at = models.DateTimeField(_("put together"))
    approver = models.ForeignKey(
        StaffMember, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    approved_at = models.DateTimeField(_("decided"), null=True, blank=True)
    approval_reasons = models.TextField(_("reasons of the decision"), max_length=TEXT_LENGTH, blank=True)
    sent_by = models.ForeignKey(
        StaffMember, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("sent by")
    )
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    content_hash = models.CharField(_("hash of the content"), max_length=64, editable=False)
    file_hash = models.CharField(_("hash of the file"), max_length=64, editable=False)
    pages = models.PositiveIntegerField(_("pages"), editable=False)

    class Meta:
        verbose_name = _("disclosure")
        verbose_name_plural = _("disclosures")
        indexes = [models.Index(fields=["case", "sent_at", "id"], name="disclosure_case_sent")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(sent_at__isnull=False, sent_by__isnull=False),
                name="disclosure_sent_is_signed",
            ),
            models.CheckConstraint(
                condition=Q(needs="") | ~Q(because=""),
                name="disclosure_exception_has_reasons",
                violation_error_message=_("Say why it is needed all the same. A manager reads this and decides."),
            ),
            models.CheckConstraint(
                condition=Q(needs="") | ~Q(state__in=["prepared", "approved", "sent"]) | Q(approver__isnull=False),
                name="disclosure_exception_is_approved",
                violation_error_message=_("A manager has not approved this."),
            ),
            models.CheckConstraint(
                condition=Q(approver=None) | ~Q(approver=F("prepared_by")),
                name="disclosure_is_approved_by_another",
                violation_error_message=_("Whoever puts it together does not approve it."),
            ),
        ]

    class Disclosure:
        case = SENT
        request = ASKED
        purpose = SENT
        legal_ground = SENT
        asker_kind = WORK
        asker_key = WORK
        recipient = SENT
        address = SENT
        language = WORK
        reference = SENT
        note = SENT
        refused = ASKED
        channel = SENT
        offence_class = SENT
        needs = APART
        because = APART
        state = WORK
        prepared_by = WORK
        prepared_at = WORK
        approver = APART
        approved_at = APART
        approval_reasons = APART
        sent_by = WORK
        sent_at = SENT
        content_hash = WORK
        file_hash = WORK
        pages = WORK
        names_others = ("recipient", "address", "reference")

    def __str__(self):
        return self.reference

    def root_key(self):
        return self.case_id

    def _do_update(self, base_qs, using, pk_val, values, *args):
        # What left is not there to be written any more (law 8).
        return super()._do_update(base_qs.exclude(state=self.State.SENT), using, pk_val, values, *args)


class DisclosureFile(models.Model):
    """The bytes as they leave, kept and destroyed with what they belong to; their hash stands in the record."""

    made = models.OneToOneField(DisclosureMade, models.PROTECT, primary_key=True, related_name="file")
    data = models.BinaryField()

    class Meta:
        verbose_name = _("file of a disclosure")
        verbose_name_plural = _("files of disclosures")

    def __str__(self):
        return f"file {self.pk}"


class OfDisclosure(Record):
    """What belongs to a disclosure and never changes."""

    class Meta:
        abstract = True

    @property
    def case_id(self):
        """The case it belongs to: the leak guard watches what is kept about it."""
        return self.made.case_id

    def root_key(self):
        return self.case_id


class DisclosureItem(OfDisclosure):
    """What is told of one record: which, which of its fields, and what they say, a line each."""

    made = models.ForeignKey(DisclosureMade, models.PROTECT, related_name="items")
    place = models.PositiveSmallIntegerField(_("position"))
    title = models.CharField(_("what"), max_length=200)
    noun = models.CharField(_("kind of record"), max_length=60, editable=False)
    about = models.UUIDField(_("which record"), editable=False)
    fields = models.CharField(_("which fields"), max_length=1_000, editable=False)
    said = models.TextField(_("what it says"))

    class Meta:
        verbose_name = _("part of a disclosure")
        verbose_name_plural = _("parts of disclosures")
        indexes = [models.Index(fields=["about"], name="disclosure_item_about")]
        constraints = [models.CheckConstraint(condition=Q(version=1), name="disclosure_items_never_change")]

    class Disclosure:
        made = SENT
        place = SENT
        title = SENT
        noun = WORK
        about = WORK
        fields = WORK
        said = SENT

    def __str__(self):
        return f"part {self.id}"


class DisclosureStep(OfDisclosure):
    """What became of a disclosure afterwards: the recipient acknowledged it, or was told that it is recalled."""

    class Kind(models.TextChoices):
        ACKNOWLEDGED = "acknowledged", _("acknowledged by the recipient")
        RECALLED = "recalled", _("recalled")

    made = models.ForeignKey(DisclosureMade, models.PROTECT, related_name="steps")
    kind = models.CharField(_("what happened"), max_length=12, choices=Kind.choices)
    happened_at = models.DateTimeField(_("when"))
    by = models.ForeignKey(StaffMember, models.PROTECT, related_name="+", verbose_name=_("recorded by"))
    told = models.CharField(_("how, and why"), max_length=400)

    class Meta:
        verbose_name = _("step after a disclosure")
        verbose_name_plural = _("steps after disclosures")
        constraints = [models.CheckConstraint(condition=Q(version=1), name="disclosure_steps_never_change")]

    class Disclosure:
        made = SENT
        kind = SENT
        happened_at = SENT
        by = WORK
        told = SENT

    def __str__(self):
        return f"step {self.id}"


class DeferralQuerySet(RecordQuerySet):
    """Which disclosures the person is not to know of."""

    def in_force(self):
        """Approved or not: from the moment it is asked for until somebody lifts it."""
        return self.filter(lifted_at=None)


class Deferral(Record):
    """The person is not told of a disclosure yet: on which ground, why, and when that is looked at again (rule 47)."""

    made = models.OneToOneField(DisclosureMade, models.PROTECT, related_name="deferral")
    legal_ground = models.ForeignKey(WithholdingGround, models.PROTECT, related_name="+", verbose_name=_("ground"))
    review_on = models.DateField(_("to be looked at again on"))
    lifted_at = models.DateTimeField(_("the person is told since"), null=True, blank=True)

    objects = DeferralQuerySet.as_manager()

    class Meta:
        verbose_name = _("deferral of telling the person")
        verbose_name_plural = _("deferrals of telling the person")

    class Disclosure:
        made = APART
        legal_ground = APART
        review_on = APART
        lifted_at = APART

    def __str__(self):
        return f"deferral {self.id}"

    @property
    def case_id(self):
        """The case it belongs to."""
        return self.made.case_id

    def root_key(self):
        return self.case_id
