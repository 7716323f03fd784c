"""The files of a case: the list, adding one, and each as a download under a name that names nobody (law 14)."""

from django.db.models import Exists, OuterRef
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from cases.access.gate import case_page, own_page
from cases.access.roles import Act
from cases.actions.filing import REVIEWS, add_file, unharmed
from cases.disclosure.view import disclosed, disclosed_one
from cases.file_forms import AddFileForm
from cases.files.kinds import ENDINGS, SCANS
from cases.models.deadline import Deadline
from cases.models.entry import APART
from cases.models.mandate import Part
from cases.models.release import FileTerm, ReleaseCopy
from cases.models.retention import Hold
from cases.models.stored_file import StoredBytes, StoredFile
from cases.views.drafting import keeps_drafts, with_draft
from cases.views.forms_help import acting, attempt, status_of
from cases.views.header import case_header
from cases.views.paging import one_page
from cases.views.words import in_size

PAGE = 25
Category = StoredFile.Category


SEALED_OFF = "default-src 'none'; sandbox; frame-ancestors 'none'"


def downloaded(key, data, digest, media_type, name) -> HttpResponse:
    """Bytes as a download under a name that names nobody. Raises Damaged where their SHA-256 is not `digest`."""
    return as_download(unharmed(key, data, digest), media_type, name)


def as_download(data, media_type, name) -> HttpResponse:
    """Bytes that no browser opens as a page of ours, of exactly their type."""
    response = HttpResponse(data, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    # Opened all the same, it is a page of nobody: it runs nothing, asks for nothing, stands in no frame.
    response["Content-Security-Policy"] = SEALED_OFF
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _served(door, file_id):
    rows = StoredFile.objects.known_for(door.purpose).filter(pk=file_id, case_id=door.case_id)
    shown = disclosed_one(rows, door.purpose, door.visitor)
    kept = StoredBytes.objects.filter(pk=file_id).values_list("data", "file__digest").first()
    if shown is None or kept is None:
        raise Http404
    name = f"{shown.category}.{ENDINGS[shown.media_type]}"
    return downloaded(file_id, *kept, shown.media_type, name)


@require_safe
@case_page(Act.READ_CASE, "file")
def file(request, door, file_id):
    """A file of the case."""
    return _served(door, file_id)


@require_safe
@own_page(Act.READ_OWN, "file", parts=(Part.RECORD,))
def own_file(request, door, file_id):
    """A file of one's own record."""
    return _served(door, file_id)


@require_safe
@case_page(Act.READ_CASE, "files")
def files(request, door):
    """What is kept with the case, the newest first, with what holds it, how long it is kept and what left of it."""
    chosen = request.GET.get("category", "")
    rows = StoredFile.objects.known_for(door.purpose).filter(case_id=door.case_id).exclude(category=Category.RELEASE)
    here = list(rows.order_by("category").values_list("category", flat=True).distinct())
    rows = rows.filter(category=chosen) if chosen in here else rows
    shown = one_page(
        rows.annotate(readable=Exists(StoredBytes.objects.filter(file=OuterRef("pk")))),
        ("id",),
        request.GET,
        lambda some: disclosed(some, door.purpose, door.visitor, "stored_by", extra=("readable",)),
        PAGE,
        to=door.visitor,
    )
    labels = dict(Category.choices)
    context = {
        "header": case_header(request, door, "cases:files"),
        "files": beside_each(door, shown.rows),
        "links": shown.links({"category": chosen} if chosen in here else {}),
        "ways": [(capfirst(labels[each]), f"?category={each}") for each in here if each != chosen],
        "chosen": [(capfirst(labels[chosen]), "?")] if chosen in here else [],
        "held": held_whole(door),
        "may_keep": door.may(Act.KEEP_CASE),
        "may_decide": door.may(Act.DECIDE_FILE),
    }
    return render(request, "cases/files.html", context)


def held_whole(door):
    """The hold on the whole record, where there is one and it may be read here."""
    holds = Hold.objects.filter(case_id=door.case_id, file=None, lifted_at=None)
    return disclosed_one(holds, door.purpose, door.visitor) if door.purpose in APART else None


def beside_each(door, files) -> list[dict]:
    """Each file with when it is looked at again, its holds, the last review and its copies. Four queries.

    Whoever may not read about others reads none of that.
    """
    held, looked, left, due = {}, {}, {}, {}
    if door.purpose in APART:
        keys, to = [each.id for each in files], (door.purpose, door.visitor)
        for deadline in disclosed(Deadline.objects.filter(about__in=keys, code__in=REVIEWS, met_at=None), *to):
            due[deadline.about] = deadline.due_on
        for hold in disclosed(Hold.objects.filter(file_id__in=keys, lifted_at=None).order_by("id"), *to, "placed_by"):
            held.setdefault(hold.file_id, []).append(hold)
        for term in disclosed(FileTerm.objects.filter(file_id__in=keys).order_by("id"), *to, "reviewed_by"):
            looked[term.file_id] = term
        for copy in disclosed(ReleaseCopy.objects.filter(file_id__in=keys).order_by("id"), *to, "decided_by"):
            left.setdefault(copy.file_id, []).append(copy)
    today = localdate(door.visitor.now)
    return [
        _row(
            each,
            today,
            holds=held.get(each.id, []),
            term=looked.get(each.id),
            copies=left.get(each.id, []),
            due=due.get(each.id),
        )
        for each in files
    ]


def _row(shown, today, due, **beside):
    return beside | {
        "file": shown,
        "apart": "apart" in shown and shown.apart,
        "others": shown.others if "others" in shown else "",
        "size": in_size(shown.size),
        "ending": ENDINGS[shown.media_type].upper(),
        "due": due,
        "is_due": bool(due and due <= today),
        "may_leave": shown.media_type in SCANS,
    }


@case_page(Act.KEEP_CASE, "files")
@keeps_drafts
def add(request, door):
    """Add a file or recording: what it is, what it shows, who recorded it when, and whether it shows others."""
    form = with_draft(request, AddFileForm(request.POST or None, request.FILES or None))
    act = acting(door, add_file)
    if form.is_valid() and attempt(form, lambda: act(**form.told)):
        return redirect("cases:files", door.case_id)
    context = {"header": case_header(request, door, "cases:files"), "form": form}
    return render(request, "cases/file_add.html", context, status=status_of(form))
