"""Applications before the deciding authority: both accounts, what was complied with, the decision (rules 71, 72)."""

from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from cases.access.decide import visible_to
from cases.access.gate import case_page
from cases.access.roles import ROLES, Act, Role
from cases.disclosure.view import disclosed
from cases.views.forms_help import acting, attempt, status_of
from cases.views.header import full_name
from sanctions.actions.deciding import asked_of, decide
from sanctions.application_forms import DecideForm
from sanctions.models import Application
from sanctions.readiness import application_not_ready, unheard
from sanctions.views.application_parts import LINKS, the_application, told
from sanctions.views.bundle import compliance

PURPOSE = ROLES[Role.AUTHORITY].purpose
MOST = 50


def waiting_applications(visitor) -> list:
    """What waits for a decision, the longest first, each ready or not and why."""
    mine = visible_to(asked_of(visitor).filter(state=Application.State.OPEN), visitor, Act.DECIDE)
    rows = disclosed(mine.order_by("made_at", "id")[:MOST], PURPOSE, visitor, *LINKS, "case__person")
    today = localdate(visitor.now)
    return [
        _row(row) | {"not_ready": application_not_ready(row, visitor.now), "overdue": row.decide_by < today}
        for row in rows
    ]


def decided_applications(visitor) -> list:
    """What was decided, the latest first."""
    mine = visible_to(asked_of(visitor).filter(state=Application.State.DECIDED), visitor, Act.DECIDE)
    rows = disclosed(mine.order_by("-id")[:MOST], PURPOSE, visitor, *LINKS, "case__person")
    return [_row(row) for row in rows]


def _row(application):
    return {"application": application, "name": full_name(application.case.person)}


def _before_one(door, application_id) -> dict:
    """The application with everything a decision on it needs."""
    found = the_application(asked_of(door.visitor), application_id, door, "case__person")
    context = told(found, door) | _row(found)
    context |= {"compliance": compliance(found.sanction_id, door), "purpose_line": PURPOSE.label}
    return context


@require_safe
@case_page(Act.DECIDE, "application")
def application(request, door, application_id):
    """Both accounts, what was complied with, and the way to the decision."""
    return render(request, "sanctions/court_application.html", _before_one(door, application_id))


@case_page(Act.DECIDE, "application")
def decision(request, door, application_id):
    """Decide, with both accounts before one."""
    context = _before_one(door, application_id)
    if not context["waits"]:
        return redirect("authority:application", door.case_id, application_id)
    ready = not unheard(context["application"], door.visitor.now)
    form = DecideForm(request.POST or None, ready=ready)
    act = acting(door, decide)
    if form.is_valid() and attempt(form, lambda: act(application_id=application_id, **form.given())):
        return redirect("authority:application", door.case_id, application_id)
    return render(request, "sanctions/court_decide.html", context | {"form": form}, status=status_of(form))
