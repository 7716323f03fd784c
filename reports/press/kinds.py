"""The kinds of document there are: each floor registers its own, with who may have it made (rule 24)."""

from collections.abc import Callable
from dataclasses import dataclass

from reports.press.blocks import DocumentContent


@dataclass(frozen=True)
class DocumentKind:
    """A kind of document about a case: what it is called, which act lets one have it made, and what makes it.

    `build(door, subject)` returns its content from Disclosed objects and plain values; `subject` is the key of the
    record it is about, or None where it is about the whole case. `is_offered`: among the documents of every case.
    """

    key: str
    title: str
    act: str
    build: Callable[..., DocumentContent]
    is_offered: bool = False


DOCUMENT_KINDS: dict[str, DocumentKind] = {}


def register_document(key, *, title, act, is_offered=False):
    """Make a function `(door, subject) -> DocumentContent` the builder of a kind of document."""

    def register(build):
        assert key not in DOCUMENT_KINDS, key
        DOCUMENT_KINDS[key] = DocumentKind(key, title, act, build, is_offered)
        return build

    return register
