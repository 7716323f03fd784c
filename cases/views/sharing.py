"""Sharing the record with the person, and what was never shared (rules 28, 44, 61)."""

import datetime
from uuid import UUID

from django import forms
from django.db.models import Count, Min
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from cases.access.decide import visible_to
from cases.access.gate import case_page, page
from cases.access.roles import Act
from cases.actions.sharing import MEANWHILE, not_shared, papers_not_shared, share
from cases.disclosure.purposes import Purpose
from cases.disclosure.view import disclosed
from cases.forms import ExplainedForm
from cases.models.caserecord import CaseRecord
from cases.models.jurisdiction import Jurisdiction
from cases.views.days import day_in_words
from cases.views.forms_help import acting, attempt, status_of
from cases.views.header import case_header, full_name, the_case
from cases.views.taking_part import needs_of
from cases.views.words import in_a_row

# So many entries on one page: more than are read with somebody at one sitting.
MOST = 50
WORDS = 25
BETWEEN = ":"


class ShareForm(ExplainedForm):
    """What was read with the person, and how it was explained. Each entry carries the version that was read."""

    entries = forms.MultipleChoiceField(
        label=_("What was written"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": MEANWHILE},
    )
    papers = forms.MultipleChoiceField(label=_("Reports"), required=False, widget=forms.CheckboxSelectMultiple)
    field_order = ("entries", "papers")

    def __init__(self, *args, entries, papers, **options):
        super().__init__(*args, **options)
        self.fields["entries"].choices = entries
        self.fields["papers"].choices = [(str(key), title) for key, title in papers.items()]
        for name in ("entries", "papers"):
            if not self.fields[name].choices:
                del self.fields[name]

    def given(self) -> dict:
        """What the verb takes."""
        data = dict(self.cleaned_data)
        chosen = [choice.split(BETWEEN) for choice in data.pop("entries", ())]
        data["entries"] = [(UUID(key), int(version)) for key, version in chosen]
        return data | {"papers": [UUID(key) for key in data.pop("papers", ())]}


@case_page(Act.KEEP_CASE, "record")
def sharing(request, door):
    """What the person has not been told yet, and the form that says it was read with them."""
    case, papers = the_case(door), papers_not_shared(door)
    rows = not_shared(door.visitor.now).filter(case_id=door.case_id).order_by("happened_at", "id")[:MOST]
    entries = disclosed(rows, door.purpose, door.visitor, "author")
    initial = {"language": case.person.language, "explained_at": timezone.now()}
    choices = [(f"{entry.id}{BETWEEN}{entry.version}", _line(entry)) for entry in entries]
    form = ShareForm(request.POST or None, initial=initial, entries=choices, papers=papers)
    act = acting(door, share)
    if form.is_valid() and attempt(form, lambda: act(**form.given())):
        return redirect("cases:sharing", door.case_id)
    context = {
        "header": case_header(request, door, "cases:record", case),
        "name": full_name(case.person),
        "needs": needs_of(case.person),
        "anything": bool(entries or papers),
        "form": form,
    }
    return render(request, "cases/sharing.html", context, status=status_of(form))


def _line(entry):
    named = in_a_row((entry.kind_label, day_in_words(entry.happened_at)))
    return f"{named}. {Truncator(entry.text).words(WORDS)}"


@require_safe
@page(Act.KEEP_CASE, "caseload")
def unshared(request):
    """The cases one keeps in which something was never shared for too long, the oldest first."""
    visitor = request.visitor
    days = Jurisdiction.objects.values_list("unshared_entry_days", flat=True).get()
    late = not_shared(visitor.now).filter(recorded_at__lt=visitor.now - datetime.timedelta(days=days))
    kept = visible_to(late, visitor, Act.KEEP_CASE)
    found = kept.filter(case__ended_on=None).order_by().values("case_id")
    counted = {row.pop("case_id"): row for row in found.annotate(count=Count("id"), since=Min("recorded_at"))}
    cases = CaseRecord.objects.filter(id__in=counted)
    shown = disclosed(
        cases, Purpose.SUPERVISION, visitor, "person", only=("reference", "person__given_names", "person__family_name")
    )
    rows = [
        {"id": case.id, "name": full_name(case.person), "number": case.reference} | counted[case.id] for case in shown
    ]
    context = {
        "rows": sorted(rows, key=lambda row: row["since"]),
        "days": days,
        "purpose_line": Purpose.SUPERVISION.label,
    }
    return render(request, "cases/unshared.html", context)
