"""Finding people and what is written, among what the visitor may see and nothing else (law 2).

Everything that is found, counted, suggested or put in an order is read through the gate first: a row that is not the
visitor's is in no set that anything here looks at.
"""

import datetime
import re
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL
from rapidfuzz import fuzz

from cases.access.decide import visible_to
from cases.access.roles import Act
from cases.disclosure import scripts
from cases.models.caserecord import CaseRecord
from cases.models.entry import Entry
from cases.models.person import Person
from cases.search import folding
from cases.search.index import engine
from cases.search.likeness import words_like
from cases.search.tables import FoundBy
from cases.search.texts import parts_of

ACT = Act.LIST_CASES
DAY = re.compile(r"(?<![\w.-])(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(?![\w-])")
# So many signs of a number are enough to look for it anywhere in the numbers of cases and persons.
PART_OF_NUMBER = 4
# How much the spelling of the whole name weighs beside that of each word.
WHOLE_NAME = 0.5
PARTICLES = frozenset(folding.words_of(scripts.PARTICLES))


@dataclass(frozen=True)
class Asked:
    """What was typed, understood: folded words, dates it may name, and the text as it stands."""

    typed: str
    words: tuple = ()
    born: tuple = ()

    @property
    def needed(self) -> list:
        """The places of the words that must fit: particles need not, unless there is nothing else."""
        telling = [n for n, word in enumerate(self.words) if word not in PARTICLES]
        return telling or list(range(len(self.words)))


@dataclass
class Found:
    """Persons that fit, best first; `whole` says whether they fit all that was typed, or only a part of it."""

    persons: list = field(default_factory=list)
    whole: bool = True


def understood(typed) -> Asked:
    """Words and dates of what was typed."""
    born = tuple(sorted({day for given in DAY.finditer(typed) for day in _days(given)}))
    rest = DAY.sub(" ", typed) if born else typed
    return Asked(typed.strip(), tuple(folding.folded(rest).split()), born)


def _days(given):
    """The dates that three numbers may name, whichever of them is the day, the month and the year."""
    first, _sign, second, third = given.groups()
    orders = [(first, second, third)] if len(first) == 4 else [(third, second, first), (third, first, second)]
    for year, month, day in orders:
        try:
            yield datetime.date(int(year), int(month), int(day))
        except ValueError:
            continue


def by_number(typed, visitor):
    """The key of the case whose number, or whose person's number, was typed exactly; None where there is none."""
    forms = {typed, typed.upper(), typed.lower(), typed[:2].upper() + typed[2:].lower()}
    numbered = visible_to(CaseRecord.objects.filter(reference__in=forms), visitor, ACT)
    latest = visible_to(CaseRecord.objects.filter(person__reference__in=forms), visitor, ACT)
    keys = (
        numbered.values_list("id", flat=True).first(),
        latest.order_by("-opened_on", "-id").values_list("id", flat=True).first(),
    )
    return next((key for key in keys if key), None)


def persons_found(asked, visitor) -> Found:
    """The persons of cases the visitor may see who fit what was typed: best first, in an order that is always the same.

    Where nobody fits all of it, those who fit a part.
    """
    persons = visible_to(Person.objects.all(), visitor, ACT)
    if not asked.words:
        born = persons.filter(birth_date__in=asked.born) if asked.born else persons.none()
        return Found(list(born.order_by("-id").values_list("id", flat=True)))
    known = _fitting(asked, visitor) | _numbered(asked, visitor)
    rows = persons.filter(id__in=known).values_list("id", "birth_date", "given_names", "family_name", "name_in_latin")
    scored, parts = [], []
    for key, born, *names in rows:
        fitting = known[key]
        whole = all(n in fitting for n in asked.needed) and (not asked.born or born in asked.born)
        score = sum(fitting.values()) / len(asked.words) + WHOLE_NAME * _spelt(asked, names)
        (scored if whole else parts).append((score, key))
    best = sorted(scored or parts, key=lambda pair: (-pair[0], -pair[1].int))
    return Found([key for _score, key in best], whole=bool(scored) or not parts)


def _spelt(asked, names):
    typed = folding.plain(asked.typed)
    given, family, latin = names
    return max(fuzz.token_sort_ratio(typed, folding.plain(name)) for name in (f"{given} {family}", latin)) / 100


def _fitting(asked, visitor) -> dict:
    """Person to {place of a typed word: how well one of theirs fits it}, of the persons the visitor may see."""
    likes = {}
    for n, word in enumerate(asked.words):
        for like, score in words_like(word).items():
            likes.setdefault(like, {})[n] = score
    for n, (one, other) in enumerate(zip(asked.words, asked.words[1:], strict=False)):
        for like, score in words_like(one + other).items():
            places = likes.setdefault(like, {})
            places |= {place: max(score, places.get(place, 0)) for place in (n, n + 1)}
    reached = visible_to(Person.objects.all(), visitor, ACT).values("id")
    found = {}
    for root, word in FoundBy.objects.filter(word__in=list(likes), root__in=reached).values_list("root", "word"):
        fitting = found.setdefault(root, {})
        for n, score in likes[word].items():
            fitting[n] = max(score, fitting.get(n, 0))
    return found


def _numbered(asked, visitor) -> dict:
    """The same of persons in whose number, or in whose cases', what was typed stands."""
    typed = asked.typed
    if len(typed) < PART_OF_NUMBER or " " in typed or not any(sign.isdigit() for sign in typed):
        return {}
    part = Q(reference__icontains=typed) | Q(person__reference__icontains=typed)
    cases = visible_to(CaseRecord.objects.filter(part), visitor, ACT)
    return {key: dict.fromkeys(range(len(asked.words)), 1.0) for key in cases.values_list("person_id", flat=True)}


def texts_found(typed, visitor):
    """The entries of cases the visitor may see in whose text all that was typed stands; removed ones are not there."""
    select, values = engine(connection).texts_with(typed)
    found = RawSQL(select, values, output_field=Entry._meta.pk)  # noqa: S611 (values are bound)
    return visible_to(Entry.objects.filter(id__in=found), visitor, ACT)


def excerpt(text, typed, around=90) -> list[tuple[str, bool]]:
    """A part of a text round the first word that was typed, as (piece, whether it was typed) in its order."""
    words = [re.escape(words[-1]) for words in parts_of(typed)[0]]
    hit = re.compile(rf"\b(?:{'|'.join(words)})\w*", re.IGNORECASE) if words else None
    first = hit.search(text) if hit else None
    start = max(first.start() - around, 0) if first else 0
    stop = min((first.end() if first else 0) + 2 * around, len(text))
    start = text.rfind(" ", 0, start) + 1 if start else 0
    stop = end if stop < len(text) and (end := text.rfind(" ", start, stop)) > start else stop
    part, pieces, at = text[start:stop], [], 0
    for found in hit.finditer(part) if hit else ():
        pieces += [(part[at : found.start()], False), (found[0], True)]
        at = found.end()
    return [("… ", False)] * bool(start) + pieces + [(part[at:], False)] + [(" …", False)] * (stop < len(text))
