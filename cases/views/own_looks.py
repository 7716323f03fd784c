"""Who looked at the person's record: the service and the capacity, why, at what and when (rule 47).

Staff are named where the jurisdiction says so; nobody else is.
"""

from itertools import groupby

from django.db.models import Exists, OuterRef, Q
from django.shortcuts import render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.access.gate import own_page
from cases.access.kinds import KINDS
from cases.access.roles import Act, Role
from cases.disclosure.purposes import Purpose
from cases.disclosure.recipients import role_of
from cases.models.break_glass import BreakGlass
from cases.models.disclosure_made import Deferral
from cases.models.entry import OthersSegment
from cases.models.jurisdiction import Jurisdiction
from cases.models.mandate import Part
from cases.models.release import Blackening, ReleaseCopy
from cases.models.retention import Hold
from cases.models.stored_file import StoredFile
from cases.models.unit import StaffMember, Unit
from cases.models.withholding import Withholding
from cases.views.looking import looks_naming
from cases.views.paging import one_page
from cases.views.person import own_context
from cases.views.words import in_a_row

PAGE = 60
# A file that shows others, and what is done with it, are nothing the person knows of (rule 8).
APART_FILES = (
    (StoredFile, "apart"),
    (Hold, "file__apart"),
    (ReleaseCopy, "file__apart"),
    (Blackening, "release__file__apart"),
)
# Pages about what is withheld, and about looks being looked into: what they lead to is told, not the pages.
UNSEEN_KINDS = ("withholding", "alerts", "disclosing")
COLUMNS = ("id", "at", "actor_id", "capacity", "service", "kind", "purpose")


@require_safe
@own_page(Act.READ_OWN, "looks", parts=(Part.RECORD,))
def looks(request, door):
    """The looks at the record by day, latest first; the person's own are left out."""
    context = own_context(door)
    found = _told(looks_naming(door.case_id, context["person"].id), door).exclude(capacity=Role.PERSON)
    page = one_page(found, ("id",), request.GET, lambda some: list(some.values(*COLUMNS)), PAGE)
    return render(request, "my/looks.html", context | {"days": _by_day(page.rows, door), "links": page.links({})})


def _told(found, door):
    """The looks the person may know of: none at what is hidden from them."""
    withheld = Withholding.objects.filter(case_id=door.case_id)
    segments = OthersSegment.objects.filter(entry__case_id=door.case_id, withheld_as=OthersSegment.Withheld.HIDDEN)
    hidden = Q()
    for keys in (withheld.values("id"), withheld.hidden(door.visitor.now).values("entry_id"), segments.values("id")):
        hidden |= Q(about__in=keys)
    hidden |= _of_what_is_put_off(door)
    for noun, path in APART_FILES:
        hidden |= Q(about__in=noun.objects.filter(case_id=door.case_id, **{path: True}).values("id"))
    emergencies = BreakGlass.objects.hidden(door.visitor.now).filter(case_id=door.case_id)
    hidden |= Q(about__in=emergencies.values("id"))
    hidden |= Q(Exists(_in_the_window(emergencies)), capacity=Role.EMERGENCY)
    return found.exclude(kind__in=UNSEEN_KINDS).exclude(hidden)


def _of_what_is_put_off(door):
    """Looks at what the person is not told yet; the recipient's own too, since it was put together."""
    hidden = Q()
    for held in Deferral.objects.in_force().filter(root=door.case_id).select_related("made"):
        made = held.made
        hidden |= Q(about__in=(made.id, made.request_id))
        hidden |= Q(kind="asked", capacity=role_of(made.asker_kind), at__gte=made.prepared_at)
    return hidden


def _in_the_window(emergencies):
    """The opening in which a look was made: by whom, and while the record was open to them."""
    return emergencies.filter(
        staff__user_id=OuterRef("actor_id"), opened_at__lte=OuterRef("at"), closes_at__gte=OuterRef("at")
    )


def _by_day(rows, door):
    """[(day, [who looked, why, [(at, what)]])]: what one service did in a day stands together."""
    names = _unit_names(rows), _staff_names(rows)
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


def _staff_names(rows):
    """Log-in key to the name of a member of staff, where the jurisdiction lets the person read it. Two queries."""
    if not Jurisdiction.objects.values_list("names_in_looks", flat=True).get():
        return {}
    keys = {row["actor_id"] for row in rows}
    return dict(StaffMember.objects.filter(user_id__in=keys).order_by("id").values_list("user_id", "name"))


def _who(row, names):
    units, staff = names
    capacity, name = str(_label(Role, row["capacity"])), staff.get(row["actor_id"])
    unit = row["capacity"] != Role.INSPECTOR and units.get(row["service"])
    who = in_a_row((capacity, name)) if name else capacity
    return _("%(label)s: %(value)s") % {"label": unit, "value": who} if unit else who[:1].upper() + who[1:]


def _label(choices, value):
    return choices(value).label if value in choices.values else value
