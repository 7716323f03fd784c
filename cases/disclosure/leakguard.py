"""The leak guard: what is registered of other people is looked for before others may read a text (rules 8, 9, 47).

It stands where every verb keeps a record (cases.actions.verb.keep), so that no verb has to remember it. Whoever works
with the record is warned once; a victim's name or address is never told to somebody who may not know it.
"""

from collections.abc import Iterable
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, cached_property

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import CharField, F, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from cases.access.roles import Role
from cases.disclosure import likeness
from cases.disclosure.purposes import WORK, Purpose
from cases.disclosure.view import classification
from cases.models.caserecord import CaseRecord
from cases.models.entry import APART, OthersSegment
from cases.models.third_party import WATCHED, ThirdPartyIdentifier, VictimIdentifier
from cases.models.victim import VictimContact

# Whoever reads for one of these purposes reads inside the service; all others are outside.
INSIDE = WORK | {Purpose.VICTIM_CONTACT, Purpose.RETENTION}
HOW = {
    "name": likeness.name_in,
    "address": likeness.address_in,
    "phone": likeness.number_in,
    "email": likeness.mail_in,
    "number": likeness.number_in,
    "contact": likeness.contact_in,
}
STAFF = (Role.OFFICER, Role.MANAGER)
OWN, OF_THE_CASE, OF_A_VICTIM = "own", "case", "victim"


@dataclass(frozen=True)
class Finding:
    """Something registered that stands in a text: what kind of thing, whose, and the sentence that holds it.

    The registered value itself is never here; the sentence only where whoever asks may know the value.
    """

    kind: str
    whose: str
    passage: str = ""

    def __str__(self):
        named = {"kind": dict(WATCHED)[self.kind], "whose": dict(OthersSegment.About.choices)[self.whose]}
        said = _("Here stands %(kind)s that is registered as somebody else’s: %(whose)s.") % named
        return f"{said} “{self.passage}”" if self.passage else said


class Leak(ValidationError):
    """A text that others may read holds what is registered as somebody else's. Nothing was saved."""

    def __init__(self, found: dict, texts: dict):
        self.found, self.texts = found, texts
        way_on = _("Take it out, or move it to the part about other people. Or say below why it may be shown.")
        super().__init__({name: " ".join([*map(str, findings), way_on]) for name, findings in found.items()})


class Watch:
    """The guard on one case, for one visitor, during one action; `because` is why something may be shown."""

    def __init__(self, case_id, purpose, because="", staff_id=None, now=None):
        self.case_id, self.purpose, self.because = case_id, purpose, because.strip()
        self.staff_id, self.now = staff_id, now

    @cached_property
    def registered(self) -> list[tuple]:
        """(origin, whose, kind, value) of everything watched for the person of the case. One query."""
        return list(_registered(self.case_id))

    @cached_property
    def others(self) -> list[tuple]:
        """What of it is other people's."""
        return [row for row in self.registered if row[0] != OWN]

    @cached_property
    def own(self) -> frozenset:
        """The words of the person's own names: they tell of nobody else."""
        names = (value for origin, _whose, _kind, value in self.registered if origin == OWN)
        return frozenset(word for name in names for word in likeness.words_of(name))

    def found(self, text) -> list[Finding]:
        """What of it stands in a text, each kind of thing once."""
        if not self.others or not text:
            return []
        read = likeness.Text(text)
        places = ((origin, whose, kind, HOW[kind](read, value, self.own)) for origin, whose, kind, value in self.others)
        found = {
            Finding(kind, whose, read.passage(place) if self._may_know(origin) else "")
            for origin, whose, kind, place in places
            if place is not None
        }
        return sorted(found, key=lambda one: (one.whose, one.kind, one.passage))

    def _may_know(self, origin):
        return origin == OF_THE_CASE and self.purpose in APART

    def check(self, record) -> dict[str, list[Finding]]:
        """What stands in the texts of a record, new or changed, that somebody outside will read, by field.

        Raises Leak, unless it was said why it may be shown.
        """
        names = outside_texts(type(record))
        about = record.reached_by == "person" or getattr(record, "case_id", None) == self.case_id
        if not names or not about or not self.others:
            return {}
        texts = dict(_changed(record, names))
        found = {name: some for name, text in texts.items() if (some := self.found(text))}
        if found and not self.because:
            raise Leak(found, texts)
        return found


