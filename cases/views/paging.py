"""Lists page by key, latest first: the next page starts after the last row shown, whatever was added meanwhile."""

from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q

PAGE = 20
BETWEEN = "~"


@dataclass(frozen=True)
class Page:
    """The rows of one page, and the keys from which older and newer ones go on ("" at the ends)."""

    rows: list
    older: str
    newer: str

    def links(self, kept) -> dict:
        """What the pager component takes; `kept` are the filters that stay in the address."""
        return {
            "previous_url": "?" + urlencode(kept | {"after": self.newer}) if self.newer else None,
            "next_url": "?" + urlencode(kept | {"before": self.older}) if self.older else None,
        }


def one_page(queryset, key, given, read, size=None, to=None) -> Page:
    """The page that `given` (a query's before= or after=) asks for, latest first by `key`, a tuple of field names.

    `read` turns the sliced queryset into rows that carry the key's fields; one query. With `to`, the visitor,
    the row that only tells whether the list goes on does not count as shown.
    """
    size = size or PAGE
    noted = set(to.shown_roots) if to else set()
    before, after = (_cursor(queryset.model, key, given.get(name)) for name in ("before", "after"))
    order = [name if after else f"-{name}" for name in key]
    if cursor := after or before:
        queryset = queryset.filter(_beyond(key, cursor, "gt" if after else "lt"))
    rows, more = _cut(read(queryset.order_by(*order)[: size + 1]), size, to, noted)
    if after:
        rows.reverse()
    first, last = (_text(key, rows[0]), _text(key, rows[-1])) if rows else ("", "")
    return Page(rows, older=last if more or after else "", newer=first if (more if after else before) else "")


class Merged:
    """Querysets of rows with time-ordered keys as one list, for one_page: each is cut before they are put together."""

    def __init__(self, *querysets, latest_first=True, most=None):
        self.querysets, self.latest_first, self.most = querysets, latest_first, most
        self.model = querysets[0].model

    def filter(self, condition):
        """The rows of each that meet the condition."""
        return Merged(*[queryset.filter(condition) for queryset in self.querysets])

    def order_by(self, *names):
        """All in the order of their keys."""
        ordered = [queryset.order_by(*names) for queryset in self.querysets]
        return Merged(*ordered, latest_first=names[0].startswith("-"))

    def __getitem__(self, part):
        cut = [queryset[part] for queryset in self.querysets]
        return Merged(*cut, latest_first=self.latest_first, most=part.stop)

    def values(self, *columns) -> list[dict]:
        """The rows with the columns of each queryset; a query each."""
        pairs = zip(self.querysets, columns, strict=True)
        rows = [row for queryset, names in pairs for row in queryset.values(*names)]
        return sorted(rows, key=lambda row: row["id"], reverse=self.latest_first)[: self.most]


def first_page(newest, key, read, size, to) -> Page:
    """The page a list opens with, of a query that is in order and ends after `size` + 1 rows (NewestVisible)."""
    noted = set(to.shown_roots)
    rows, more = _cut(read(newest), size, to, noted)
    return Page(rows, older=_text(key, rows[-1]) if more else "", newer="")


def _cut(rows, size, to, noted):
    """The rows of one page, and whether the list goes on; the row that tells it was not shown."""
    more, rows = len(rows) > size, rows[:size]
    if to and more:
        to.shown_roots.intersection_update(noted | {row.root for row in rows})
    return rows, more


def _beyond(key, cursor, direction):
    """Rows past the cursor: the first field decides, the second among equals."""
    first, *rest = key
    beyond = Q(**{f"{first}__{direction}": cursor[0]})
    if not rest:
        return beyond
    edge = Q(**{f"{first}__{direction}e": cursor[0]})
    return edge & (beyond | Q(**{first: cursor[0]}) & _beyond(rest, cursor[1:], direction))


def _cursor(model, key, text):
    """The key's values from an address; none where somebody wrote nonsense."""
    parts = (text or "").split(BETWEEN)
    if len(parts) != len(key):
        return None
    try:
        return [model._meta.get_field(name).to_python(part) for name, part in zip(key, parts, strict=True)]
    except ValidationError:
        return None


def _text(key, row):
    values = (row[name] if isinstance(row, dict) else getattr(row, name) for name in key)
    return BETWEEN.join(v.isoformat() if hasattr(v, "isoformat") else str(v) for v in values)


def key_in(given, name):
    """The one key an address names; None where there is none, or none that can be read."""
    try:
        return UUID(given.get(name, ""))
    except ValueError:
        return None
