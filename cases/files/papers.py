"""The pages of a PDF in a new file: what they show, and nothing that acts, hides or tells of somebody."""

import zlib
from io import BytesIO

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, StreamObject

from cases.files.kinds import MOST_BYTES
from cases.files.refused import Refused

MOST_PAGES = 60
MOST_OBJECTS = 50_000
# What a thing on a page may carry, or do, beside being looked at; and what a page itself may.
UNSEEN = ("/Metadata", "/PieceInfo", "/OPI", "/Alternates", "/AF", "/EF", "/JS", "/LastModified", "/Usage")
ON_A_PAGE = (*UNSEEN, "/AA", "/A", "/Annots", "/B", "/Thumb", "/Trans", "/PresSteps", "/StructParents", "/Tabs")
# Marks laid over a page: taking them away silently would change what is read.
LAID_OVER = {"/FreeText", "/Ink", "/Stamp", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/Text", "/Redact"}
# Segments of a JPEG that its decoder needs; APP14 says how its colours are mixed.
APP14, START_OF_SCAN = 0xEE, 0xDA
BROKEN = (PyPdfError, OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, zlib.error)


def pages_of(data: bytes) -> bytes:
    """The pages alone: no script, attachment, form, link, name or date comes along. Raises Refused."""
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted:
            raise Refused("locked")
        if not 0 < len(reader.pages) <= MOST_PAGES:
            raise Refused("pages")
        for page in reader.pages:
            _nothing_laid_over(page)
        writer, seen = PdfWriter(), set()
        for page in reader.pages:
            _clean(page, seen)
            writer.add_page(page)
    except BROKEN:
        raise Refused("pdf") from None
    writer.metadata = None
    kept = BytesIO()
    writer.write(kept)
    return kept.getvalue()


def pages_in(data: bytes) -> int:
    """How many pages a kept PDF has."""
    return len(PdfReader(BytesIO(data)).pages)


def _nothing_laid_over(page):
    for found in page.get("/Annots") or ():
        mark = found.get_object()
        if mark.get("/Subtype") in LAID_OVER:
            raise Refused("comments")
        if mark.get("/Subtype") == "/Widget" and _filled_in(mark):
            raise Refused("form")


def _filled_in(field):
    value = field.get("/V")
    if value is None and "/Parent" in field:
        value = field["/Parent"].get_object().get("/V")
    return str(value or "").strip() not in ("", "/Off")


def _clean(page, seen):
    """Take out of everything that hangs on a page what is not seen, before it is taken over."""
    waiting = [page]
    while waiting:
        found = waiting.pop()
        if isinstance(found, IndirectObject):
            if found.idnum in seen:
                continue
            seen.add(found.idnum)
            if len(seen) > MOST_OBJECTS:
                raise Refused("pdf")
            found = found.get_object()
        if isinstance(found, DictionaryObject):
            # Below a page, other names may be those of letters and pictures.
            for name in ON_A_PAGE if found is page else UNSEEN:
                found.pop(name, None)
            if isinstance(found, StreamObject):
                _plain_picture(found)
            waiting += [value for name, value in dict.items(found) if name != "/Parent"]
        elif isinstance(found, ArrayObject):
            waiting += list(found)


def _plain_picture(stream):
    """Photographs inside a page carry what a camera writes, as those outside do."""
    filters = stream.get("/Filter")
    filters = filters if isinstance(filters, ArrayObject) else [filters]
    if filters == ["/FlateDecode", "/DCTDecode"]:
        stream._data = zlib.decompressobj().decompress(stream._data, MOST_BYTES)
        stream[NameObject("/Filter")] = NameObject("/DCTDecode")
        stream.pop("/DecodeParms", None)
        filters = ["/DCTDecode"]
    if filters == ["/DCTDecode"]:
        stream._data = without_segments(stream._data)
    elif filters[-1] in ("/DCTDecode", "/JPXDecode"):
        raise Refused("inside_pdf")


def without_segments(jpeg: bytes) -> bytes:
    """A JPEG without comments and without what applications wrote into it. Raises ValueError where it is none."""
    if jpeg[:2] != b"\xff\xd8":
        raise ValueError("no JPEG")
    kept, at = [b"\xff\xd8"], 2
    while at + 4 <= len(jpeg):
        marker, length = jpeg[at + 1], int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if jpeg[at] != 0xFF or length < 2:
            raise ValueError("no segment")
        if marker == 0xFF:  # filling before a marker
            at += 1
            continue
        if not (0xE0 <= marker <= 0xEF or marker == 0xFE) or marker == APP14:
            kept.append(jpeg[at : at + 2 + length])
        at += 2 + length
        if marker == START_OF_SCAN:
            break
    end = jpeg.rfind(b"\xff\xd9")
    kept.append(jpeg[at : end + 2] if end >= at else jpeg[at:])
    return b"".join(kept)
