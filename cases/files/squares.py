"""The squares of a page, by which people say what is to be blacked out: from A1, upper left, to T40."""

import re

COLUMNS, ROWS = 20, 40
LETTERS = "ABCDEFGHIJKLMNOPQRST"
SQUARE = re.compile(r"\s*([A-Ta-t])\s*(\d{1,2})\s*")


def square(text: str) -> tuple[int, int]:
    """Column and row, counted from 0, of a square as people name it. Raises ValueError where there is no such."""
    found = SQUARE.fullmatch(text)
    if not found or not 1 <= int(found[2]) <= ROWS:
        raise ValueError(text)
    return LETTERS.index(found[1].upper()), int(found[2]) - 1


def named(column: int, row: int) -> str:
    """A square as people name it."""
    return f"{LETTERS[column]}{row + 1}"
