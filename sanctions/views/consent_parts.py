"""What the person is asked to agree to and what they answered, read the same way for every page that shows it."""

from django.http import Http404
from django.utils.timezone import localdate

from cases.consents import HOLDS, Standing, standing_of
from cases.disclosure.view import disclosed
from sanctions.consents import CONDITION_LINKS, SANCTION_LINKS, Ask, asks, measures, purposes, treatments
from sanctions.models import PersonConsent, Sanction

# What is to be asked: never answered, or no longer.
OPEN = {Standing.UNASKED, Standing.RUN_OUT, Standing.REFRESH, Standing.OUTDATED}


def asked_of(door) -> list[dict]:
    """Everything the person can be asked, each with the last answer and how it stands today. Four queries."""
    today, seen = localdate(door.visitor.now), (door.purpose, door.visitor)
    found = asks(
        disclosed(purposes(), *seen),
        disclosed(treatments(today).filter(case_id=door.case_id).order_by("id"), *seen, *CONDITION_LINKS),
        disclosed(measures(today).filter(case_id=door.case_id).order_by("id"), *seen, *SANCTION_LINKS),
    )
    answers = PersonConsent.objects.filter(case_id=door.case_id).order_by("id")
    last = {(a.purpose_id, a.condition_id, a.sanction_id): a for a in disclosed(answers, *seen)}
    return [_row(ask, last.get(ask.subject), today) for ask in found]


def _row(ask, answer, today):
    standing = standing_of(answer, today)
    return {
        "ask": ask,
        "key": ask.key,
        "title": ask.title,
        "answer": answer,
        "standing": standing.label,
        "holds": standing in HOLDS,
        "open": standing in OPEN,
        "waits": standing not in HOLDS and _waits(ask),
    }


def _waits(ask):
    """Whether something asks nothing before the person agrees: an authority may have put a measure in force without."""
    return bool(ask.condition) or bool(ask.sanction) and ask.sanction.state != Sanction.State.IN_FORCE


def the_ask(door, key) -> dict:
    """One of them by its key. Raises Http404 where it is not asked here."""
    found = next((row for row in asked_of(door) if row["key"] == key), None)
    if found is None:
        raise Http404
    return found


def to_withdraw(door, consent_id) -> dict:
    """The ask of an agreement that holds and can be taken back. Raises Http404 for any other answer."""
    found = next((row for row in asked_of(door) if row["holds"] and row["answer"].id == consent_id), None)
    if found is None:
        raise Http404
    return found


def title_of(answer) -> str:
    """What an answer is about; `answer` is shown with its purpose, its condition and its sanction."""
    return Ask(answer.purpose, answer.condition, answer.sanction).title


def earlier_answers(door, rows) -> list:
    """Every answer that another one followed, or whose question is asked no more, the latest first. One query."""
    shown = {row["answer"].id for row in rows if row["answer"]}
    links = ("purpose", "condition__condition_type", "sanction__sanction_type")
    answers = PersonConsent.objects.filter(case_id=door.case_id).exclude(id__in=shown).order_by("-id")
    return disclosed(answers, door.purpose, door.visitor, *links)
