"""Documents on paper: a long one beside a short one, and beside a bare canvas that draws the same lines."""

import io
import resource
from datetime import UTC, datetime

from django.utils.translation import override
from reportlab.pdfgen.canvas import Canvas

from reports.press.blocks import Sheet
from reports.press.fonts import REGULAR, load
from reports.press.pdf import paged, pdf
from reports.press.rows import BODY, PAGE_HEIGHT, SIDE, TOP
from reports.press.setting import Setting
from tests.bench.inside.rounds import Side, medians
from tests.bench.inside.world import TEXT

MADE = datetime(2026, 1, 14, tzinfo=UTC)
# So many paragraphs of the text fill a page; so many times longer is the long document.
PARAGRAPHS_A_PAGE = 6.5
LONGER = 10


def content(pages):
    """A document of about so many pages of running text."""
    with override("en"):
        sheet = Sheet("Benchmark")
        for number in range(round(pages * PARAGRAPHS_A_PAGE)):
            sheet.paragraph(f"{number}. {TEXT}")
        return sheet.content()


def bare(pages):
    """The same lines on a canvas, already broken and placed: pages are lists of (height, line)."""
    load()
    canvas = Canvas(io.BytesIO(), invariant=1, pageCompression=1)
    for page in pages:
        canvas.setFont(REGULAR, BODY.size)
        for height, line in page:
            canvas.drawString(SIDE, height, line)
        canvas.showPage()
    canvas.save()


def lines_of(document):
    """What stands on each page of a document, as a bare canvas can draw it."""
    return [
        [(PAGE_HEIGHT - TOP - drop - mark.drop, mark.text) for drop, row in page for mark in row.marks]
        for page in paged(Setting(document).rows())
    ]


def memory() -> float:
    """The most memory this process ever had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(_world, size):
    """Yield (line, figures)."""
    short, long = content(size.short), content(size.short * LONGER)
    pages = {id(document): len(lines_of(document)) for document in (short, long)}
    before = memory()
    pdf(long, "BENCH", MADE)
    grown = (memory() - before) / pages[id(long)] * 1000
    yield "pdf_memory", {"product": max(grown, 0.1), "other": 1, "note": f"{pages[id(long)]:,} pages; once"}

    by_length = [Side(lambda _, it=it: pdf(it, "BENCH", MADE)) for it in (long, short)]
    ours, theirs = medians(3, *by_length)
    note = f"{pages[id(long)]:,} pages beside {pages[id(short)]:,}"
    yield "pdf_growth", {"product": ours * 1000, "other": theirs * 1000, "note": note}

    drawn = lines_of(short)
    ours, theirs = medians(size.rounds, by_length[1], Side(lambda _: bare(drawn)))
    yield "pdf", {"product": len(drawn) / ours, "other": len(drawn) / theirs}
