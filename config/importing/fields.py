"""What a row of another service's export can fill: our fields, and what each must be. Data, and one function a kind."""

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.timezone import make_aware

from cases.forms import one_plain_line
from cases.languages import LanguageField, code_of
from cases.models import CaseRecord, ContactPoint, Entry, Origin, Person, User
from sanctions.models import Condition, Decision, Sanction

EARLIEST = 1900
YES, NO = ("1", "true", "yes", "y"), ("0", "false", "no", "n")
# Signs of control that a long text may hold.
IN_A_TEXT = "\n\r\t"


class Reason(ValueError):
    """What is wrong with a value, in words that do not repeat it."""


@dataclass(frozen=True)
class Asked:
    """One thing a row says: its name in mappings, the field it fills, and whether it may be missing.

    Of a link, the value is what the record it leads to is known by: a unit's name, a type's code.
    """

    name: str
    field: models.Field
    needed: bool = False


def _of(model, names, needed=(), **renamed):
    """Each field of a model by its own name, or by the one given for it."""
    return tuple(Asked(name, model._meta.get_field(renamed.get(name, name)), name in needed) for name in names.split())


CASE = (
    *_of(Origin, "number person_number", needed=("number",)),
    *_of(
        Person,
        "given_names family_name name_in_latin birth_date sex nationality language interpreter reads reading_need"
        " disability_need",
        needed=("given_names", "family_name", "birth_date", "language"),
    ),
    *_of(ContactPoint, "address phone email", address="value", phone="value", email="value"),
    *_of(CaseRecord, "unit opened_on ended_on ended_as", needed=("opened_on",)),
    # Whoever keeps it, by log-in.
    Asked("officer", User._meta.get_field("username")),
    *_of(Decision, "authority reference decided_on offence considered"),
    *_of(Sanction, "sanction_type starts_on ends_on"),
)
CONDITION = _of(
    Condition,
    "condition_type wording amount owed_to protected_person ethical_standard provider",
    needed=("condition_type", "wording"),
)
ENTRY = _of(Entry, "kind happened_at nature source serves text", needed=("happened_at", "text"))
OF_PERSON = tuple(asked.name for asked in CASE if asked.field.model is Person)
NAMED_POINTS = ("address", "phone", "email")
ORDER = ("authority", "reference", "decided_on", "offence", "sanction_type", "starts_on", "ends_on")


def as_text(asked, value, _read) -> str:
    """Text within its length; one line where the field is one, and nothing in it that cannot be seen."""
    if len(value) > (longest := asked.field.max_length):
        raise Reason(f"is longer than {longest:,} characters")
    if isinstance(asked.field, models.TextField):
        if any(ord(sign) < 32 and sign not in IN_A_TEXT for sign in value):
            raise Reason("holds signs of control that no text has")
        return value
    try:
        one_plain_line(value)
    except ValidationError as error:
        raise Reason("is not one line of signs that can be seen") from error
    return value


def as_date(_asked, value, read) -> datetime.date:
    """A day in the form the mapping names."""
    try:
        day = datetime.datetime.strptime(value, read.date).date()  # noqa: DTZ007 (a day has no zone)
    except ValueError as error:
        raise Reason(f"is no day in the form {read.date}") from error
    if day.year < EARLIEST:
        raise Reason(f"lies before {EARLIEST}")
    return day


def as_moment(asked, value, read) -> datetime.datetime:
    """The beginning of a day, in the service's own time zone."""
    return make_aware(datetime.datetime.combine(as_date(asked, value, read), datetime.time()))


def as_number(_asked, value, _read) -> int:
    """A whole number that is not negative."""
    if not re.fullmatch(r"[0-9]{1,9}", value):
        raise Reason("is no whole number")
    return int(value)


def as_yes_or_no(_asked, value, _read) -> bool:
    """Yes or no, in English, as a number, or by the mapping's codes."""
    if (said := value.casefold()) in YES + NO:
        return said in YES
    raise Reason("is neither yes nor no; name the values in the mapping's codes")


def as_choice(asked, value, _read) -> str:
    """One of the values that the field knows."""
    if value not in dict(asked.field.flatchoices):
        raise Reason(f"is no value known here; name it in the mapping's codes.{asked.name}")
    return value


def as_language(_asked, value, _read) -> str:
    """The code of a language, by its code or by what it is called."""
    if not (code := code_of(value)):
        raise Reason("is called like no language known here; name it in the mapping's codes.language")
    return code


def as_link(asked, value, read):
    """The record a link leads to."""
    if (found := read.known(asked.field.related_model).get(value)) is None:
        raise Reason(f"names no {asked.field.related_model._meta.verbose_name} that is known here")
    return found


KINDS = (
    (LanguageField, as_language),
    (models.ForeignKey, as_link),
    (models.DateTimeField, as_moment),
    (models.DateField, as_date),
    (models.BooleanField, as_yes_or_no),
    (models.IntegerField, as_number),
)


def kind_of(asked) -> Callable:
    """The function that reads what is asked for: (asked, text, reading) to a value, or Reason."""
    otherwise = as_choice if asked.field.choices else as_text
    return next((read for kind, read in KINDS if isinstance(asked.field, kind)), otherwise)
