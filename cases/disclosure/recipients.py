"""Who can be told something: each floor brings its own kind of recipient, and says who is in force (rules 50–54)."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Recipient:
    """Somebody outside who asks or is told; without a key, somebody the service keeps no register of."""

    kind: str
    key: UUID | None
    name: str
    address: str


@dataclass(frozen=True)
class Register:
    """A register of recipients.

    `listed(now)` and `of_visitor(visitor)` return Recipients; `refusal(key, now)` says in plain words why nothing may
    be sent to one now, "" where it may.
    """

    role: str
    listed: Callable
    of_visitor: Callable
    refusal: Callable


_registers: dict[str, Register] = {}


def register_recipients(kind, **functions):
    """Let a floor bring a kind of recipient; the names are those of Register."""
    _registers[kind] = Register(**functions)


def listed(now) -> list[Recipient]:
    """Every recipient that is registered."""
    return [recipient for register in _registers.values() for recipient in register.listed(now)]


def recipient_of(visitor, role) -> Recipient | None:
    """For whom a visitor acts in a role."""
    found = (register.of_visitor(visitor) for register in _registers.values() if register.role == role)
    return next((recipient for some in found for recipient in some), None)


def refusal(kind, key, now) -> str:
    """Why nothing may be sent to a recipient now; "" where it may."""
    return _registers[kind].refusal(key, now) if kind in _registers else ""


def role_of(kind) -> str:
    """In which role whoever acts for a recipient looks; "" where nobody does."""
    return _registers[kind].role if kind in _registers else ""
