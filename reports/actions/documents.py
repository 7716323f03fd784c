"""Having a document made: asked for by a person at the gate, made by the worker for them, sealed when it is ready."""

from functools import partial
from hashlib import sha256

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from cases.access.decide import enter
from cases.access.roles import Act, Role
from cases.access.visitor import Visitor
from cases.actions.verb import keep, verb
from cases.history.action import SYSTEM_ACTOR, recorded
from cases.jobs.asking import enqueue, handles
from cases.jobs.running import tell
from reports.models import Document, DocumentFile
from reports.press.kinds import DOCUMENT_KINDS
from reports.press.pdf import pdf

State = Document.State
OWN_RECORD = "own-record"
# For whom a document leaves the service as soon as it is made.
OUTSIDE = (Role.PERSON, Role.REPRESENTATIVE, Role.AUTHORITY)


@verb("document.order", Act.KEEP_CASE)
def order_document(*, door, now, kind, subject=None):
    """Have a document about the case made. Returns it, waiting."""
    if kind not in DOCUMENT_KINDS or not door.may(DOCUMENT_KINDS[kind].act):
        raise ValidationError(_("There is no such document to be made of this case."))
    return begin_document(door, now, kind, subject)


def _whoever_asks(door, **given):
    """The person, or who acts for them."""
    return door.role


@verb("document.own_copy", Act.READ_OWN, to=_whoever_asks)
def order_own_copy(*, door, now, kind=OWN_RECORD, subject=None):
    """Have one's own record, or a paper of it, made into a document, as often as one likes (rule 45).

    Returns it, waiting.
    """
    if kind not in DOCUMENT_KINDS or DOCUMENT_KINDS[kind].act != Act.READ_OWN:
        raise ValidationError(_("There is no such document to be made of this case."))
    return begin_document(door, now, kind, subject)


def begin_document(door, now, kind, subject=None):
    """Ask for a document inside an action that is open already; a job makes it. Returns it, waiting."""
    document = keep(
        Document(
            case_id=door.case_id,
            kind=kind,
            subject=subject,
            language=DOCUMENT_KINDS[kind].language(door),
            role=door.role,
            purpose=door.purpose,
            asked_by_id=door.visitor.user_id,
            asked_at=now,
        )
    )
    enqueue("document.make", job_of(document.id), root=document.case_id, object_id=document.id)
    return document


def job_of(document_id) -> str:
    """The key of the job that makes a document."""
    return f"document.make {document_id}"


@handles("document.make", title=gettext_lazy("Making a document"), slow=True)
def make_asked(job, now):
    """Make the document a job is about, and say how far it is."""
    make_document(job.object_id, now, partial(tell, job, now=now))


def make_document(document_id, now, tell=lambda percent: None):
    """Make a document that waits, for whoever asked, if they may still have it. Returns it, ready or failed.

    Called again for one that is ready, it changes nothing: a job may come twice. `tell` hears how far it is, in
    percent.
    """
    document = Document.objects.select_related("asked_by").get(pk=document_id)
    if document.state == State.READY:
        return document
    document.begun_at = now
    _turn(document, "document.begin", now, State.MAKING)
    try:
        content, data, pages = _made(document, now, tell)
    except (PermissionDenied, Http404):
        return _turn(document, "document.refuse", now, State.FAILED)
    except Exception:  # whatever it was, the document says that it failed, and the job keeps the error
        _turn(document, "document.fail", now, State.FAILED)
        raise
    return _seal(document, now, content, data, pages)


def _made(document, now, tell):
    """The content as whoever asked may see it now, and its file."""
    kind = DOCUMENT_KINDS[document.kind]
    door = enter(Visitor(document.asked_by, now), kind.act, document.case_id)
    if door.purpose != document.purpose:
        raise PermissionDenied
    with override(document.language):
        content = kind.build(door, document.subject)
        tell(percent=50)
        paper = pdf(content, document.reference, now)
    tell(percent=90)
    return content, *paper


def _turn(document, verb_name, now, state):
    with recorded(verb_name, by=SYSTEM_ACTOR, now=now, root=document.case_id):
        document.state = state
        return keep(document)


def _seal(document, now, content, data, pages):
    """The bytes and what the record says of them, in one transaction: never one without the other."""
    recipient = document.role if document.role in OUTSIDE else ""
    with recorded("document.seal", by=SYSTEM_ACTOR, now=now, root=document.case_id, recipient=recipient):
        document.state, document.made_at = State.READY, now
        document.content_hash, document.file_hash = content.hash(), sha256(data).hexdigest()
        document.size, document.pages = len(data), pages
        DocumentFile.objects.create(document=keep(document), data=data)
    return document
