"""What the person and the service write to each other between appointments (rules 29, 45)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.disclosure.purposes import SELF
from cases.history.record import Record
from cases.models.caserecord import CaseRecord
from cases.models.stored_file import StoredFile
from cases.models.unit import StaffMember

TEXT_LENGTH = 6_000


class Message(Record):
    """One message, by the person or (with `staff`) by a member of staff. It is kept as it was sent."""

    class Topic(models.TextChoices):
        MESSAGE = "message", _("a message")
        MOVE = "move", _("a request for another time")
        PROOF = "proof", _("a proof handed in beforehand")

    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="messages", db_index=False)
    topic = models.CharField(_("what it is"), max_length=10, choices=Topic.choices, default=Topic.MESSAGE)
    about = models.UUIDField(_("about which record"), null=True, blank=True)
    staff = models.ForeignKey(
        StaffMember, models.PROTECT, null=True, blank=True, related_name="messages", verbose_name=_("written by")
    )
    text = models.TextField(_("message"), max_length=TEXT_LENGTH)
    file = models.OneToOneField(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="message", verbose_name=_("file")
    )
    answers = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="answer", verbose_name=_("answers")
    )
    sent_at = models.DateTimeField(_("sent"))

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        indexes = [models.Index(fields=["case", "id"], name="message_case")]
        constraints = [
            models.CheckConstraint(condition=Q(version=1), name="messages_never_change"),
            models.CheckConstraint(
                condition=Q(answers=None) | Q(staff__isnull=False), name="only_the_service_answers_a_message"
            ),
        ]

    class Disclosure:
        case = SELF
        topic = SELF
        about = SELF
        staff = SELF
        text = SELF
        file = SELF
        answers = SELF
        sent_at = SELF

    def __str__(self):
        return f"message {self.id}"

    def root_key(self):
        return self.case_id
