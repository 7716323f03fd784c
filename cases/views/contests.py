"""Disagreements as staff deal with them: copied from paper, answered, reviewed, earlier recipients told (rule 46)."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.access.gate import case_page
from cases.access.roles import Act
from cases.actions.answering_contests import is_correctable
from cases.actions.contesting import answer_contest, lodge_on_paper
from cases.actions.reviewing import review_contest
from cases.actions.telling import confirm_notice, tell_recipient
from cases.composition import as_the_person, composition
from cases.contest_forms import ConfirmedForm, ContestAnswerForm, ContestReviewForm, PaperForm, ToldForm
from cases.disclosure.view import disclosed, disclosed_or_404
from cases.history.record import StaleVersion
from cases.models.contest import ENTRIES, Contest
from cases.models.recipient import Omission, RecipientNotice
from cases.models.stored_file import StoredFile
from cases.views.conflict import Saving
from cases.views.forms_help import STALE, acting, attempt, reopened, status_of
from cases.views.header import case_header, full_name, the_case
from cases.views.own_sections import with_items
from cases.views.own_words import contest_title, in_full_of
from cases.views.timeline import one_entry

LINKS = ("handler", "reviewer", "entry__author")


@case_page(Act.KEEP_CASE, "contest")
def on_paper(request, door, entry_id):
    """Copy what the person handed in on paper against an entry; somebody else answers it."""
    return _on_paper(request, door, ENTRIES, entry_id, {"entry": one_entry(door, entry_id)})


@case_page(Act.KEEP_CASE, "contest")
def item_on_paper(request, door, part, item_id):
    """The same against any other item of the record, as the person reads it."""
    if (item := composition.item(door, part, item_id)) is None:
        raise Http404
    return _on_paper(request, door, part, item_id, {"item": item})


@require_safe
@case_page(Act.KEEP_CASE, "contest")
def paper(request, door):
    """Every item of the record that a paper may be about, part by part, as the person reads them; entries apart."""
    seen, nothing = as_the_person(door), {}
    known = composition.contestables.items()
    parts = [with_items(each.section(seen), nothing) for kind, each in known if kind != ENTRIES]
    header = case_header(request, door, "")
    return render(request, "cases/contest_choose.html", {"header": header, "parts": [p for p in parts if p.items]})


def _on_paper(request, door, kind, key, about):
    form = PaperForm(request.POST or None, request.FILES or None, initial={"arrived_at": door.visitor.now})
    act = acting(door, lodge_on_paper, kind=kind, about=key)
    if form.is_valid() and attempt(form, lambda: act(**form.cleaned_data)):
        return redirect("cases:disagreements", door.case_id)
    context = {"header": case_header(request, door, "cases:record"), "form": form} | about
    return render(request, "cases/contest_on_paper.html", context, status=status_of(form))


@require_safe
@case_page(Act.READ_CASE, "contest")
def disagreements(request, door):
    """Every disagreement of the case, the newest first: what stands beside what, and whether recipients were told."""
    untold = RecipientNotice.objects.filter(case_id=door.case_id, told_at=None).values_list("contest_id", flat=True)
    to_tell, case = set(untold), the_case(door)
    shown = [
        {"contest": contest, "item": item, "words": words, "to_tell": contest.id in to_tell}
        for contest, item, words in in_full_of(door)
    ]
    context = {"header": case_header(request, door, "", case), "name": full_name(case.person), "shown": shown}
    context["keeps"] = door.may(Act.KEEP_CASE)
    return render(request, "cases/contests.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@case_page(Act.ANSWER_CONTEST, "contest")
def answer(request, door, contest_id):
    """Answer a disagreement. With the answer the handler's permission on the case has ended."""
    return _decide(request, door, contest_id, ContestAnswerForm, answer_contest, "handler", "answer")


@require_http_methods(["GET", "HEAD", "POST"])
@case_page(Act.ANSWER_CONTEST, "contest")
def review(request, door, contest_id):
    """Decide the review of an answer: yet another person, and there it ends."""
    return _decide(request, door, contest_id, ContestReviewForm, review_contest, "reviewer", "review_answer")


def _decide(request, door, contest_id, form_class, verb, decider, decided):
    contest = _contest(door, contest_id, decider, decided)
    correctable = is_correctable(contest)
    now_there = contest.entry.text if contest.kind == ENTRIES and contest.entry else ""
    given = {"correctable": correctable}
    form = form_class(request.POST or None, initial={"version": contest.version, "corrected_text": now_there}, **given)
    stale = False
    if request.method == "POST" and form.is_valid():
        try:
            if attempt(form, lambda: _decided(door, form, contest_id, verb)):
                return redirect("cases:today")
        except StaleVersion:
            contest = _contest(door, contest_id, decider, decided)
            stale, form = True, reopened(form, contest.version)
    case = the_case(door)
    proofs = StoredFile.objects.filter(about=contest_id).order_by("id")
    context = {
        "header": case_header(request, door, "", case),
        "contest": contest,
        "title": contest_title(contest),
        "reviewing": decider == "reviewer",
        "files": disclosed(proofs, door.purpose, door.visitor),
        "name": full_name(case.person),
        "form": form,
        "stale": stale,
    }
    return render(request, "cases/contest_answer.html", context, status=STALE if stale else status_of(form))


def _contest(door, contest_id, decider, decided):
    """The contest, for whoever is to decide about it alone while it waits."""
    rows = Contest.objects.filter(pk=contest_id, case_id=door.case_id)
    contest = disclosed_or_404(rows, door.purpose, door.visitor, *LINKS)
    mine = getattr(contest, f"{decider}_id") in {standing.source for standing in door.visitor.standings}
    if getattr(contest, decided) or contest.withdrawn_at or not mine:
        raise PermissionDenied
    return contest


def _decided(door, form, contest_id, verb):
    data = form.said()
    because = data["reasons"] or _("The person disagreed, and the entry was corrected as they asked.")
    return acting(door, verb, contest_id=contest_id)(reason=because, **data)


@case_page(Act.KEEP_CASE, "contest")
def recipients(request, door, contest_id):
    """Whoever got what is contested before: who is to be told what, who was told how, and who confirmed it."""
    rows = Contest.objects.filter(pk=contest_id, case_id=door.case_id)
    contest = disclosed_or_404(rows, door.purpose, door.visitor, "entry")
    form, saving = _told(request, door)
    if saving and saving.result:
        return redirect("cases:recipients", door.case_id, contest_id)
    notices = RecipientNotice.objects.filter(contest_id=contest_id).order_by("id")
    left_out = Omission.objects.filter(contest_id=contest_id).order_by("id")
    context = {
        "header": case_header(request, door, ""),
        "contest": contest,
        "title": contest_title(contest),
        "notices": disclosed(notices, door.purpose, door.visitor, "told_by"),
        "left_out": disclosed(left_out, door.purpose, door.visitor),
        "form": form,
        "channels": [("", _("Choose")), *RecipientNotice.Channel.choices],
        "stale": bool(saving and saving.stale),
    }
    return render(request, "cases/recipients.html", context, status=saving.status if saving else status_of(form))


def _told(request, door):
    """The form that was sent, if any, and what came of saving it."""
    if request.method != "POST":
        return None, None
    telling = "channel" in request.POST
    form, verb = (ToldForm(request.POST), tell_recipient) if telling else (ConfirmedForm(request.POST), confirm_notice)
    if not form.is_valid():
        return form, None
    given = dict(form.cleaned_data)
    act = acting(door, verb, notice_id=given.pop("notice"))
    return form, Saving(form, partial(act, **given))
