"""Law 1: one gate, closed by default; no path round it; expiry and exclusions in the query."""

import datetime
import uuid

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission
from django.db import connection
from django.utils import timezone
from django.utils.timezone import localdate

from cases.access.decide import CASE, NewestVisible, kinds_of_roots, roles_on, roles_reaching, visible_to
from cases.access.grants import CASE_PERMISSIONS, CaseGrant
from cases.access.prepared import Prepared
from cases.access.roles import ROLES, Act, Role
from cases.access.visitor import Visitor
from cases.history.action import SYSTEM_ACTOR, recorded
from cases.history.record import record_models
from cases.models import CaseRecord, Exclusion, User
from cases.models.fields import Period
from tests.laws import sources
from tests.laws.exceptions import settle
from tests.reported import waiting_for
from tests.world import FAMILIES, LOGINS, PACKAGES, addresses

# Where each package may be imported.
ONE_FILE = {"guardian": "cases/access/grants.py", "simple_history": "cases/history/record.py"}
# A log-in of the kind that such a permission is given to, and a case it reaches by nothing else.
HOLDERS = {
    "handle_contest": ("officer2", "Petrova"),
    "decide": ("authority", "Petrova"),
    "cover": ("officer2", "Petrova"),
    "break_glass": ("officer3", "Petrova"),
}


def test_every_address_leads_through_the_gate():
    def ungated(address):
        wears = all(hasattr(address.view, mark) for mark in ("act", "shows", "on"))
        return not wears or address.view.act not in Act.values

    def name(address):
        return next((space for space in PACKAGES if address.route.startswith(space)), address.name)

    settle("gate", {name(address) for address in addresses() if ungated(address)})


def test_the_key_in_an_address_and_the_decorator_agree():
    kinds = set(kinds_of_roots())
    for address in addresses():
        if address.on:
            assert address.on in kinds and f"{address.on}_id" in address.parts, address.name
    assert not [a.name for a in addresses() if "case_id" in a.parts and not a.by_case]


def test_a_prepared_query_holds_no_moment_of_its_own(db):
    """What is made of the moment in a way the query cannot put anew would open a door for ever (law 1)."""
    lasts = Prepared(
        lambda user_id, now, root_id: CaseRecord.objects.filter(opened_on__lte=localdate(now)).values("id")
    )
    for days in (0, 1):
        moment = timezone.now() + datetime.timedelta(days=days)
        day = connection.ops.adapt_datefield_value(localdate(moment))
        assert day in lasts.sql(now=moment)[1]
    week = datetime.timedelta(days=7)
    stands_still = CaseRecord.objects.values("id")
    with pytest.raises(TypeError, match="made of the moment"):
        Prepared(lambda user_id, now, root_id: stands_still.filter(opened_on__lte=localdate(now) - week)).sql()


def test_whoever_is_not_signed_in_stands_before_the_door():
    assert "django.contrib.auth.middleware.LoginRequiredMiddleware" in settings.MIDDLEWARE
    open_doors = {a.name for a in addresses() if a.is_ours and not getattr(a.view, "login_required", True)}
    assert open_doors <= {"landing", "home", "demo_login", "set_language", "public:home", "public:year"}


def test_nothing_asks_for_a_superuser():
    assert not [sources.name(path) for path in sources.files() if "is_superuser" in set(sources.words(path))]
    assert "is_superuser" not in {field.name for field in User._meta.get_fields()}
    assert settings.AUTHENTICATION_BACKENDS == ["cases.access.decide.GateBackend"]


def test_each_package_of_the_gate_and_of_history_has_one_place():
    found = set()
    for path in sources.files():
        for package in {module.partition(".")[0] for module in sources.imports(path)} & set(ONE_FILE):
            if sources.name(path) != ONE_FILE[package]:
                found.add(f"{'*/migrations/*' if 'migrations' in path.parts else sources.name(path)} {package}")
    settle("packages imported", found)


def knows(cast, username, case, role):
    """Whether the log-in is this to the case; the gate's two ways of asking must agree."""
    visitor = Visitor(cast.user(username), cast.now)
    roles = roles_on(visitor, case.id)
    for act in Act:
        seen = visible_to(CaseRecord.objects.filter(pk=case.pk), visitor, act).exists()
        assert seen == any(act in ROLES[known].acts for known in roles), (username, act)
    return role in roles


