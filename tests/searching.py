"""People to look for: the published list of misspellings, and a caseload made of it."""

import csv
import datetime
from pathlib import Path

from django.urls import reverse

from cases.history.action import SYSTEM_ACTOR, recorded
from cases.history.record import write_in_bulk
from cases.models import Assignment, CaseRecord, Person

LIST = Path(__file__).parent / "misspellings.csv"
BORN = datetime.date(1980, 5, 17)


def misspellings() -> list[dict]:
    """The rows of the list: what kind of mistake, the name as it is recorded, what is typed for it."""
    with LIST.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def persons_named(names) -> list[Person]:
    """Persons that are not written yet, by their given and family names."""
    made = []
    for n, (given, family) in enumerate(names):
        person = Person(given_names=given, family_name=family, birth_date=BORN, language="en")
        person.reference = f"P-T-{n}-{str(person.id)[-6:]}"
        made.append(person)
    return made


def keep(cast, persons, username="officer") -> list[CaseRecord]:
    """Cases of these persons, kept by an officer from now on."""
    post = cast.post(username)
    with recorded("test.keep", by=SYSTEM_ACTOR, now=cast.now):
        write_in_bulk(persons)
        cases = [CaseRecord(person=p, unit_id=post.unit_id, opened_on=cast.now.date()) for p in persons]
        for case in cases:
            case.reference = f"T-{str(case.id)[-12:]}".upper()
        write_in_bulk(cases)
        write_in_bulk(Assignment(case=case, staff=post, user_id=post.user_id, starts_at=cast.now) for case in cases)
    return cases


def searched(cast, typed, username="officer", language="en", **more):
    """The page that answers a search."""
    return cast.client(username, language).post(reverse("cases:search"), {"q": typed, **more})
