"""Answering a disagreement: the record, the person's words and the answer side by side (rule 46)."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from cases.access.gate import case_page
from cases.access.roles import Act
from cases.actions.contesting import answer_contest, lodge_on_paper
from cases.disclosure.view import disclosed_one
from cases.files.field import ScanField
from cases.forms import ContestAnswerForm, asked, long_text, moment_input
from cases.history.record import StaleVersion
from cases.models.contest import Contest
from cases.models.entry import Entry
from cases.views.forms_help import STALE, acting, attempt, reopened, status_of
from cases.views.header import case_header, full_name, the_case


class PaperForm(forms.Form):
    """A disagreement as it stands on the paper, word for word, and its scan."""

    arrived_at = forms.DateTimeField(
        label=gettext_lazy("When the paper arrived"),
        widget=moment_input(),
        help_text=gettext_lazy("The time to answer runs from then."),
    )
    wrong = asked(Contest, "wrong", widget=long_text(5), help_text=gettext_lazy("Word for word, as it was written."))
    right = asked(Contest, "right", widget=long_text(4))
    evidence = asked(Contest, "evidence", widget=long_text(3))
    file = ScanField(
        label=gettext_lazy("Scan of the paper"),
        required=False,
        help_text=gettext_lazy("PDF, JPEG or PNG, 10 MB at most. Give the paper back, or a receipt for it."),
    )


@case_page(Act.KEEP_CASE, "contest")
def on_paper(request, door, entry_id):
    """Copy what the person handed in on paper against an entry; somebody else answers it."""
    rows = Entry.objects.filter(pk=entry_id, case_id=door.case_id)
    entry = disclosed_one(rows, door.purpose, door.visitor, "author")
    if entry is None:
        raise Http404
    form = PaperForm(request.POST or None, request.FILES or None, initial={"arrived_at": door.visitor.now})
    act = acting(door, lodge_on_paper, entry_id=entry_id)
    if form.is_valid() and attempt(form, lambda: act(**form.cleaned_data)):
        return redirect("cases:record", door.case_id)
    context = {"header": case_header(request, door, "cases:record"), "entry": entry, "form": form}
    return render(request, "cases/contest_on_paper.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@case_page(Act.ANSWER_CONTEST, "contest")
def answer(request, door, contest_id):
    """Answer a disagreement. With the answer the handler's permission on the case has ended."""
    contest = _contest(door, contest_id)
    form = ContestAnswerForm(
        request.POST or None, initial={"version": contest.version, "corrected_text": contest.entry.text}
    )
    stale = False
    if request.method == "POST" and form.is_valid():
        try:
            if attempt(form, lambda: _answered(door, form, contest_id)):
                return redirect("cases:today")
        except StaleVersion:
            contest = _contest(door, contest_id)
            stale, form = True, reopened(form, contest.version)
    case = the_case(door)
    context = {
        "header": case_header(request, door, "", case),
        "contest": contest,
        "name": full_name(case.person),
        "form": form,
        "stale": stale,
    }
    return render(request, "cases/contest_answer.html", context, status=STALE if stale else status_of(form))


def _contest(door, contest_id):
    """The contest, for its handler alone while it waits."""
    waiting = Contest.objects.filter(pk=contest_id, case_id=door.case_id)
    contest = disclosed_one(waiting, door.purpose, door.visitor, "handler", "entry__author")
    if contest is None:
        raise Http404
    if contest.answer or contest.handler_id not in {standing.source for standing in door.visitor.standings}:
        raise PermissionDenied
    return contest


def _answered(door, form, contest_id):
    data = form.cleaned_data
    return answer_contest(
        by=door.visitor,
        now=door.visitor.now,
        case_id=door.case_id,
        reason=data["reasons"] or _("The person disagreed, and the entry was corrected as they asked."),
        contest_id=contest_id,
        **data,
    )
