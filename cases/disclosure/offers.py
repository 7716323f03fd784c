"""What a purpose lets the service send of a case: proposed from the classification of each noun, never typed in.

Each floor registers which of its nouns can be sent at all; which of their fields is the engine's to say (rules 47, 49).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Model

from cases.disclosure.purposes import Purpose
from cases.disclosure.view import BASE, allowed, disclosed

BETWEEN = "."


@dataclass(frozen=True)
class Part:
    """A noun that can be sent: its title, its rows of a case, the links that are told by what they are known by.

    `rests_on` names the link to an entry whose disagreements go along (rule 46); `says` puts a field into words where
    its value is a code; `place` is where it stands among the others.
    """

    key: str
    title: str
    model: type[Model]
    rows: Callable
    links: tuple = ()
    rests_on: str = ""
    says: dict = field(default_factory=dict)
    place: int = 5


@dataclass(frozen=True)
class Offer:
    """One record as it can be sent: facts as (key to tick, field, label, value)."""

    part: Part
    about: UUID
    facts: list = field(default_factory=list)
    entry_id: UUID | None = None

    @property
    def keys(self) -> list:
        """What can be ticked."""
        return [key for key, *_rest in self.facts]


_parts: dict[str, Part] = {}


def register_part(key, title, model, rows, **more):
    """Let a floor say that rows of a noun, `rows(case_id)`, can be sent; `more` are the other fields of Part."""
    _parts[key] = Part(key, title, model, rows, **more)


def parts() -> list[Part]:
    """Every noun that can be sent, in its place."""
    return sorted(_parts.values(), key=lambda part: part.place)


def sendable(model, purpose) -> tuple[str, ...]:
    """The fields of a noun that may be sent for a purpose.

    Nothing leaves about a person that they could not themselves read: what others see of a disclosure, they see.
    """
    own = allowed(model, Purpose.OWN_RECORD)
    return tuple(name for name in allowed(model, purpose) if name in own and name not in BASE)


def offered(case_id, purpose, to) -> list[Offer]:
    """All that a purpose lets the service send of a case, record by record; `to` is the visitor who reads it."""
    return [offer for part in parts() for offer in _of(part, case_id, purpose, to) if offer.facts]


def _of(part, case_id, purpose, to):
    names = sendable(part.model, purpose)
    if not names:
        return
    links = tuple(name for name in part.links if name in names)
    for shown in disclosed(part.rows(case_id), purpose, to, *links):
        facts = [
            (BETWEEN.join((part.key, str(shown.id), name)), name, label, part.says.get(name, _as_it_is)(value))
            for name, label, value in shown.facts()
            if name in names and value not in (None, "")
        ]
        entry_id = getattr(shown, f"{part.rests_on}_id", None) if part.rests_on in names else None
        yield Offer(part, shown.id, facts, entry_id)


def _as_it_is(value):
    return value


def chosen(offers, picks) -> list[Offer]:
    """The offers cut down to what was ticked. Raises LookupError for anything that was not offered: never up."""
    picks = set(picks)
    if picks - {key for offer in offers for key in offer.keys}:
        raise LookupError
    cut = (Offer(o.part, o.about, [fact for fact in o.facts if fact[0] in picks], o.entry_id) for o in offers)
    return [offer for offer in cut if offer.facts]


def joins_too_much(held, new, purpose) -> bool:
    """Whether what somebody holds for another purpose and what they are to get would be more than each allows.

    `held` and `new` are (model, field names, purpose) and (model, field names). For one purpose the other's fields
    must be allowed as well, in both directions; links are told by a name and count like any field.
    """
    others = {theirs for _model, _names, theirs in held}
    more_held = any(set(names) - set(sendable(model, purpose)) for model, names, _theirs in held)
    return more_held or any(set(names) - set(sendable(model, theirs)) for theirs in others for model, names in new)
