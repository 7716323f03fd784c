"""The search: who and what may be found, among what one may see. What is typed travels in the body (law 15)."""

from django import forms
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from cases.access.decide import visible_to
from cases.access.gate import page
from cases.access.roles import Act
from cases.disclosure.view import disclosed
from cases.forms import SearchForm
from cases.models.caserecord import CaseRecord
from cases.views import finding
from cases.views.addresses import addresses
from cases.views.forms_help import status_of
from cases.views.header import full_name
from cases.views.officer import purpose_of
from cases.views.paging import Page, key_in, one_page
from cases.views.timeline import place_of

PERSONS, ENTRIES = 20, 20
PEOPLE, WRITTEN = "people", "written"
SHOWN = ("reference", "ended_on", "person__id", *("person__given_names", "person__family_name", "person__birth_date"))
SHOWN += ("unit__name",)
ENTRY = ("kind", "happened_at", "text", "case__id", "case__reference")
ENTRY += ("case__person__given_names", "case__person__family_name")


class WhereForm(SearchForm):
    """Words to look for, and where: among people, or in what is written."""

    where = forms.ChoiceField(
        label=_("Look for"),
        choices=[(PEOPLE, _("People")), (WRITTEN, _("Words of a text"))],
        widget=forms.RadioSelect,
        initial=PEOPLE,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@page(Act.LIST_CASES, "search")
def search(request):
    """Find a person by name, number, date of birth or address, or words in what is written."""
    visitor, form = request.visitor, _form(request.POST)
    asked = form.cleaned_data if form.is_valid() else {}
    typed, where = asked.get("q", "").strip(), asked.get("where", PEOPLE)
    visitor.searched = typed
    context = {"form": form, "typed": typed, "where": where, "purpose_line": purpose_of(visitor, Act.LIST_CASES).label}
    if typed and where == PEOPLE and (case_id := finding.by_number(typed, visitor)):
        return redirect("cases:detail", case_id)
    if typed:
        context |= _people(visitor, asked, typed) if where == PEOPLE else _written(visitor, asked, typed)
    return render(request, "cases/search.html", context, status=status_of(form))


def _form(given):
    """What was typed; the box on other pages asks for people alone."""
    return WhereForm({"where": PEOPLE} | given.dict()) if given else WhereForm()


def _people(visitor, asked, typed):
    found = finding.persons_found(finding.understood(typed), visitor)
    shown = _part(found.persons, asked)
    cases = visible_to(CaseRecord.objects.filter(person_id__in=shown.rows), visitor, Act.LIST_CASES)
    purpose = purpose_of(visitor, Act.LIST_CASES)
    rows = disclosed(cases.order_by("-opened_on", "-id"), purpose, visitor, "person", "unit", only=SHOWN)
    place = {key: n for n, key in enumerate(shown.rows)}
    rows.sort(key=lambda case: place[case.person.id])
    address = addresses("cases:detail")
    rows = [(address(case.id), full_name(case.person), case) for case in rows]
    return {"rows": rows, "page": shown, "whole": found.whole}


def _part(persons, asked):
    """The page of a list in a fixed order that goes on after a person, or ends before one."""
    before, after = (key_in(asked, name) for name in ("before", "after"))
    start = 0
    if before in persons:
        start = persons.index(before) + 1
    elif after in persons:
        start = max(persons.index(after) - PERSONS, 0)
    rows = persons[start : start + PERSONS]
    older = str(rows[-1]) if rows and start + PERSONS < len(persons) else ""
    return Page(rows, older=older, newer=str(rows[0]) if rows and start else "")


def _written(visitor, asked, typed):
    purpose = purpose_of(visitor, Act.LIST_CASES)

    def read(some):
        return disclosed(some, purpose, visitor, "case__person", only=ENTRY)

    shown = one_page(finding.texts_found(typed, visitor), ("id",), asked, read, ENTRIES, to=visitor)
    address = addresses("cases:record")
    rows = [(address(e.case.id) + place_of(e), full_name(e.case.person), e) for e in shown.rows]
    return {"rows": [(*row, finding.excerpt(row[-1].text, typed)) for row in rows], "page": shown}
