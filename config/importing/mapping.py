"""The mapping: a TOML file that says what each column of the other service is here (config/importing/example.toml)."""

import codecs
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from cases.models.origin import SOURCE_LENGTH
from config.importing.fields import CASE, CONDITION, ENTRY, ORDER

MOST_BYTES = 1_000_000
FORMATS = ("csv", "jsonl")
GROUPS = {"conditions": CONDITION, "entries": ENTRY}
KEYS = {"source", "format", "encoding", "delimiter", "date", "columns", "defaults", "codes", *GROUPS}
NAMES = {asked.name for asked in CASE}
CODED = NAMES | {asked.name for asked in CONDITION + ENTRY}


class WrongMapping(ValueError):
    """What in a mapping has to be put right."""


@dataclass(frozen=True)
class Group:
    """Columns that together make one condition or one entry; `each` names a list of them in JSON Lines."""

    columns: dict
    each: str = ""


@dataclass(frozen=True)
class Mapping:
    """How to read a file of another service."""

    source: str
    columns: dict
    format: str = "csv"
    encoding: str = "utf-8"
    delimiter: str = ","
    date: str = "%Y-%m-%d"
    defaults: dict = field(default_factory=dict)
    codes: dict = field(default_factory=dict)
    conditions: tuple = ()
    entries: tuple = ()

    @property
    def wanted(self) -> set:
        """Every column that a CSV must have."""
        groups = (*self.conditions, *self.entries)
        return set(self.columns.values()).union(*(set(group.columns.values()) for group in groups))


def read(path) -> Mapping:
    """The mapping in a file. Raises WrongMapping with a sentence that says what to do."""
    try:
        if Path(path).stat().st_size > MOST_BYTES:
            raise WrongMapping("The mapping is longer than 1 MB: this is not one.")
        given = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise WrongMapping("The mapping cannot be read: it is a text in UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise WrongMapping(f"The mapping is no TOML: {error}") from error
    _check_keys(given)
    groups = {name: tuple(_group(name, each) for each in given.get(name, ())) for name in GROUPS}
    mapping = Mapping(**given | groups)
    _check(mapping)
    return mapping


def _check_keys(given):
    if unknown := given.keys() - KEYS:
        raise WrongMapping(f"The mapping knows no {_in_a_row(unknown)}; it knows {_in_a_row(KEYS)}.")
    for name in ("source", "columns"):
        if not given.get(name):
            raise WrongMapping(f"Say in the mapping what {name} is.")
    texts = {"source", "format", "encoding", "delimiter", "date"} & given.keys()
    if wrong := [name for name in texts if not isinstance(given[name], str)]:
        raise WrongMapping(f"In the mapping, {_in_a_row(wrong)} is a text.")
    for name in {"columns", "defaults"} & given.keys():
        _check_texts(name, given[name])
    if not isinstance(given.get("codes", {}), dict):
        raise WrongMapping("In the mapping, codes is a table of tables.")
    for name, table in given.get("codes", {}).items():
        _check_texts(f"codes.{name}", table)


def _check_texts(name, table):
    if not isinstance(table, dict) or not all(isinstance(value, str) for value in table.values()):
        raise WrongMapping(f"In the mapping, {name} is a table of texts.")


def _group(name, given):
    if not isinstance(given, dict):
        raise WrongMapping(f"In the mapping, {name} is a list of tables: [[{name}]].")
    _check_texts(name, given)
    columns = dict(given)
    each = columns.pop("each", "")
    known = {asked.name for asked in GROUPS[name]}
    if unknown := columns.keys() - known:
        raise WrongMapping(f"[[{name}]] knows no {_in_a_row(unknown)}; it knows {_in_a_row(known)}.")
    return Group(columns, each)


def _check(mapping):
    if len(mapping.source) > SOURCE_LENGTH:
        raise WrongMapping(f"The source's name is longer than {SOURCE_LENGTH} characters.")
    if mapping.format not in FORMATS:
        raise WrongMapping(f"The format is {' or '.join(FORMATS)}: one row, or one object, a case.")
    if len(mapping.delimiter) != 1 or mapping.delimiter in '"\r\n':
        raise WrongMapping("The delimiter is the one sign that stands between two columns.")
    if not all(part in mapping.date for part in ("%Y", "%m", "%d")):
        raise WrongMapping("The form of a date names year, month and day: %Y, %m and %d.")
    if mapping.format == "csv" and any(group.each for group in (*mapping.conditions, *mapping.entries)):
        raise WrongMapping("Only JSON Lines holds lists: leave `each` out.")
    _check_encoding(mapping.encoding)
    _check_fields(mapping)


def _check_encoding(name):
    try:
        known = codecs.lookup(name).name
    except LookupError as error:
        raise WrongMapping("The mapping names an encoding that nobody knows. Most are utf-8 or cp1252.") from error
    # Lines are found by their bytes.
    if "a,\n".encode(known) != b"a,\n":
        raise WrongMapping(f"A file in {known} cannot be read line by line. Save it as UTF-8 first.")


def _check_fields(mapping):
    for name, given in (("columns", mapping.columns), ("defaults", mapping.defaults)):
        if unknown := given.keys() - (NAMES if name == "columns" else CODED):
            raise WrongMapping(f"In {name} of the mapping: nothing here is called {_in_a_row(unknown)}.")
    if unknown := mapping.codes.keys() - CODED:
        raise WrongMapping(f"In codes of the mapping: nothing here is called {_in_a_row(unknown)}.")
    said = mapping.columns.keys() | mapping.defaults.keys()
    if missing := [asked.name for asked in CASE if asked.needed and asked.name not in said]:
        raise WrongMapping(f"Say in the mapping which columns are {_in_a_row(missing)}.")
    if (set(ORDER) & said) and (missing := set(ORDER) - said):
        raise WrongMapping(f"An order needs all of its columns; the mapping lacks {_in_a_row(missing)}.")


def _in_a_row(names):
    return ", ".join(sorted(names))
