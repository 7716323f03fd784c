"""What a document is made of: plain values in blocks, put into words once, the same on the page and on paper.

No block holds markup: a text is a text, whatever signs stand in it.
"""

import json
import re
from dataclasses import dataclass
from hashlib import sha256
from typing import ClassVar

from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from cases.views.words import in_words

# Signs that print nothing and could hide or turn what is printed: control characters, marks that override
# the direction of what follows, halves of characters. Line ends stay, and so do the joiners of some scripts.
_NOTHING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def said(value) -> str:
    """A value in words, without signs that print nothing. Yes, no, days, moments and gaps are said."""
    lines = "\n".join(str(in_words(value)).splitlines()).replace("\t", " ")
    return _NOTHING.sub("", lines)


@dataclass(frozen=True)
class Heading:
    """The heading of a part (level 2) or of something in it (3, 4); each can be gone to from the outline."""

    kind: ClassVar[str] = "heading"
    text: str
    level: int = 2


@dataclass(frozen=True)
class Paragraph:
    """Running text; `quiet` for what explains the text beside it."""

    kind: ClassVar[str] = "paragraph"
    text: str
    quiet: bool = False


@dataclass(frozen=True)
class Facts:
    """Pairs of label and value."""

    kind: ClassVar[str] = "facts"
    rows: tuple


@dataclass(frozen=True)
class Table:
    """Rows under their columns, with what they are; `numeric` are the places of columns of numbers."""

    kind: ClassVar[str] = "table"
    caption: str
    columns: tuple
    rows: tuple
    numeric: tuple = ()

    @property
    def columns_for_page(self) -> list[dict]:
        """The columns as the table on a page takes them."""
        return [{"label": label, "numeric": place in self.numeric} for place, label in enumerate(self.columns)]


@dataclass(frozen=True)
class Quote:
    """Somebody's own words, never mixed with what is written about them; `answer` is what was answered."""

    kind: ClassVar[str] = "quote"
    title: str
    text: str
    answer: str = ""


@dataclass(frozen=True)
class Tagged:
    """A text under the word for what it is (a fact, an assessment, an allegation), and where it comes from."""

    kind: ClassVar[str] = "tagged"
    tag: str
    text: str
    source: str = ""


@dataclass(frozen=True)
class Note:
    """What the reader has to know of the document itself: what is withheld, what a number does not say."""

    kind: ClassVar[str] = "note"
    text: str


@dataclass(frozen=True)
class DocumentContent:
    """A whole document. `title` names no person; `heading` is what stands above the text."""

    title: str
    heading: str
    issuer: str
    language: str
    blocks: tuple
    is_large: bool = False

    @property
    def is_right_to_left(self) -> bool:
        """Whether its language is written from the right."""
        return get_language_info(self.language)["bidi"]

    def hash(self) -> str:
        """What the document says, as one number: equal content has an equal one, whatever its look."""
        parts = [[block.kind, *vars(block).values()] for block in self.blocks]
        named = [self.title, self.heading, self.issuer, self.language, parts]
        return sha256(json.dumps(named, ensure_ascii=True, separators=(",", ":")).encode()).hexdigest()


class Sheet:
    """A document being written, block by block, in the language that is spoken now."""

    def __init__(self, title, heading="", issuer=""):
        self.title, self.heading, self.issuer = said(title), said(heading or title), said(issuer) if issuer else ""
        self.blocks = []

    def content(self, is_large=False) -> DocumentContent:
        """The document as it stands, in large print where asked; it never changes any more."""
        return DocumentContent(self.title, self.heading, self.issuer, get_language(), tuple(self.blocks), is_large)

    def heading_of(self, text, level=2):
        """Begin a part."""
        self.blocks.append(Heading(said(text), level))

    def paragraph(self, text, quiet=False):
        """A text as it was typed: what stands apart by an empty line becomes a paragraph of its own."""
        self.blocks += [Paragraph(part, quiet) for part in paragraphs(text)]

    def facts(self, rows):
        """Pairs of label and value, whatever kind of value."""
        self.blocks.append(Facts(tuple((said(label), said(value)) for label, value in rows)))

    def table(self, caption, columns, rows, numeric=()):
        """Rows of values, whatever their kind; without a row, it says that there is none."""
        told = tuple(tuple(map(said, row)) for row in rows)
        if told:
            self.blocks.append(Table(said(caption), tuple(map(said, columns)), told, tuple(numeric)))
        else:
            self.paragraph(_("%(what)s: none.") % {"what": said(caption)})

    def own_words(self, name, text, answer=""):
        """What a person says themself, by name, and what was answered."""
        title = _("%(name)s says") % {"name": name}
        self.blocks.append(Quote(said(title), said(text), said(answer) if answer else ""))

    def beside(self, name, words):
        """What stands beside a content: the person's words with the answer, and the correction where there is one."""
        if words.text:
            self.own_words(name, words.text, words.answer)
        if words.correction:
            self.tagged(_("Correction"), words.correction, "" if words.text else words.answer)

    def tagged(self, tag, text, source=""):
        """A text under the word for what it is, so that nobody takes an assessment for a fact."""
        self.blocks.append(Tagged(said(tag), said(text), said(source) if source else ""))

    def note(self, text):
        """What is to be known of the document itself."""
        self.blocks.append(Note(said(text)))


def paragraphs(text) -> list[str]:
    """A text in its paragraphs; none for an empty text."""
    return [part for part in re.split(r"\n\s*\n", said(text or " ").strip()) if part]
