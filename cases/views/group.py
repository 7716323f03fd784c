"""One form for a group of people: the note is written once, and each record gets its own (rule 43)."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from cases.access.decide import visible_to
from cases.access.gate import page
from cases.access.roles import Act
from cases.actions.group import write_for_group
from cases.disclosure.view import disclosed
from cases.group_forms import GroupForm
from cases.models.caserecord import Assignment, CaseRecord
from cases.models.fields import in_force
from cases.views.drafting import keeps_drafts, with_draft
from cases.views.forms_help import attempt, status_of
from cases.views.header import full_name
from cases.views.officer import purpose_of

# A caseload and more; whoever keeps more cases than this writes two notes.
MOST = 120
SHOWN = ("reference", "person__given_names", "person__family_name")


@page(Act.KEEP_CASE, "caseload")
@keeps_drafts
def group(request):
    """Write one note on several of the cases one keeps."""
    visitor = request.visitor
    form = GroupForm(request.POST or None, cases=_kept(visitor), initial={"happened_at": visitor.now})
    form = with_draft(request, form)
    if form.is_valid() and (written := attempt(form, lambda: _written(visitor, form))):
        told = ngettext("One record has the note.", "%(count)s records have the note, each its own.", len(written))
        messages.success(request, told % {"count": len(written)})
        return redirect("cases:list")
    context = {"form": form, "purpose_line": purpose_of(visitor, Act.KEEP_CASE).label}
    return render(request, "cases/group.html", context, status=status_of(form))


def _kept(visitor):
    mine = Assignment.objects.filter(in_force(visitor.now), user_id=visitor.user_id).values("case_id")
    rows = visible_to(CaseRecord.objects.filter(id__in=mine, ended_on=None), visitor, Act.KEEP_CASE)
    rows = rows.order_by("person__family_name", "person__given_names", "id")[:MOST]
    purpose = purpose_of(visitor, Act.KEEP_CASE)
    return [
        (case.id, full_name(case.person), case.reference)
        for case in disclosed(rows, purpose, visitor, "person", only=SHOWN)
    ]


def _written(visitor, form):
    return write_for_group(by=visitor, now=visitor.now, lines=form.lines(), **form.common())
