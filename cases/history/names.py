"""Who stands behind the key of a log-in: staff by name, the person as the person, jobs as the service."""

from django.db.models import CharField, F
from django.db.models.functions import Cast

_name_sources = []


def register_names(source):
    """Let an app say whose names it knows: `source(keys)` returns a queryset of (log-in key, name)."""
    _name_sources.append(source)
    return source


def name_rows(queryset, name):
    """The rows of a name source."""
    return queryset.order_by().values_list(F("user_id"), Cast(name, CharField()))


def names_of(keys) -> dict:
    """Log-in key to name, in one query; a key nobody claims is not in it."""
    keys = set(keys)
    if not keys or not _name_sources:
        return {}
    first, *others = (source(keys) for source in _name_sources)
    return dict(first.union(*others, all=True) if others else first)
