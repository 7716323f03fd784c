"""How floors compose: each app registers at start what it brings, and the ground shows the whole without looking up."""

from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any

from django.utils.timezone import make_aware


@dataclass(frozen=True)
class Panel:
    """A block on a page: its template and what the template needs, made of Disclosed objects and plain values.

    The template is included by the page and finds its context under the name `panel`.
    """

    template: str
    context: dict[str, Any]


@dataclass(frozen=True)
class Words:
    """The person's own words that stay beside a content wherever it goes, and how they were answered (rule 46)."""

    text: str
    answer: str = ""
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

    def covered(self, makers, door) -> list:
        """Those of own_sections or own_home that belong to what the door opens on."""
        return [make for make in makers if make not in self.parts or door.covers(self.parts[make])]


# tabs: Tab. overview, own_home, own_copies: function(door) -> Panel or None.
# own_sections: function(door) -> Section. readers: function(door) -> rows of (who, as what, why, until).
# work: function(visitor) -> list of WorkItem. team: function(visitor, units) -> list of overdue WorkItem.
# public: function() -> Panel about the service itself, which holds no record.
# message_leads: a message's topic -> Lead to what the officer does about it.
# parts: an own_sections or own_home function -> the Part of the record a mandate must cover; without one, none.
# papers: function(door) -> (key, title) of what was written about the person and is explained to them.
composition = Composition()
