"""The canonical form of a row: the bytes a leaf is made of, equal on every engine, published so that others can check.

A row is one JSON object in UTF-8, `{"fields":{column: value, …},"source":table}`: names sorted by code point, no
white space, only the escapes JSON demands. A UUID is its hyphenated text; a moment is UTC with six decimals and Z;
a date is ISO, a time ISO with six decimals; a duration is its microseconds; a decimal is a plain string without
trailing zeros; bytes are hexadecimal; a number without a fraction is written as an integer, in JSON data too; text,
whole numbers, true, false and null are themselves.
"""

import json
from datetime import UTC
from decimal import Decimal
from hashlib import sha256

_encode = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False, check_circular=False
).encode

# How each engine itself writes a column as the text above: {0} is the column, {places} a decimal's places.
_POSTGRESQL = {
    "UUIDField": "CAST({0} AS TEXT)",
    "DateTimeField": """to_char({0} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')""",
    "DateField": "to_char({0}, 'YYYY-MM-DD')",
    "TimeField": "to_char({0}, 'HH24:MI:SS.US')",
    "DurationField": "CAST(extract(epoch FROM {0}) * 1000000 AS BIGINT)",
    "DecimalField": "CAST({0} AS TEXT)",
    "BinaryField": "encode({0}, 'hex')",
    "JSONField": "CAST({0} AS TEXT)",
}
_SQLITE = {
    "UUIDField": "substr({0}, 1, 8) || '-' || substr({0}, 9, 4) || '-' || substr({0}, 13, 4)"
    " || '-' || substr({0}, 17, 4) || '-' || substr({0}, 21)",
    "DateTimeField": "replace({0}, ' ', 'T') || CASE length({0}) WHEN 19 THEN '.000000Z' ELSE 'Z' END",
    "DateField": "CAST({0} AS TEXT)",
    "TimeField": "{0} || CASE length({0}) WHEN 8 THEN '.000000' ELSE '' END",
    "DurationField": "CAST({0} AS BIGINT)",
    "DecimalField": "CASE WHEN {0} IS NOT NULL THEN printf('%%.{places}f', {0}) END",
    "BinaryField": "CASE WHEN {0} IS NOT NULL THEN lower(hex({0})) END",
    "JSONField": "CAST({0} AS TEXT)",
}
_ITSELF = {
    "AutoField",
    "BigAutoField",
    "BigIntegerField",
    "BooleanField",
    "CharField",
    "FloatField",
    "IntegerField",
    "PositiveBigIntegerField",
    "PositiveIntegerField",
    "PositiveSmallIntegerField",
    "SmallIntegerField",
    "TextField",
}


def _decimal(text):
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _number(value):
    # An engine may keep 1.0 as 1, and 1e20 in full.
    return int(value) if value.is_integer() else value


def _json(text):
    return json.loads(text, parse_float=_json_number)


def _json_number(digits):
    value = Decimal(digits)
    return int(value) if value == value.to_integral_value() else float(digits)


_AFTERWARDS = {"DecimalField": _decimal, "FloatField": _number, "JSONField": _json}


def _kind(field):
    while field.is_relation:
        field = field.target_field
    # A field of our own is what it is made from.
    for kind in type(field).__mro__:
        if kind.__name__ in _POSTGRESQL or kind.__name__ in _ITSELF:
            return kind.__name__
    raise TypeError(f"{type(field).__name__} has no canonical form: say here how it is written.")


def expression(field, vendor) -> str:
    """The SQL that reads a column as its canonical text (TypeError for a kind that has none)."""
    column, kind = f't."{field.column}"', _kind(field)
    texts = _POSTGRESQL if vendor == "postgresql" else _SQLITE
    return texts.get(kind, "{0}").format(column, places=getattr(field, "decimal_places", None))


def afterwards(field):
    """What is still to be done in Python to what `expression` read; mostly nothing."""
    return _AFTERWARDS.get(_kind(field))


def row_bytes(source, columns, values) -> bytes:
    """The canonical bytes of one row of the table `source`, from values read as `expression` reads them."""
    return _encode({"fields": dict(zip(columns, values, strict=True)), "source": source}).encode()


def form_fingerprint(source, columns) -> str:
    """The name of a list of columns: leaves of one form were made alike."""
    return sha256(_encode([source, list(columns)]).encode()).hexdigest()


def moment(value) -> str:
    """An aware datetime as a row has it."""
    return value.astimezone(UTC).isoformat(timespec="microseconds")[:-6] + "Z"
