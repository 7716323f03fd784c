"""Answering a disagreement: the record, the person's words and the answer side by side (rule 46)."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.access.gate import case_page
from cases.access.roles import Act
from cases.actions.contesting import answer_contest
from cases.disclosure.view import disclosed_one
from cases.forms import ContestAnswerForm
from cases.history.record import StaleVersion
from cases.models.contest import Contest
from cases.views.forms_help import STALE, attempt, reopened, status_of
from cases.views.header import case_header, full_name, the_case


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
