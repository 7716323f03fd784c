"""Reading a file of another service line by line: nothing of it is kept longer than its row takes."""

import csv
import json
from hashlib import sha256

# The longest line, and with it the most that is in memory of a file.
LONGEST = 1_000_000
# What begins a file in an encoding whose lines are not found by their bytes.
WIDE = (b"\xff\xfe", b"\xfe\xff")
BOM = "\ufeff"


class Unreadable(ValueError):
    """Where the reading of a file ended, and what to do about it; of what stands there, nothing."""

    def __init__(self, line, sentence):
        super().__init__(f"Line {line}: {sentence}")


class WrongRow(ValueError):
    """Why one row cannot be taken apart; the next one can."""


class Source:
    """A file of another service: its rows, and the hash of all its bytes once they were read."""

    def __init__(self, path, mapping):
        self.path, self.mapping = path, mapping
        self.hash, self.size = sha256(), 0
        # Lines with signs beyond ASCII, and those of them that would read as UTF-8.
        self.beyond = self.as_utf8 = 0

    def rows(self):
        """Yield (line, row): a dict of texts, or WrongRow. Raises Unreadable where the whole file is not what it says.

        In JSON Lines a value may be a list of such dicts.
        """
        with open(self.path, "rb") as file:
            lines = self._lines(file)
            yield from self._csv(lines) if self.mapping.format == "csv" else self._objects(lines)
        if self.beyond and self.as_utf8 == self.beyond and self.mapping.encoding.lower().replace("_", "-") != "utf-8":
            raise Unreadable(1, 'the file is in UTF-8, and the mapping says otherwise. Say encoding = "utf-8".')

    def _lines(self, file):
        number = 0
        while line := file.readline(LONGEST + 1):
            number += 1
            self.hash.update(line)
            self.size += len(line)
            if number == 1 and line.startswith(WIDE):
                raise Unreadable(1, "the file is in UTF-16. Save it as UTF-8.")
            if len(line) > LONGEST:
                raise Unreadable(number, "it is longer than 1 MB. A file has one case a line: CSV, or JSON Lines.")
            yield self._decoded(number, line)

    def _decoded(self, number, line):
        if not line.isascii():
            self.beyond += 1
            self.as_utf8 += _is_utf8(line)
        try:
            text = line.decode(self.mapping.encoding)
        except UnicodeDecodeError as error:
            said = f"it holds bytes that are not {self.mapping.encoding}. Name the file's encoding in the mapping."
            raise Unreadable(number, said) from error
        return text.removeprefix(BOM) if number == 1 else text

    def _csv(self, lines):
        reader = csv.reader(lines, delimiter=self.mapping.delimiter, strict=True)
        try:
            header = [name.strip() for name in next(reader, [])]
            self._check_header(header)
            while True:
                line = reader.line_num + 1
                row = next(reader, None)
                if row is None:
                    return
                if row:
                    yield line, _as_dict(header, row)
        except csv.Error as error:
            said = "a quotation mark is open too long, or stands where none may. Check the delimiter and the quotes."
            raise Unreadable(reader.line_num, said) from error

    def _check_header(self, header):
        if missing := self.mapping.wanted - set(header):
            named = ", ".join(sorted(missing))
            raise Unreadable(1, f"the file has no column {named}, which the mapping names. Check the delimiter too.")
        if twice := {name for name in header if header.count(name) > 1} & self.mapping.wanted:
            raise Unreadable(1, f"two columns are called {', '.join(sorted(twice))}.")

    def _objects(self, lines):
        is_first = True
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            row = _object(line)
            if is_first and isinstance(row, WrongRow):
                raise Unreadable(number, "it is no JSON object. JSON Lines has one whole object a line.")
            is_first = False
            yield number, row


def _is_utf8(line):
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _as_dict(header, row):
    if len(row) != len(header):
        return WrongRow(f"has {len(row)} columns, the first line has {len(header)}")
    return dict(zip(header, row, strict=True))


def _object(line):
    try:
        value = json.loads(line, parse_int=str, parse_float=str, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return WrongRow("is no JSON object on one line")
    if not isinstance(value, dict):
        return WrongRow("is no JSON object on one line")
    return {name: _value(each) for name, each in value.items()}


def _refuse(_name):
    raise ValueError


def _value(value):
    if isinstance(value, list):
        return [
            {name: _text(each) for name, each in part.items()} if isinstance(part, dict) else None for part in value
        ]
    return _text(value)


def _text(value):
    """A text, or None for what is no plain value."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else None
