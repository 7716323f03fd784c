"""How floors compose: each app registers at start what it brings, and the ground shows the whole without looking up."""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.utils.timezone import make_aware

from cases.access.roles import Role
from cases.disclosure.purposes import Purpose


@dataclass(frozen=True)
class Panel:
    """A block on a page: its template and what the template needs, made of Disclosed objects and plain values.

    The template is included by the page and finds its context under the name `panel`.
    """

    template: str
    context: dict[str, Any]


@dataclass(frozen=True)
class Words:
    """The person's own words that stay beside a content wherever it goes, and how they were answered (rule 46).

    `correction` is what holds instead of the content where that is sealed.
    """

    text: str
    answer: str = ""
    correction: str = ""
    waiting: bool = False
    key: Any = None


@dataclass(frozen=True)
class Item:
    """One thing in a section: its title, facts as (name, label, value), free text, and what belongs beside it.

    `withheld` announces that a part is left out; `key` leads to the record it was made from.
    """

    title: str
    facts: list = field(default_factory=list)
    text: str = ""
    words: list = field(default_factory=list)
    withheld: bool = False
    key: Any = None

    def fact(self, name):
        """The value of one fact, None where it is not among them."""
        return next((value for known, _label, value in self.facts if known == name), None)

    def in_words(self, name="") -> str:
        """All it says as plain text, or what one of its facts says."""
        if name:
            return str(self.fact(name))
        return "\n".join([*(f"{label}: {value}" for _name, label, value in self.facts), self.text]).strip()


@dataclass(frozen=True)
class Section:
    """A part of the person's own record: page, print and machine-readable copy are made from the same items.

    `items` are Items, or Disclosed objects shown field by field.
    """

    key: str
    title: str
    items: list
    withheld: bool = False


@dataclass(frozen=True)
class WorkItem:
    """One thing to do: when it is due, what it is, whose case, and the one verb that does it."""

    due: Any
    title: str
    person: str
    verb: str
    url: str
    overdue: bool = False

    @property
    def due_at(self) -> datetime:
        """When it is due, as a moment, so that days and moments stand in one order."""
        return self.due if isinstance(self.due, datetime) else make_aware(datetime.combine(self.due, time.max))

    @property
    def by_the_day(self) -> bool:
        """Due on a day, not at an hour."""
        return not isinstance(self.due, datetime)


@dataclass(frozen=True)
class Tab:
    """A page about a case: its label, URL name, the act one must be allowed, and its place in the row (1 to 9)."""

    label: str
    url_name: str
    act: str
    place: int = 5


@dataclass(frozen=True)
class Lead:
    """A way from one record to what is done about it: its label, and a URL name that takes case and record."""

    label: str
    url_name: str


@dataclass(frozen=True)
class Contestable:
    """What the person may contest of a section of their own record, and how it is put right (rule 46).

    `section` is the own_sections function, `model` the noun its items are of, `one` a function(door, key) that gives
    one of them as an Item, or None (cases.views.own_sections.contestable makes it). `entry` leads from the noun to
    the entry made of it, `authors` to log-ins of those who answer for it beside whoever wrote a version. What
    `corrects` names is corrected by a new version; all else is sealed, or follows from what is: the correction stands
    beside it. `text` is the field that is meant where no part of an item is named.
    """

    section: Callable
    model: type
    one: Callable
    entry: str = ""
    authors: tuple = ()
    corrects: frozenset = frozenset()
    text: str = "text"


@dataclass(frozen=True)
class EarlierRecipient:
    """Somebody outside who got a content: who, in what, which record carried it, and when.

    `known`: whether the person may know of it by now (an urgent report is served on them after it was sent).
    """

    who: str
    what: str
    carrier: UUID
    got_at: datetime
    known: bool = True


@dataclass(frozen=True)
class CaseEvent:
    """Something that happened in a case: which kind, which record tells of it, on which day, known since which.

    `protects` names whom a condition protects, to find whose it is; None where it is about no such condition.
    """

    code: str
    about: UUID
    day: date
    known_on: date
    protects: tuple | None = None


@dataclass(frozen=True)
class Owed:
    """What a person was ordered to make good to whoever was harmed, and what of it was, in words; until which day."""

    title: str
    stands: str
    updated_on: date | None


def as_the_person(door):
    """The same door as the person finds it: whoever copies from paper quotes what the person may read."""
    seen = copy(door)
    seen.purpose, seen.role, seen.parts = Purpose.OWN_RECORD, Role.PERSON, None
    return seen


@dataclass
class Composition:
    """What the apps registered, in order of registration (the order of INSTALLED_APPS, ground first)."""

    tabs: list = field(default_factory=list)
    overview: list = field(default_factory=list)
    own_home: list = field(default_factory=list)
    own_sections: list = field(default_factory=list)
    own_copies: list = field(default_factory=list)
    readers: list = field(default_factory=list)
    work: list = field(default_factory=list)
    team: list = field(default_factory=list)
    public: list = field(default_factory=list)
    message_leads: dict = field(default_factory=dict)
    papers: list = field(default_factory=list)
    parts: dict = field(default_factory=dict)
    contestables: dict = field(default_factory=dict)
    recipients: list = field(default_factory=list)
    explained: list = field(default_factory=list)
    case_events: list = field(default_factory=list)
    owed_to_victims: list = field(default_factory=list)
    about_the_person: list = field(default_factory=list)
    help: list = field(default_factory=list)
    stops: list = field(default_factory=list)
    hanging: list = field(default_factory=list)
    kinds_of_sanction: list = field(default_factory=list)

    def item(self, door, kind, key):
        """One item of the person's own record as the person has it; None where there is none to contest."""
        known = self.contestables.get(kind)
        if known is None or not self.covered([known.section], door):
            return None
        return known.one(as_the_person(door), key)

    def contested(self, door) -> list:
        """The parts of the record whose contents the person, or who acts for them, contests behind this door."""
        return [kind for kind, known in self.contestables.items() if self.covered([known.section], door)]

    def covered(self, makers, door) -> list:
        """Those of own_sections or own_home that belong to what the door opens on."""
        return [make for make in makers if make not in self.parts or door.covers(self.parts[make])]


# tabs: Tab. overview, own_home, own_copies: function(door) -> Panel or None.
# own_sections: function(door) -> Section. readers: function(door) -> rows of (who, as what, why, until).
# work: function(visitor) -> list of WorkItem. team: function(visitor, units) -> list of overdue WorkItem.
# public: function() -> Panel about the service itself, which holds no record.
# message_leads: a message's topic -> Lead to what the officer does about it.
# parts: an own_sections or own_home function -> the Part of the record a mandate must cover; without one, none.
# contestables: the key of an own section -> Contestable; what is not named here is not contested item by item.
# recipients: function(contest) -> EarlierRecipients: who got what it is about (`item_id`, `entry_id`) before now.
# case_events: function(case_ids, today) -> (case, CaseEvent)s that a victim might be told of, as law and consent allow.
# owed_to_victims: function(case_id) -> Oweds.
# about_the_person: function(case_id) -> (kind, value) rows, by the leak guard's kinds, that no text for a victim holds.
# explained: function(explanation, words, now) that keeps which texts were put to the person, inside the action.
# help: function(door) -> Panel of help that is given, or None, beside what is needed.
# stops: function(case, now) -> sentences, each one thing that must end before a record is archived or destroyed.
# hanging: function(case, person_goes) -> keys of roots of other kinds that are destroyed with the case.
# kinds_of_sanction: function(case_ids) -> (case, code) rows: which types of sanction a case held.
# papers: function(door) -> (key, title) of what was written about the person and is explained to them.
composition = Composition()
