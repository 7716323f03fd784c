"""“I know somebody we may supervise”: declared by staff, answered always alike, decided by who leads (rule 78)."""

from functools import partial

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.access.decide import visible_to
from cases.access.gate import page, record_page
from cases.access.roles import Act, Role
from cases.actions.ties import MATCH, ON, decide_tie, declare_tie, withdraw_tie
from cases.composition import WorkItem
from cases.disclosure.purposes import Purpose
from cases.disclosure.view import disclosed, disclosed_one, disclosed_or_404
from cases.limit_forms import DecideTieForm, TieForm, WithdrawTieForm
from cases.models.tie import Tie, TieMatch
from cases.views.conflict import Saving
from cases.views.forms_help import attempt, status_of
from cases.views.paging import one_page

PURPOSE = Purpose.SUPERVISION
MOST = 100
LINKS = ("tie__staff", "case__person", "case__unit", "decided_by")


@require_safe
@page(Act.DECLARE_TIE, "ties")
def ties(request):
    """What one declared oneself. Whether anything follows from it stands nowhere here."""
    visitor = request.visitor
    rows = visible_to(Tie.objects.filter(user_id=visitor.user_id), visitor, Act.DECLARE_TIE)
    shown = one_page(rows, ("id",), request.GET, lambda some: disclosed(some, PURPOSE, visitor, "staff"), to=visitor)
    return render(request, "cases/ties.html", {"ties": shown.rows, "links": shown.links({})})


@page(Act.DECLARE_TIE, "ties")
def declare(request):
    """Declare somebody. The answer is the same for whomever."""
    form = TieForm(request.POST or None)
    act = partial(declare_tie, by=request.visitor, now=request.visitor.now)
    if form.is_valid() and attempt(form, lambda: act(**form.cleaned_data)):
        return redirect("cases:ties")
    return render(request, "cases/tie_declare.html", {"form": form}, status=status_of(form))


@record_page(ON, Act.DECLARE_TIE, "ties")
def tie(request, door):
    """One declared tie; whoever declared it says here that it is no longer so."""
    found = _tie(door)
    form = WithdrawTieForm(request.POST or None, initial={"version": found.version})
    status = status_of(form)
    if form.is_valid():
        act = partial(withdraw_tie, by=door.visitor, now=door.visitor.now, tie_id=door.root_id)
        saving = Saving(form, lambda: act(**form.cleaned_data))
        if saving.result:
            return redirect("cases:ties")
        found, status = _tie(door), saving.status
        saving.both_texts({}, version=found.version)
    own = Tie.objects.filter(pk=door.root_id, user_id=door.visitor.user_id).exists()
    return render(request, "cases/tie.html", {"tie": found, "form": form, "own": own}, status=status)


def _tie(door):
    return disclosed_one(Tie.objects.filter(pk=door.root_id), PURPOSE, door.visitor, "staff")


@require_safe
@page(Act.DECIDE_TIE, "ties")
def to_decide(request):
    """Ties that may touch a case of one's units: what waits first, then what was decided."""
    visitor = request.visitor
    rows = visible_to(TieMatch.objects.all(), visitor, Act.DECIDE_TIE)

    def read(some):
        return disclosed(some, PURPOSE, visitor, *LINKS)

    shown = one_page(rows.exclude(answer=""), ("id",), request.GET, read, to=visitor)
    context = {"waiting": read(rows.filter(answer="").order_by("id")[:MOST])}
    context |= {"decided": shown.rows, "links": shown.links({})}
    return render(request, "cases/ties_to_decide.html", context)


@record_page(MATCH, Act.DECIDE_TIE, "ties")
def decide(request, door):
    """Whether a colleague's tie keeps them from a record."""
    found = _match(door)
    form = DecideTieForm(request.POST or None, initial={"version": found.version})
    both, status = (), status_of(form)
    if form.is_valid():
        act = partial(decide_tie, by=door.visitor, now=door.visitor.now, tie_match_id=door.root_id)
        saving = Saving(form, lambda: act(**form.cleaned_data))
        if saving.result:
            return redirect("cases:ties_to_decide")
        found, status = _match(door), saving.status
        both = saving.both_texts({"answer": found.answer, "reasons": found.reasons}, version=found.version)
    return render(request, "cases/tie_decide.html", {"match": found, "form": form, "both": both}, status=status)


def _match(door):
    rows = TieMatch.objects.filter(pk=door.root_id)
    return disclosed_or_404(rows, PURPOSE, door.visitor, *LINKS)


def waiting_for(visitor) -> list:
    """Among the manager's work of the day, as one line that names nobody."""
    if not visitor.units(Role.MANAGER):
        return []
    rows = visible_to(TieMatch.objects.filter(answer=""), visitor, Act.DECIDE_TIE)
    days = [localdate(found_at) for found_at in rows.values_list("found_at", flat=True)[:MOST]]
    if not days:
        return []
    title = _("Colleagues’ ties to persons of the unit: %(count)s") % {"count": len(days)}
    return [WorkItem(min(days), title, _("Cases of the unit"), _("See them"), reverse("cases:ties_to_decide"))]
