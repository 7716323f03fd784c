"""Who may read a case now, and why: the assignment, the unit, the grants, each with its basis in words."""

from django.db.models import F, Q
from django.utils.translation import gettext as _

from cases.access.grants import CASE_PERMISSIONS, UNIT_PERMISSIONS, CaseGrant, UnitGrant
from cases.access.roles import ROLES, Role
from cases.composition import composition
from cases.disclosure.purposes import Purpose
from cases.disclosure.view import disclosed
from cases.history.names import names_of
from cases.models.caserecord import Assignment
from cases.models.exclusion import may_know
from cases.models.fields import in_force
from cases.models.mandate import Mandate
from cases.models.unit import StaffMember

# Permissions that a restriction does not stop. Nobody excluded is given one.
DESPITE_RESTRICTION = [code for code, role in CASE_PERMISSIONS.items() if ROLES[role].despite_restriction]
GRANT = ("purpose", "basis", "ends_at")


def who_may_read(door, case) -> list[dict]:
    """Dicts of who, as what, why and until when; six queries and one a floor."""
    now = door.visitor.now
    found = [*_keepers(door, now), *_managers(door, case, now), *_granted(door, case, now), *_mandated(door, now)]
    return found + [line(*reader) for readers in composition.readers for reader in readers(door)]


def _mandated(door, now):
    rows = Mandate.objects.filter(in_force(now), case_id=door.case_id).order_by("id")
    for mandate in disclosed(rows, door.purpose, door.visitor):
        why = _("Mandate: %(scope)s (%(paper)s)") % {"scope": mandate.scope, "paper": mandate.document}
        yield line(mandate.name, mandate.capacity_label, why, mandate.ends_at)


def _keepers(door, now):
    rows = Assignment.objects.filter(in_force(now), may_know(door.case_id, now), case_id=door.case_id)
    for assignment in disclosed(rows, door.purpose, door.visitor, "staff", only=("reason", "ends_at", "staff__name")):
        why = (assignment.reason or _("Keeps the case")).rstrip(".")
        yield line(assignment.staff.name, Role.OFFICER.label, why, assignment.ends_at)


def _managers(door, case, now):
    leading = StaffMember.objects.filter(in_force(now), unit_id=case.unit.id, duty=Role.MANAGER)
    rows = leading.filter(may_know(door.case_id, now)).order_by("name")
    for post in disclosed(rows, door.purpose, door.visitor, only=("name", "ends_at")):
        yield line(post.name, Role.MANAGER.label, _("Manages %(unit)s") % {"unit": case.unit.name}, post.ends_at)


def _granted(door, case, now):
    granted = CaseGrant.objects.filter(in_force(now), content_object_id=door.case_id)
    on_case = granted.filter(may_know(door.case_id, now) | Q(permission__codename__in=DESPITE_RESTRICTION))
    on_unit = UnitGrant.objects.filter(in_force(now), content_object_id=case.unit.id)
    grants = [grant for rows in (on_case, on_unit) for grant in _read(door, rows)]
    names = names_of(grant.holder for grant in grants)
    for grant in grants:
        role = (CASE_PERMISSIONS | UNIT_PERMISSIONS)[grant.codename]
        yield line(names.get(grant.holder, ""), role.label, _basis(grant), grant.ends_at)


def _read(door, rows):
    rows = rows.annotate(codename=F("permission__codename"), holder=F("user_id")).order_by("id")
    return disclosed(rows, door.purpose, door.visitor, extra=("codename", "holder"), only=GRANT)


def _basis(grant):
    """A basis that names a record by its key is said in words; any other is in words already."""
    if grant.purpose == Purpose.CONTEST:
        return _("Answers a disagreement the person lodged")
    if grant.codename == "break_glass":
        return _("Opened it in an emergency")
    if grant.purpose == Purpose.INSPECTION:
        return _("Inspection mandate")
    return grant.basis.rstrip(".")


def line(who, capacity, why, until):
    """One line: who, as what, why and until when."""
    return {"who": who, "capacity": capacity, "why": why, "until": until}
