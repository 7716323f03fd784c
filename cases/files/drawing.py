"""Pages as pictures: to choose what is blacked out, and to black it out so that nothing of it is left (rule 47)."""

from io import BytesIO

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from cases.files.kinds import PDF, PNG
from cases.files.pictures import MOST_PIXELS, written
from cases.files.refused import Refused
from cases.files.squares import COLUMNS, LETTERS, ROWS

# Dots to the inch of what leaves, and of what is looked at to choose.
FINE, COARSE = 150, 90
INCH = 72
MARGIN, WIDEST, SHADE = 26, 1000, 0.55
LINE, NUMBER = (200, 60, 60), (120, 20, 20)


def _pages(data, media_type, dots, only=None):
    """Each page as a picture, one after the other; or `only` one of them, counted from 1, where it is there."""
    if media_type != PDF:
        with Image.open(BytesIO(data)) as picture:
            yield picture.convert("RGB")
        return
    document = pypdfium2.PdfDocument(data)
    for number in range(len(document)) if only is None else {only - 1} & set(range(len(document))):
        page = document[number]
        width, height = (side * dots / INCH for side in page.get_size())
        if width * height > MOST_PIXELS or min(width, height) < 1:
            raise Refused("dots")
        yield page.render(scale=dots / INCH).to_pil().convert("RGB")


def page_picture(data: bytes, media_type: str, number: int, boxes: list = ()) -> bytes:
    """One page, from 1, under a grid of squares, grey where boxes lie. Raises Refused where there is none."""
    picture = next(_pages(data, media_type, COARSE, only=number), None)
    if picture is None:
        raise Refused("page")
    picture.thumbnail((WIDEST, WIDEST * 2))
    marked = picture.copy()
    _blacken(marked, [box for box in boxes if box[0] == number])
    picture = Image.blend(picture, marked, SHADE)
    return written(_with_grid(picture), PNG)


def _with_grid(picture):
    sheet = Image.new("RGB", (picture.width + MARGIN, picture.height + MARGIN), "white")
    sheet.paste(picture, (MARGIN, MARGIN))
    draw, font = ImageDraw.Draw(sheet), ImageFont.load_default(13)
    for column in range(COLUMNS + 1):
        at = MARGIN + picture.width * column // COLUMNS
        draw.line((at, 0, at, sheet.height), LINE)
        if column < COLUMNS:
            draw.text((at + 4, 6), LETTERS[column], NUMBER, font)
    for row in range(ROWS + 1):
        at = MARGIN + picture.height * row // ROWS
        draw.line((0, at, sheet.width, at), LINE)
        if row < ROWS:
            draw.text((4, at + 2), str(row + 1), NUMBER, font)
    return sheet


def blacked_out(data: bytes, media_type: str, boxes: list) -> bytes:
    """All pages as pictures, black where a box lies: the words under it are not there any more, in no form.

    A box is (page, first column, first row, last column, last row), columns and rows counted from 0. Raises Refused
    where a box lies on no page.
    """
    made = []
    for number, picture in enumerate(_pages(data, media_type, FINE), 1):
        _blacken(picture, [box for box in boxes if box[0] == number])
        made.append(picture)
    if any(not 1 <= box[0] <= len(made) for box in boxes):
        raise Refused("page")
    return written(made[0], media_type) if media_type != PDF else _as_pdf(made)


def _blacken(picture, boxes):
    """Black on each box, to the last dot that it touches."""
    draw = ImageDraw.Draw(picture)
    for _page, left, top, right, bottom in boxes:
        first = (picture.width * left // COLUMNS, picture.height * top // ROWS)
        last = (-(-picture.width * (right + 1) // COLUMNS), -(-picture.height * (bottom + 1) // ROWS))
        draw.rectangle((*first, *last), "black")


def _as_pdf(pictures):
    kept = BytesIO()
    first, *others = pictures
    dated = {"creationDate": None, "modDate": None}
    first.save(kept, "PDF", save_all=True, append_images=others, resolution=FINE, quality=85, **dated)
    return kept.getvalue()
