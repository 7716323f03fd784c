"""The kinds of document there are: each floor registers its own, with who may have it made (rule 24)."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import get_language

from cases.languages import spoken_by_the_service
from cases.views.header import the_case
from reports.press.blocks import DocumentContent


@dataclass(frozen=True)
class DocumentKind:
    """A kind of document about a case: what it is called, which act lets one have it made, and what makes it.

    `build(door, subject)` returns its content from Disclosed objects and plain values; `subject` is the key of the
    record it is about, or None where it is about the whole case. `is_offered`: among the documents of every case.
    `is_notice`: it is made for the person, so in the language they understand best where the service speaks it.
    """

    key: str
    title: str
    act: str
    build: Callable[..., DocumentContent]
    is_offered: bool = False
    is_notice: bool = False

    def language(self, door) -> str:
        """The language in which it is made for whoever stands at this door."""
        spoken = spoken_by_the_service(the_case(door).person.language) if self.is_notice else ""
        return spoken or get_language()


DOCUMENT_KINDS: dict[str, DocumentKind] = {}


def register_document(key, *, title, act, is_offered=False, is_notice=False):
    """Make a function `(door, subject) -> DocumentContent` the builder of a kind of document."""

    def register(build):
        assert key not in DOCUMENT_KINDS, key
        DOCUMENT_KINDS[key] = DocumentKind(key, title, act, build, is_offered, is_notice)
        return build

    return register
