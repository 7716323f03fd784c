"""However access is given, limited, opened in an emergency and run out, each knows what the table says (laws 1, 2)."""

import datetime

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings, strategies
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from cases.access.decide import enter, roles_on, visible_to
from cases.access.grants import CaseGrant
from cases.access.roles import Act, Role
from cases.access.visitor import Visitor
from cases.actions.verb import VERBS
from cases.history.action import SYSTEM_ACTOR, recorded
from cases.models import Assignment, CaseRecord, Deadline, Exclusion, Named, Restriction, StaffMember, User
from tests.oracle.access import DECIDES, WRITES, Access
from tests.visits import page_at
from tests.world import LOGINS

pytestmark = [pytest.mark.django_db, pytest.mark.rule(45, 47, 78)]
MINUTE = datetime.timedelta(minutes=1)
DAY = 24 * 60
STEPS = settings(
    max_examples=12,
    phases=[Phase.generate],
    stateful_step_count=20,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
picks = strategies.integers(0, 99)
# What each way makes of somebody at the gate.
AS = {
    "keeper": Role.OFFICER,
    "cover": Role.OFFICER,
    "manager": Role.MANAGER,
    "inspector": Role.INSPECTOR,
    "person": Role.PERSON,
    "representative": Role.REPRESENTATIVE,
    "emergency": Role.EMERGENCY,
}
OFFICERS = ("officer", "officer2", "newcomer")
MANAGERS = ("manager", "deputy")
ASKED = (
    *OFFICERS,
    *MANAGERS,
    "officer3",
    "manager3",
    "inspector",
    "records",
    "person_ar",
    "authority",
    "victimcontact",
)


@pytest.mark.timeout(600)
def test_whatever_happens_each_knows_the_record_as_the_table_says(cast):
    run_state_machine_as_test(lambda: AccessMachine(cast), settings=STEPS)


class AccessMachine(RuleBasedStateMachine):
    """Amina's record: who is let in, kept out and runs out of time, against the table, after each step."""

    def __init__(self, cast):
        super().__init__()
        self.begun, self.cast, self.minute, self.turn = transaction.savepoint(), cast, 0, 0
        self.case = cast.case("Haddad")
        self.users = {user.username: user for user in User.objects.filter(username__in=[*LOGINS, "person_ar"])}
        self._newcomers()
        self.access = Access(
            keeper="officer",
            managers=set(MANAGERS),
            inspectors={"inspector"},
            person="person_ar",
            representatives=set(),
            staff={*OFFICERS, *MANAGERS, "officer3", "manager3"},
        )

    def _newcomers(self):
        """Another officer and another manager of the unit, and nothing that is due from anybody in the case."""
        with recorded("test.post", by=SYSTEM_ACTOR, now=self.now):
            for login, duty in (("newcomer", Role.OFFICER), ("deputy", Role.MANAGER)):
                self.users[login] = User.objects.create_user(login)
                post = {"name": login.title(), "duty": duty, "unit": self.cast.unit("North")}
                StaffMember(user=self.users[login], starts_at=self.now - DAY * MINUTE, **post).save()

    def teardown(self):
        transaction.savepoint_rollback(self.begun)

    @property
    def now(self):
        return self.cast.now + self.minute * MINUTE

    def at(self, login):
        return Visitor(self.users[login], self.now)

    def pick(self, number, among):
        return sorted(among)[number % len(among)]

    def ways(self, login):
        return self.access.ways(login, self.minute)

    def deciding(self):
        """The managers who may say now who knows the record."""
        return [login for login in MANAGERS if self.access.may(login, self.minute, DECIDES)]

    def limit(self, verb, by, **given):
        return VERBS[verb](by=self.at(by), now=self.now, limits_id=self.case.id, **given)

    @property
    def later(self):
        return timezone.localdate(self.now) + datetime.timedelta(days=60)

    def _due(self):
        """Whoever has something to do in the case that is due."""
        due = Deadline.objects.filter(case=self.case, met_at=None, to=Deadline.To.STAFF, staff__isnull=False)
        return set(due.values_list("staff__user__username", flat=True))

    # What happens.

    @precondition(lambda self: self.deciding())
    @rule(number=picks, who=picks)
    def exclude(self, number, who):
        by = self.pick(number, self.deciding())
        login = self.pick(who, {*OFFICERS, *MANAGERS, "officer3", "inspector"} - {by})
        given = {"user": self.users[login], "why": "Cousins.", "review_on": self.later}
        if login in self.access.excluded:
            with pytest.raises(ValidationError, match="already"):
                self.limit("exclusion.make", by, **given)
            return
        self.limit("exclusion.make", by, **given)
        self.access.excluded.add(login)

    @precondition(lambda self: self.deciding() and self.access.excluded)
    @rule(number=picks, who=picks)
    def let_in_again(self, number, who):
        login = self.pick(who, self.access.excluded)
        held = Exclusion.objects.get(case=self.case, user=self.users[login], ends_at=None)
        given = {"exclusion_id": held.id, "version": held.version, "ends": True, "why": "No longer."}
        self.limit("exclusion.review", self.pick(number, self.deciding()), **given)
        self.access.excluded.discard(login)

    @precondition(lambda self: self.deciding() and self.access.named is None)
    @rule(number=picks, who=picks, more=strategies.booleans())
    def restrict(self, number, who, more):
        by = self.pick(number, self.deciding())
        chosen = {self.pick(who, {*OFFICERS, *MANAGERS, "officer3"})} if more else set()
        named = chosen | {by, self.access.keeper}
        given = {"users": [self.users[login] for login in chosen], "why": "The press asks.", "review_on": self.later}
        if self._due() - named:
            with pytest.raises(ValidationError, match="Name them too"):
                self.limit("restriction.make", by, **given)
            return
        self.limit("restriction.make", by, **given)
        self.access.named = named

    @precondition(lambda self: self.deciding() and self.access.named is not None)
    @rule(number=picks, who=picks)
    def name(self, number, who):
        login = self.pick(who, {*OFFICERS, *MANAGERS, "officer3", "manager3"})
        given = {"restriction_id": self._restriction().id, "user": self.users[login]}
        if login in self.access.named:
            with pytest.raises(ValidationError, match="named already"):
                self.limit("restriction.name", self.pick(number, self.deciding()), **given)
            return
        self.limit("restriction.name", self.pick(number, self.deciding()), **given)
        self.access.named.add(login)

    @precondition(lambda self: self.deciding() and self.access.named is not None)
    @rule(number=picks, who=picks)
    def take_off(self, number, who):
        by, login = self.pick(number, self.deciding()), self.pick(who, self.access.named)
        named = Named.objects.get(restriction=self._restriction(), user=self.users[login], ends_at=None)
        given = {"named_id": named.id, "version": named.version}
        if login in (by, self.access.keeper) or self._due() - (self.access.named - {login}):
            with pytest.raises(ValidationError):
                self.limit("restriction.unname", by, **given)
            return
        self.limit("restriction.unname", by, **given)
        self.access.named.discard(login)

    @precondition(lambda self: self.deciding() and self.access.named is not None)
    @rule(number=picks)
    def lift(self, number):
        held = self._restriction()
        given = {"restriction_id": held.id, "version": held.version, "ends": True, "why": "All is quiet."}
        self.limit("restriction.review", self.pick(number, self.deciding()), **given)
        self.access.named = None

    def _restriction(self):
        return Restriction.objects.get(case=self.case, ends_at=None)

    @precondition(lambda self: self.deciding())
    @rule(number=picks, who=picks)
    def hand_over(self, number, who):
        to = self.pick(who, set(OFFICERS) - {self.access.keeper})
        kept = Assignment.objects.get(case=self.case, ends_at=None)
        post = StaffMember.objects.get(user=self.users[to])
        given = {"assignment_id": kept.id, "version": kept.version, "why": "Moves on.", "handed_over": "All of it."}
        given |= {"by": self.at(self.pick(number, self.deciding())), "now": self.now, "case_id": self.case.id}
        shut = self.access.named is not None and to not in self.access.named
        if to in self.access.excluded or shut:
            with pytest.raises(ValidationError, match="may not know this record"):
                VERBS["case.hand_over"](to=post, **given)
            return
        VERBS["case.hand_over"](to=post, **given)
        self.access.keeper = to

    @rule(who=picks, minutes=strategies.integers(1, 3 * DAY))
    def cover(self, who, minutes):
        login = self.pick(who, OFFICERS)
        with recorded("test.cover", by=SYSTEM_ACTOR, now=self.now, root=self.case.id):
            CaseGrant(
                user=self.users[login],
                permission=Permission.objects.get(codename="cover", content_type__app_label="cases"),
                content_object=self.case,
                starts_at=self.now,
                ends_at=self.now + minutes * MINUTE,
                purpose="supervision",
                basis="Covers",
                granted_by=SYSTEM_ACTOR,
            ).save()
        self.access.covers[login] = max(self.access.covers.get(login, 0), self.minute + minutes)

    @rule(who=picks)
    def break_glass(self, who):
        login = self.pick(who, {*OFFICERS, *MANAGERS, "officer3", "manager3", "records", "inspector"})
        given = {"by": self.at(login), "now": self.now, "emergency_id": self.case.id, "why": "A child is alone there."}
        if login not in self.access.staff or login in self.access.excluded:
            with pytest.raises((Http404, PermissionDenied)):
                VERBS["break_glass.open"](**given)
        elif self.access.opens_in_an_emergency(login, self.minute):
            VERBS["break_glass.open"](**given)
            self.access.emergencies[login] = self.minute + 30

    @rule(minutes=strategies.sampled_from([1, 29, 30, 31, DAY]))
    def time_passes(self, minutes):
        self.minute += minutes

    # Who then knows it.

    @invariant()
    def each_knows_it_as_the_table_says(self):
        for login in ASKED:
            expected = {AS[way] for way in self.ways(login)}
            assert roles_on(self.at(login), self.case.id) == expected, login
            asked = CaseRecord.objects.filter(pk=self.case.id)
            status = self.access.page(login, self.minute)
            assert visible_to(asked, self.at(login), Act.READ_CASE).exists() == (status == 200), login
            writes = visible_to(asked, self.at(login), Act.KEEP_CASE).exists()
            assert writes == self.access.may(login, self.minute, WRITES), login
            self._at_the_door_of_limits(login)

    def _at_the_door_of_limits(self, login):
        """Who may know it is said by whoever leads the unit, and may know it."""
        try:
            enter(self.at(login), Act.LIMIT_ACCESS, self.case.id, "limits")
            entered = True
        except (Http404, PermissionDenied):
            entered = False
        assert entered == self.access.may(login, self.minute, DECIDES), login

    @invariant()
    def the_page_answers_so(self):
        """One log-in a step, in turn: a page takes its time."""
        self.turn += 1
        login = ASKED[self.turn % len(ASKED)]
        status, _said = page_at(self.at(login), "cases:detail", self.case.id)
        assert status == self.access.page(login, self.minute), login
