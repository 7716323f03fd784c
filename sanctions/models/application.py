"""Somebody asks the authority to change or end a sanction, and what the other side says to it (rules 71, 72)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.disclosure.purposes import COURT
from cases.history.record import Record
from cases.models.caserecord import CaseRecord
from cases.models.unit import StaffMember
from sanctions.models.authority import DecidingAuthority
from sanctions.models.condition import Condition
from sanctions.models.noncompliance import PASSAGE_LENGTH, Comment
from sanctions.models.sanction import Sanction


class Application(Record):
    """The person, or the service, asks for an early end or for another condition, with grounds (rules 71, 72)."""

    class Kind(models.TextChoices):
        END = "end", _("An early end")
        CHANGE = "change", _("A change of a condition")

    class AskedBy(models.TextChoices):
        PERSON = "person", _("the person")
        SERVICE = "service", _("the probation service")
        LAW = "law", _("the law, for the person does not agree")

    class Manner(models.TextChoices):
        SCREEN = "screen", _("on screen")
        SPOKEN = "spoken", _("spoken, written down by staff")
        PAPER = "paper", _("on paper, copied by staff")

    class State(models.TextChoices):
        OPEN = "open", _("waiting for the decision")
        DECIDED = "decided", pgettext_lazy("what became of it", "decided")
        WITHDRAWN = "withdrawn", _("withdrawn before the decision")
        LAPSED = "lapsed", _("closed: the sanction is over")

    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="applications")
    sanction = models.ForeignKey(Sanction, models.PROTECT, related_name="applications")
    authority = models.ForeignKey(
        DecidingAuthority, models.PROTECT, related_name="applications", verbose_name=_("court or authority")
    )
    kind = models.CharField(_("what is asked for"), max_length=8, choices=Kind.choices)
    condition = models.ForeignKey(
        Condition, models.PROTECT, null=True, blank=True, related_name="applications", verbose_name=_("condition")
    )
    instead = models.TextField(_("what is asked for instead"), max_length=2000, blank=True)
    # Empty where the law itself asks: why is then said to each reader in their own language.
    grounds = models.TextField(_("grounds"), max_length=PASSAGE_LENGTH, blank=True)
    asked_by = models.CharField(_("asked by"), max_length=8, choices=AskedBy.choices)
    manner = models.CharField(_("how"), max_length=8, choices=Manner.choices, default=Manner.SCREEN)
    written_by = models.ForeignKey(
        StaffMember,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="applications_written",
        verbose_name=_("written down by"),
    )
    made_at = models.DateTimeField(_("made"))
    answer_by = models.DateField(_("the other side can answer until"))
    decide_by = models.DateField(_("decision due"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        indexes = [models.Index(fields=["authority", "state", "id"], name="application_inbox")]
        constraints = [
            models.UniqueConstraint(
                fields=["sanction", "kind", "asked_by"],
                condition=Q(state="open") & ~Q(asked_by="law"),
                name="one_open_application",
                violation_error_message=_("This was asked for already. Wait for the answer, or withdraw it first."),
            ),
            models.UniqueConstraint(
                fields=["condition"],
                condition=Q(state="open", asked_by="law"),
                name="condition_returned_once",
            ),
            models.UniqueConstraint(
                fields=["sanction"],
                condition=Q(state="open", asked_by="law", kind="end"),
                name="measure_returned_once",
            ),
            models.CheckConstraint(
                condition=Q(asked_by="law", grounds="") | (~Q(asked_by="law") & ~Q(grounds="")),
                name="application_has_grounds",
                violation_error_message=_("Write the grounds."),
            ),
            models.CheckConstraint(
                condition=Q(kind="end", condition__isnull=True)
                | (Q(kind="change", condition__isnull=False) & (~Q(instead="") | Q(asked_by="law"))),
                name="application_says_what_changes",
                violation_error_message=_("Say which condition, and what is asked for instead."),
            ),
            models.CheckConstraint(
                condition=Q(state="open", closed_at__isnull=True) | (~Q(state="open") & Q(closed_at__isnull=False)),
                name="closed_application_is_dated",
            ),
        ]

    class Disclosure:
        case = COURT
        sanction = COURT
        authority = COURT
        kind = COURT
        condition = COURT
        instead = COURT
        grounds = COURT
        asked_by = COURT
        manner = COURT
        written_by = COURT
        made_at = COURT
        answer_by = COURT
        decide_by = COURT
        state = COURT
        closed_at = COURT

    def __str__(self):
        return f"application {self.id}"

    def root_key(self):
        return self.case_id


class ServiceView(Record):
    """What the service says to the person's application, and how the conditions stood that day. It never changes."""

    class Stance(models.TextChoices):
        SUPPORTS = "supports", _("Supports it")
        OPPOSES = "opposes", _("Opposes it")
        LEAVES = "leaves", _("Leaves it to the authority")

    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="service_views")
    application = models.OneToOneField(Application, models.PROTECT, related_name="service_view")
    author = models.ForeignKey(
        StaffMember, models.PROTECT, related_name="service_views", verbose_name=_("written down by")
    )
    stance = models.CharField(_("the service"), max_length=10, choices=Stance.choices)
    reasons = models.TextField(_("reasons"), max_length=PASSAGE_LENGTH)
    compliance = models.TextField(_("what was complied with on that day"), max_length=PASSAGE_LENGTH, blank=True)
    given_at = models.DateTimeField(_("given"))

    class Meta:
        verbose_name = _("view of the service")
        verbose_name_plural = _("views of the service")
        constraints = [models.CheckConstraint(condition=Q(version=1), name="service_views_never_change")]

    class Disclosure:
        case = COURT
        application = COURT
        author = COURT
        stance = COURT
        reasons = COURT
        compliance = COURT
        given_at = COURT

    def __str__(self):
        return f"view {self.id}"

    def root_key(self):
        return self.case_id


class ApplicationComment(Record):
    """What the person says to an application of the service, before anything is decided (rule 29). It never changes."""

    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="application_comments")
    application = models.OneToOneField(Application, models.PROTECT, related_name="comment")
    manner = models.CharField(_("how"), max_length=8, choices=Comment.Manner.choices)
    text = models.TextField(_("in the person's words"), max_length=PASSAGE_LENGTH, blank=True)
    made_at = models.DateTimeField(_("made"))

    class Meta:
        verbose_name = _("comment on an application")
        verbose_name_plural = _("comments on applications")
        constraints = [
            models.CheckConstraint(condition=Q(version=1), name="application_comments_never_change"),
            models.CheckConstraint(
                condition=Q(manner="waived") | ~Q(text=""),
                name="application_comment_has_words",
                violation_error_message=_("Write what you want to say."),
            ),
        ]

    class Disclosure:
        case = COURT
        application = COURT
        manner = COURT
        text = COURT
        made_at = COURT

    def __str__(self):
        return f"comment {self.id}"

    def root_key(self):
        return self.case_id
