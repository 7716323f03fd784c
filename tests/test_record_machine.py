"""Whatever happens to a record, each reads what the rules written a second time say, and not a word more (8, 45–49)."""

import datetime
import re

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings, strategies
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from cases.access.decide import roles_on
from cases.access.roles import Act, roles_that_may
from cases.access.visitor import Visitor
from cases.actions.matching import note_match
from cases.actions.verb import VERBS
from cases.history.action import SYSTEM_ACTOR, recorded
from cases.models import (
    Assignment,
    CaseRecord,
    Contest,
    Entry,
    Exclusion,
    Mandate,
    PossibleMatch,
    StaffMember,
    User,
    Withholding,
    WithholdingGround,
)
from tests.oracle.record import OPEN, UNKNOWN, Record, Said, Told, Version, Withheld
from tests.seen import WORD
from tests.visits import page_at
from tests.world import LOGINS

pytestmark = [pytest.mark.django_db, pytest.mark.rule(8, 42, 43, 45, 46, 47, 49)]
DAY = datetime.timedelta(days=1)
# Who reads her record on the pages that are her own.
READERS = ("person_ar", "kern")
# Other persons whom somebody may take for her.
ALIKE = ("Verhaal", "Petrova")
OFFICERS = ("officer", "officer2", "newcomer")
# Everybody who may be something to the record, and some who never are.
ASKED = (*OFFICERS, *READERS, "manager", "inspector", "records", "officer3", "person", "authority", "victimcontact")
STEPS = settings(
    max_examples=10,
    phases=[Phase.generate],
    stateful_step_count=15,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
picks = strategies.integers(0, 99)
flags = strategies.booleans()


@pytest.mark.timeout(600)
def test_whatever_happens_everybody_reads_what_the_oracle_says(cast):
    run_state_machine_as_test(lambda: RecordMachine(cast), settings=STEPS)


class RecordMachine(RuleBasedStateMachine):
    """Amina's record, what anybody does to it, and after each step every page as every log-in has it."""

    def __init__(self, cast):
        super().__init__()
        self.begun, self.cast = transaction.savepoint(), cast
        self.case, self.day, self.words = cast.case("Haddad"), 0, 0
        self.users = {user.username: user for user in User.objects.filter(username__in=[*LOGINS, *READERS])}
        self._newcomers()
        self.alike = {str(case.id): case for case in map(cast.case, ALIKE)}
        self.record = Record(
            keeper="officer",
            managers={"manager"},
            inspectors={"inspector"},
            person="person_ar",
            placed=set(),
            records={"records"},
            mandates={},
            others={key: self._readers_of(case) for key, case in self.alike.items()},
        )

    def _newcomers(self):
        """A third officer of the unit, so that somebody can answer or take over; and somebody who may act for her."""
        for login in ("newcomer", "kern"):
            self.users[login] = User.objects.create_user(login)
        with recorded("test.post", by=SYSTEM_ACTOR, now=self.now):
            post = {"name": "Nadia Roth", "duty": "officer", "unit": self.cast.unit("North")}
            StaffMember(user=self.users["newcomer"], starts_at=self.now - DAY, **post).save()

    def _readers_of(self, case):
        """Who reads another person's record; nothing that happens here changes it."""
        return {login for login in ASKED if roles_on(self.at(login), case.id) & roles_that_may(Act.READ_CASE)}

    def teardown(self):
        transaction.savepoint_rollback(self.begun)

    @property
    def now(self):
        return self.cast.now + self.day * DAY

    def at(self, login):
        return Visitor(self.users[login], self.now)

    def act(self, verb, by, **given):
        """A verb as somebody calls it on the case; it goes through."""
        return VERBS[verb](by=self.at(by), now=self.now, case_id=self.case.id, **given)

    def word(self):
        """A word that nobody else writes."""
        self.words += 1
        return f"kx{self.words:04d}zq"

    def pick(self, number, among):
        return sorted(among)[number % len(among)]

    # What happens.

    @initialize()
    def begin(self):
        """Two entries stand from the start: most of what can happen happens to one."""
        self.note(hidden=False, others=1)
        self.note(hidden=True, others=0)

    # The person's page of what is written has ten on it.
    @precondition(lambda self: len(self.record.entries) < 10)
    @rule(hidden=flags, others=strategies.integers(0, 2))
    def note(self, hidden, others):
        words, about = self.word(), [self.word() for _ in range(others)]
        withheld = "hidden" if hidden else "announced"
        entry = self.act(
            "entry.add",
            self.record.keeper,
            kind="call",
            happened_at=self.now,
            nature="fact",
            source="Telephone",
            serves="Plan",
            text=words,
            segments=[{"about": "family", "text": word, "withheld_as": withheld} for word in about],
        )
        self.record.entries[entry.id] = Told(self.record.keeper, [Version(words, by=self.record.keeper)], about)

    @precondition(lambda self: self.record.entries)
    @rule(number=picks, moves=flags)
    def correct(self, number, moves):
        key = self.pick(number, self.record.entries)
        told, version = self.record.entries[key], Version(self.word(), self.word(), moves, self.record.keeper)
        about = [self.word()] if moves else []
        self.act(
            "entry.correct",
            self.record.keeper,
            entry_id=key,
            version=self._version(Entry, key),
            text=version.word,
            reason=version.why,
            moves_to_others=moves,
            segments=[{"about": "victim", "text": word} for word in about],
        )
        told.versions.append(version)
        told.others += about

    @precondition(lambda self: self._contestable())
    @rule(number=picks)
    def contest(self, number):
        key = self.pick(number, self._contestable())
        wrong, right, told = self.word(), self.word(), self.record.entries[key]
        try:
            lodged = self.act("contest.lodge", self.record.person, about=key, wrong=wrong, right=right)
        except ValidationError:
            assert not self._may_answer(told), "somebody could have answered"
            return
        handler = lodged.handler.user.username
        assert handler in self._may_answer(told)
        told.said.append(Said(wrong, right, handler))

    def _contestable(self):
        """What the person reads and has not said something against that still waits."""
        entries = self.record.entries.items()
        return [key for key, told in entries if not told.waiting and not told.kept_back(self.day)]

    @precondition(lambda self: any(not told.withheld for told in self.record.entries.values()))
    @rule(number=picks, hidden=flags)
    def ask_to_withhold(self, number, hidden):
        key = self.pick(number, [key for key, told in self.record.entries.items() if not told.withheld])
        told, how = self.record.entries[key], "hidden" if hidden else "announced"
        ground = WithholdingGround.objects.filter(may_hide=True).earliest("code")
        given = {"entry_id": key, "asked_as": how, "legal_ground": ground, "reasons": "It would do harm."}
        if hidden and told.said:
            with pytest.raises(ValidationError, match="knows of this entry already"):
                self.act("withholding.ask", self.record.keeper, **given)
            return
        asked = self.act("withholding.ask", self.record.keeper, **given)
        told.withheld = Withheld(how, self.day + (asked.interim_until - timezone.localdate(self.now)).days)

    @precondition(lambda self: self._undecided() and "manager" in self.record.is_to("manager", self.day))
    @rule(number=picks, answer=strategies.sampled_from(["announced", "hidden", "refused"]))
    def decide_what_is_withheld(self, number, answer):
        key = self.pick(number, self._undecided())
        told = self.record.entries[key]
        if answer == "hidden" and told.said:
            return
        asked = Withholding.objects.get(entry_id=key)
        given = {
            "withholding_id": asked.id,
            "version": asked.version,
            "answer": answer,
            "decision_reasons": "It is so.",
        }
        self.act("withholding.decide", "manager", review_on=timezone.localdate(self.now + 99 * DAY), **given)
        told.withheld.decided = answer

    def _undecided(self):
        return [key for key, told in self.record.entries.items() if told.withheld and not told.withheld.decided]

    @precondition(lambda self: self._liftable() and "manager" in self.record.is_to("manager", self.day))
    @rule(number=picks)
    def lift_what_is_withheld(self, number):
        key = self.pick(number, self._liftable())
        held = Withholding.objects.get(entry_id=key)
        given = {"withholding_id": held.id, "version": held.version, "lift": True, "reason": "The danger is over."}
        self.act("withholding.review", "manager", **given)
        self.record.entries[key].withheld.decided = "refused"

    def _liftable(self):
        entries = self.record.entries.items()
        return [key for key, told in entries if told.withheld and told.withheld.decided in ("announced", "hidden")]

    def _may_answer(self, told):
        """Whoever works in the unit, did not write it, does not keep the case and may know it (rule 46)."""
        staff = {*OFFICERS, *self.record.managers} - {*told.wrote, self.record.keeper}
        return {login for login in staff if self.record.excluded.get(login, self.day) <= self.day}

    @precondition(lambda self: self._answerable())
    @rule(number=picks, answer=strategies.sampled_from(["corrected", "partly", "refused"]))
    def answer(self, number, answer):
        key = self.pick(number, self._answerable())
        told, reasons = self.record.entries[key], self.word()
        said, corrected = told.waiting, self.word()
        waiting = Contest.objects.get(entry_id=key, answer="", withdrawn_at=None)
        self.act(
            "contest.answer",
            said.handler,
            contest_id=waiting.id,
            version=waiting.version,
            answer=answer,
            reasons=reasons,
            corrected_text="" if answer == "refused" else corrected,
        )
        said.answer, said.reasons, said.answered_on = answer, reasons, self.day
        if answer != "refused":
            told.versions.append(Version(corrected, by=said.handler))

    @precondition(lambda self: self.record.entries and "manager" in self.record.is_to("manager", self.day))
    @rule(number=picks, leaves=flags)
    def say_it_does_not_belong(self, number, leaves):
        """Whoever keeps the record proposes that an entry leaves it; the manager decides."""
        key = self.pick(number, self.record.entries)
        given = {"entry_id": key, "version": self._version(Entry, key), "fault": "irrelevant", "told": "announced"}
        proposed = self.act("removal.propose", self.record.keeper, why=self.word(), **given)
        answer = {"answer": "removed" if leaves else "refused", "reasons": self.word()}
        self.act("removal.decide", "manager", removal_id=proposed.id, version=proposed.version, **answer)
        if leaves:
            del self.record.entries[key]
            self.record.gone.append(key)

    @precondition(lambda self: self._never_matched())
    @rule(number=picks)
    def join(self, number):
        """Records staff say that another person is the same."""
        other = self.pick(number, self._never_matched())
        with recorded("match.find", by=SYSTEM_ACTOR, now=self.now):
            match = note_match(self.case, self.alike[other], PossibleMatch.Ground.NUMBER, self.now)
        self._settle("person.join", match, "The same papers.")
        self.record.joined.add(other)

    @precondition(lambda self: self.record.joined)
    @rule(number=picks)
    def part(self, number):
        """They were two after all."""
        other = self.pick(number, self.record.joined)
        match = PossibleMatch.objects.get(person_id=self.case.person_id, other_id=self.alike[other].person_id)
        self._settle("person.part", match, "Two sisters.")
        self.record.joined.remove(other)

    def _settle(self, verb, match, reason):
        given = {"possible_match_id": match.id, "version": match.version, "reason": reason}
        VERBS[verb](by=self.at("records"), now=self.now, **given)

    def _never_matched(self):
        matched = PossibleMatch.objects.filter(person_id=self.case.person_id).values_list("other_id", flat=True)
        return [key for key, case in self.alike.items() if case.person_id not in set(matched)]

    def _answerable(self):
        return [
            key
            for key, told in self.record.entries.items()
            if told.waiting and "handler" in self.record.is_to(told.waiting.handler, self.day)
        ]

    @precondition(lambda self: self._said(lambda each: each.stands and each.answer and not each.reviewer))
    @rule(number=picks)
    def ask_for_a_review(self, number):
        told, said = self._one(number, lambda each: each.stands and each.answer and not each.reviewer)
        contest, why = Contest.objects.get(wrong=said.wrong), self.word()
        if self.day > said.answered_on + 30:
            with pytest.raises(ValidationError, match="is over"):
                self.act("contest.ask_review", self.record.person, contest_id=contest.id, why=why)
            return
        asked = self.act("contest.ask_review", self.record.person, contest_id=contest.id, why=why)
        near = self._may_answer(told) - {said.handler}
        said.reviewer, said.review_why = asked.reviewer.user.username, why
        assert said.reviewer in (near or {"manager3"})

    @precondition(lambda self: self._said(self._reviewable))
    @rule(number=picks, answer=strategies.sampled_from(["corrected", "partly", "refused"]))
    def review(self, number, answer):
        told, said = self._one(number, self._reviewable)
        contest, reasons, corrected = Contest.objects.get(wrong=said.wrong), self.word(), self.word()
        given = {"contest_id": contest.id, "version": contest.version, "answer": answer, "reasons": reasons}
        given["corrected_text"] = "" if answer == "refused" else corrected
        self.act("contest.review", said.reviewer, **given)
        said.review_answer, said.review_reasons = answer, reasons
        if answer != "refused":
            told.versions.append(Version(corrected, by=said.reviewer))

    def _reviewable(self, said):
        return said.reviewer and said.asks and "handler" in self.record.is_to(said.asks, self.day)

    @precondition(lambda self: self._said(lambda each: not each.taken_back))
    @rule(number=picks)
    def take_back(self, number):
        _told, said = self._one(number, lambda each: not each.taken_back)
        if number % 3:
            return
        self.act("contest.withdraw", self.record.person, contest_id=Contest.objects.get(wrong=said.wrong).id)
        said.taken_back = True

    def _said(self, fits):
        """Every disagreement that fits, with its entry."""
        return [(told, each) for told in self.record.entries.values() for each in told.said if fits(each)]

    def _one(self, number, fits):
        found = self._said(fits)
        return found[number % len(found)]

    @precondition(lambda self: "manager" in self.record.is_to("manager", self.day))
    @rule(number=picks)
    def hand_over(self, number):
        answering = {each.asks for told in self.record.entries.values() for each in told.said}
        free = {login for login in OFFICERS if self.record.excluded.get(login, self.day) <= self.day}
        free -= {self.record.keeper, *answering}
        if not free:
            return
        to = self.pick(number, free)
        kept = Assignment.objects.get(case=self.case, ends_at=None)
        post = StaffMember.objects.get(user=self.users[to])
        given = {"assignment_id": kept.id, "version": kept.version, "why": "Moves on.", "handed_over": "All of it."}
        self.act("case.hand_over", "manager", to=post, **given)
        self.record.keeper = to

    @rule(number=picks, days=strategies.integers(1, 20))
    def exclude(self, number, days):
        """Somebody may not know of the record for a while; never its keeper, who would have to hand it over first."""
        login = self.pick(number, {*OFFICERS, "manager", "inspector"} - {self.record.keeper})
        if self.record.excluded.get(login, self.day) > self.day:
            return
        ends = self.now + days * DAY
        with recorded("case.exclude", by=SYSTEM_ACTOR, now=self.now, root=self.case.id):
            given = {"reason": "Neighbours", "review_on": timezone.localdate(ends)}
            Exclusion(case=self.case, user=self.users[login], starts_at=self.now, ends_at=ends, **given).save()
        self.record.excluded[login] = self.day + days

    @precondition(lambda self: self.record.acts_for("kern", self.day))
    @rule(by_the_person=flags)
    def end_mandate(self, by_the_person):
        mandate = Mandate.objects.filter(case=self.case, user=self.users["kern"]).latest("id")
        by, name = ("person_ar", "mandate.withdraw") if by_the_person else (self.record.keeper, "mandate.end")
        self.act(name, by, mandate_id=mandate.id)
        del self.record.mandates["kern"]

    @precondition(lambda self: not self.record.acts_for("kern", self.day))
    @rule(days=strategies.integers(1, 20))
    def mandate(self, days):
        given = {
            "username": "kern",
            "name": "Anouk Lambert",
            "capacity": "lawyer",
            "scope": "The whole record",
        }
        self.act("mandate.record", self.record.keeper, ends_at=self.now + days * DAY, document="M 13", **given)
        self.record.mandates["kern"] = self.day + days

    @rule(days=strategies.integers(1, 9))
    def time_passes(self, days):
        self.day += days

    @precondition(lambda self: not self.record.ended)
    @rule()
    def end(self):
        case = CaseRecord.objects.get(pk=self.case.id)
        case.ended_on, case.ended_as = timezone.localdate(self.now), "completed"
        with recorded("case.end", by=SYSTEM_ACTOR, now=self.now, root=case.id):
            case.save()
        self.record.ended = True

    # What everybody then reads.

    @invariant()
    def everybody_reads_what_is_theirs(self):
        for login in ASKED:
            self._case_pages(login)
            self._own_pages(login)

    def _case_pages(self, login):
        status, words = self._page(login, "cases:record", self.case.id)
        assert status == self.record.case_page(login, self.day), f"{login}: the record answers {status}"
        if status != OPEN:
            assert not words
            return
        assert words == self.record.on_the_timeline(login, self.day), f"{login}: on the timeline"
        _status, said = self._answer(login, "cases:detail", self.case.id)
        led = {key for key in self.record.others if f"/cases/{key}/" in said}
        assert led == self.record.on_the_overview(login, self.day), f"{login}: other records of the person"
        for key in self.record.gone[-1:]:
            assert self._page(login, "cases:history", self.case.id, Entry._meta.label_lower, key)[0] == UNKNOWN
        for key in list(self.record.entries)[-1:]:
            _status, words = self._page(login, "cases:history", self.case.id, Entry._meta.label_lower, key)
            assert words == self.record.on_the_history(login, key, self.day), f"{login}: what changed"

    def _own_pages(self, login):
        status, words = self._page(login, "my:entries")
        if login in READERS:
            assert status == self.record.own_page(login, self.day), f"{login}: the own record answers {status}"
        if status != OPEN:
            assert not words
            return
        if login not in READERS:
            return  # another person's own page
        assert words == self.record.on_the_own_page(self.day), f"{login}: on the own page"
        assert self._page(login, "my:copy_json")[1] == self.record.in_the_own_copy(self.day), f"{login}: in the copy"
        for key in self.record.gone[-1:]:
            assert self._page(login, "my:history", key)[0] == UNKNOWN, f"{login}: what did not belong there"
        for key in list(self.record.entries)[-1:]:
            status, words = self._page(login, "my:history", key)
            expected = self.record.on_the_own_history(key, self.day)
            assert status == (UNKNOWN if expected is None else OPEN), f"{login}: what changed answers {status}"
            assert words == (expected or set()), f"{login}: what changed, on the own page"

    def _page(self, login, name, *keys):
        """The status and the words of a page."""
        status, said = self._answer(login, name, *keys)
        return status, set(re.findall(WORD, said))

    def _answer(self, login, name, *keys):
        """The status of a page and what it says, asked for at the story's own time."""
        return page_at(self.at(login), name, *keys)

    def _version(self, model, key):
        return model.objects.values_list("version", flat=True).get(pk=key)
