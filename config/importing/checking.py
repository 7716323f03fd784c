"""Checking each row before anything is written: what it says, and whether that can be so."""

import json
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from cases.forms import likely_born
from config.importing.fields import CASE, CONDITION, ENTRY, NAMED_POINTS, OF_PERSON, ORDER, Reason, kind_of
from config.importing.known import Known
from config.importing.reading import WrongRow
from sanctions.actions.imposing import check_dates, check_explicit
from sanctions.models import Condition

WHOLE_ROW = "(the row)"
GROUPS = (("conditions", CONDITION), ("entries", ENTRY))
READERS = {asked.name: (asked, kind_of(asked)) for asked in (*CASE, *CONDITION, *ENTRY)}


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: the line, our field (or group and number), and the reason, without what stands there."""

    line: int
    field: str
    reason: str

    def __str__(self):
        return f"line {self.line}, {self.field}: {self.reason}"


@dataclass
class Row:
    """A row as it was understood: our fields with their values, and what it is to what is here already."""

    line: int
    said: dict
    conditions: list = field(default_factory=list)
    entries: list = field(default_factory=list)
    digest: str = ""
    # None: nobody knows it here; else whether it says what it said when it was brought in.
    is_same: bool | None = None
    # The officer's post, once it is known to be one.
    post: Any = None

    def __getitem__(self, name) -> Any:
        return self.said.get(name)

    @property
    def person(self) -> dict:
        """What it says of the person."""
        return {name: self.said[name] for name in OF_PERSON if name in self.said}

    @property
    def points(self) -> list:
        """How the person is reached: (kind, value)."""
        return [(kind, self.said[kind]) for kind in NAMED_POINTS if kind in self.said]

    @property
    def has_order(self) -> bool:
        """Whether it names a decision."""
        return any(name in self.said for name in ORDER)


class Checker:
    """Understands one row after the other; what rows say of each other and of what is here is checked too."""

    def __init__(self, mapping, now):
        self.mapping, self.today, self.now = mapping, localdate(now), now
        self.here = Known(mapping.source, mapping.date, now)
        self.lines, self.persons, self.kept = {}, {}, {}

    def check(self, line, given):
        """The Row, and what is wrong with it: a list of Problems, empty where nothing is."""
        wrong = []
        if isinstance(given, WrongRow):
            return None, [Problem(line, WHOLE_ROW, str(given))]
        row = Row(line, self._said(line, "", CASE, self.mapping.columns, given, wrong))
        for name, asked in GROUPS:
            getattr(row, name).extend(self._groups(line, name, asked, given, wrong))
        if not wrong:
            row.digest = _digest(row)
            row.is_same = self.here.is_same(row)
            wrong += [Problem(line, name, reason) for name, reason in self._rules(row)]
        return row, wrong

    def _groups(self, line, name, asked, given, wrong):
        for group in getattr(self.mapping, name):
            parts = given.get(group.each) if group.each else [given]
            if not isinstance(parts or [], list):
                wrong.append(Problem(line, name, "is no list of objects"))
                continue
            for part in parts or []:
                if not isinstance(part, dict):
                    wrong.append(Problem(line, name, "is no list of objects"))
                # Columns of a CSV that are all empty say that there is no such thing.
                elif group.each or any(part.get(column) for column in group.columns.values()):
                    yield self._said(line, f"{name}.", asked, group.columns, part, wrong)

    def _said(self, line, prefix, fields, columns, given, wrong) -> dict:
        """The values of the fields that a row says; what cannot be understood is added to `wrong`."""
        found = {}
        for asked in fields:
            text = given.get(columns.get(asked.name), "") if asked.name in columns else ""
            try:
                value = self._read(asked, text)
            except Reason as reason:
                wrong.append(Problem(line, prefix + asked.name, str(reason)))
                continue
            if value is not None:
                found[asked.name] = value
        return found

    def _read(self, asked, text):
        if not isinstance(text, str):
            raise Reason("is no plain value")
        text = text.strip()
        codes = self.mapping.codes.get(asked.name)
        if text and codes and text in codes:
            text = codes[text]
        text = text or self.mapping.defaults.get(asked.name, "")
        if not text:
            if asked.needed:
                raise Reason("is empty")
            return None
        if "\0" in text:
            raise Reason("holds signs of control that no text has")
        if any("\ud800" <= sign <= "\udfff" for sign in text):
            raise Reason("holds half a sign")
        asked, read = READERS[asked.name]
        return read(asked, text, self.here)

    def _rules(self, row):
        """(field, reason) for what cannot be so, of this row and beside the others."""
        yield from self._once(row)
        if row.is_same is not None:
            # It is not brought in again: whether its officer is still in office is nobody's question.
            return
        yield from _refused("birth_date", likely_born, row["birth_date"], self.today)
        yield from self._supervision(row)
        yield from self._order(row)
        for number, condition in enumerate(row.conditions, 1):
            yield from _refused(f"conditions.{number}", check_explicit, Condition(**condition))
        if row.entries and any(entry["happened_at"] > self.now for entry in row.entries):
            yield "entries.happened_at", "lies in the future"
        yield from self._person(row)

    def _supervision(self, row):
        opened, ended = row["opened_on"], row["ended_on"]
        if opened > self.today or (ended and ended > self.today):
            yield "ended_on" if ended else "opened_on", "lies in the future"
        if ended and ended < opened:
            yield "ended_on", "lies before the day on which it was opened"
        if bool(ended) != bool(row["ended_as"]):
            yield "ended_as", "stands where it ended, and only there"
        if not row["officer"]:
            if not ended:
                yield "officer", "is empty: somebody keeps each case that has not ended"
            elif not row["unit"]:
                yield "unit", "is empty: without an officer, the unit has to be named"
        elif (post := self.here.officer(row["officer"])) is None:
            yield "officer", "is no log-in of an officer who is in office"
        elif row["unit"] and row["unit"].id != post.unit_id:
            yield "unit", "is not the unit of the officer"

    def _order(self, row):
        if not row.has_order:
            if row.conditions:
                yield "conditions", "stand without an order"
            return
        if missing := [name for name in ORDER if name not in row.said]:
            yield from ((name, "is empty, while other parts of the order are not") for name in missing)
            return
        dates = [row[name] for name in ("decided_on", "starts_on", "ends_on")]
        yield from _refused("decided_on", check_dates, *dates, self.now)
        decision = (row["authority"].id, row["reference"])
        if decision in self.here.decisions:
            yield "reference", "is of a decision that is recorded already"
        self.here.decisions.add(decision)

    def _once(self, row):
        first = self.lines.setdefault(row["number"], row.line)
        if first != row.line:
            yield "number", f"stands at line {first} already"
        if self.here.was_destroyed(row["number"]):
            yield "number", "is of a case that was destroyed here by order: leave the row out"

    def _person(self, row):
        """Several cases of one person: described alike, and one of them open at most."""
        number = row["person_number"]
        if not number:
            return
        line, person = self.persons.setdefault(number, (row.line, _hash(row.person)))
        if person != _hash(row.person):
            yield "person_number", f"is of somebody who is described otherwise at line {line}"
        if row["ended_on"]:
            return
        if number in self.here.with_open_case:
            yield "person_number", "is of somebody who has an open case here: end that one first"
        elif (first := self.kept.setdefault(number, row.line)) != row.line:
            yield "person_number", f"is of somebody whose case at line {first} has not ended either"


def _refused(name, check, *given):
    """(field, reason) for what a rule of the forms refuses; their sentences repeat nothing."""
    try:
        check(*given)
    except ValidationError as error:
        part = next(iter(getattr(error, "error_dict", {})), "")
        yield (f"{name}.{part}" if name.startswith("conditions") and part else part or name), " ".join(error.messages)


def _digest(row):
    """The hash of what a row says, whatever its columns are called."""
    return _hash([row.said, row.conditions, row.entries])


def _hash(value):
    return sha256(
        json.dumps(value, sort_keys=True, default=lambda known: str(getattr(known, "pk", known))).encode()
    ).hexdigest()
