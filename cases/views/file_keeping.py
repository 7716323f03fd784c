"""How long a file is kept: having it preserved, letting it go, looking whether it is still needed (rule 48)."""

from django.shortcuts import redirect, render

from cases.access.gate import case_page
from cases.access.roles import Act
from cases.actions.filing import hold_file, let_file_go, order_file_away, review_file
from cases.disclosure.view import disclosed_or_404
from cases.file_forms import HoldFileForm, LetGoForm, ReviewFileForm, VersionForm
from cases.models.release import FileTerm
from cases.models.retention import Hold
from cases.models.stored_file import StoredFile
from cases.views.conflict import Saving
from cases.views.files import beside_each, held_whole
from cases.views.forms_help import acting, attempt, status_of
from cases.views.header import case_header

MOST = 50


def one_row(door, file_id) -> dict:
    """A file with what stands beside it. Http404 where it is not there."""
    rows = StoredFile.objects.known_for(door.purpose).filter(pk=file_id, case_id=door.case_id)
    shown = disclosed_or_404(rows, door.purpose, door.visitor, "stored_by")
    return beside_each(door, [shown])[0]


def file_header(request, door, row):
    """The frame of a page about a file; of one kept apart, less the line that says that the person sees the look."""
    return case_header(request, door, "cases:files") | ({"purpose": ""} if row["apart"] else {})


@case_page(Act.KEEP_CASE, "files")
def hold(request, door, file_id):
    """Have a file preserved."""
    row, form = one_row(door, file_id), HoldFileForm(request.POST or None)
    act = acting(door, hold_file, file_id=file_id)
    if form.is_valid() and attempt(form, lambda: act(**form.cleaned_data)):
        return redirect("cases:files", door.case_id)
    context = {"header": file_header(request, door, row), "row": row, "form": form}
    return render(request, "cases/file_hold.html", context, status=status_of(form))


@case_page(Act.DECIDE_FILE, "files")
def let_go(request, door, hold_id):
    """Let a file go that was preserved."""
    act = acting(door, let_file_go, hold_id=hold_id)
    return _settled(request, door, lambda: _held(door, hold_id), LetGoForm, act, "hold", "cases/file_let_go.html")


def _held(door, hold_id):
    rows = Hold.objects.filter(pk=hold_id, case_id=door.case_id, file__isnull=False)
    return disclosed_or_404(rows, door.purpose, door.visitor, "placed_by")


@case_page(Act.KEEP_CASE, "files")
def review(request, door, file_id):
    """Look whether a file is still needed."""
    row, form = one_row(door, file_id), ReviewFileForm(request.POST or None)
    act = acting(door, review_file, file_id=file_id)
    if form.is_valid() and attempt(form, lambda: act(**form.cleaned_data)):
        return redirect("cases:files", door.case_id)
    context = {"header": file_header(request, door, row), "row": row, "form": form, "held": held_whole(door)}
    return render(request, "cases/file_review.html", context, status=status_of(form))


@case_page(Act.DECIDE_FILE, "files")
def order_away(request, door, term_id):
    """What another person proposed: the file is destroyed for good, by one press."""
    act = acting(door, order_file_away, term_id=term_id)
    return _settled(request, door, lambda: _term(door, term_id), VersionForm, act, "term", "cases/file_order_away.html")


def _term(door, term_id):
    rows = FileTerm.objects.filter(pk=term_id, case_id=door.case_id, outcome=FileTerm.Outcome.DESTROY)
    return disclosed_or_404(rows, door.purpose, door.visitor, "reviewed_by")


def _settled(request, door, find, form_class, act, name, template):
    """A form about what `find` reads of a file: done, refused at its fields, or late, with what stands there then."""
    found = find()
    form = form_class(request.POST or None, initial={"version": found.version})
    status = status_of(form)
    if form.is_valid():
        saving = Saving(form, lambda: act(**form.cleaned_data))
        if saving.result:
            return redirect("cases:files", door.case_id)
        found, status = find(), saving.status
        saving.both_texts({}, version=found.version)
    row = one_row(door, found.file_id)
    context = {"header": file_header(request, door, row), "row": row, name: found, "form": form}
    return render(request, template, context, status=status)