def give_every_permission(cast):
    waiting_for(cast, "officer2", "Brandt")
    with recorded("test.grant", by=SYSTEM_ACTOR, now=cast.now):
        for codename, (username, family) in HOLDERS.items():
            permission = Permission.objects.get(codename=codename, content_type__app_label="cases")
            CaseGrant(
                user=cast.user(username),
                permission=permission,
                content_object=cast.case(family),
                starts_at=cast.now,
                purpose=ROLES[CASE_PERMISSIONS[codename]].purpose,
                basis="test",
                granted_by=SYSTEM_ACTOR,
            ).save()


def reaches(cast):
    """Every (log-in, case, role) of the demo's world."""
    for username in LOGINS:
        for family in FAMILIES:
            case = cast.case(family)
            yield from ((username, case, role) for role in roles_on(cast.at(username), case.id))


def periods_under(username, case, cast):
    """The dated rows that a log-in's reach to a case can stand on, by model."""
    for model in record_models():
        if not issubclass(model, Period) or model is Exclusion or "user" not in {f.name for f in model._meta.fields}:
            continue
        rows = model.objects.filter(user=cast.user(username))
        names = {field.name for field in model._meta.fields}
        if "case" in names:
            rows = rows.filter(case=case)
        elif "content_object" in names:
            about = case.id if model is CaseGrant else case.unit_id
            rows = rows.filter(content_object_id=about)
        if rows.exists():
            yield model, list(rows)


def changed(rows, now, **moments):
    with recorded("test.change", by=SYSTEM_ACTOR, now=now):
        for row in rows:
            for name, value in moments.items():
                setattr(row, name, value)
            row.save()


@pytest.mark.rule(45, 47)
@pytest.mark.parametrize("how", ["ended", "not begun"])
def test_what_has_ended_or_not_begun_opens_nothing(cast, how, in_vain):
    give_every_permission(cast)
    day = datetime.timedelta(days=1)
    moments = {
        "ended": {"ends_at": cast.now},
        "not begun": {"starts_at": cast.now + day, "ends_at": cast.now + 2 * day},
    }
    open_still, tried = [], set()
    for username, case, role in list(reaches(cast)):
        assert knows(cast, username, case, role)
        for model, rows in periods_under(username, case, cast):
            if how == "ended":
                moments["ended"]["starts_at"] = cast.now - 800 * day
            with in_vain():
                changed(rows, cast.now, **moments[how])
                tried.add(role)
                if knows(cast, username, case, role):
                    open_still.append(f"{role}: {username} through {model.__name__}")
    assert not open_still
    assert tried | {Role.PERSON} >= roles_reaching(CASE), "a role with reach that no log-in of this test has"


@pytest.mark.rule(8)
def test_who_is_excluded_knows_nothing_of_the_case_whatever_else_they_are(cast, in_vain):
    give_every_permission(cast)
    tried, known = set(), []
    for username, case, role in list(reaches(cast)):
        with in_vain():
            with recorded("test.exclude", by=SYSTEM_ACTOR, now=cast.now, root=case.id):
                Exclusion(
                    case=case,
                    user=cast.user(username),
                    reason="test",
                    review_on=cast.now.date(),
                    starts_at=cast.now,
                ).save()
            tried.add(role)
            if knows(cast, username, case, role):
                known.append((username, role))
    assert not known
    assert tried >= roles_reaching(CASE)


@pytest.mark.parametrize("username", LOGINS)
def test_a_list_that_opens_compiled_holds_what_the_gate_gives(cast, username):
    visitor = cast.at(username)
    for act in Act:
        newest = NewestVisible(CaseRecord, visitor, act, 50).values_list("id", "opened_on", "last_entry_at")
        gated = visible_to(CaseRecord.objects.order_by("-id"), visitor, act)[:50]
        assert [tuple(row) for row in newest] == list(gated.values_list("id", "opened_on", "last_entry_at"))


def test_a_log_in_nobody_knows_sees_no_case(cast):
    stranger = Visitor(User(id=uuid.uuid4(), username="stranger"), cast.now)
    for act in Act:
        assert not visible_to(CaseRecord.objects.all(), stranger, act).exists()
