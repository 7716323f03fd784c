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


class _Words(dict):
    """The widths of words in one face, in thousandths of its size; each word is measured once."""

    def __init__(self, face):
        super().__init__()
        self.glyphs, self.default = face.charWidths, face.defaultWidth

    def measured(self, text):
        """The width of a text that need not be remembered."""
        glyphs, default = self.glyphs, self.default
        return sum([glyphs.get(ord(sign), default) for sign in text])

    def __missing__(self, word):
        width = self[word] = self.measured(word)
        return width


class Measure:
    """How wide texts are, for one document: forgotten with it."""

    def __init__(self):
        self._words = {name: _Words(font.face) for name, font in load().items()}

    def words(self, font):
        """A function that gives the width of a word in thousandths of the size, and remembers it."""
        return self._words[font].__getitem__

    def width(self, text, font, size) -> float:
        """The width of a line in points; lines differ, so none is remembered."""
        return self._words[font].measured(text) * size / 1000
