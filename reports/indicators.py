"""What is counted of a year: each floor registers its indicators, and the press publishes them without knowing them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count
from django.utils.translation import override


@dataclass(frozen=True)
class Indicator:
    """One table of figures: its title, what exactly is counted, its place among the tables, and its rows in order.

    `count(year)` gives (key, label by language, number) for each row, numbers of nobody included.
    """

    code: str
    title: str
    definition: str
    place: int
    count: Callable[[int], Iterable[tuple[str, dict, int]]]


INDICATORS: dict[str, Indicator] = {}


def register_indicator(code, title, definition, place):
    """Register a function of the year as an indicator, and its place among them all.

    Title and definition are translated when they are shown.
    """

    def decorate(count):
        assert code not in INDICATORS, code
        INDICATORS[code] = Indicator(code, title, definition, place, count)
        return count

    return decorate


def counted_by(rows, field) -> dict:
    """Value of a field to how many rows have it. One query."""
    return dict(rows.order_by().values_list(field).annotate(Count("pk")))


def by_value(rows, field, labels) -> list:
    """The rows of an indicator by the values of a field, (value, label) of each, nobody's included. One query."""
    found = counted_by(rows, field)
    return [(value, in_every_language(label), found.get(value, 0)) for value, label in labels]


def in_every_language(text) -> dict:
    """A translated text by language, as reference data are kept."""
    texts = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            texts[code] = str(text)
    return texts
