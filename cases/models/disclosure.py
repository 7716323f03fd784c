"""What somebody outside asks to be told about a person, on what legal ground, and the answer (rules 47 and 49)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.disclosure.purposes import EVERYBODY, SELF, WORK, Purpose
from cases.history.record import Record
from cases.models.caserecord import CaseRecord
from cases.models.fields import in_language
from cases.models.unit import StaffMember

TEXT_LENGTH = 2_000
# The purposes for which something is sent to somebody outside who asks for it, or whom the service asks for help.
SENT_FOR = frozenset({Purpose.PLACEMENT, Purpose.ASSISTANCE, Purpose.DECISION})
ASKED = WORK | SENT_FOR
# Who was sent something about the person, and what: the person reads it, unless that is put off on a ground.
SENT = SELF | SENT_FOR


class Asker(models.TextChoices):
    """What somebody is who asks, or is told."""

    ORGANISATION = "organisation", _("a partner organisation")
    AUTHORITY = "authority", _("a court or authority")
    OTHER = "other", _("somebody else")


class LegalGround(Record):
    """A ground on which the law lets something be sent to somebody, and for which purpose (rule 49)."""

    reached_by = "service"
    shown_by = "code"

    code = models.SlugField(_("code"), max_length=40, unique=True)
    title = models.JSONField(_("ground, by language"))
    legal_reference = models.CharField(_("legal reference"), max_length=200)
    purpose = models.CharField(_("purpose"), max_length=16, choices=Purpose.choices)
    holds_for = models.CharField(_("holds for"), max_length=12, choices=Asker.choices)

    class Meta:
        verbose_name = _("legal ground of disclosure")
        verbose_name_plural = _("legal grounds of disclosure")

    class Disclosure:
        code = EVERYBODY
        title = EVERYBODY
        legal_reference = EVERYBODY
        purpose = EVERYBODY
        holds_for = EVERYBODY

    def __str__(self):
        return in_language(self.title)


class OffenceClass(Record):
    """What kind of offence it was, in words that say no more: all that may be told where the offence may not."""

    reached_by = "service"
    shown_by = "code"

    code = models.SlugField(_("code"), max_length=40, unique=True)
    title = models.JSONField(_("kind of offence, by language"))

    class Meta:
        verbose_name = _("kind of offence")
        verbose_name_plural = _("kinds of offence")

    class Disclosure:
        code = EVERYBODY
        title = EVERYBODY

    def __str__(self):
        return in_language(self.title)


class DisclosureRequest(Record):
    """Somebody asks for something about a person: who, for what purpose, on what ground; and what was answered."""

    class Received(models.TextChoices):
        PAGE = "page", _("on their own page")
        PAPER = "paper", _("on paper")
        OFFERED = "offered", _("nobody asked: the service offers it")

    class Answer(models.TextChoices):
        GIVEN = "given", _("given as asked")
        PARTLY = "partly", _("given in part")
        REFUSED = "refused", _("refused")

    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="disclosure_requests")
    received = models.CharField(_("how it came"), max_length=8, choices=Received.choices)
    asker_kind = models.CharField(_("who asks"), max_length=12, choices=Asker.choices)
    asker_key = models.UUIDField(null=True, blank=True, editable=False)
    asker = models.CharField(_("name"), max_length=160)
    address = models.CharField(_("address"), max_length=200)
    purpose = models.CharField(_("for which purpose"), max_length=16, choices=Purpose.choices)
    legal_ground = models.ForeignKey(
        LegalGround, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("legal ground")
    )
    what = models.TextField(_("what is asked for"), max_length=TEXT_LENGTH)
    why = models.TextField(_("why it is needed"), max_length=TEXT_LENGTH)
    asked_at = models.DateTimeField(_("asked on"))
    entered_by = models.ForeignKey(
        StaffMember, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("copied by")
    )
    answer_by = models.DateField(_("answer due"))
    answer = models.CharField(_("answer"), max_length=8, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField(_("answered on"), null=True, blank=True)
    reasons = models.TextField(_("what is refused, and why"), max_length=TEXT_LENGTH, blank=True)

    class Meta:
        verbose_name = _("request for information")
        verbose_name_plural = _("requests for information")
        indexes = [models.Index(fields=["case", "id"], name="disclosure_request_case")]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="request_answer_is_dated",
            ),
            models.CheckConstraint(
                condition=Q(answer__in=["", "given"]) | ~Q(reasons=""),
                name="request_refusal_has_reasons",
                violation_error_message=_("Say what is refused and why: whoever asked reads it."),
            ),
        ]

    class Disclosure:
        case = ASKED
        received = ASKED
        asker_kind = WORK
        asker_key = WORK
        asker = ASKED
        address = ASKED
        purpose = ASKED
        legal_ground = ASKED
        what = ASKED
        why = ASKED
        asked_at = ASKED
        entered_by = WORK
        answer_by = ASKED
        answer = ASKED
        answered_at = ASKED
        reasons = ASKED
        # Who is named here is who asks and is told: they are meant.
        names_others = ("asker", "address")

    def __str__(self):
        return f"request {self.id}"

    def root_key(self):
        return self.case_id
