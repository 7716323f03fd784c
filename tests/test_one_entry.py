"""One entry turn by turn: contested, partly withheld, sent twice; who reads which of its words (8, 45–49)."""

import re

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from cases.history.verify import verify
from cases.models import Entry, RecipientNotice, WithholdingGround
from sanctions.models import Condition
from tests.contested import answered, lodge
from tests.reported import reported
from tests.seen import WORD
from tests.verbs import Call, perform
from tests.verbs.disclosures import ground, keys, prepared, sent
from tests.verbs.table import DAY
from tests.visits import written

pytestmark = [pytest.mark.django_db, pytest.mark.rule(8, 45, 46, 47, 49)]
FAMILY = "Verhaal"
# What is written, each by a word that nobody else writes.
SAID, VICTIM, ALLEGED = "kx0001zq", "kx0002zq", "kx0003zq"
WRONG, MOTHER, REASONS = "kx0004zq", "kx0005zq", "kx0006zq"
BETTER, MISHEARD = "kx0007zq", "kx0008zq"
WORDS = {
    SAID: "said",
    VICTIM: "victim",
    ALLEGED: "alleged",
    WRONG: "wrong",
    MOTHER: "mother",
    REASONS: "reasons",
    BETTER: "better",
    MISHEARD: "misheard",
}
STAFF = ("cases:detail", "cases:record", "cases:disclosures", "cases:ledger", "sanctions:noncompliance")
OWN = ("my:home", "my:record", "my:entries", "my:contests", "my:disclosures", "my:looks", "my:copy_json")
PAGES = {
    **dict.fromkeys(("officer", "manager", "inspector", "officer3", "victimcontact", "records"), STAFF),
    **dict.fromkeys(("person", "representative"), OWN),
    "authority": ("authority:requests", *STAFF),
    "agency": ("partner:requests", *STAFF),
    "volunteer": STAFF,
}
KEEPING, OWNER = ("officer", "manager", "inspector"), ("person", "representative")


class Turns:
    """The entry, and after each turn what everybody reads of it."""

    def __init__(self, cast):
        self.cast, self.case = cast, cast.case(FAMILY)
        reported(cast)  # the court has something to decide about him, so it may ask
        segments = [{"about": "victim", "text": f"She said {VICTIM}."}]
        self.entry = written(cast, self.case, text=f"He came late {SAID}.", segments=segments)

    def do(self, verb, by, **given):
        return perform(self.cast, verb, Call(by, FAMILY, given))

    def read(self, **expected):
        """Everybody reads just these words; whoever is not named reads none."""
        found = {login: self._seen_by(login) for login in PAGES}
        wanted = {login: set() for login in PAGES}
        for who, words in expected.items():
            for login in {"staff": KEEPING, "own": OWNER}.get(who, (who,)):
                wanted[login] = set(words.split())
        assert found == wanted

    def _seen_by(self, login):
        client, found = self.cast.client(login), set()
        for name in (*PAGES[login], *(["my:history"] if login in OWNER else ["cases:history"])):
            keys = () if name.startswith("my:") else (self.case.id,)
            keys = (self.entry.id,) if name == "my:history" else keys
            keys = (*keys, Entry._meta.label_lower, self.entry.id) if name == "cases:history" else keys
            answer = client.get(reverse(name, args=keys))
            if answer.status_code == 200:
                found |= set(re.findall(WORD, answer.content.decode()))
            else:
                assert not re.search(WORD, answer.content.decode()), f"{login} at {name}: {answer.status_code}"
        return {WORDS[word] for word in found if word in WORDS}

    def is_sent(self, failure):
        """The court asks on its own page, and is sent what is alleged."""
        law = {"purpose": "decision", "legal_ground": ground("decision")}
        request = self.do("disclosure.ask", "authority", **law, what="What is alleged.", why="A hearing is near.")
        picks = keys(self.cast, request, f"failure.{failure.id}")
        return sent(self.cast, prepared(self.cast, request, picks=picks))


@pytest.mark.timeout(300)
def test_after_each_turn_each_reads_what_their_purpose_allows(cast):
    turns = Turns(cast)
    turns.read(staff="said victim", own="said")

    condition = Condition.objects.filter(case=turns.case, condition_type__measure="weekly").latest("id")
    alleged = {"happened_at": cast.now - DAY, "manner": f"He did not come {ALLEGED}.", "condition": condition}
    failure = turns.do("failure.note", "officer", entry_id=turns.entry.id, **alleged)
    turns.read(staff="said victim alleged", own="said alleged")

    first = turns.is_sent(failure)
    turns.read(staff="said victim alleged", own="said alleged", authority="alleged")

    contest = lodge(cast, turns.entry.id, wrong=f"It was otherwise {WRONG}. My mother is ill {MOTHER}.")
    everything = "said victim alleged wrong mother"
    handler = {contest.handler.user.username: "said alleged wrong mother"}
    handler = {login: words for login, words in handler.items() if login in PAGES and login not in KEEPING}
    turns.read(staff=everything, own="said alleged wrong mother", authority="alleged", **handler)

    left_out = [{"passage": f"My mother is ill {MOTHER}.", "audience": "decision", "because": "others"}]
    answered(cast, contest, reasons=f"The list of the day says so {REASONS}.", left_out=left_out)
    own = "said alleged wrong mother reasons"
    turns.read(staff=f"{everything} reasons", own=own, authority="alleged")
    notice = RecipientNotice.objects.get(contest=contest, carrier=first.id)
    assert (notice.who, notice.of) == (first.recipient, "disputed")

    second = turns.is_sent(failure)
    turns.read(staff=f"{everything} reasons", own=own, authority="alleged wrong reasons")

    entry = Entry.objects.get(pk=turns.entry.id)
    passage = [{"about": "family", "text": f"He said {SAID}."}]
    better = {"entry_id": entry.id, "version": entry.version, "text": f"He came at ten {BETTER}."}
    why = {"reason": f"Misheard {MISHEARD}.", "moves_to_others": True, "segments": passage}
    turns.do("entry.correct", "officer", **better, **why)
    everything += " reasons better misheard"
    turns.read(staff=everything, own="better alleged wrong mother reasons", authority="alleged wrong reasons")

    law = WithholdingGround.objects.get(code="victim-protection")
    why = {"asked_as": "announced", "legal_ground": law, "reasons": "She would be in danger."}
    held = turns.do("withholding.ask", "officer", entry_id=entry.id, **why)
    decided = {"answer": "announced", "decision_reasons": "So it is.", "review_on": localdate(cast.now) + 90 * DAY}
    turns.do("withholding.decide", "manager", withholding_id=held.id, version=held.version, **decided)
    turns.read(staff=everything, own="alleged wrong mother reasons", authority="alleged wrong reasons")

    turns.do("disclosure.recall", "officer", disclosure_made_id=second.id, told="By letter.")
    turns.read(staff=everything, own="alleged wrong mother reasons", authority="alleged")
    assert verify() == []
