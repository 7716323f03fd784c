"""A document about a case: asked for, made by the worker, then sealed with its bytes."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.access.roles import Role
from cases.disclosure.purposes import COURT, NOBODY, WORK, Purpose
from cases.history.record import Removable
from cases.models.caserecord import CaseRecord

# Without letters and figures that look alike, so that a reference can be read out on the telephone.
SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_reference() -> str:
    """A random reference: it counts nothing, and nobody can guess the next one."""
    signs = [secrets.choice(SIGNS) for _place in range(12)]
    return "-".join("".join(signs[start : start + 4]) for start in (0, 4, 8))


class Document(Removable):
    """What was asked for, by whom and for which purpose; once it is ready it never changes."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting to be made")
        MAKING = "making", _("being made")
        READY = "ready", _("ready")
        FAILED = "failed", _("could not be made")

    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="documents")
    kind = models.SlugField(_("kind of document"), max_length=40, db_index=False)
    subject = models.UUIDField(_("about which record"), null=True, blank=True)
    reference = models.CharField(_("reference"), max_length=14, unique=True, default=new_reference)
    language = models.CharField(_("language"), max_length=8)
    role = models.CharField(_("for whom"), max_length=16, choices=Role.choices)
    purpose = models.CharField(_("purpose"), max_length=16, choices=Purpose.choices)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="documents")
    asked_at = models.DateTimeField(_("asked for"))
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.WAITING)
    begun_at = models.DateTimeField(_("begun"), null=True, blank=True)
    made_at = models.DateTimeField(_("made"), null=True, blank=True)
    content_hash = models.CharField(_("hash of the content"), max_length=64, blank=True)
    file_hash = models.CharField(_("hash of the file"), max_length=64, blank=True)
    size = models.PositiveIntegerField(_("size in bytes"), null=True, blank=True)
    pages = models.PositiveIntegerField(_("pages"), null=True, blank=True)

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        indexes = [
            models.Index(fields=["case", "purpose", "id"], name="document_case_purpose"),
            models.Index(fields=["state", "id"], condition=~Q(state="ready"), name="document_to_make"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="ready")
                | Q(made_at__isnull=False, size__gt=0, pages__gt=0) & ~Q(content_hash="") & ~Q(file_hash=""),
                name="document_ready_is_complete",
            ),
        ]

    class Disclosure:
        case = COURT
        kind = COURT
        subject = COURT
        reference = COURT
        language = COURT
        role = WORK
        purpose = COURT
        asked_by = NOBODY
        asked_at = COURT
        state = COURT
        begun_at = WORK
        made_at = COURT
        content_hash = COURT
        file_hash = COURT
        size = COURT
        pages = COURT

    def __str__(self):
        return self.reference

    def root_key(self):
        return self.case_id

    def _do_update(self, base_qs, using, pk_val, values, *args):
        # A sealed document is not there to be written (law 8); it can only leave, with the entry it carries.
        written = {field.name for field, _model, _value in values}
        if written != {"version", "removed_at"}:
            base_qs = base_qs.exclude(state=self.State.READY)
        return super()._do_update(base_qs, using, pk_val, values, *args)


class DocumentFile(models.Model):
    """The bytes of a document, kept and destroyed with it; its hash stands in the record, sealed."""

    document = models.OneToOneField(Document, models.PROTECT, primary_key=True, related_name="file")
    data = models.BinaryField()

    class Meta:
        verbose_name = _("file of a document")
        verbose_name_plural = _("files of documents")

    def __str__(self):
        return f"file {self.pk}"
