"""Disagreements of Tomas as the tests make them."""

from sanctions.models import HourLine
from tests.verbs import Call, perform


def lodge(cast, about, kind="entries", **said):
    """Tomas disagrees."""
    given = {"about": about, "kind": kind, "wrong": "It was otherwise.", "right": "Otherwise."} | said
    return perform(cast, "contest.lodge", Call("person", "Verhaal", given))


def answered(cast, contest, answer="refused", **given):
    """Its handler answers."""
    given = {"contest_id": contest.id, "version": contest.version, "answer": answer, "reasons": "So it is."} | given
    return perform(cast, "contest.answer", Call(contest.handler.user.username, "Verhaal", given))


def a_line(cast):
    return HourLine.objects.filter(case=cast.case("Verhaal")).order_by("-worked_on").first()
