"""Setting blocks in type: each becomes rows, in whichever direction the document is written."""

from itertools import zip_longest

from reports.press import blocks
from reports.press.fonts import Measure
from reports.press.lines import broken, direction, seen, shaped
from reports.press.rows import (
    BODY,
    CELL,
    COLUMN,
    EDGE,
    HEADINGS,
    ISSUER,
    LABEL,
    LARGE,
    LINE,
    ORDINARY,
    OWN,
    QUIET,
    STRONG,
    TAG,
    TITLE,
    Row,
    Rule,
    Text,
    gap,
)

INDENT = 14.0
LABELS = 150.0
GUTTER = 12.0
# Of how many rows a table's columns take their widths: the rest wraps where it has to.
SAMPLE = 50
# So many facts, or rows of one text, stay on one page.
FEW = 10


def _is(block, kind):
    return block is not None and block.kind == kind


def _together(rows):
    """Rows that stay on one page where they are few: what is said in some lines, with where it comes from."""
    rows = list(rows)
    if len(rows) <= FEW:
        rows[:-1] = [row._replace(keep=True) for row in rows[:-1]]
    return rows


class Setting:
    """The type setter of one document; what it sets is as wide as its paper."""

    def __init__(self, content, paper=None):
        self.content, self.measure = content, Measure()
        self.paper = paper or (LARGE if content.is_large else ORDINARY)
        self.width, self.labels = self.paper.width, LABELS / self.paper.scale
        self.base = "R" if content.is_right_to_left else "L"

    def rows(self):
        """The whole document, row by row."""
        yield from self._front()
        blocks_told = self.content.blocks
        for block, before, after in zip(blocks_told, (None, *blocks_told), (*blocks_told[1:], None), strict=False):
            rows = getattr(self, f"_{block.kind}")(block)
            # The one text between a heading and its facts belongs to both.
            leads = block.kind == "paragraph" and _is(before, "heading") and _is(after, "facts")
            yield from (row._replace(keep=True) for row in rows) if leads else rows

    # Lines

    def lines(self, text, style, room, base=None):
        """The lines of a text as they are seen."""
        base = base or self.base
        found = broken(shaped(text), room * 1000 / style.size, self.measure.words(style.font))
        return [seen(line, base) for line in found]

    def text(self, line, style, start, room, end=False, drop=None, base=None):
        """A line in a column that begins `start` from the document's own side and is `room` wide."""
        left = start if self.base == "L" else self.width - start - room
        if ((base or self.base) == "R") != end:  # it ends where the column does
            left += room - self.measure.width(line, style.font, style.size)
        return Text(self.paper.side + left, style.leading * 0.76 if drop is None else drop, style, line)

    def rule(self, start, drop, width, height, shade):
        """A rectangle that begins `start` from the document's own side."""
        left = start if self.base == "L" else self.width - start - width
        return Rule(self.paper.side + left, drop, width, height, shade)

    def running(self, text, style, start=0.0, mark=None, base=None):
        """Rows of running text; the first two lines stay together, and the last two."""
        room = self.width - start
        lines = self.lines(text, style, room, base)
        for number, line in enumerate(lines, start=1):
            marks = (self.text(line, style, start, room, base=base),)
            if mark:
                marks += (self.rule(0, 0, mark[0], style.leading, mark[1]),)
            alone = len(lines) > 1 and (number == 1 or number == len(lines) - 1)
            yield Row(style.leading, marks, alone)

    # Blocks

    def _front(self):
        if self.content.issuer:
            yield from self.running(self.content.issuer, ISSUER)
            yield Row(16, (self.rule(0, 4, self.width, 1.2, EDGE),), keep=True)
        for number, row in enumerate(self.running(self.content.heading, TITLE)):
            yield row._replace(keep=True, entry=None if number else (0, self.content.title))
        yield gap(8)

    def _heading(self, block):
        style = HEADINGS[block.level]
        yield gap(16 if block.level == 2 else 9, keep=True)
        for number, row in enumerate(self.running(block.text, style)):
            yield row._replace(keep=True, entry=None if number else (block.level - 1, block.text))
        if block.level == 2:
            yield Row(7, (self.rule(0, 2, self.width, 0.6, LINE),), keep=True)
        else:
            yield gap(2, keep=True)

    def _paragraph(self, block):
        style = QUIET if block.quiet else BODY
        yield from self.running(block.text, style, base=direction(block.text, self.base))
        yield gap(6)

    def _facts(self, block):
        room = self.width - self.labels - GUTTER
        together = len(block.rows) <= FEW
        for number, (label, value) in enumerate(block.rows, start=1):
            named = self.lines(label, LABEL, self.labels)
            told = self.lines(value, BODY, room, base=direction(value, self.base))
            for left, right in zip_longest(named, told):
                marks = () if left is None else (self.text(left, LABEL, 0, self.labels),)
                if right is not None:
                    marks += (self.text(right, BODY, self.labels + GUTTER, room),)
                yield Row(BODY.leading, marks, keep=True)
            line = self.rule(0, 1.5, self.width, 0.4, LINE)
            yield Row(4.5, (line,), keep=together and number < len(block.rows))
        yield gap(6)

    def _quote(self, block):
        yield from _together(self._quoted(block))

    def _quoted(self, block):
        base, mark = direction(block.text, self.base), (2.4, EDGE)
        for row in self.running(block.title, STRONG, INDENT, mark):
            yield row._replace(keep=True)
        for part in blocks.paragraphs(block.text):
            yield from self.running(part, OWN, INDENT, mark, base)
        if block.answer:
            yield Row(4, (self.rule(0, 0, 2.4, 4, EDGE),))
            yield from self.running(block.answer, QUIET, INDENT, mark)
        yield gap(9)

    def _tagged(self, block):
        yield from _together(self._under_its_tag(block))

    def _under_its_tag(self, block):
        tag = self.lines(block.tag, TAG, self.width - 10)[0]
        width = self.measure.width(tag, TAG.font, TAG.size) + 10
        box = [
            self.rule(start, drop, wide, high, EDGE)
            for start, drop, wide, high in (
                (0, 1, width, 0.7),
                (0, 13.3, width, 0.7),
                (0, 1, 0.7, 13),
                (width - 0.7, 1, 0.7, 13),
            )
        ]
        yield Row(17, (*box, self.text(tag, TAG, 5, width - 10, drop=10.4)), keep=True)
        for part in blocks.paragraphs(block.text):
            yield from self.running(part, BODY, base=direction(part, self.base))
            yield gap(3)
        if block.source:
            yield from self.running(block.source, QUIET)
        yield gap(6)

    def _note(self, block):
        yield gap(3)
        yield from self.running(block.text, QUIET, INDENT, (0.8, EDGE))
        yield gap(9)

    def _table(self, block):
        widths = self._widths(block)
        for row in self.running(block.caption, STRONG):
            yield row._replace(keep=True)
        yield gap(4, keep=True)
        head = tuple(row._replace(keep=True) for row in self._cells(block, block.columns, widths, COLUMN, EDGE, 0.9))
        yield from head
        for cells in block.rows:
            for row in self._cells(block, cells, widths, CELL, LINE, 0.4):
                yield row._replace(head=head)
        yield gap(12)

    def _cells(self, block, cells, widths, style, shade, thick):
        """The rows of one row of a table, and the line under it. A long one may go on on the next page."""
        columns, start = [], 0.0
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True)):
            room = width - GUTTER / 2
            lines = self.lines(cell, style, room, direction(cell, self.base))
            columns.append([self.text(line, style, start, room, end=place in block.numeric) for line in lines])
            start += width
        for marks in zip_longest(*columns):
            yield Row(style.leading, tuple(mark for mark in marks if mark), keep=True)
        yield Row(5, (self.rule(0, 1.6, self.width, thick, shade),))

    def _widths(self, block):
        """Each column as wide as its words ask for, the whole as wide as the page."""
        wanted = []
        for place, column in enumerate(block.columns):
            cells = [row[place] for row in block.rows[:SAMPLE]]
            longest = max(self.measure.width(cell, CELL.font, CELL.size) for cell in cells)
            longest = max(longest, self.measure.width(column, COLUMN.font, COLUMN.size))
            wanted.append(min(longest, self.width / 2) + GUTTER)
        return [width * self.width / sum(wanted) for width in wanted]
