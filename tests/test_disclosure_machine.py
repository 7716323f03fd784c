"""However something is asked for, put together, sent, put off and recalled, each reads what is theirs (47, 49).

The model is a few sets of words: a word goes along as the letter of each disclosure, and every page is asked for it.
"""

import datetime
import re
from collections import Counter
from dataclasses import dataclass, field

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.timezone import localdate
from hypothesis import HealthCheck, Phase, settings, strategies
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from cases.access.visitor import Visitor
from cases.actions.verb import VERBS
from cases.disclosure import offers
from cases.models import Deferral, DisclosureMade, DisclosureRequest, OffenceClass, Person, User, WithholdingGround
from tests.reported import reported
from tests.verbs.disclosures import ELSEWHERE, ground
from tests.visits import page_at
from tests.world import LOGINS

pytestmark = [pytest.mark.django_db, pytest.mark.rule(47, 49)]
STEPS = settings(
    max_examples=10,
    phases=[Phase.generate],
    stateful_step_count=40,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
picks = strategies.integers(0, 99)
WORD = r"letterno\d{4}"
# Where each log-in reads what was sent, or would.
PAGES = {
    "agency": "partner:requests",
    "authority": "authority:requests",
    "person": "my:disclosures",
    "representative": "my:disclosures",
    "volunteer": "cases:disclosures",
    "officer3": "cases:disclosures",
}
READ_IT = ("agency", "authority", "person", "representative")
# What happens at least once in all.
OFTEN = tuple(
    f"disclosure.{verb}" for verb in ("ask", "note_request", "prepare", "approve", "send", "refuse", "recall")
)
# Who asks, on which ground.
GROUNDS = {"agency": "placement", "authority": "decision", "elsewhere": "assistance-other"}


@dataclass
class Made:
    """What the model knows of one disclosure."""

    key: object
    word: str
    whose: str
    told_at: int
    waits: bool
    put_off: bool
    state: str = "made"
    recalled: bool = False


@dataclass
class Asked:
    """What the model knows of one request."""

    key: object
    whose: str
    open: bool = True
    made: list = field(default_factory=list)


@pytest.mark.timeout(600)
def test_whatever_happens_each_reads_what_was_sent_to_them_and_the_person_all_they_may_know_of(cast):
    tally = Counter()
    run_state_machine_as_test(lambda: DisclosureMachine(cast, tally), settings=STEPS)
    wanted = {*OFTEN, "sent, the person not told", "stale", "recalled"}
    assert not {what for what in wanted if not tally[what]}, f"it never came so far: {tally}"


class DisclosureMachine(RuleBasedStateMachine):
    """Tomas's record: what leaves of it, and who reads then that it left."""

    def __init__(self, cast, tally):
        super().__init__()
        self.tally = tally
        self.begun, self.cast, self.said = transaction.savepoint(), cast, 0
        self.case = cast.case("Verhaal")
        self.users = {user.username: user for user in User.objects.filter(username__in=LOGINS)}
        reported(cast)  # the court has something to decide about him, so it may ask
        self.requests = []
        # How often the record itself has changed: what was put together before that is not sent any more.
        self.changes = 0

    def teardown(self):
        transaction.savepoint_rollback(self.begun)

    @property
    def now(self):
        return self.cast.now

    def at(self, login):
        return Visitor(self.users[login], self.now)

    def do(self, verb, by, **given):
        """What a verb returns; None where it is refused."""
        try:
            with transaction.atomic():
                done = VERBS[verb](by=self.at(by), now=self.now, case_id=self.case.id, **given)
        except (ValidationError, PermissionDenied):
            return None
        self.tally[verb] += 1
        return done

    def one(self, number, fits):
        """One of the disclosures that fit, or None."""
        found = [made for made in self.all() if fits(made)]
        return found[number % len(found)] if found else None

    def all(self):
        return [made for request in self.requests for made in request.made]

    def version(self, model, key):
        return model.objects.values_list("version", flat=True).get(pk=key)

    def open(self):
        return [request for request in self.requests if request.open]

    # What happens.

    @precondition(lambda self: len(self.open()) < 3)
    @rule(whose=strategies.sampled_from(list(GROUNDS)))
    def ask(self, whose):
        law = ground(GROUNDS[whose])
        given = {"purpose": law.purpose, "legal_ground": law, "what": "What is needed.", "why": "To go on."}
        if whose == "elsewhere":
            request = self.do("disclosure.note_request", "officer", asker=ELSEWHERE, received="paper", **given)
        else:
            request = self.do("disclosure.ask", whose, **given)
        self.requests.append(Asked(request.id, whose))

    @precondition(lambda self: self.open())
    @rule(number=picks)
    def put_together(self, number):
        waiting, put_off, offence = self.open(), number % 2 == 0, number % 5 == 0
        request, self.said = waiting[number % len(waiting)], self.said + 1
        kept, word = DisclosureRequest.objects.get(pk=request.key), f"letterno{self.said:04d}"
        offered = offers.offered(self.case.id, kept.purpose, self.at("officer"))
        offence = offence and request.whose != "authority"  # the court may know the offence itself
        given = {
            "picks": [key for offer in offered if offer.part.key == "person" for key in offer.keys],
            "offence_class": OffenceClass.objects.get(code="property") if offence else None,
            "because": "It is needed." if offence or put_off else "",
        }
        if put_off:
            law = WithholdingGround.objects.get(code="investigation")
            given |= {"put_off_on": law, "review_on": localdate(self.now) + datetime.timedelta(days=20)}
        given |= {"understood": True, "channel": "post", "note": f"Letter {word}.", "refused": ""}
        keys = {"disclosure_request_id": kept.id, "version": kept.version}
        made = self.do("disclosure.prepare", "officer", **keys, **given)
        for earlier in request.made:
            earlier.state = "sent" if earlier.state == "sent" else "dropped"
        request.made.append(Made(made.id, word, request.whose, self.changes, offence or put_off, put_off))

    @precondition(lambda self: self.one(0, lambda made: made.state == "made" and made.waits))
    @rule(number=picks)
    def approve(self, number):
        by, yes = "officer" if number % 5 == 0 else "manager", bool(number % 4)
        made = self.one(number, lambda made: made.state == "made" and made.waits)
        given = {"answer": "approved" if yes else "not_approved", "approval_reasons": "Looked at."}
        keys = {"disclosure_made_id": made.key, "version": self.version(DisclosureMade, made.key)}
        done = self.do("disclosure.approve", by, **keys, **given)
        assert bool(done) == (by == "manager")
        if done:
            made.waits, made.state = False, "made" if yes else "not approved"

    @precondition(lambda self: self.one(0, lambda made: made.state == "made" and not made.waits))
    @rule(number=picks)
    def send(self, number):
        self._try_to_send(self.one(number, lambda made: made.state == "made" and not made.waits))

    @precondition(lambda self: self.one(0, lambda made: made.state != "made" or made.waits))
    @rule(number=picks)
    def send_what_may_not_leave(self, number):
        self._try_to_send(self.one(number, lambda made: made.state != "made" or made.waits))

    def _try_to_send(self, made):
        keys = {"disclosure_made_id": made.key, "version": self.version(DisclosureMade, made.key)}
        done = self.do("disclosure.send", "officer", **keys)
        assert bool(done) == (made.state == "made" and not made.waits and made.told_at == self.changes)
        self.tally["stale"] += made.told_at != self.changes
        if done:
            made.state = "sent"
            self.tally["sent, the person not told"] += made.put_off
            next(request for request in self.requests if made in request.made).open = False

    @precondition(lambda self: len(self.open()) > 2)
    @rule(number=picks)
    def refuse(self, number):
        waiting = self.open()
        request = waiting[number % len(waiting)]
        version = self.version(DisclosureRequest, request.key)
        keys = {"disclosure_request_id": request.key, "version": version}
        assert self.do("disclosure.refuse", "officer", **keys, reasons="Not needed.")
        request.open = False
        for made in request.made:
            made.state = "dropped"

    @precondition(lambda self: self.one(0, lambda made: made.state == "sent"))
    @rule(number=picks)
    def recall(self, number):
        made = self.one(number, lambda made: made.state == "sent")
        done = self.do("disclosure.recall", "officer", disclosure_made_id=made.key, told="By letter.")
        assert bool(done) == (not made.recalled)
        made.recalled = True
        self.tally["recalled"] += made.whose in PAGES

    @precondition(lambda self: self.one(0, lambda made: made.put_off and made.state == "sent"))
    @rule(number=picks)
    def tell_the_person(self, number):
        made = self.one(number, lambda made: made.put_off and made.state == "sent")
        held = Deferral.objects.get(made=made.key)
        given = {"deferral_id": held.id, "version": held.version, "lift": True, "reason": "It is over."}
        assert self.do("deferral.review", "manager", **given)
        made.put_off = False

    @precondition(lambda self: self.one(0, lambda made: made.state == "made" and made.told_at == self.changes))
    @rule()
    def the_record_changes(self):
        version, self.changes = self.version(Person, self.case.person_id), self.changes + 1
        given = {"version": version, "family_name": f"Verhaal{'e' * self.changes}", "reason": "Misspelt."}
        assert self.do("person.change", "officer", **given)

    # Who then reads what.

    def _expected(self, login):
        sent = [made for made in self.all() if made.state == "sent"]
        if login in ("person", "representative"):
            return {made.word for made in sent if not made.put_off}
        return {made.word for made in sent if made.whose == login and not made.recalled}

    @invariant()
    def each_reads_what_is_theirs(self):
        for login, name in PAGES.items():
            keys = () if name.startswith("my:") else (self.case.id,)
            status, said = page_at(self.at(login), name, *keys)
            assert (status == 200) is (login in READ_IT), f"{login}: {status}"
            assert set(re.findall(WORD, said)) == self._expected(login), login

    @invariant()
    def what_left_is_as_it_was_read(self):
        for kept in DisclosureMade.objects.filter(case=self.case, state="sent", note__regex=WORD):
            made = next(each for each in self.all() if each.key == kept.id)
            assert (made.state, kept.note) == ("sent", f"Letter {made.word}.")
            assert kept.file_hash and kept.sent_by_id
