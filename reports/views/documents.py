"""The documents of a case: what there is, what can be made, and the files themselves (rules 43, 45)."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import override

from cases.access.gate import case_page, own_page
from cases.access.roles import Act
from cases.disclosure.view import disclosed, disclosed_or_404
from cases.files.incoming import PDF
from cases.models import Job
from cases.models.mandate import Part
from cases.views.files import downloaded
from cases.views.header import case_header
from cases.views.paging import one_page
from cases.views.person import own_context
from reports.actions.documents import OWN_RECORD, job_of, order_document, order_own_copy
from reports.models import Document, DocumentFile
from reports.press.kinds import DOCUMENT_KINDS

TAB = "reports:documents"
State = Document.State
TAGS = {State.READY: "good", State.FAILED: "bad"}


def _documents(door, **only):
    """Documents made for the visitor's own purpose: what one audience was given, another does not see."""
    return Document.objects.filter(case_id=door.case_id, purpose=door.purpose, **only)


def _told(document):
    kind = DOCUMENT_KINDS.get(document.kind)
    return {
        "document": document,
        "title": kind.title if kind else document.kind,
        "tag": TAGS.get(document.state, "plain"),
        "is_ready": document.state == State.READY,
        "is_waiting": document.state in (State.WAITING, State.MAKING),
    }


def listed(door, given, **only) -> dict:
    """The documents of a case that the visitor may have, the newest first, page by page. One query."""

    def read(some):
        return disclosed(some, door.purpose, door.visitor)

    found = one_page(_documents(door, **only), ("id",), given, read)
    return {"documents": [_told(document) for document in found.rows], "links": found.links({})}


def the_document(door, document_id) -> dict:
    """One document and how far it is; 404 where it is not the visitor's to have."""
    shown = disclosed_or_404(_documents(door, pk=document_id), door.purpose, door.visitor)
    told = _told(shown)
    told["percent"] = _percent(document_id) if told["is_waiting"] else None
    return told


def _percent(document_id):
    """How far the job is that makes a document."""
    return Job.objects.filter(key=job_of(document_id)).values_list("progress", flat=True).first() or 0


def served(door, document_id) -> HttpResponse:
    """The file of a document, under a name that names nobody; higher floors serve theirs with it."""
    told = the_document(door, document_id)
    data = DocumentFile.objects.filter(pk=document_id).values_list("data", flat=True).first()
    if not told["is_ready"] or data is None:  # not yet, or destroyed by order
        raise Http404
    return downloaded(document_id, data, told["document"].file_hash, PDF, f"{told['document'].kind}.pdf")


@case_page(Act.READ_CASE, "document")
def documents(request, door):
    """What was made of this case, and what can be."""
    kinds = [kind for kind in DOCUMENT_KINDS.values() if kind.is_offered and door.may(kind.act)]
    context = {
        "header": case_header(request, door, TAB),
        "kinds": kinds if door.may(Act.KEEP_CASE) else [],
    }
    context |= listed(door, request.GET)
    return render(request, "reports/documents.html", context)


@case_page(Act.KEEP_CASE, "document")
def new(request, door, kind):
    """What a document would say now; and having it made."""
    if (of_kind := DOCUMENT_KINDS.get(kind)) is None or not (of_kind.is_offered and door.may(of_kind.act)):
        raise Http404
    if request.method == "POST":
        made = order_document(by=request.visitor, now=request.visitor.now, case_id=door.case_id, kind=kind)
        return redirect("reports:document", door.case_id, made.id)
    with override(of_kind.language(door)):
        content = of_kind.build(door)
    context = {"header": case_header(request, door, TAB), "kind": of_kind, "content": content}
    return render(request, "reports/document_new.html", context)


@case_page(Act.READ_CASE, "document")
def document(request, door, document_id):
    """How far a document is, and the way to it once it is ready."""
    context = {"header": case_header(request, door, TAB)} | the_document(door, document_id)
    return render(request, "reports/document.html", context)


@case_page(Act.READ_CASE, "document")
def file(request, door, document_id):
    """The document itself."""
    return served(door, document_id)


@own_page(Act.READ_OWN, "own_document", parts=tuple(Part))
def own_documents(request, door):
    """The copies of one's record on paper, and having another one made."""
    if request.method == "POST":
        made = order_own_copy(by=request.visitor, now=request.visitor.now, case_id=door.case_id)
        return redirect("my:document", made.id)
    return render(request, "my/documents.html", own_context(door) | listed(door, request.GET, kind=OWN_RECORD))


@own_page(Act.READ_OWN, "own_document", parts=tuple(Part))
def own_document(request, door, document_id):
    """How far one's own document is, and the way to it once it is ready."""
    return render(request, "my/document.html", own_context(door) | the_document(door, document_id))


@own_page(Act.READ_OWN, "own_document", parts=tuple(Part))
def own_file(request, door, document_id):
    """One's own document itself."""
    return served(door, document_id)
