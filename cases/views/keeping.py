"""Keeping the record: writing, correcting, verifying an entry; that the person was told (rules 28, 43, 62)."""

from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from cases.access.gate import case_page
from cases.access.roles import Act
from cases.actions import explaining
from cases.actions.entries import OWN_FIELDS, add_entry, correct_entry, verify_entry
from cases.disclosure.view import disclosed
from cases.entry_forms import ANOTHER, CorrectionForm, EntryForm, VerifyForm
from cases.forms import ExplainForm
from cases.models.entry import OthersSegment
from cases.models.explanation import Explanation
from cases.models.person import words_for
from cases.views.conflict import Saving
from cases.views.drafting import keeps_drafts, typed_before
from cases.views.forms_help import acting, attempt, status_of
from cases.views.header import case_header, full_name, the_case
from cases.views.taking_part import needs_of
from cases.views.timeline import one_entry

form_methods = require_http_methods(["GET", "HEAD", "POST"])
PARTS = ("about", "text", "withheld_as", "version")


@form_methods
@case_page(Act.KEEP_CASE, "record")
@keeps_drafts
def entry_add(request, door):
    """Write an entry. The look is one at the record: that an entry was begun says nothing of whether one stands."""
    form = EntryForm(_sent(request), typed=_typed(request), initial={"happened_at": request.visitor.now})
    if form.is_valid() and attempt(form, lambda: _added(door, form)):
        return redirect("cases:record", door.case_id)
    header = case_header(request, door, "cases:record")
    return render(request, "cases/entry_add.html", {"header": header, "form": form}, status=status_of(form))


def _sent(request):
    """What was sent to be saved; nothing where only room for one part more was asked for."""
    return None if ANOTHER in request.POST else request.POST or None


def _typed(request):
    """What was typed before this page was made: just now, or in a draft."""
    return request.POST if ANOTHER in request.POST else typed_before(request)


def _added(door, form):
    return acting(door, add_entry)(segments=form.segments(), **form.own())


@form_methods
@case_page(Act.KEEP_CASE, "entry")
@keeps_drafts
def entry_correct(request, door, entry_id):
    """Correct an entry by a new version with a reason; where somebody saved first, both texts are shown."""
    entry, parts = one_entry(door, entry_id), _parts(door, entry_id)
    stands = {name: getattr(entry, name) for name in OWN_FIELDS}
    kept = [_as_it_stands(part) for part in parts]
    initial = stands | {"version": entry.version}
    form = CorrectionForm(_sent(request), typed=_typed(request), kept=kept, initial=initial)
    texts, status = [], status_of(form)
    if form.is_valid():
        saving = Saving(form, lambda: _corrected(door, form, entry_id))
        if saving.result:
            return redirect("cases:record", door.case_id)
        both = [(part, there) for part in form.others if (there := _of_part(part, kept))]
        texts, status = saving.both_texts(stands, both, version=entry.version), saving.status
    context = {"header": case_header(request, door, "cases:record"), "form": form, "entry": entry, "texts": texts}
    return render(request, "cases/entry_correct.html", context, status=status)


def _parts(door, entry_id):
    rows = OthersSegment.objects.filter(entry_id=entry_id).order_by("id")
    return disclosed(rows, door.purpose, door.visitor, only=PARTS)


def _as_it_stands(part):
    return {name: getattr(part, name) for name in PARTS} | {"segment_id": part.id}


def _of_part(form, kept):
    """What stands in the part that a form is about; None for a new one."""
    return next((there for there in kept if there["segment_id"] == form.cleaned_data.get("segment_id")), None)


def _corrected(door, form, entry_id):
    data = form.cleaned_data
    return acting(door, correct_entry)(
        reason=data["reason"],
        entry_id=entry_id,
        version=data["version"],
        moves_to_others=data["moves_to_others"],
        segments=form.segments(),
        corrected=form.corrected(),
        **form.own(),
    )


@case_page(Act.KEEP_CASE, "entry")
def entry_verify(request, door, entry_id):
    """Say that an entry was checked: when, how, by whom."""
    entry = one_entry(door, entry_id)
    stands = {"verified_on": entry.verified_on, "verified_how": entry.verified_how}
    form = VerifyForm(
        request.POST or None, initial={"verified_on": localdate(door.visitor.now), "version": entry.version}
    )
    both, status = [], status_of(form)
    if form.is_valid():
        saving = Saving(form, lambda: acting(door, verify_entry)(entry_id=entry_id, **form.cleaned_data))
        if saving.result:
            return redirect("cases:record", door.case_id)
        both, status = saving.both_texts(stands, version=entry.version), saving.status
    context = {"header": case_header(request, door, "cases:record"), "form": form, "entry": entry, "both": both}
    return render(request, "cases/entry_verify.html", context, status=status)


@form_methods
@case_page(Act.KEEP_CASE, "entry")
def explain(request, door):
    """Record what the person was told; demands on them wait until all of it was."""
    case = the_case(door)
    rows = Explanation.objects.filter(case_id=door.case_id).order_by("explained_at", "id")
    told = disclosed(rows, door.purpose, door.visitor, "by")
    missing = [c.value for c in Explanation.BEFORE if c not in {shown.content for shown in told}]
    initial = {"contents": missing, "words": words_for(case.person.reads), "language": case.person.language}
    initial |= {"explained_at": timezone.now()}
    form = ExplainForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: _explained(door, form)):
        return redirect("cases:detail", door.case_id)
    context = {
        "header": case_header(request, door, "cases:detail", case),
        "name": full_name(case.person),
        "needs": needs_of(case.person),
        "needs_interpreter": case.person.interpreter,
        "told": told,
        "form": form,
    }
    return render(request, "cases/explain.html", context, status=status_of(form))


def _explained(door, form):
    return explaining.explain(by=door.visitor, now=door.visitor.now, case_id=door.case_id, **form.cleaned_data)
