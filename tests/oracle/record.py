"""One person's record as the Rules see it: who may open it, and which of the words written in it they then read.

Words stand for what was written; log-ins for people. Nothing here is asked of the product.
"""

from dataclasses import dataclass, field

OPEN, REFUSED, UNKNOWN = 200, 403, 404
# What somebody is to the record, in the order in which it counts, and whether they read what is about others (rule 8).
READS_OTHERS = {"keeper": True, "manager": True, "inspector": True, "handler": False}


@dataclass
class Version:
    """One version of an entry: its words, why and by whom it was written, and whether a passage left it with that."""

    word: str
    why: str = ""
    moved: bool = False
    by: str = ""


@dataclass
class Said:
    """What the person says against an entry, the answer, and its review by yet another."""

    wrong: str
    right: str
    handler: str
    answer: str = ""
    reasons: str = ""
    answered_on: int = 0
    reviewer: str = ""
    review_why: str = ""
    review_answer: str = ""
    review_reasons: str = ""
    taken_back: bool = False

    @property
    def stands(self):
        """Whether it stays beside the entry: what was not simply corrected, and not taken back (rule 46)."""
        return (self.review_answer or self.answer) != "corrected" and not self.taken_back

    @property
    def asks(self):
        """Who is to say something to it now; nobody where all is said."""
        if self.taken_back or self.review_answer or (self.answer and not self.reviewer):
            return ""
        return self.reviewer or self.handler

    @property
    def last_reasons(self):
        """The reasons of what holds."""
        return self.review_reasons or self.reasons

    @property
    def beside(self):
        """The words that stand beside the entry."""
        return {self.wrong, self.last_reasons}


@dataclass
class Withheld:
    """That an entry is kept from the person: as it was asked until a day, then as it was decided."""

    asked: str
    until: int
    decided: str = ""

    def on(self, day) -> str:
        """How it is kept from them on a day: announced, hidden, or not at all."""
        if self.decided:
            return "" if self.decided == "refused" else self.decided
        return self.asked if day <= self.until else ""


@dataclass
class Told:
    """An entry: its versions, what is about others, what the person says against it, whether it is kept from them."""

    author: str
    versions: list
    others: list = field(default_factory=list)
    said: list = field(default_factory=list)
    withheld: Withheld | None = None

    def kept_back(self, day) -> str:
        """How it is kept from the person on a day."""
        return self.withheld.on(day) if self.withheld else ""

    @property
    def now(self):
        """The words that hold now."""
        return self.versions[-1].word

    @property
    def waiting(self):
        """What nobody has answered yet."""
        return next((each for each in self.said if not each.answer and not each.taken_back), None)

    @property
    def wrote(self):
        """Whoever wrote any of it: none of them answers the person (rule 46)."""
        return {self.author, *(version.by for version in self.versions)} - {""}

    def since(self):
        """The versions that never held a passage about others: what the person, and who answers them, may read."""
        last = max((place for place, version in enumerate(self.versions) if version.moved), default=0)
        return self.versions[last:]


@dataclass
class Record:
    """The record and the ways to it; days are counted from the day on which the story begins."""

    keeper: str
    managers: set
    inspectors: set
    person: str
    placed: set
    records: set
    mandates: dict  # log-in: the day on which it ends, None where it does not
    excluded: dict = field(default_factory=dict)  # log-in: the day on which it ends
    entries: dict = field(default_factory=dict)
    gone: list = field(default_factory=list)  # the keys of entries that did not belong here (rules 43, 45)
    others: dict = field(default_factory=dict)  # another record: who reads it
    joined: set = field(default_factory=set)  # the other records that are of the same person (rule 42)
    ended: bool = False

    def is_to(self, login, day) -> list:
        """What somebody is to the record on a day, what counts most first."""
        if self.excluded.get(login, day) > day:
            return []
        handles = any(each.asks == login for told in self.entries.values() for each in told.said)
        found = {
            "keeper": login == self.keeper,
            "manager": login in self.managers,
            "inspector": login in self.inspectors,
            "handler": handles,
            "person": login == self.person,
            "representative": self.acts_for(login, day),
            "agency": login in self.placed,
            "records": login in self.records and self.ended,
        }
        return [name for name, holds in found.items() if holds]

    def acts_for(self, login, day):
        """Whether a mandate is in force."""
        return login in self.mandates and (self.mandates[login] is None or self.mandates[login] > day)

    def case_page(self, login, day) -> int:
        """What a page of the service about the case answers."""
        roles = self.is_to(login, day)
        if not roles:
            return UNKNOWN
        return OPEN if any(role in READS_OTHERS for role in roles) else REFUSED

    def own_page(self, login, day) -> int:
        """What a page of the person's own answers."""
        return OPEN if {"person", "representative"} & set(self.is_to(login, day)) else UNKNOWN

    def on_the_overview(self, login, day) -> set:
        """The other records to which the overview leads: those of the same person that the reader may open too."""
        if not any(READS_OTHERS.get(role) for role in self.is_to(login, day)):
            return set()
        return {other for other in self.joined if login in self.others[other]}

    def _reads_others(self, login, day):
        return READS_OTHERS[next(role for role in self.is_to(login, day) if role in READS_OTHERS)]

    def on_the_timeline(self, login, day) -> set:
        """The words on the record's page of the service."""
        found = set()
        for told in self.entries.values():
            found |= {told.now} | {word for each in told.said if not each.taken_back for word in each.beside}
            found |= set(told.others) if self._reads_others(login, day) else set()
        return found - {""}

    def on_the_history(self, login, key, day) -> set:
        """The words on the page that says what changed in an entry."""
        told = self.entries[key]
        versions = told.versions if self._reads_others(login, day) else told.since()
        why = {version.why for version in (versions if self._reads_others(login, day) else versions[1:])}
        return {version.word for version in versions} | why - {""}

    def on_the_own_page(self, day) -> set:
        """The words on the person's page of what is written about them; of what is announced, their own alone."""
        found = set()
        for told in self.entries.values():
            if told.kept_back(day) != "hidden":
                found |= {word for each in told.said if each.stands for word in each.beside}
            if not told.kept_back(day):
                found |= {told.now}
        return found - {""}

    def on_the_own_history(self, key, day) -> set | None:
        """The words on the person's page of what changed in an entry; None where there is no such page for them."""
        told = self.entries[key]
        if told.kept_back(day):
            return None
        first, *later = told.since()
        changed = {word for version in later for word in (first.word, version.word, version.why)}
        beside = {word for each in told.said if each.stands for word in each.beside}
        return (changed | beside | {told.now}) - {""}

    def in_the_own_copy(self, day) -> set:
        """The words in the file the person takes away: the page's, and every disagreement in full."""
        said = [each for told in self.entries.values() for each in told.said]
        in_full = {word for each in said for word in (each.wrong, each.right, each.reasons)}
        in_full |= {word for each in said for word in (each.review_why, each.review_reasons)}
        return (self.on_the_own_page(day) | in_full) - {""}
