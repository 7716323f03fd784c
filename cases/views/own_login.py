"""The officer's page about a person's own log-in: make a code face to face, suspend the log-in."""

from django.conf import settings
from django.db.models import Q
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cases.access.gate import case_page
from cases.access.roles import Act
from cases.actions.own_logins import invite
from cases.actions.own_logins import suspend as suspend_login
from cases.disclosure.view import disclosed_one
from cases.forms import InviteForm, SuspendForm
from cases.history.record import StaleVersion
from cases.models.own_login import OwnLogin
from cases.views.forms_help import STALE, attempt, reopened, status_of
from cases.views.header import case_header, the_case

form_methods = require_http_methods(["GET", "HEAD", "POST"])


@form_methods
@case_page(Act.KEEP_CASE, "own_login")
def own_login(request, door):
    """How far the log-in has come; a code is made here and shown on the answer alone."""
    own, stale, made = _own(door), False, None
    form = InviteForm(request.POST or None, initial={"version": _version(own)})
    if request.method == "POST" and form.is_valid():
        try:
            made = attempt(form, lambda: _invited(door, form))
            own = _own(door)
        except StaleVersion:
            own = _own(door)
            stale, form = True, reopened(form, _version(own))
    context = _context(request, door, own) | {
        "form": InviteForm(initial={"version": _version(own)}) if made else form,
        "code": _in_groups(made[1]) if made else "",
        "reference": _in_groups(own.reference) if made else "",
        "stale": stale,
        "activation_url": request.build_absolute_uri(reverse("activate")),
    }
    return render(request, "cases/own_login.html", context, status=STALE if stale else status_of(form))


@form_methods
@case_page(Act.KEEP_CASE, "own_login")
def suspend(request, door):
    """Suspend the log-in, with the reason."""
    own, stale = _own(door), False
    form = SuspendForm(request.POST or None, initial={"version": _version(own)})
    if request.method == "POST" and form.is_valid():
        try:
            if attempt(form, lambda: _suspended(door, form)):
                return redirect("cases:own_login", door.case_id)
        except StaleVersion:
            own = _own(door)
            stale, form = True, reopened(form, _version(own))
    context = _context(request, door, own) | {"form": form, "stale": stale}
    return render(request, "cases/own_login_suspend.html", context, status=STALE if stale else status_of(form))


def _invited(door, form):
    visitor = door.visitor
    return invite(by=visitor, now=visitor.now, case_id=door.case_id, version=form.cleaned_data["version"])


def _suspended(door, form):
    visitor = door.visitor
    return suspend_login(by=visitor, now=visitor.now, case_id=door.case_id, **form.cleaned_data)


def _context(request, door, own):
    case = the_case(door, has_login=Q(person__user__isnull=False))
    waiting = bool(own and own.valid_until and own.valid_until > door.visitor.now and own.tries_left)
    return {
        "header": case_header(request, door, "", case),
        "own": own,
        "has_login": case.has_login,
        "waiting": waiting,
        "suspended": bool(own and own.suspended_at),
        "minutes": settings.ACTIVATION_MINUTES,
    }


def _own(door):
    rows = OwnLogin.objects.filter(person__case_records=door.case_id)
    return disclosed_one(rows, door.purpose, door.visitor, "made_by")


def _version(own):
    return own.version if own else 0


def _in_groups(text):
    """In groups that are read out and copied without losing the place."""
    size = 4 if len(text) % 4 == 0 else 3
    return " ".join(text[start : start + size] for start in range(0, len(text), size))
