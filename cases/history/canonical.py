"""The canonical form of a row: the bytes a leaf is made of, equal on every engine, published so that others can check.

A row is one JSON object in UTF-8, `{"fields":{column: value, …},"source":table}`: names sorted by code point, no
white space, only the escapes JSON demands. A UUID is its hyphenated text; a moment is UTC with six decimals and Z;
a date is ISO; a decimal is a plain string without trailing zeros; bytes are hexadecimal; a number in JSON data that
has no fraction is written as an integer; text, whole numbers, true, false and null are themselves.
"""

import datetime
import json
from decimal import Decimal
from hashlib import sha256
from uuid import UUID

_encode = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False, check_circular=False
).encode


def _moment(value):
    if value.tzinfo is not datetime.UTC:
        value = value.astimezone(datetime.UTC)
    return value.isoformat(timespec="microseconds")[:-6] + "Z"


def _decimal(value):
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _number(value):
    # An engine may write 1.0 as 1, or 1e300 in full.
    return int(value) if value.is_integer() else value


def _list(values):
    return [plain(value) for value in values]


def _object(values):
    return {key: plain(value) for key, value in values.items()}


_PLAIN = {
    UUID: str,
    datetime.datetime: _moment,
    datetime.date: datetime.date.isoformat,
    datetime.time: datetime.time.isoformat,
    Decimal: _decimal,
    bytes: bytes.hex,
    memoryview: memoryview.hex,
    float: _number,
    list: _list,
    dict: _object,
}


def plain(value):
    """A value as JSON has it; a type that has no published form is refused by the encoder."""
    convert = _PLAIN.get(type(value))
    return convert(value) if convert else value


def row_bytes(source, columns, values) -> bytes:
    """The canonical bytes of one row of the table `source`."""
    fields = dict(zip(columns, map(plain, values), strict=True))
    return _encode({"fields": fields, "source": source}).encode()


def form_fingerprint(source, columns) -> str:
    """The name of a list of columns: leaves of one form were made alike."""
    return sha256(_encode([source, list(columns)]).encode()).hexdigest()
