"""Saying what is wrong in one's own record, following the answer, asking for a review of it (rule 46)."""

from functools import partial

from django.db.models import Subquery
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.access.gate import own_page
from cases.access.roles import Act
from cases.actions.contesting import lodge_contest, withdraw_contest
from cases.actions.reviewing import ask_review
from cases.composition import composition
from cases.disclosure.purposes import Purpose
from cases.disclosure.view import disclosed, disclosed_one, disclosed_or_404
from cases.models.contest import ENTRIES, WAITING, Contest
from cases.models.entry import Entry
from cases.models.jurisdiction import Jurisdiction
from cases.models.mandate import Part
from cases.models.recipient import Omission
from cases.models.stored_file import StoredFile
from cases.models.withholding import Withholding
from cases.own_forms import ContestForm, ReviewForm, WithdrawForm
from cases.views.forms_help import acting, attempt, status_of
from cases.views.own_words import (
    LINKS,
    by_contest,
    contest_title,
    notice_in_words,
    notices_of,
    of_the_case,
    omission_in_words,
    own_contests,
    quotable,
)
from cases.views.paging import key_in
from cases.views.person import own_context
from cases.views.words import in_a_row, in_full

PAGE = 20


@require_safe
@own_page(Act.READ_OWN, "contest", parts=(Part.RECORD,))
def contests(request, door):
    """The person's disagreements and where each stands."""
    found = own_contests(door, key_in(request.GET, "before"), PAGE + 1)
    older = f"?before={found[PAGE - 1].id}" if len(found) > PAGE else None
    shown = [{"contest": each, "entry": contest_title(each)} for each in found[:PAGE]]
    return render(request, "my/contests.html", own_context(door) | {"contests": shown, "older": older})


@require_http_methods(["GET", "HEAD", "POST"])
@own_page(Act.CONTEST, "contest")
def contest(request, door, entry_id):
    """The entry as it stands, and the questions: what is wrong, what it should say, what shows it."""
    return _contest(request, door, ENTRIES, entry_id)


@require_http_methods(["GET", "HEAD", "POST"])
@own_page(Act.CONTEST, "contest")
def contest_item(request, door, part, item_id):
    """The same of any other item of the record."""
    return _contest(request, door, part, item_id)


