"""A kept file, for whoever may read the case: always a download, under a name that names nobody (law 14)."""

from hashlib import sha256

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from cases.access.gate import case_page, own_page
from cases.access.roles import Act
from cases.disclosure.view import disclosed_one
from cases.files.incoming import ENDINGS
from cases.models.mandate import Part
from cases.models.stored_file import StoredBytes, StoredFile


class Damaged(Exception):
    """The bytes of a file or document are not those that were kept: nothing is shown, and somebody has to look."""


def downloaded(key, data, digest, media_type, name) -> HttpResponse:
    """Bytes as a download under a name that names nobody. Raises Damaged where their SHA-256 is not `digest`."""
    data = bytes(data)
    if sha256(data).hexdigest() != digest:
        raise Damaged(key)
    response = HttpResponse(data, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _served(door, file_id):
    shown = disclosed_one(StoredFile.objects.filter(pk=file_id, case_id=door.case_id), door.purpose, door.visitor)
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
