"""The visitor: who stands at the gate, what they are to the service, and what they have been shown on this page."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import CharField, F, QuerySet, UUIDField, Value
from django.db.models.functions import Cast

from cases.access.grants import CASE_PERMISSIONS, CaseGrant
from cases.access.prepared import Prepared, as_uuid
from cases.access.roles import ROLES, Role
from cases.models.fields import in_force
from cases.models.mandate import Mandate
from cases.models.person import Person
from cases.models.unit import StaffMember


@dataclass(frozen=True)
class Standing:
    """One thing a log-in is to the service: a role, and the post, unit or person it comes from."""

    role: Role
    name: str
    source: object = None
    unit: object = None


_standing_sources = []


def register_standing(source):
    """Let a higher floor say what makes a log-in something to the service.

    `source(user_id, now)` returns a queryset of (role, name, source id, unit id), shaped by `standing_rows`.
    """
    _standing_sources.append(source)
    return source


def standing_rows(queryset: QuerySet, role, name=None, source="id", unit=None) -> QuerySet:
    """The rows of a standing source; `name`, `source` and `unit` are field names or None."""
    return queryset.order_by().values_list(
        role if isinstance(role, F) else Value(str(role), CharField()),
        Cast(name, CharField()) if name else Value("", CharField()),
        F(source) if source else Cast(Value(None), UUIDField()),
        F(unit) if unit else Cast(Value(None), UUIDField()),
    )


@register_standing
def _posts(user_id, now):
    posts = StaffMember.objects.filter(in_force(now), user_id=user_id)
    return standing_rows(posts, F("duty"), "name", unit="unit_id")


@register_standing
def _persons(user_id, now):
    return standing_rows(Person.objects.filter(user_id=user_id), Role.PERSON, "given_names")


@register_standing
def _mandates(user_id, now):
    return standing_rows(Mandate.objects.filter(in_force(now), user_id=user_id), Role.REPRESENTATIVE, "name")


@register_standing
def _granted_for_a_while(user_id, now):
    """Disagreements to answer, and records open in an emergency, as long as one is in office."""
    posts = StaffMember.objects.filter(in_force(now), user_id=user_id)
    grants = CaseGrant.objects.filter(in_force(now), user_id__in=posts.values("user_id"))
    for_a_while = grants.filter(permission__codename__in=("handle_contest", "break_glass"))
    return standing_rows(for_a_while, F("permission__codename"))


# Marks the rows that say what a visitor is to one root.
ON_ROOT = "root:"


class Visitor:
    """A log-in at a moment. Roles are read once, in one query, and hold for this one page."""

    def __init__(self, user, now):
        self.user = user
        self.user_id = user.pk
        self.now = now
        self.shown_roots = set()
        # What they searched for on this page, in their words: the look keeps it, encrypted.
        self.searched = ""

    @property
    def is_signed_in(self) -> bool:
        """Somebody is signed in, and their log-in is in use."""
        return self.user.is_authenticated and self.user.is_active

    @cached_property
    def standings(self) -> tuple[Standing, ...]:
        """Everything this log-in is now; empty for somebody who has left."""
        return standings_of(_standings.rows(self.user_id, self.now)) if self.is_signed_in else ()

    @cached_property
    def roles(self) -> frozenset[Role]:
        """The roles of all standings."""
        return frozenset(standing.role for standing in self.standings)

    @cached_property
    def name(self) -> str:
        """The name to greet by: the post's, or the person's own."""
        return next((s.name for s in self.standings if s.name), self.user.get_username() if self.is_signed_in else "")

    @property
    def service(self) -> str:
        """The service a person reads of in their list of looks: the post's unit (its key), or nothing."""
        return next((str(s.unit) for s in self.standings if s.unit), "")

    @property
    def reads_only(self) -> bool:
        """Every role of this log-in only reads: its pages run in a transaction that cannot write."""
        return bool(self.roles) and all(ROLES[role].reads_only for role in self.roles)

    def post(self, *roles) -> Standing | None:
        """The first standing with one of these roles."""
        return next((s for s in self.standings if s.role in roles), None)

    def units(self, role) -> list:
        """The units in which the visitor has a role."""
        return [s.unit for s in self.standings if s.role == role and s.unit]

    def sources(self, role) -> list:
        """What the visitor's standings with a role come from: the authorities in which they have a seat, say."""
        return [s.source for s in self.standings if s.role == role]

    def may(self, act) -> bool:
        """Whether any role of the visitor may do `act` at all."""
        return any(act in ROLES[role].acts for role in self.roles)


def standings_query(user_id, now, *more) -> QuerySet:
    """Everything a log-in is, with the rows of `more` in the same query."""
    first, *others = (source(user_id, now) for source in _standing_sources)
    return first.union(*others, *more, all=True)


_standings = Prepared(lambda user_id, now, root_id: standings_query(user_id, now))


def standings_of(rows) -> tuple[Standing, ...]:
    """The standings that rows of sources are."""
    return tuple(
        Standing(CASE_PERMISSIONS.get(code) or Role(code), name, as_uuid(source), as_uuid(unit))
        for code, name, source, unit in rows
    )
