"""What changed, from what to what, by whom, when and why: for one record, for a given viewer, in two queries."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from cases.disclosure.view import allowed
from cases.history.action import SYSTEM_ACTOR
from cases.history.names import names_of
from cases.history.record import record_models

PAGE = 20
# What a record keeps about itself is no change anybody looks for.
OWN_BOOKKEEPING = {"id", "version", "root"}
LAST_VERSION = 2**31 - 1
# Columns of a version that say who and why, before those of the record itself.
WHO = 5


@dataclass(frozen=True)
class Change:
    """One field's change in one version. Values are as the purpose may see them; `before` is None at the start.

    The reason is None where it stays unsaid.
    """

    field: str
    label: str
    before: object
    after: object
    version: int
    at: datetime
    by: object
    name: str
    reason: str | None


@dataclass(frozen=True)
class Stood:
    """A record as it stood: which version, written when, and (name, label, value) of what the purpose may see."""

    version: int
    at: datetime
    facts: list


def changes(model, record_id, purpose, *, field=None, before_version=None, open_from=1) -> tuple[list[Change], int]:
    """The changes of a record, latest first, and the version to page on from (0 at the end).

    Only fields the purpose may see are compared; versions below `open_from` are as if they were not there.
    `field` limits to one field. Two queries, whatever the number of versions.
    """
    names = [n for n in allowed(model, purpose) if n not in OWN_BOOKKEEPING and field in (None, n)]
    columns = [_column(model, name) for name in names]
    rows = model.history.filter(id=record_id, version__gte=open_from).order_by("-version")
    rows = rows.annotate(unsaid=unsaid(purpose, OuterRef("root"), OuterRef("action_id")))
    if before_version:
        rows = rows.filter(version__lt=before_version)
    who = ("version", "history_date", "history_user_id", "history_change_reason", "unsaid")
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
    version, at, by, reason, is_unsaid = row[:WHO]
    for index, name in enumerate(names, start=WHO):
        before, after = older[index] if older else None, row[index]
        if before == after or (older is None and after in (None, "")):
            continue
        yield Change(
            name,
            model._meta.get_field(name).verbose_name,
            _label(model, name, before),
            _label(model, name, after),
            version,
            at,
            by,
            "" if by == SYSTEM_ACTOR else known.get(by, ""),
            None if is_unsaid else reason,
        )


def _label(model, name, value):
    choices = model._meta.get_field(name).flatchoices
    return dict(choices).get(value, value) if choices else value


def unsaid(purpose, root, action):
    """Part of a query: whether the reason of an action stays unsaid to a purpose.

    It does where the action also wrote what that purpose may not read, or what is reached by another way than the
    case: the reason may quote it (law 11).
    `root` and `action` are the keys, or references to them. One mechanism for pages, prints, exports and the ledger.
    """
    found = Q()
    for model in record_models():
        elsewhere = model.reached_by not in ("case", "person")
        if model.quoted_by_reasons and (elsewhere or model.quoted_by_reasons not in allowed(model, purpose)):
            here = model.objects.filter(root=root).values("id")
            found |= Exists(model.history.filter(id__in=here, action_id=action).order_by())
    return ExpressionWrapper(found, BooleanField()) if found else Value(False)


def as_of(model, record_id, moment):
    """The version of a record that held at `moment`: the one before the first that is later; None before it began.

    The versions' own sequence decides, so it is right with tied clocks and with one that went back (law 9).
    """
    return _held(model, record_id, moment).first()


def _held(model, record_id, moment):
    versions = model.history.filter(id=record_id)
    later = versions.filter(history_date__gt=moment).order_by("version").values("version")[:1]
    before = Coalesce(Subquery(later), Value(LAST_VERSION))
    return versions.filter(version__lt=before).order_by("-version")


def as_it_stood(model, record_id, moment, purpose, open_from=1) -> Stood | None:
    """What a purpose may see of a record as it stood at `moment`. One query.

    None where it had not begun, or where what stood then was withheld since.
    """
    names = [name for name in allowed(model, purpose) if name not in OWN_BOOKKEEPING]
    columns = [_column(model, name) for name in names]
    row = _held(model, record_id, moment).values_list("version", "history_date", *columns).first()
    if row is None or row[0] < open_from:
        return None
    values = zip(names, row[2:], strict=True)
    facts = [(name, model._meta.get_field(name).verbose_name, _label(model, name, value)) for name, value in values]
    return Stood(row[0], row[1], facts)
