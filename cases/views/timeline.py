"""Entries as pages show them: with what is about others where the purpose allows it, and the person's words beside."""

import itertools
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from cases.disclosure.view import Disclosed, allowed, disclosed, disclosed_or_404
from cases.models.contest import Contest
from cases.models.entry import Entry, OthersSegment
from cases.models.withholding import OPEN, Withholding
from cases.views.addresses import addresses
from cases.views.header import PERSON
from cases.views.paging import BETWEEN, one_page

ENTRIES = 20
# What a page of entries says of each, and of the case in the identity bar above them.
SHOWN = (
    *("kind", "nature", "text", "happened_at", "recorded_at", "source", "serves", "shared_on"),
    *("verified_on", "verified_how", "verified_by__name", "author__name", "case__reference"),
    "case__ended_on",
    *(f"case__person__{name}" for name in PERSON),
)
CONTEST = (
    *("entry", "lodged_at", "answer_by", "wrong", "statement", "answer", "answered_at", "reasons", "handler__name"),
    *("review_asked_at", "review_by", "review_answer", "reviewed_at", "review_reasons", "reviewer__name"),
    *("correction", "review_correction", "withdrawn_at"),
)
# Past every key, so that a page that starts before it starts with the entry itself.
LAST_KEY = "ffffffff-ffff-ffff-ffff-ffffffffffff"


def place_of(entry) -> str:
    """Where in the timeline an entry stands: the page that begins with it."""
    return "?" + urlencode({"before": f"{entry.happened_at.isoformat()}{BETWEEN}{LAST_KEY}"}) + f"#entry-{entry.id}"


def entries_of(door, given, kind="", words=""):
    """A page of a case's entries, latest first, each carrying its case and what is said of the person. One query."""
    entries = Entry.objects.filter(case_id=door.case_id)
    if kind:
        entries = entries.filter(kind=kind)
    for word in words.split():
        entries = entries.filter(Q(text__icontains=word) | Q(source__icontains=word) | Q(serves__icontains=word))

    def read(some):
        links = ("author", "verified_by", "case__person")
        return disclosed(_with_withheld(some, door), door.purpose, door.visitor, *links, extra=_held(door), only=SHOWN)

    return one_page(entries, ("happened_at", "id"), given, read, ENTRIES)


def one_entry(door, entry_id) -> Disclosed:
    """One entry of the case behind the door, with its author. Raises Http404 where there is none."""
    rows = Entry.objects.filter(pk=entry_id, case_id=door.case_id)
    return disclosed_or_404(rows, door.purpose, door.visitor, "author")


def by_day(door, entries):
    """(day, entries) with the newest day first and each day in its own order; two queries for what stands beside."""
    beside = _beside(door, [entry.id for entry in entries])
    ways = (
        addresses("cases:history", door.case_id, Entry._meta.label_lower),
        addresses("cases:entry_correct", door.case_id),
        addresses("cases:withhold", door.case_id),
        addresses("cases:contest_on_paper", door.case_id),
        addresses("cases:entry_verify", door.case_id),
        addresses("cases:removal_propose", door.case_id),
    )
    days = itertools.groupby(entries, key=lambda entry: timezone.localtime(entry.happened_at).date())
    return [(day, [_shown(day, entry, beside, ways) for entry in reversed(list(some))]) for day, some in days]


@dataclass(frozen=True)
class Shown:
    """One entry with what stands beside it, and where it leads."""

    entry: Disclosed
    same_day: bool
    contests: list
    others: list
    withheld: list
    history_url: str
    correct_url: str
    withhold_url: str
    on_paper_url: str
    verify_url: str
    remove_url: str


def _shown(day, entry, beside, ways):
    same_day = timezone.localtime(entry.recorded_at).date() == day
    found = (kept.get(entry.id, []) for kept in beside)
    held = [{"id": entry.held_id, "answer": entry.held_answer}] if "held_id" in entry and entry.held_id else []
    return Shown(entry, same_day, *found, held, *(way(entry.id) for way in ways))


def _beside(door, keys):
    return _contests(door, keys), _others(door, keys)


def _contests(door, keys):
    rows = Contest.objects.filter(entry_id__in=keys, withdrawn_at=None).order_by("lodged_at", "id")
    mine = {standing.source for standing in door.visitor.standings}
    found = {}
    for contest in _read_contests(door, rows) if keys else ():
        found.setdefault(contest.entry_id, []).append({"contest": contest, "waits_at": _waits_at(contest, mine)})
    return found


def _read_contests(door, rows):
    only = (*CONTEST, "handler__id", "reviewer__id")
    return disclosed(rows, door.purpose, door.visitor, "handler", "reviewer", only=only)


def _waits_at(contest, mine):
    """The page on which the visitor is to answer or review it; empty where it does not wait for them."""
    if not contest.answer and contest.handler.id in mine:
        return "cases:contest_answer"
    waits = contest.review_asked_at and not contest.review_answer
    return "cases:contest_review" if waits and contest.reviewer.id in mine else ""


def _others(door, keys):
    """Only a purpose that may read the text of segments learns of any."""
    if not keys or "text" not in allowed(OthersSegment, door.purpose):
        return {}
    found = {}
    for segment in _read_others(door, keys):
        found.setdefault(segment.entry_id, []).append(segment)
    return found


def _read_others(door, keys):
    rows = OthersSegment.objects.filter(entry_id__in=keys)
    return disclosed(rows, door.purpose, door.visitor, only=("entry", "about", "text"))


def _held(door):
    """What a purpose may know of what is kept from the person, or asked to be, as annotations of an entry."""
    return ("held_id", "held_answer") if "answer" in allowed(Withholding, door.purpose) else ()


def _with_withheld(entries, door):
    """The entries with that: of each there is one at most (withheld_once_at_a_time)."""
    held = Withholding.objects.filter(OPEN, case=OuterRef("case_id"), entry=OuterRef("pk"))
    values = zip(_held(door), ("id", "answer"), strict=False)
    return entries.annotate(**{name: Subquery(held.values(value)[:1]) for name, value in values})
