"""A copy of a file for somebody outside: begun, blacked out square by square, made, and checked by another (47)."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from cases.access.gate import case_page
from cases.access.roles import Act
from cases.actions.filing import bytes_of
from cases.actions.releasing import begin_release, black_out, decide_release, drawn_copy, drop_part, make_copy
from cases.disclosure.view import disclosed, disclosed_or_404
from cases.file_forms import BeginReleaseForm, BlackOutForm, DecideReleaseForm, VersionForm
from cases.files.incoming import in_a_process
from cases.files.kinds import PNG
from cases.files.squares import named
from cases.models.release import Blackening, ReleaseCopy
from cases.models.stored_file import StoredBytes
from cases.views.conflict import Saving
from cases.views.file_keeping import file_header, one_row
from cases.views.files import as_download
from cases.views.forms_help import acting, attempt, status_of

LINKS = ("file", "begun_by", "copy", "decided_by")


@case_page(Act.KEEP_CASE, "files")
def begin(request, door, file_id):
    """Begin a copy of a file for somebody."""
    row, form = one_row(door, file_id), BeginReleaseForm(request.POST or None)
    act = acting(door, begin_release, file_id=file_id)
    if form.is_valid() and (begun := attempt(form, lambda: act(**form.cleaned_data))):
        return redirect("cases:release", door.case_id, begun.id)
    context = {"header": file_header(request, door, row), "row": row, "form": form}
    return render(request, "cases/release_begin.html", context, status=status_of(form))


@case_page(Act.KEEP_CASE, "files")
def release(request, door, release_id):
    """The pages under their grid, what is marked on them, and the marks' own form."""
    shown = _release(door, release_id)
    asked = request.GET.get("page", "")
    page = min(max(int(asked), 1), shown.file.pages) if asked.isascii() and asked.isdigit() else 1
    form = BlackOutForm(request.POST or None, initial={"page": page}) if not shown.copy else None
    if form and form.is_valid():
        act = acting(door, black_out, release_id=release_id)
        if attempt(form, lambda: act(**form.cleaned_data)):
            return redirect(f"{request.path}?page={form.cleaned_data['page']}")
    row = one_row(door, shown.file.id)
    context = {
        "header": file_header(request, door, row),
        "release": shown,
        "row": row,
        "parts": _parts(door, release_id),
        "page": page,
        "pages": range(1, shown.file.pages + 1),
        "form": form,
    }
    return render(request, "cases/release.html", context, status=status_of(form))


@case_page(Act.KEEP_CASE, "files")
def drop(request, door, blackening_id):
    """Take a mark back, before the copy is made."""
    rows = Blackening.objects.filter(pk=blackening_id, case_id=door.case_id)
    part = disclosed_or_404(rows, door.purpose, door.visitor, "release")
    form, status = VersionForm(request.POST or None, initial={"version": part.version}), 200
    if form.is_valid():
        act = acting(door, drop_part, blackening_id=blackening_id)
        saving = Saving(form, lambda: act(**form.cleaned_data))
        if saving.result:
            return redirect("cases:release", door.case_id, part.release.id)
        status = saving.status
    header = file_header(request, door, one_row(door, part.release.file_id))
    context = {"header": header, "part": part, "squares": _squares(part), "form": form}
    return render(request, "cases/release_drop.html", context, status=status)


@case_page(Act.KEEP_CASE, "files")
def make(request, door, release_id):
    """Once more what making the copy does, then it is made: two ways on, no questions."""
    shown = _release(door, release_id)
    form, status = VersionForm(request.POST or None, initial={"version": shown.version}), 200
    if form.is_valid():
        act = acting(door, make_copy, release_id=release_id)

        def made():
            drawn, boxes = drawn_copy(door, release_id)
            return act(**form.cleaned_data, drawn=drawn, boxes=boxes)

        saving = Saving(form, made)
        if saving.result:
            return redirect("cases:files", door.case_id)
        status = saving.status
    parts = _parts(door, release_id)
    header = file_header(request, door, one_row(door, shown.file.id))
    context = {"header": header, "release": shown, "parts": parts, "form": form}
    return render(request, "cases/release_make.html", context, status=status)


@case_page(Act.DECIDE_FILE, "files")
def decide(request, door, release_id):
    """Somebody who did not make the copy looks at it: it may leave, or not like this."""
    shown = _release(door, release_id)
    form = DecideReleaseForm(request.POST or None, initial={"version": shown.version})
    both, status = (), status_of(form)
    if form.is_valid():
        act = acting(door, decide_release, release_id=release_id)
        saving = Saving(form, lambda: act(**form.cleaned_data))
        if saving.result:
            return redirect("cases:files", door.case_id)
        shown, status = _release(door, release_id), saving.status
        both = saving.both_texts({"reasons": shown.reasons}, version=shown.version)
    row = one_row(door, shown.file.id)
    context = {
        "header": file_header(request, door, row),
        "release": shown,
        "row": row,
        "parts": _parts(door, release_id),
        "form": form,
        "both": both,
    }
    return render(request, "cases/release_decide.html", context, status=status)


@require_safe
@case_page(Act.KEEP_CASE, "file")
def page_picture(request, door, release_id, page):
    """A page of the file under its squares, as a picture."""
    shown = _release(door, release_id)
    if not StoredBytes.objects.filter(pk=shown.file.id).exists() or not 1 <= page <= shown.file.pages:
        raise Http404
    boxes = [
        [each["part"].page, each["part"].left, each["part"].top, each["part"].right, each["part"].bottom]
        for each in _parts(door, release_id)
    ]
    what = {"media_type": shown.file.media_type, "page": page, "boxes": boxes}
    try:
        picture, _said = in_a_process("draw", bytes_of(shown.file.id), **what)
    except ValidationError:
        raise Http404 from None
    return as_download(picture, PNG, "page.png")


def _release(door, release_id):
    rows = ReleaseCopy.objects.filter(pk=release_id, case_id=door.case_id)
    return disclosed_or_404(rows, door.purpose, door.visitor, *LINKS)


def _parts(door, release_id):
    """The marks that count, with the squares they lie on."""
    rows = Blackening.objects.filter(release_id=release_id, dropped_at=None).order_by("page", "top", "left", "id")
    return [{"part": part, "squares": _squares(part)} for part in disclosed(rows, door.purpose, door.visitor)]


def _squares(part):
    return named(part.left, part.top), named(part.right, part.bottom)
