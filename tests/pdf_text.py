"""Reading a PDF back: everything in it that is text, wherever it stands."""

import io
import re
import unicodedata

from pypdf import PdfReader
from pypdf.generic import ByteStringObject, StreamObject, TextStringObject

# The title, the reference and the hash, in whatever language they are named.
FOOT = re.compile(r"(?s)\n[^\n]*\n[^\n]*[0-9A-Z]{4}(-[0-9A-Z]{4}){2}.{0,90}?\(SHA-256\).*$")


def pages(data) -> list[str]:
    """The text of each page, letters as they are typed rather than as they join."""
    return ["\n".join(_lines(page)) for page in PdfReader(io.BytesIO(data)).pages]


def _lines(page):
    """Each line as it was set, columns apart."""
    found = []
    page.extract_text(visitor_text=lambda text, *_place: found.append(unicodedata.normalize("NFKC", text).strip()))
    return filter(None, found)


def metadata(data) -> dict:
    """What the file says of itself."""
    return dict(PdfReader(io.BytesIO(data)).metadata or {})


def outline(data) -> list[str]:
    """The titles of the bookmarks, in their order."""
    return [each.title for each in _flat(PdfReader(io.BytesIO(data)).outline)]


def _flat(entries):
    for entry in entries:
        if isinstance(entry, list):
            yield from _flat(entry)
        else:
            yield entry


def every_text(data) -> str:
    """Pages, metadata, outline, and every string and decompressed stream of the file: for words that must not leak."""
    reader = PdfReader(io.BytesIO(data))
    found = [*pages(data), *map(str, metadata(data).values()), *outline(data), data.decode("latin-1")]
    for number in sorted(reader.xref[0]):
        found += _texts(reader.get_object(number))
    return "\n".join(found)


def _texts(value):
    if isinstance(value, StreamObject):
        yield value.get_data().decode("latin-1")
    if isinstance(value, TextStringObject):
        yield str(value)
    elif isinstance(value, ByteStringObject):
        yield value.decode("latin-1")
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)


def without_feet(texts) -> str:
    """The pages' text in one, without what stands at each foot."""
    return "\n".join(FOOT.sub("", text) for text in texts)
