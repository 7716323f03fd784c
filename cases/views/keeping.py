"""Keeping the record: writing an entry, correcting one, recording that the person was told (rules 28, 43, 62)."""

import datetime

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.access.gate import case_page
from cases.access.roles import Act
from cases.actions import explaining
from cases.actions.entries import OWN_FIELDS, add_entry, correct_entry
from cases.disclosure.view import disclosed, disclosed_one
from cases.forms import CorrectionForm, EntryForm, ExplainForm
from cases.history.record import StaleVersion
from cases.models.entry import Entry, OthersSegment
from cases.models.explanation import Explanation
from cases.views.forms_help import STALE, attempt, reopened, status_of
from cases.views.header import case_header, full_name, the_case

form_methods = require_http_methods(["GET", "HEAD", "POST"])


@form_methods
@case_page(Act.KEEP_CASE, "record")
def entry_add(request, door):
    """Write an entry. The look is one at the record: that an entry was begun says nothing of whether one stands."""
    form = EntryForm(request.POST or None, initial={"happened_at": request.visitor.now})
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: _added(door, form)):
        return redirect("cases:record", door.case_id)
    header = case_header(request, door, "cases:record")
    return render(request, "cases/entry_add.html", {"header": header, "form": form}, status=status_of(form))


def _added(door, form):
    visitor = door.visitor
    return add_entry(by=visitor, now=visitor.now, case_id=door.case_id, segments=form.segments(), **form.own())


@form_methods
@case_page(Act.KEEP_CASE, "entry")
def entry_correct(request, door, entry_id):
    """Correct an entry by a new version with a reason; where somebody saved first, both texts are shown."""
    entry = _entry(door, entry_id)
    form = CorrectionForm(request.POST or None, initial=_as_it_stands(entry))
    texts = ()
    if request.method == "POST" and form.is_valid():
        try:
            if attempt(form, lambda: _corrected(door, form, entry_id)):
                return redirect("cases:record", door.case_id)
        except StaleVersion:
            entry = _entry(door, entry_id)
            texts, form = _both(form, entry), reopened(form, entry.version)
    context = {
        "header": case_header(request, door, "cases:record"),
        "form": form,
        "entry": entry,
        "segments": disclosed(OthersSegment.objects.filter(entry_id=entry_id), door.purpose, door.visitor),
        "texts": texts,
    }
    return render(request, "cases/entry_correct.html", context, status=STALE if texts else status_of(form))


def _entry(door, entry_id):
    found = Entry.objects.filter(pk=entry_id, case_id=door.case_id)
    entry = disclosed_one(found, door.purpose, door.visitor, "author")
    if entry is None:
        raise Http404
    return entry


def _as_it_stands(entry):
    return {name: getattr(entry, name) for name in (*OWN_FIELDS, "version")}


def _corrected(door, form, entry_id):
    data = form.cleaned_data
    return correct_entry(
        by=door.visitor,
        now=door.visitor.now,
        case_id=door.case_id,
        reason=data["reason"],
        entry_id=entry_id,
        version=data["version"],
        moves_to_others=data["moves_to_others"],
        segments=form.segments(),
        **form.own(),
    )


def _both(form, entry):
    """The text as typed and as it stands now; of the other fields those that differ."""
    rows = [
        {"title": _("What you typed"), "text": form.cleaned_data["text"]},
        {"title": _("What stands there now"), "text": entry.text},
    ]
    for name in OWN_FIELDS:
        field = form.fields[name]
        typed, there = _in_words(field, form.cleaned_data[name]), _in_words(field, getattr(entry, name))
        if typed != there and name != "text":
            rows.append({"title": _("%(field)s: what you typed") % {"field": field.label}, "text": typed})
            rows.append({"title": _("%(field)s: what stands there now") % {"field": field.label}, "text": there})
    return rows


def _in_words(field, value):
    if isinstance(value, datetime.datetime):
        return date_format(timezone.localtime(value), "DATETIME_FORMAT")
    if isinstance(value, datetime.date):
        return date_format(value)
    return str(dict(getattr(field, "choices", ())).get(value, value or ""))


@form_methods
@case_page(Act.KEEP_CASE, "entry")
def explain(request, door):
    """Record what the person was told; demands on them wait until all of it was."""
    case = the_case(door)
    rows = Explanation.objects.filter(case_id=door.case_id).order_by("explained_at", "id")
    told = disclosed(rows, door.purpose, door.visitor, "by")
    missing = [c.value for c in Explanation.BEFORE if c not in {shown.content for shown in told}]
    initial = {"contents": missing, "language": case.person.language, "explained_at": timezone.now()}
    form = ExplainForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: _explained(door, form)):
        return redirect("cases:detail", door.case_id)
    context = {
        "header": case_header(request, door, "cases:detail", case),
        "name": full_name(case.person),
        "needs_interpreter": case.person.interpreter,
        "told": told,
        "form": form,
    }
    return render(request, "cases/explain.html", context, status=status_of(form))


def _explained(door, form):
    return explaining.explain(by=door.visitor, now=door.visitor.now, case_id=door.case_id, **form.cleaned_data)
