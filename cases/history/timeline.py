"""What changed, from what to what, by whom, when and why: for one record, for a given viewer, in two queries."""

from dataclasses import dataclass
from datetime import datetime

from cases.disclosure.view import allowed
from cases.history.action import SYSTEM_ACTOR
from cases.history.names import names_of

PAGE = 20
# What a record keeps about itself is no change anybody looks for.
OWN_BOOKKEEPING = {"id", "version", "root"}


@dataclass(frozen=True)
class Change:
    """One field's change in one version. Values are as the purpose may see them; `before` is None at the start."""

    field: str
    label: str
    before: object
    after: object
    version: int
    at: datetime
    by: object
    name: str
    reason: str


def changes(model, record_id, purpose, *, field=None, before_version=None, open_from=1) -> tuple[list[Change], int]:
    """The changes of a record, latest first, and the version to page on from (0 at the end).

    Only fields the purpose may see are compared; versions below `open_from` are as if they were not there.
    `field` limits to one field. Two queries, whatever the number of versions.
    """
    names = [n for n in allowed(model, purpose) if n not in OWN_BOOKKEEPING and field in (None, n)]
    columns = [_column(model, name) for name in names]
    rows = model.history.filter(id=record_id, version__gte=open_from).order_by("-version")
    if before_version:
        rows = rows.filter(version__lt=before_version)
    who = ("version", "history_date", "history_user_id", "history_change_reason")
    rows = list(rows.values_list(*who, *columns)[: PAGE + 1])
    known = names_of(row[2] for row in rows)
    found = []
    for row, older in zip(rows[:PAGE], [*rows[1:], None][:PAGE], strict=False):
        found += _compare(model, names, row, older, known)
    return found, rows[PAGE - 1][0] if len(rows) > PAGE else 0


def _column(model, name):
    """A link is shown by the name of what it leads to, from the same query."""
    field = model._meta.get_field(name)
    shown_by = getattr(field.related_model, "shown_by", None) if field.is_relation else None
    return f"{name}__{shown_by}" if shown_by else field.attname


def _compare(model, names, row, older, known):
    version, at, by, reason = row[:4]
    for index, name in enumerate(names, start=4):
        before, after = older[index] if older else None, row[index]
        if before == after or (older is None and after in (None, "")):
            continue
        label = model._meta.get_field(name).verbose_name
        choices = dict(model._meta.get_field(name).flatchoices)
        yield Change(
            name,
            label,
            choices.get(before, before),
            choices.get(after, after),
            version,
            at,
            by,
            "" if by == SYSTEM_ACTOR else known.get(by, ""),
            reason,
        )


def as_of(model, record_id, moment):
    """The version of a record that held at `moment`: by sequence, so right with tied clocks; None before it began."""
    return model.history.filter(id=record_id, history_date__lte=moment).order_by("-version").first()
