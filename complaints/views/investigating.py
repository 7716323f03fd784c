"""The investigator's pages, and those of whoever a complaint is about (rules 94, 95, 97)."""

from functools import partial

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from cases.access.decide import visible_to
from cases.access.gate import page, record_page
from cases.access.roles import Act
from cases.disclosure.purposes import Purpose
from cases.disclosure.view import disclosed
from cases.models.fields import in_force
from cases.models.unit import StaffMember
from cases.views.conflict import Saving
from cases.views.forms_help import status_of
from complaints.actions.complaining import answer, ask_staff, decide_complaint, note_hearing, reply_to
from complaints.forms import AnswerForm, AskForm, DecisionForm, HearingForm, ReplyForm
from complaints.models import Complaint, Statement
from complaints.policies import OPEN, not_decidable
from complaints.views.reading import decision_on, statements_on, the_complaint

MOST = 50
PURPOSE = Purpose.COMPLAINT


@require_safe
@page(Act.INVESTIGATE, "complaints")
def inbox(request):
    """Complaints given to one, what is due first on top; then those that are closed."""
    visitor = request.visitor
    mine = visible_to(Complaint.objects.all(), visitor, Act.INVESTIGATE)
    waiting = mine.filter(state__in=OPEN).order_by("decide_by", "id")[:MOST]
    closed = mine.exclude(state__in=OPEN).order_by("-id")[:MOST]
    context = {
        "waiting": disclosed(waiting, PURPOSE, visitor, "staff", "unit"),
        "closed": disclosed(closed, PURPOSE, visitor, "staff", "unit"),
        "today": localdate(visitor.now),
        "purpose_line": PURPOSE.label,
    }
    return render(request, "complaints/inbox.html", context)


@require_safe
@record_page("complaint", Act.READ_COMPLAINT, "complaint")
def detail(request, door):
    """One complaint with both sides, and what can be done next."""
    investigates = door.may(Act.INVESTIGATE)
    context = _context(door) | {
        "investigates": investigates,
        "statements": statements_on(door) if investigates else [],
        "gaps": not_decidable(Complaint.objects.get(pk=door.root_id), door.visitor.now) if investigates else [],
        "today": localdate(door.visitor.now),
    }
    return render(request, "complaints/detail.html", context | decision_on(door))


def _context(door):
    return {"complaint": the_complaint(door), "purpose_line": door.purpose.label}


def _act(request, door, form, verb, template, current=(), **more):
    """A page with one form about a complaint; what it calls leads back to it."""
    saving, status = None, status_of(form)
    if form.is_valid():
        call = {"by": door.visitor, "now": door.visitor.now, "complaint_id": door.root_id}
        saving = Saving(form, lambda: verb(**call, **form.cleaned_data))
        if saving.result:
            return redirect("complaints:detail", door.root_id)
        status = saving.status
    both = saving.both_texts(dict(current), version=form.initial["version"]) if saving else []
    context = _context(door) | {"form": form, "both": both, "stale": bool(saving and saving.stale), "statements": []}
    return render(request, template, context | more, status=status)


def _initial(door, *names):
    """The version a form is opened at, and what stands in its fields."""
    rows = Complaint.objects.filter(pk=door.root_id).values("version", *names)
    return rows.get()


@record_page("complaint", Act.INVESTIGATE, "complaint")
def reply(request, door):
    """Say whether it is looked into."""
    initial = _initial(door, "reply", "right_door")
    form = ReplyForm(request.POST or None, initial=initial)
    return _act(request, door, form, reply_to, "complaints/reply.html", initial)


@record_page("complaint", Act.INVESTIGATE, "complaint")
def ask(request, door):
    """Ask a member of staff."""
    unit = Complaint.objects.values("unit_id").filter(pk=door.root_id)
    staff = StaffMember.objects.filter(in_force(door.visitor.now), unit_id__in=unit).order_by("name")
    form = AskForm(request.POST or None, staff=staff, initial=_initial(door))
    return _act(request, door, form, ask_staff, "complaints/ask.html")


@record_page("complaint", Act.INVESTIGATE, "complaint")
def hearing(request, door):
    """Write down the hearing."""
    initial = _initial(door, "hearing", "heard")
    form = HearingForm(request.POST or None, initial=initial)
    return _act(request, door, form, note_hearing, "complaints/hearing.html", initial)


@record_page("complaint", Act.INVESTIGATE, "complaint")
def decide(request, door):
    """Decide, with both sides before one."""
    form = DecisionForm(request.POST or None, initial=_initial(door))
    return _act(request, door, form, decide_complaint, "complaints/decide.html", statements=statements_on(door))


@require_safe
@page(Act.ANSWER_COMPLAINT, "complaints")
def about_me(request):
    """What one was asked about complaints, and what was decided."""
    visitor = request.visitor
    rows = Statement.objects.filter(staff__user_id=visitor.user_id).order_by("answered_at", "answer_by", "id")
    mine = visible_to(rows, visitor, Act.ANSWER_COMPLAINT)[:MOST]
    context = {"statements": disclosed(mine, PURPOSE, visitor, "complaint"), "today": localdate(visitor.now)}
    return render(request, "complaints/about_me.html", context | {"purpose_line": PURPOSE.label})


@record_page("complaint", Act.ANSWER_COMPLAINT, "complaint")
def statement(request, door, statement_id):
    """What one was asked, and one's own answer."""
    found = statements_on(door, pk=statement_id, staff__user_id=door.visitor.user_id)
    if not found:
        raise Http404
    asked = found[0]
    initial = Statement.objects.values("version", "text").get(pk=statement_id)
    form = AnswerForm(request.POST or None, initial=initial)
    act = partial(answer, statement_id=statement_id)
    more = {"asked": asked} | decision_on(door)
    return _act(request, door, form, act, "complaints/statement.html", initial, **more)
