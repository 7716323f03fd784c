"""What a page is put together from: rows of text and rules that are never cut in two."""

from typing import NamedTuple

from reports.press.fonts import BOLD, ITALIC, REGULAR

# A4 in points, and the part of it that is written on.
PAGE_WIDTH, PAGE_HEIGHT = 595.276, 841.89
SIDE, TOP, FOOT = 68.0, 62.0, 78.0
WIDTH = PAGE_WIDTH - 2 * SIDE
HEIGHT = PAGE_HEIGHT - TOP - FOOT - 16


class Paper(NamedTuple):
    """A page as it is written on, in units of `scale` points: in large print a page holds less."""

    scale: float = 1.0

    @property
    def side(self) -> float:
        """The margin on either side."""
        return SIDE / self.scale

    @property
    def width(self) -> float:
        """From margin to margin."""
        return WIDTH / self.scale

    @property
    def height(self) -> float:
        """What rows may fill."""
        return HEIGHT / self.scale

    @property
    def top(self) -> float:
        """How high the first row begins."""
        return (PAGE_HEIGHT - TOP) / self.scale


# Body text of 16 points, as guidance on large print asks for.
ORDINARY, LARGE = Paper(), Paper(1.6)

# Shades that stay apart when printed in black and white.
INK, SOFT, LINE, EDGE = 0.0, 0.32, 0.72, 0.45


class Style(NamedTuple):
    """How a text is set."""

    font: str
    size: float
    leading: float
    shade: float = INK


BODY = Style(REGULAR, 10, 14.6)
QUIET = Style(REGULAR, 8.8, 12.6, SOFT)
STRONG = Style(BOLD, 10, 14.6)
LABEL = Style(REGULAR, 9.2, 14.6, SOFT)
OWN = Style(ITALIC, 10, 14.6)
TAG = Style(BOLD, 7.8, 11)
CELL = Style(REGULAR, 8.8, 12.2)
COLUMN = Style(BOLD, 8.4, 12.2)
ISSUER = Style(BOLD, 9, 12, SOFT)
SMALL = Style(REGULAR, 7, 10, SOFT)
TITLE = Style(BOLD, 20, 26)
HEADINGS = {2: Style(BOLD, 13.5, 18), 3: Style(BOLD, 11, 15.5), 4: Style(BOLD, 10, 14.6)}


class Text(NamedTuple):
    """A line of text: where it begins, how far its foot lies under the row's top, and what stands there."""

    x: float
    drop: float
    style: Style
    text: str


class Rule(NamedTuple):
    """A filled rectangle, by its left edge, its top under the row's top, width and height; a thin one is a line."""

    x: float
    drop: float
    width: float
    height: float
    shade: float


class Row(NamedTuple):
    """What stays together: its height, its marks; whether the next row stays with it.

    `head` are rows that stand above it again where it begins a page; `entry` is (level, text) in the outline.
    """

    height: float
    marks: tuple = ()
    keep: bool = False
    head: tuple = ()
    entry: tuple | None = None


def gap(height, keep=False) -> Row:
    """An empty row."""
    return Row(height, (), keep)
