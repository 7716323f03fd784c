"""The decorators every view wears: enter through the gate, read, render whole, record the look, answer (law 5)."""

from contextlib import contextmanager
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.http import Http404
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.access.decide import CASE, enter, visible_to
from cases.access.kinds import KINDS
from cases.access.roles import ROLES, Act, Role
from cases.access.searches import keep_search
from cases.history.tables import Look
from cases.models.caserecord import CaseRecord
from cases.models.fields import in_force
from cases.models.mandate import Mandate, parts_of


def record_page(kind, act, shows):
    """A page about one root. The view gets (request, door, …) in place of the root's key (`<kind>_id`).

    `shows` names what kind of thing is looked at (cases.access.kinds): it stands in the recorded look.
    """

    def decorate(view):
        @wraps(view)
        def gated(request, *args, **kwargs):
            root_id = kwargs.pop(f"{kind}_id")
            about = next((key for name, key in kwargs.items() if name.endswith("_id")), None)
            door = enter(request.visitor, act, root_id, kind)
            with _reading_only(request.visitor):
                response = view(request, door, *args, **kwargs)
            record_look(request.visitor, door.purpose, shows, door.role, root=root_id, about=about)
            return _private(response)

        return _marked(gated, act, shows, on=kind)

    return decorate


def case_page(act, shows):
    """A page about one case."""
    return record_page(CASE, act, shows)


def own_page(act, shows, parts=()):
    """A page on which the person, or who acts for them, sees their latest case. The view gets (request, door, …).

    `parts` are the parts of the record it is about: with a mandate that does not cover them it is not there.
    """

    def decorate(view):
        @wraps(view)
        def covered(request, door, *args, **kwargs):
            if door.role == Role.REPRESENTATIVE:
                door.parts = _covered(door)
            if not door.covers(*parts):
                raise Http404
            return view(request, door, *args, **kwargs)

        @wraps(view)
        def gated(request, *args, **kwargs):
            visitor = request.visitor
            if not visitor.may(act):
                raise _no_way(visitor)
            own = visible_to(CaseRecord.objects.order_by("-opened_on", "-id"), visitor, act)
            case_id = own.values_list("id", flat=True).first()
            if case_id is None:
                raise Http404
            return opened(request, *args, case_id=case_id, **kwargs)

        opened = case_page(act, shows)(covered)
        return _marked(gated, act, shows, own=True)

    return decorate


def _covered(door):
    held = Mandate.objects.filter(in_force(door.visitor.now), case_id=door.case_id, user_id=door.visitor.user_id)
    return frozenset().union(*(parts_of(mandate) for mandate in held))


def _no_way(visitor):
    """Whoever has no record of their own here, or no mandate any more, learns of none (law 2)."""
    return PermissionDenied() if visitor.may(Act.READ_OWN) else Http404()


def page(act, shows):
    """A page about no one case: lists, work of the day, the person's own pages."""

    def decorate(view):
        @wraps(view)
        def gated(request, *args, **kwargs):
            visitor = request.visitor
            if not visitor.may(act):
                raise PermissionDenied
            with _reading_only(visitor):
                response = view(request, *args, **kwargs)
            role = next(role for role in ROLES if role in visitor.roles and act in ROLES[role].acts)
            record_look(visitor, ROLES[role].purpose, shows, role)
            return _private(response)

        return _marked(gated, act, shows)

    return decorate


def _marked(view, act, shows, on="", own=False):
    view = require_http_methods(["GET", "HEAD", "POST"])(view)
    view.act, view.shows, view.on, view.own = act, shows, on, own
    assert shows in KINDS, shows
    return view


def _private(response):
    response["Cache-Control"] = "no-store"
    return response


def record_look(visitor, purpose, kind, role, root=None, about=None):
    """Write the one row that says what was looked at. If it cannot be written, the page is not shown."""
    if not (visitor.shown_roots or visitor.searched):
        return
    roots = [] if root else sorted(str(key) for key in visitor.shown_roots)
    look = Look(
        actor_id=visitor.user_id,
        capacity=role,
        service=visitor.service,
        root=root,
        roots=roots,
        about=about,
        kind=kind,
        purpose=purpose,
        at=visitor.now,
        written_at=timezone.now(),
    )
    if not visitor.searched:
        look.write()
        return
    with transaction.atomic():
        look.write()
        keep_search(look, visitor.searched)


@contextmanager
def _reading_only(visitor):
    """For a log-in that only reads, the database itself refuses every write while the page is made."""
    if not visitor.reads_only:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION READ ONLY")
            yield
    else:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA query_only = ON")
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA query_only = OFF")
