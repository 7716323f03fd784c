"""Saying what is wrong in one's own record, and following the answer (rule 46)."""

from functools import partial

from django.db.models import Subquery
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.access.gate import own_page
from cases.access.roles import Act
from cases.actions.contesting import lodge_contest
from cases.disclosure.purposes import Purpose
from cases.disclosure.view import disclosed_one
from cases.models.contest import Contest
from cases.models.entry import Entry
from cases.models.jurisdiction import Jurisdiction
from cases.models.mandate import Part
from cases.models.withholding import Withholding
from cases.own_forms import ContestForm
from cases.views import own_sections
from cases.views.forms_help import attempt, status_of
from cases.views.own_sections import in_full
from cases.views.paging import key_in
from cases.views.person import own_context, the_entry

PAGE = 20


@require_safe
@own_page(Act.READ_OWN, "contest", parts=(Part.RECORD,))
def contests(request, door):
    """The person's disagreements and where each stands."""
    found = own_sections.own_contests(door, key_in(request.GET, "before"), PAGE + 1)
    older = f"?before={found[PAGE - 1].id}" if len(found) > PAGE else None
    shown = [{"contest": each, "entry": own_sections.entry_title(each.entry)} for each in found[:PAGE]]
    return render(request, "my/contests.html", own_context(door) | {"contests": shown, "older": older})


@require_http_methods(["GET", "HEAD", "POST"])
@own_page(Act.CONTEST, "contest")
def contest(request, door, entry_id):
    """The entry as it stands, and the questions: what is wrong, what it should say, what shows it."""
    entry = the_entry(door, entry_id)
    waiting = Contest.objects.filter(case_id=door.case_id, entry_id=entry_id, answer="").values_list("id", flat=True)
    if request.method != "POST" and (contest_id := waiting.first()):
        return redirect("my:contest_detail", contest_id)
    form = ContestForm(request.POST or None, reads=entry.text)
    if form.is_valid() and (lodged := _lodge(request, door, entry_id, form)):
        return redirect("my:contest_detail", lodged.id)
    days = disclosed_one(Jurisdiction.objects.all(), Purpose.OWN_RECORD, door.visitor).contest_answer_days
    context = own_context(door) | {"entry": entry, "form": form, "days": days}
    return render(request, "my/contest.html", context, status=status_of(form))


def _lodge(request, door, entry_id, form):
    visitor = request.visitor
    said = {name: form.cleaned_data[name] for name in ("wrong", "right", "evidence")}
    return attempt(
        form, partial(lodge_contest, by=visitor, now=visitor.now, case_id=door.case_id, entry_id=entry_id, **said)
    )


@require_safe
@own_page(Act.READ_OWN, "contest", parts=(Part.RECORD,))
def contest_detail(request, door, contest_id):
    """Where one disagreement stands: the record, the person's words and the answer side by side."""
    own = Contest.objects.filter(pk=contest_id, case_id=door.case_id)
    found = disclosed_one(own, door.purpose, door.visitor, "entry", "handler", "handler__unit")
    if found is None:
        raise Http404
    context = {
        "contest": found,
        "entry": own_sections.entry_title(found.entry),
        "steps": _steps(found),
        "texts": _side_by_side(
            found, Withholding.objects.in_force(door.visitor.now).filter(entry=found.entry.id).exists()
        ),
        "late": not found.answer and found.answer_by < localdate(request.visitor.now),
    }
    return render(request, "my/contest_detail.html", own_context(door) | context)


def _steps(found):
    looked_at = _("By %(name)s, %(unit)s") % {"name": found.handler.name, "unit": found.handler.unit.name}
    due = _("Due by %(date)s") % {"date": in_full(found.answer_by)}
    answered = bool(found.answer)
    return [
        {"label": _("You said that you disagree"), "state": "done", "meta": in_full(found.lodged_at)},
        {"label": _("Somebody looks at it"), "state": "done" if answered else "current", "meta": looked_at},
        {
            "label": _("You get an answer"),
            "state": "done" if answered else "todo",
            "meta": f"{in_full(found.answered_at)} · {found.answer_label}" if answered else due,
        },
    ]


def _side_by_side(found, closed):
    """The record as it stood when the person disagreed, where that version is still theirs to read; else as it is.

    An entry that was withheld since (`closed`) is named, and not read.
    """
    text = _("This entry is not shown to you any more. “My rights” says how to have that looked at again.")
    text, stood = (text, None) if closed else (found.entry.text, _as_it_stood(found))
    sides = [{"title": _("The record says") if stood is None else _("The record said"), "text": stood or text}]
    sides.append({"title": _("You said"), "text": _said(found), "voice": True})
    if found.answer:
        sides.append({"title": _("The answer: %(answer)s") % {"answer": found.answer_label}, "text": found.reasons})
    if stood not in (None, text):
        sides.append({"title": _("The record says now"), "text": text})
    return sides


def _as_it_stood(found):
    version = Contest.objects.filter(pk=found.id).values("entry_version")
    open_from = Entry.objects.filter(pk=found.entry.id).values("open_from_version")
    stood = Entry.history.filter(id=found.entry.id, version=Subquery(version), version__gte=Subquery(open_from))
    return stood.values_list("text", flat=True).first()


def _said(found):
    parts = [(_("What is wrong:"), found.wrong), (_("What it should say:"), found.right)]
    parts += [(_("What shows it:"), found.evidence)]
    return "\n\n".join(f"{label}\n{text}" for label, text in parts if text)
