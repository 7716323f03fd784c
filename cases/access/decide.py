"""The one gate: may this visitor do this to this record, and which records may they do it to."""

from functools import cache

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from cases.access.grants import CASE_PERMISSIONS, CaseGrant, UnitGrant
from cases.access.limits import despite_limits, limits_on_root, within_limits
from cases.access.prepared import Prepared
from cases.access.roles import ROLES, Act, Role, roles_that_may
from cases.access.visitor import ON_ROOT, Visitor, standing_rows, standings_of, standings_query
from cases.models.caserecord import Assignment, CaseRecord
from cases.models.fields import in_force
from cases.models.mandate import Mandate
from cases.models.unit import StaffMember
from cases.models.user import User

# What records are about as a whole: a case, or a root of another kind that a floor brings (a complaint, a volunteer).
CASE = "case"
_sources = {CASE: {}}


def register_source(kind, role):
    """Let a function say which roots of a kind a role reaches: `source(user_id, now)` gives a queryset of keys alone.

    `kind` is the `reached_by` of the records, and the name of the root in addresses and verbs (`complaint_id`).
    """

    def register(source):
        _sources.setdefault(kind, {}).setdefault(role, []).append(source)
        return source

    return register


def register_case_source(role):
    """Let a function say which cases a role reaches."""
    return register_source(CASE, role)


def kinds_of_roots() -> tuple[str, ...]:
    """Every kind of root that somebody reaches."""
    return tuple(_sources)


def roles_reaching(kind) -> frozenset:
    """The roles that reach roots of a kind."""
    return frozenset(_sources[kind])


@register_case_source(Role.OFFICER)
def _assigned(user_id, now):
    return Assignment.objects.filter(in_force(now), user_id=user_id).order_by().values("case_id")


@register_case_source(Role.MANAGER)
def _managed(user_id, now):
    posts = StaffMember.objects.filter(in_force(now), user_id=user_id, duty=Role.MANAGER)
    managed = CaseRecord.objects.filter(unit_id__in=posts.values("unit_id"), archived_on=None)
    return managed.order_by().values("id")


@register_case_source(Role.PERSON)
def _own(user_id, now):
    return CaseRecord.objects.filter(person__user_id=user_id).order_by().values("id")


@register_case_source(Role.REPRESENTATIVE)
def _represented(user_id, now):
    return Mandate.objects.filter(in_force(now), user_id=user_id).order_by().values("case_id")


@register_case_source(Role.RECORDS)
def _ended(user_id, now):
    posts = StaffMember.objects.filter(in_force(now), user_id=user_id, duty=Role.RECORDS)
    ended = CaseRecord.objects.filter(unit_id__in=posts.values("unit_id"), ended_on__isnull=False)
    return ended.order_by().values("id")


@register_case_source(Role.INSPECTOR)
def _inspected(user_id, now):
    units = UnitGrant.objects.filter(in_force(now), user_id=user_id).values("content_object_id")
    return CaseRecord.objects.filter(unit_id__in=units).order_by().values("id")


def _granted(role):
    codenames = [code for code, granted in CASE_PERMISSIONS.items() if granted == role]

    def source(user_id, now):
        grants = CaseGrant.objects.filter(in_force(now), user_id=user_id, permission__codename__in=codenames)
        return grants.order_by().values("content_object_id")

    return source


for _granted_role in set(CASE_PERMISSIONS.values()):
    register_case_source(_granted_role)(_granted(_granted_role))


def _reach(kind, user_id, now, roles):
    return [(role, source(user_id, now)) for role in sorted(roles) for source in _sources[kind].get(role, ())]


@cache
def _roots_of(kind, roles):
    """The keys of the roots these roles reach, less those kept from the log-in; None where they reach none."""
    if not any(role in _sources[kind] for role in roles):
        return None

    return Prepared(lambda user_id, now, root_id: within_limits(kind, _reach(kind, user_id, now, roles), user_id, now))


def visible_to(queryset, visitor, act):
    """The records of a queryset to which the visitor may do `act`: expiry and exclusions are part of the query."""
    if queryset.model.reached_by == "service":
        return queryset if visitor.may(act) else queryset.none()
    return _within(queryset, visitor.roles & roles_that_may(act), visitor.user_id, visitor.now)


def _within(queryset, roles, user_id, now):
    kind = queryset.model.reached_by
    through_cases = kind == "person"
    reached = _roots_of(CASE if through_cases else kind, roles)
    if reached is None:
        return queryset.none()
    roots = reached.keys(user_id, now)
    if through_cases:
        roots = CaseRecord.objects.filter(id__in=roots).values("person_id")
    return queryset.filter(root__in=roots)


