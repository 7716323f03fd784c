"""What is withheld from the person: asking for it, deciding it, looking at it again (rule 45, law 11).

These pages are the only ones that tell of it, and looks at them are not told to the person.
"""

from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.access.decide import visible_to
from cases.access.gate import case_page, page
from cases.access.roles import Act, Role
from cases.actions.withholding import ask_withholding, decide_withholding, review_withholding
from cases.composition import WorkItem
from cases.disclosure.purposes import Purpose
from cases.disclosure.view import allowed, disclosed, disclosed_or_404
from cases.models.withholding import OPEN, Withholding
from cases.views.conflict import Saving
from cases.views.forms_help import acting, attempt, status_of
from cases.views.header import case_header, full_name
from cases.views.paging import one_page
from cases.views.timeline import one_entry
from cases.withholding_forms import AskForm, DecideForm, ReviewForm

LINKS = ("entry", "legal_ground", "asked_by", "decided_by")


def _header(request, door):
    """The frame of a page about a case, less the line that says that the person sees the look: here they do not."""
    return case_header(request, door, "cases:record") | {"purpose": ""}


@case_page(Act.KEEP_CASE, "withholding")
def ask(request, door, entry_id):
    """Ask that an entry be withheld from the person."""
    entry = one_entry(door, entry_id)
    form = AskForm(request.POST or None)
    act = acting(door, ask_withholding, entry_id=entry_id)
    if form.is_valid() and (asked := attempt(form, lambda: act(**form.cleaned_data))):
        return redirect("cases:withholding", door.case_id, asked.id)
    context = {"header": _header(request, door), "entry": entry, "form": form}
    return render(request, "cases/withholding_ask.html", context, status=status_of(form))


@require_safe
@case_page(Act.READ_CASE, "withholding")
def detail(request, door, withholding_id):
    """What is withheld, on which ground, asked and decided by whom, and when it is looked at again."""
    held = _held(door, withholding_id)
    waits, kept = not held.answer, held.answer in Withholding.WITHHELD and not held.lifted_at
    context = {
        "header": _header(request, door),
        "held": held,
        "may_decide": waits and door.may(Act.MANAGE_UNIT),
        "may_review": kept and door.may(Act.MANAGE_UNIT),
        "runs": waits and held.interim_until >= localdate(door.visitor.now),
    }
    return render(request, "cases/withholding.html", context)


def _held(door, withholding_id):
    """404 for whoever may learn nothing of it, as for one that does not exist."""
    if "reasons" not in allowed(Withholding, door.purpose):
        raise Http404
    rows = Withholding.objects.filter(pk=withholding_id, case_id=door.case_id)
    return disclosed_or_404(rows, door.purpose, door.visitor, *LINKS)


@case_page(Act.MANAGE_UNIT, "withholding")
def decide(request, door, withholding_id):
    """Decide what a colleague asked for."""
    return _answered(request, door, withholding_id, DecideForm, decide_withholding)


@case_page(Act.MANAGE_UNIT, "withholding")
def review(request, door, withholding_id):
    """Look again at what is withheld."""
    return _answered(request, door, withholding_id, ReviewForm, review_withholding)


def _answered(request, door, withholding_id, form_class, verb):
    held = _held(door, withholding_id)
    form = form_class(request.POST or None, initial={"version": held.version})
    context = {"stale": False, "texts": (), "deciding": form_class is DecideForm}
    status = status_of(form)
    if form.is_valid():
        act = acting(door, verb, withholding_id=withholding_id)
        saving = Saving(form, lambda: act(**form.given()))
        if saving.result:
            return redirect("cases:withholding", door.case_id, withholding_id)
        held, status = _held(door, withholding_id), saving.status
        current = {name: getattr(held, name) for name in ("answer", "decision_reasons", "review_on")}
        context |= {"stale": saving.stale, "texts": saving.both_texts(current, version=held.version)}
    context |= {"header": _header(request, door), "held": held, "form": form}
    return render(request, "cases/withholding_answer.html", context, status=status)


@require_safe
@page(Act.MANAGE_UNIT, "withholding")
def unit(request):
    """What is withheld in the cases of one's unit: what waits for a decision first, then by the day of review."""
    visitor = request.visitor
    rows = visible_to(Withholding.objects.filter(OPEN), visitor, Act.MANAGE_UNIT)

    def read(some):
        return disclosed(some, Purpose.SUPERVISION, visitor, "case__person", "legal_ground", "asked_by")

    waiting = read(rows.filter(answer="").order_by("interim_until", "id")[:100])
    kept = one_page(rows.filter(answer__in=Withholding.WITHHELD), ("id",), request.GET, read, to=visitor)
    context = {
        "waiting": [{"held": held, "name": full_name(held.case.person)} for held in waiting],
        "kept": [{"held": held, "name": full_name(held.case.person)} for held in kept.rows],
        "today": localdate(visitor.now),
        "links": kept.links({}),
    }
    return render(request, "cases/withholdings.html", context)


def waiting_for(visitor) -> list:
    """Among the manager's work of the day, as one line that names nobody.

    Were the cases named here, the look at this list would tell the person that something is withheld.
    """
    if not visitor.units(Role.MANAGER):
        return []
    today = localdate(visitor.now)
    due = OPEN & (Q(answer="") | Q(review_on__lte=today))
    rows = visible_to(Withholding.objects.filter(due), visitor, Act.MANAGE_UNIT)
    days = [review_on or until for review_on, until in rows.values_list("review_on", "interim_until")]
    if not days:
        return []
    title = _("Withheld from the person: to decide or to look at again: %(count)s") % {"count": len(days)}
    url = reverse("cases:withholdings")
    return [WorkItem(min(days), title, _("Cases of the unit"), _("See them"), url, overdue=min(days) < today)]


def overdue_in(visitor, units) -> list:
    """On the team's list, once the day of one has passed."""
    return [item for item in waiting_for(visitor) if item.overdue]
