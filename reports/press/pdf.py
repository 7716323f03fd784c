"""On paper: rows put on A4 pages, each with its number, the document's reference and the hash of its content."""

import io
from datetime import UTC

from django.utils.translation import gettext as _
from django.utils.translation import override
from reportlab.pdfgen.canvas import Canvas

from reports.press.blocks import said
from reports.press.fonts import REGULAR, load
from reports.press.rows import FOOT, HEIGHT, LINE, ORDINARY, PAGE_HEIGHT, PAGE_WIDTH, SMALL, WIDTH, Rule, Text
from reports.press.setting import Setting


def pdf(content, reference, made_at) -> tuple[bytes, int]:
    """A document as a PDF file, and the number of its pages. The same three make the same bytes."""
    load()
    setting, plain = Setting(content), Setting(content, ORDINARY)
    with override(content.language):
        pages = list(paged(setting.rows(), setting.paper.height))
        out = io.BytesIO()
        canvas = _canvas(out, content, made_at)
        outline, foot = _Outline(canvas, setting.paper), _Foot(plain, content, reference, len(pages))
        for number, page in enumerate(pages, start=1):
            _draw(canvas, page, setting.paper, foot.marks(number))
            outline.add(page)
            canvas.showPage()
        canvas.save()
    return out.getvalue(), len(pages)


def _canvas(out, content, made_at):
    """An empty file that says its language, when it was made, and its title, which names nobody."""
    canvas = Canvas(
        out,
        (PAGE_WIDTH, PAGE_HEIGHT),
        invariant=1,
        pageCompression=1,
        pdfVersion=(1, 5),
        initialFontName=REGULAR,
        lang=content.language,
    )
    canvas.setTitle(content.title)
    canvas.setAuthor(content.issuer)
    canvas.setCreator(_("Community Sanctions Record"))
    canvas.setSubject("")
    canvas.setDateFormatter(lambda *_now: f"D:{made_at.astimezone(UTC):%Y%m%d%H%M%S}Z")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.setViewerPreference("Direction", "R2L" if content.is_right_to_left else "L2R")
    canvas.showOutline()
    return canvas


def paged(rows, room=HEIGHT):
    """Pages as lists of (drop, row): what stays together is not parted, a table's head stands on every page."""
    page, used = [], 0.0
    for together in _together(rows, room / 2):
        needed = sum(row.height for row in together)
        fits = used + needed <= room
        for row in together:
            if page and (not fits or used + row.height > room):
                yield page
                page, used, fits = [], 0.0, True
                for each in row.head:
                    page.append((used, each))
                    used += each.height
            if page or row.marks:  # no page begins with an empty row
                page.append((used, row))
                used += row.height
    if page:
        yield page


def _together(rows, most):
    """What stays together must fit on part of a page, or it is let go."""
    group, height = [], 0.0
    for row in rows:
        group.append(row)
        height += row.height
        if not row.keep or height > most:
            yield group
            group, height = [], 0.0
    if group:
        yield group


def _draw(canvas, page, paper, foot):
    """One page; its foot stays small in large print too, so that it fits on its lines."""
    places = [(paper.top - drop, row.marks) for drop, row in page]
    if paper is not ORDINARY:
        canvas.saveState()
        canvas.scale(paper.scale, paper.scale)
        _write(canvas, places)
        canvas.restoreState()
        places = []
    _write(canvas, [*places, (FOOT, foot)])


def _write(canvas, places):
    """Rules first, then all the text in one go."""
    for top, marks in places:
        for mark in marks:
            if type(mark) is Rule:
                canvas.setFillGray(mark.shade)
                canvas.rect(mark.x, top - mark.drop - mark.height, mark.width, mark.height, stroke=0, fill=1)
    text, style = canvas.beginText(), None
    for top, marks in places:
        for mark in marks:
            if type(mark) is Text:
                if mark.style is not style:
                    style = mark.style
                    text.setFont(style.font, style.size)
                    text.setFillGray(style.shade)
                text.setTextOrigin(mark.x, top - mark.drop)
                text.textLine(mark.text)
    canvas.drawText(text)


class _Outline:
    """The bookmarks: every heading, none deeper than one step below the one before."""

    def __init__(self, canvas, paper):
        self.canvas, self.paper, self.level, self.count = canvas, paper, -1, 0

    def add(self, page):
        """The headings of one page."""
        for drop, row in page:
            if row.entry:
                level, text = row.entry
                self.level, self.count = min(level, self.level + 1), self.count + 1
                place = f"h{self.count}"
                self.canvas.bookmarkHorizontalAbsolute(place, (self.paper.top - drop) * self.paper.scale)
                self.canvas.addOutlineEntry(text, place, self.level)


class _Foot:
    """What stands at the foot of every page."""

    def __init__(self, setting, content, reference, pages):
        self.setting, self.pages = setting, pages
        told = _("Reference %(reference)s") % {"reference": reference}
        self.fixed = (
            setting.rule(0, 0, WIDTH, 0.6, LINE),
            self._line(content.title, 14, WIDTH * 0.7),
            self._line(told, 25, WIDTH * 0.7),
            self._line(_("Content (SHA-256) %(hash)s") % {"hash": content.hash()}, 36, WIDTH),
        )

    def _line(self, text, drop, room, end=False):
        line = self.setting.lines(said(text), SMALL, room)[0]
        return self.setting.text(line, SMALL, 0, WIDTH, end=end, drop=drop)

    def marks(self, number):
        """The foot of one page."""
        told = _("Page %(page)s of %(pages)s") % {"page": number, "pages": self.pages}
        return (*self.fixed, self._line(told, 14, WIDTH, end=True))