def _contest(request, door, kind, key):
    item = composition.item(door, kind, key)
    if item is None:
        raise Http404
    about = {"entry_id": key} if kind == ENTRIES else {"about": key}
    waiting = Contest.objects.filter(WAITING, case_id=door.case_id, kind=kind, **about).values_list("id", flat=True)
    if request.method != "POST" and (contest_id := waiting.first()):
        return redirect("my:contest_detail", contest_id)
    form = ContestForm(request.POST or None, request.FILES or None, item=item)
    act = acting(door, lodge_contest, kind=kind, about=key)
    if form.is_valid() and (lodged := attempt(form, partial(act, **form.said()))):
        return redirect("my:contest_detail", lodged.id)
    days = disclosed_one(Jurisdiction.objects.all(), Purpose.OWN_RECORD, door.visitor).contest_answer_days
    context = own_context(door) | {"item": item, "is_entry": kind == ENTRIES, "form": form, "days": days}
    return render(request, "my/contest.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@own_page(Act.CONTEST, "contest")
def review(request, door, contest_id):
    """Ask somebody else to look at an answer again."""
    found = the_contest(door, contest_id)
    if request.method != "POST" and not _reviewable(found, localdate(door.visitor.now)):
        return redirect("my:contest_detail", contest_id)
    form = ReviewForm(request.POST or None)
    if form.is_valid() and attempt(form, partial(acting(door, ask_review, contest_id=contest_id), **form.cleaned_data)):
        return redirect("my:contest_detail", contest_id)
    context = own_context(door) | {"contest": found, "entry": contest_title(found), "form": form}
    return render(request, "my/contest_review.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@own_page(Act.CONTEST, "contest")
def withdraw(request, door, contest_id):
    """Take a disagreement back, once it is plain what that does."""
    found = the_contest(door, contest_id)
    if request.method != "POST" and found.withdrawn_at:
        return redirect("my:contest_detail", contest_id)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and attempt(form, acting(door, withdraw_contest, contest_id=contest_id)):
        return redirect("my:contest_detail", contest_id)
    context = own_context(door) | {"contest": found, "entry": contest_title(found), "form": form}
    return render(request, "my/contest_withdraw.html", context, status=status_of(form))


def the_contest(door, contest_id):
    """One disagreement of the person's own. Raises Http404 for any other."""
    own = quotable(of_the_case(door).filter(pk=contest_id), door.visitor.now)
    return disclosed_or_404(own, door.purpose, door.visitor, *LINKS, extra=("quotable",))


@require_safe
@own_page(Act.READ_OWN, "contest", parts=(Part.RECORD,))
def contest_detail(request, door, contest_id):
    """Where one disagreement stands: the record, the person's words and the answer side by side."""
    found, today = the_contest(door, contest_id), localdate(request.visitor.now)
    withheld = Withholding.objects.in_force(door.visitor.now).filter(entry=found.entry_id)
    due = found.review_by if found.review_asked_at else found.answer_by
    open_still = not found.withdrawn_at and not (found.review_answer if found.review_asked_at else found.answer)
    left_out = Omission.objects.filter(contest_id=contest_id)
    context = {
        "contest": found,
        "entry": contest_title(found),
        "steps": _steps(found),
        "texts": _side_by_side(found, found.kind == ENTRIES and withheld.exists()),
        "open": open_still,
        "late": open_still and due < today,
        "due": due,
        "reviewable": _reviewable(found, today),
        "files": disclosed(StoredFile.objects.filter(about=contest_id).order_by("id"), door.purpose, door.visitor),
        "left_out": [omission_in_words(row) for row in by_contest(door, left_out).get(contest_id, ())],
        "told": [notice_in_words(row) for row in notices_of(door, [found]).get(contest_id, ())],
    }
    return render(request, "my/contest_detail.html", own_context(door) | context)


def _reviewable(found, today):
    """Whether the answer can still be looked at by somebody else."""
    return bool(found.review_until and found.stands and not found.review_asked_at and found.review_until >= today)


def _steps(found):
    steps = [
        {"label": _("You said that you disagree"), "state": "done", "meta": in_full(found.lodged_at)},
        *_asked(found.handler, found.answer_by, found.answer_label, found.answered_at),
    ]
    if found.review_asked_at:
        asked = {"label": _("You asked for a review"), "state": "done", "meta": in_full(found.review_asked_at)}
        steps += [asked, *_asked(found.reviewer, found.review_by, found.review_answer_label, found.reviewed_at)]
    if found.withdrawn_at:
        taken_back = {"label": _("You took it back"), "state": "done", "meta": in_full(found.withdrawn_at)}
        return [step for step in steps if step["state"] == "done"] + [taken_back]
    return steps


def _asked(staff, due_on, answer, answered_at):
    """That somebody looks at it, and the answer: to a disagreement, or to a review of it."""
    unit = staff.unit.name if "unit" in staff else ""
    by, due = {"name": in_a_row((staff.name, unit))}, {"date": in_full(due_on)}
    return [
        {
            "label": _("Somebody looks at it"),
            "state": "done" if answered_at else "current",
            "meta": _("By %(name)s") % by,
        },
        {
            "label": _("You get an answer"),
            "state": "done" if answered_at else "todo",
            "meta": f"{in_full(answered_at)} · {answer}" if answered_at else _("Due by %(date)s") % due,
        },
    ]


def _side_by_side(found, closed):
    """The content as it stood when the person disagreed, where that version is still theirs to read; else as it is.

    An entry that was withheld since (`closed`) is named, and not read.
    """
    if found.kind != ENTRIES:
        sides, now_there = [{"title": _("The record said"), "text": found.stood}], None
    else:
        sides, now_there = _of_entry(found, closed)
    sides.append({"title": _("You said"), "text": _said(found), "voice": True})
    if found.answer:
        sides.append({"title": _("The answer: %(answer)s") % {"answer": found.answer_label}, "text": found.reasons})
    if found.review_asked_at:
        sides.append({"title": _("Why you asked for a review"), "text": found.review_why, "voice": True})
    if found.review_answer:
        reviewed = {"answer": found.review_answer_label}
        sides.append({"title": _("The review: %(answer)s") % reviewed, "text": found.review_reasons})
    if found.last_correction:
        sides.append({"title": _("The correction that stands beside it"), "text": found.last_correction})
    return [*sides, *([now_there] if now_there else [])]


def _of_entry(found, closed):
    text = _("This entry is not shown to you any more. “My rights” says how to have that looked at again.")
    text, stood = (text, None) if closed else (found.entry.text, _as_it_stood(found))
    first = {"title": _("The record says") if stood is None else _("The record said"), "text": stood or text}
    changed = stood not in (None, text)
    return [first], {"title": _("The record says now"), "text": text} if changed else None


def _as_it_stood(found):
    version = Contest.objects.filter(pk=found.id).values("entry_version")
    open_from = Entry.objects.filter(pk=found.entry.id).values("open_from_version")
    stood = Entry.history.filter(id=found.entry.id, version=Subquery(version), version__gte=Subquery(open_from))
    return stood.values_list("text", flat=True).first()


def _said(found):
    parts = [(_("The words you mean:"), found.quotable and found.passage)]
    parts += [(_("What is wrong:"), found.wrong), (_("What it should say:"), found.right)]
    parts += [(_("What shows it:"), found.evidence)]
    return "\n\n".join(f"{label}\n{text}" for label, text in parts if text)
