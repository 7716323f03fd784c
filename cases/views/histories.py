"""Which records have a history page under a case, and how the changes of one are told."""

import datetime
import itertools
import uuid

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, Subquery, Value
from django.http import Http404
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cases.disclosure.view import allowed
from cases.forms import MomentForm
from cases.history.action import SYSTEM_ACTOR
from cases.history.record import Record
from cases.history.timeline import OWN_BOOKKEEPING, as_it_stood
from cases.models.entry import Entry, OthersSegment
from cases.views.words import moment

# How a record is reached that has its history under a case.
HERE = ("case", "person")
# Says only where a record hangs, or what its own page says in words and never changes.
FOLLOWS = {"case", "answers"}
# What a record keeps for itself is told only when it was changed, and then in words.
IN_WORDS = {"open_from_version": _("The person reads it from version")}
# Texts longer than this are set side by side.
SHORT = 90


def noun(label, purpose):
    """The model behind a label, if it is a record of which the purpose may see anything; else Http404.

    What hangs on the case and is reached another way has no history here: who may know the case, for example.
    """
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError):
        raise Http404 from None
    if not issubclass(model, Record) or model.reached_by not in HERE or not shown_fields(model, purpose):
        raise Http404
    return model


def shown_fields(model, purpose) -> list[str]:
    """The fields of which a purpose may see the changes."""
    return [name for name in allowed(model, purpose) if name not in OWN_BOOKKEEPING]


def belongs(model, record_id):
    """Part of a query over case records: whether this record is about the case, or about its person."""
    here = Q(root=OuterRef("pk")) | Q(root=OuterRef("person_id"))
    return Exists(model.objects.filter(here, pk=record_id))


def open_from(model, record_id, purpose):
    """Part of a query: the first version a purpose may read.

    Versions that held a passage about others are as if they were not there for whoever may not read about others.
    """
    if model is Entry and "text" not in allowed(OthersSegment, purpose):
        return Subquery(Entry.objects.filter(pk=record_id).values("open_from_version"))
    return Value(1)


def stood(model, record_id, purpose, first, given) -> dict:
    """The form that asks for a moment, and the record as it stood then for whoever reads from version `first`."""
    form = MomentForm(given if "at" in given else None)
    if not (form.is_bound and form.is_valid()):
        return {"form": form, "title": ""}
    then = form.cleaned_data["at"]
    found = as_it_stood(model, record_id, then, purpose, first)
    told = {"form": form, "title": _("As it stood on %(moment)s") % {"moment": moment(then)}, "facts": []}
    if found:
        told |= {"facts": _facts(found), "since": _("Written on %(moment)s") % {"moment": moment(found.at)}}
    return told


def _facts(found):
    told = [(label, value) for name, label, value in found.facts if name not in FOLLOWS | IN_WORDS.keys()]
    return [(capfirst(label), words(value)) for label, value in told if not isinstance(value, uuid.UUID)]


def by_version(found, first=1) -> list[dict]:
    """Versions, latest first, each with its changes in words that people read; `first` is the first one shown."""
    told = [(change, _told(change)) for change in found if _is_told(change)]
    versions = itertools.groupby(told, key=lambda pair: pair[0].version)
    return [_version(number, list(pairs), number == first) for number, pairs in versions]


def _version(number, pairs, is_first):
    first, changes = pairs[0][0], [told for _change, told in pairs]
    facts = [(told["label"], told["after"]) for told in changes]
    who = {"by": _by(first), "at": first.at, "reason": first.reason}
    return {"version": number, "is_first": is_first, "changes": changes, "facts": facts} | who


def _is_told(change):
    """Whether a change is one that people look for."""
    at_the_start = change.before is None and change.field in IN_WORDS
    return not (change.field in FOLLOWS or at_the_start or isinstance(change.after, uuid.UUID))


def _told(change):
    before, after = words(change.before), words(change.after)
    label = str(IN_WORDS.get(change.field, change.label))
    is_long = any(isinstance(text, str) and len(text) > SHORT for text in (before, after))
    return {"label": label[:1].upper() + label[1:], "before": before, "after": after, "long": is_long}


def _by(change):
    if change.by == SYSTEM_ACTOR:
        return _("the service")
    return change.name or _("somebody whose name is not known here")


def words(value):
    """A field's value as people read it; None stays None, for a gap is said elsewhere."""
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(value, datetime.datetime):
        local = timezone.localtime(value)
        return f"{date_format(local, 'j F Y')}, {date_format(local, 'H:i')}"
    if isinstance(value, datetime.date):
        return date_format(value, "j F Y")
    return value if value is None else str(value)
