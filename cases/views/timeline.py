"""Entries as pages show them: with what is about others where the purpose allows it, and the person's words beside."""

import itertools
from urllib.parse import urlencode

from django.db.models import Q
from django.utils import timezone

from cases.disclosure.view import allowed, disclosed
from cases.models.contest import Contest
from cases.models.entry import Entry, OthersSegment
from cases.views.paging import BETWEEN, one_page

ENTRIES = 20
# Past every key, so that a page that starts before it starts with the entry itself.
LAST_KEY = "ffffffff-ffff-ffff-ffff-ffffffffffff"


def place_of(entry) -> str:
    """Where in the timeline an entry stands: the page that begins with it."""
    return "?" + urlencode({"before": f"{entry.happened_at.isoformat()}{BETWEEN}{LAST_KEY}"}) + f"#entry-{entry.id}"


def entries_of(door, given, kind="", words=""):
    """A page of a case's entries, latest first, each carrying its case with person and unit. One query."""
    entries = Entry.objects.filter(case_id=door.case_id)
    if kind:
        entries = entries.filter(kind=kind)
    for word in words.split():
        entries = entries.filter(Q(text__icontains=word) | Q(source__icontains=word) | Q(serves__icontains=word))
    links = ("author", "case__person", "case__unit")

    def read(some):
        return disclosed(some, door.purpose, door.visitor, *links)

    return one_page(entries, ("happened_at", "id"), given, read, ENTRIES)


def by_day(door, entries):
    """(day, entries) with the newest day first and each day in its own order; two queries for what stands beside."""
    beside = _beside(door, [entry.id for entry in entries])
    days = itertools.groupby(entries, key=lambda entry: timezone.localtime(entry.happened_at).date())
    return [(day, [_shown(entry, beside) for entry in reversed(list(some))]) for day, some in days]


def _shown(entry, beside):
    contests, others = beside
    same_day = timezone.localtime(entry.recorded_at).date() == timezone.localtime(entry.happened_at).date()
    return {
        "entry": entry,
        "same_day": same_day,
        "contests": contests.get(entry.id, []),
        "others": others.get(entry.id, []),
    }


def _beside(door, keys):
    return _contests(door, keys), _others(door, keys)


def _contests(door, keys):
    rows = Contest.objects.filter(entry_id__in=keys).order_by("lodged_at", "id")
    mine = {standing.source for standing in door.visitor.standings}
    found = {}
    for contest in disclosed(rows, door.purpose, door.visitor, "handler") if keys else ():
        waits_for_me = not contest.answer and contest.handler_id in mine
        found.setdefault(contest.entry_id, []).append({"contest": contest, "waits_for_me": waits_for_me})
    return found


def _others(door, keys):
    """Only a purpose that may read the text of segments learns of any."""
    if not keys or "text" not in allowed(OthersSegment, door.purpose):
        return {}
    found = {}
    for segment in disclosed(OthersSegment.objects.filter(entry_id__in=keys), door.purpose, door.visitor):
        found.setdefault(segment.entry_id, []).append(segment)
    return found
