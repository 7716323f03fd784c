"""When two persons may be one: names spelt alike with a birth date near, or reached at the same number (rule 42)."""

import datetime
import unicodedata

from rapidfuzz import fuzz

from cases.models.duplicate import PossibleMatch
from cases.models.person import ContactPoint

# Out of 100: "Sofia Lindqvist" and "Lindkvist, Sofía" are alike, brother and sister are not.
ALIKE = 86
# Letters that no accent can be taken off from.
PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})


def alike(person, persons, numbers) -> dict:
    """Which of `persons`, a queryset, may be this one: person to what is alike, a code of PossibleMatch.Ground.

    `person` needs no row yet; `numbers` are the telephone numbers and addresses of e-mail it is reached by.
    """
    born = persons.filter(birth_date__in=near(person.birth_date))
    reached = persons.filter(
        id__in=ContactPoint.objects.filter(value__in=numbers)
        .exclude(kind=ContactPoint.Kind.ADDRESS)
        .values("person_id")
    )
    found = {}
    for ground, candidates in ((PossibleMatch.Ground.BIRTH, born), (PossibleMatch.Ground.NUMBER, reached)):
        for other in candidates.order_by("id"):
            if spelt_alike(person, other):
                found.setdefault(other, ground)
    return found


def near(born) -> set:
    """The birth dates that are often written for this one: a day or a year beside it, day and month exchanged."""
    days = {born + datetime.timedelta(days=step) for step in (-1, 0, 1)}
    for year, month, day in (
        (born.year - 1, born.month, born.day),
        (born.year + 1, born.month, born.day),
        (born.year, born.day, born.month),
    ):
        try:
            days.add(datetime.date(year, month, day))
        except ValueError:
            continue
    return days


def spelt_alike(person, other) -> bool:
    """Whether any writing of one name is like any of the other's, whatever its accents and the order of its parts."""
    return any(fuzz.token_sort_ratio(mine, yours) >= ALIKE for mine in _names(person) for yours in _names(other))


def _names(person):
    written = (f"{person.given_names} {person.family_name}", person.name_in_latin)
    return list(filter(None, map(plain, written)))


def plain(name) -> str:
    """A name without accents, capitals and signs: what stays the same however it is spelt."""
    letters = unicodedata.normalize("NFKD", name.casefold().translate(PLAIN))
    spoken = "".join(sign for sign in letters if not unicodedata.combining(sign))
    return " ".join("".join(sign if sign.isalnum() else " " for sign in spoken).split())