class NewestVisible:
    """What visible_to gives of a noun about cases, the newest first: a list as it opens, compiled once.

    Read by `disclosed` like the queryset it stands for.
    """

    def __init__(self, model, visitor, act, most):
        self.model, self.visitor, self.most = model, visitor, most
        self.roles = visitor.roles & roles_that_may(act)

    def values_list(self, *columns):
        """The rows of these columns."""
        if _roots_of(self.model.reached_by, self.roles) is None:
            return []
        return _newest(self.model, self.roles, self.most, columns).values(self.visitor.user_id, self.visitor.now)


@cache
def _newest(model, roles, most, columns):
    newest = model.objects.order_by("-id").values_list(*columns)
    return Prepared(lambda user_id, now, root_id: _within(newest, roles, user_id, now)[:most])


def _on_root(kind, user_id, now, root_id):
    """What a log-in is to one root, as rows beside its standings."""
    for role, ids in _reach(kind, user_id, now, _sources[kind]):
        yield standing_rows(ids.filter(**{_column(ids): root_id}), ON_ROOT + role, source=None)
    for limit, rows in limits_on_root(kind, user_id, now, root_id):
        yield standing_rows(rows, ON_ROOT + limit, source=None)


@cache
def _at_the_gate(kind):
    return Prepared(lambda user_id, now, root_id: standings_query(user_id, now, *_on_root(kind, user_id, now, root_id)))


def roles_on(visitor, root_id, kind=CASE) -> frozenset[Role]:
    """What the visitor is to one root within the limits on its case. One query, with their standings."""
    if not visitor.is_signed_in:
        return frozenset()
    rows = _at_the_gate(kind).rows(visitor.user_id, visitor.now, root_id)
    visitor.standings = standings_of(row for row in rows if not row[0].startswith(ON_ROOT))
    found = {row[0].removeprefix(ON_ROOT) for row in rows if row[0].startswith(ON_ROOT)}
    return frozenset(map(Role, despite_limits(found))) & visitor.roles


def _column(ids):
    return ids.query.values_select[0]


class Door:
    """An opened door to one root (`case_id` where it is a case): which, as what, for which purpose.

    `parts` are those a mandate covers (cases.models.mandate.Part); None where the door opens on all of them.
    """

    parts = None

    def __init__(self, visitor, act, root_id, roles):
        self.visitor, self.act, self.root_id = visitor, act, root_id
        self.roles = roles
        self.role = next(role for role in Role if role in roles and act in ROLES[role].acts)
        self.purpose = ROLES[self.role].purpose

    @property
    def case_id(self):
        """The key of the case the door leads to."""
        return self.root_id

    def covers(self, *parts) -> bool:
        """Whether all of these parts lie behind the door."""
        return self.parts is None or self.parts.issuperset(parts)

    def may(self, act) -> bool:
        """Whether this visitor may also do `act` to what lies behind the door."""
        return any(act in ROLES[role].acts for role in self.roles)


def enter(visitor, act, root_id, kind=CASE) -> Door:
    """Open the door to one root. Http404 where its existence is not theirs to know, PermissionDenied where it is."""
    roles = roles_on(visitor, root_id, kind)
    if not roles:
        raise Http404
    if not any(act in ROLES[role].acts for role in roles):
        raise PermissionDenied
    return Door(visitor, act, root_id, roles)


def can(visitor, act, record=None) -> bool:
    """May this visitor do `act` (to this record)?"""
    if not visitor.may(act):
        return False
    if record is None:
        return True
    return visible_to(type(record).objects.filter(pk=record.pk), visitor, act).exists()


def check(visitor, act, record=None):
    """Raise PermissionDenied unless `can`. Actions call it; so a task or a command passes the gate as a page does."""
    if not can(visitor, act, record):
        raise PermissionDenied


class GateBackend:
    """Signs log-ins in, and answers Django's own permission questions through the gate.

    Guardian's backend is not installed: it knows neither dates nor exclusions.
    """

    def authenticate(self, request, username=None, password=None, **credentials):
        """The log-in with this name and password, if it is in use."""
        user = User.objects.filter(username__iexact=username or "").first()
        if user is None:
            User().set_password(password)  # the same time for a name that does not exist
            return None
        return user if user.check_password(password) and user.is_active else None

    def get_user(self, user_id):
        """The log-in of a session; nobody once it is closed (leavers, on their next request)."""
        return User.objects.filter(pk=user_id, is_active=True).first()

    def has_perm(self, user, perm, obj=None):
        """Reference data for who may keep it; records answer through `can` alone."""
        app_label, _, codename = perm.partition(".")
        model_name = codename.rpartition("_")[2]
        try:
            model = apps.get_model(app_label, model_name)
        except LookupError:
            return False
        kept_as_reference = getattr(model, "reached_by", "service" if model is User else None) == "service"
        return kept_as_reference and can(Visitor(user, timezone.now()), Act.KEEP_REFERENCE)

    def has_module_perms(self, user, app_label):
        """Whether the reference-data site shows this log-in anything."""
        return user.is_authenticated and can(Visitor(user, timezone.now()), Act.KEEP_REFERENCE)
