"""The looks at a case as pages list them: who, as what, for which purpose, at what kind of thing, when."""

import itertools
from collections import Counter

from django.db import connection
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases.access.kinds import KINDS
from cases.access.roles import Role
from cases.disclosure.purposes import Purpose
from cases.history.action import SYSTEM_ACTOR
from cases.history.names import names_of
from cases.history.tables import Look
from cases.views.paging import one_page

LOOKS = 50
# Looks whose existence is not to be known from a case: there would be a victim, or a complaint (rules 8 and 95).
UNSEEN = (Purpose.VICTIM_CONTACT, Purpose.COMPLAINT)
COLUMNS = ("id", "root", "actor_id", "capacity", "purpose", "kind", "at")


def looks_at(case_id, given):
    """A page of looks at a case: at its own pages, and at lists that showed it. One query."""
    return one_page(looks_naming(case_id), ("id",), given, lambda some: list(some.values(*COLUMNS)), LOOKS)


def looks_naming(*roots):
    """The looks at any of these roots, alone or in a list that showed it, but those whose existence is hidden."""
    return _naming(roots).exclude(purpose__in=UNSEEN)


def _naming(roots):
    if connection.vendor == "postgresql":
        listed = [Q(roots__contains=[str(root)]) for root in roots]
        return Look.objects.filter(Q(Q(root__in=roots), *listed, _connector=Q.OR))
    listed = [Q(listed__contains=str(root)) for root in roots]
    found = Look.objects.annotate(listed=Cast("roots", TextField()))
    return found.filter(Q(Q(root__in=roots), *listed, _connector=Q.OR))


def by_day(rows):
    """(day, looks), latest first, with the names of those who looked; one query.

    Looks by the same one at the same kind of thing stand together, with the times of day of each.
    """
    names = names_of(row["actor_id"] for row in rows)
    days = itertools.groupby(rows, key=lambda row: timezone.localtime(row["at"]).date())
    return [(day, _together(list(some), names)) for day, some in days]


def _together(rows, names):
    alike = {}
    for row in rows:
        who = (row["actor_id"], row["capacity"], row["purpose"], row["kind"], row["root"] is None)
        alike.setdefault(who, Counter())[date_format(timezone.localtime(row["at"]), "H:i")] += 1
    return [_told(who, times, names) for who, times in alike.items()]


def _told(who, times, names):
    actor, capacity, purpose, kind, listed = who
    known = _("the service") if actor == SYSTEM_ACTOR else names.get(actor)
    return {
        "who": known or _("somebody whose name is not known here"),
        "capacity": dict(Role.choices).get(capacity, capacity),
        "purpose": dict(Purpose.choices).get(purpose, purpose),
        "kind": KINDS.get(kind, kind),
        "listed": listed,
        "times": ", ".join(f"{time} ({times[time]}×)" if times[time] > 1 else time for time in times),
    }