def knows_again(kind, value) -> bool:
    """Whether the guard would know this value again in a text."""
    return HOW[kind](likeness.Text(value), value) is not None


def names_victim(victim, text) -> bool:
    """Whether a text holds the name of a victim or a way to reach them."""
    read = likeness.Text(text)
    watched = VictimIdentifier.objects.filter(victim_id=victim.pk, watched_until=None).values_list("kind", "value")
    known = [("name", victim.name), ("contact", victim.safe_contact), *watched]
    return any(HOW[kind](read, value) is not None for kind, value in known)


def others_than(victim) -> list[tuple]:
    """(kind, value) of what is registered as anybody else's than this victim's, in any case of the same person."""
    of_person = {"case__person__case_records": victim.case_id}
    victims = VictimContact.objects.filter(**of_person).exclude(pk=victim.pk)
    rows = victims.values_list("name", "safe_contact")
    of_victims = VictimIdentifier.objects.filter(victim__in=victims, watched_until=None)
    of_case = ThirdPartyIdentifier.objects.filter(**of_person, watched_until=None)
    return [
        *(("name", name) for name, _contact in rows),
        *(("contact", contact) for _name, contact in rows),
        *of_victims.values_list("kind", "value"),
        *of_case.values_list("kind", "value"),
    ]


def _registered(case_id) -> Iterable[tuple]:
    """Rows of all cases of the same person: a victim of an earlier case is still one."""
    watched = {"watched_until": None}
    of_case = ThirdPartyIdentifier.objects.filter(case__person__case_records=case_id, **watched)
    victims = VictimContact.objects.filter(case__person__case_records=case_id)
    of_victims = VictimIdentifier.objects.filter(victim__case__person__case_records=case_id, **watched)
    person = CaseRecord.objects.filter(pk=case_id)
    victim = OthersSegment.About.VICTIM
    return _rows(of_case, OF_THE_CASE, F("whose"), F("kind"), "value").union(
        _rows(of_victims, OF_A_VICTIM, Value(victim), F("kind"), "value"),
        _rows(victims, OF_A_VICTIM, Value(victim), Value("name"), "name"),
        _rows(victims, OF_A_VICTIM, Value(victim), Value("contact"), "safe_contact"),
        _rows(person, OWN, Value(""), Value("name"), "person__given_names"),
        _rows(person, OWN, Value(""), Value("name"), "person__family_name"),
        _rows(person, OWN, Value(""), Value("name"), "person__name_in_latin"),
        all=True,
    )


def _rows(queryset, origin, *columns):
    texts = (Value(origin), *columns)
    return queryset.order_by().values_list(*(Cast(column, CharField(max_length=400)) for column in texts))


@cache
def outside_texts(model) -> tuple[str, ...]:
    """The free texts of a noun that serve somebody outside; what names others on purpose is not among them."""
    if model.reached_by == "service":
        return ()
    meant = getattr(model.Disclosure, "names_others", ())
    kinds = (models.CharField, models.TextField)
    return tuple(
        field.name
        for field in model._meta.local_concrete_fields
        if isinstance(field, kinds) and not field.choices and field.editable
        if field.name not in meant and classification(model)[field.name] - INSIDE
    )


def _changed(record, names):
    """(name, text) of the texts that differ from what is kept; all of them where the record is new. One query."""
    kept = {} if record._state.adding else type(record).objects.filter(pk=record.pk).values(*names).first() or {}
    return [(name, getattr(record, name)) for name in names if getattr(record, name) != kept.get(name, "")]


_watch: ContextVar[Watch | None] = ContextVar("leak_guard", default=None)
_because: ContextVar[str] = ContextVar("shown_because", default="")


@contextmanager
def watching(door, now):
    """Watch what an action on a case keeps, where whoever acts works inside the service; others learn nothing of it.

    `door` is the opened door to the case, None for an action on anything else.
    """
    inside = door is not None and door.purpose in WORK
    post = door.visitor.post(*STAFF) if inside else None
    token = _watch.set(Watch(door.case_id, door.purpose, _because.get(), post.source, now) if post else None)
    try:
        yield
    finally:
        _watch.reset(token)


@contextmanager
def shown_because(reason):
    """What is done inside may show what is registered as somebody else's, for this reason, which is kept."""
    token = _because.set(reason or "")
    try:
        yield
    finally:
        _because.reset(token)


def on_guard() -> Watch | None:
    """The watch over the action that is open; None outside of one, and for those outside the service."""
    return _watch.get()
