"""The one family of type that documents are set in: Latin, Greek, Cyrillic, Georgian, Hebrew and Arabic letters."""

import io
from functools import cache

import pymupdf_fonts
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

REGULAR, BOLD, ITALIC = "figo", "figbo", "figit"


@cache
def load() -> dict:
    """Every face by its name; read once in each process."""
    faces = {name: TTFont(name, io.BytesIO(pymupdf_fonts.fontbuffers[name]())) for name in (REGULAR, BOLD, ITALIC)}
    for face in faces.values():
        pdfmetrics.registerFont(face)
    return faces


class Measure:
    """How wide words are, for one document: each word is measured once. Forgotten with the document."""

    def __init__(self):
        self._glyphs = {name: (font.face.charWidths, font.face.defaultWidth) for name, font in load().items()}
        self._words = {name: {} for name in self._glyphs}

    def width(self, text, font, size) -> float:
        """The width of a text in points."""
        known = self._words[font]
        if (width := known.get(text)) is None:
            glyphs, default = self._glyphs[font]
            width = known[text] = sum(glyphs.get(ord(sign), default) for sign in text)
        return width * size / 1000
