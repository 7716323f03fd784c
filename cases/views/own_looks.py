"""Who looked at the person's record: the service and the capacity, why, at what and when; nobody by name (rule 47)."""

from itertools import groupby

from django.shortcuts import render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.access.gate import own_page
from cases.access.kinds import KINDS
from cases.access.roles import Act, Role
from cases.disclosure.purposes import Purpose
from cases.models.unit import Unit
from cases.views.looking import looks_naming
from cases.views.paging import one_page
from cases.views.person import own_context

PAGE = 60
COLUMNS = ("id", "at", "actor_id", "capacity", "service", "kind", "purpose")


@require_safe
@own_page(Act.READ_OWN, "looks")
def looks(request, door):
    """The looks at the record by day, latest first; the person's own are left out."""
    context = own_context(door)
    found = looks_naming(door.case_id, context["person"].id).exclude(capacity=Role.PERSON)
    page = one_page(found, ("id",), request.GET, lambda some: list(some.values(*COLUMNS)), PAGE)
    return render(request, "my/looks.html", context | {"days": _by_day(page.rows, door), "links": page.links({})})


def _by_day(rows, door):
    """[(day, [who looked, why, [(at, what)]])]: what one service did in a day stands together."""
    names = _unit_names(rows)
    days = groupby(rows, key=lambda row: localtime(row["at"]).date())
    return [(day, _by_service(of_day, names, door)) for day, of_day in days]


def _by_service(rows, names, door):
    groups = {}
    for row in rows:
        who = _("You") if row["actor_id"] == door.visitor.user_id else _who(row, names)
        seen = groups.setdefault((who, _label(Purpose, row["purpose"])), [])
        seen.append((row["at"], KINDS.get(row["kind"], row["kind"])))
    return [{"who": who, "why": why, "seen": seen} for (who, why), seen in groups.items()]


def _unit_names(rows):
    """Unit key to name, in one query. An inspector belongs to none of the units they inspect."""
    keys = {row["service"] for row in rows if row["service"] and row["capacity"] != Role.INSPECTOR}
    return {str(key): name for key, name in Unit.objects.filter(id__in=keys).values_list("id", "name")} if keys else {}


def _who(row, names):
    capacity = str(_label(Role, row["capacity"]))
    unit = row["capacity"] != Role.INSPECTOR and names.get(row["service"])
    return _("%(label)s: %(value)s") % {"label": unit, "value": capacity} if unit else capacity.capitalize()


def _label(choices, value):
    return choices(value).label if value in choices.values else value
