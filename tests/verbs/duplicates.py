"""How persons who may be one are settled, and how a known person is taken on again."""

from cases.models import PossibleMatch
from tests.verbs.table import CALLS, Call, perform, row


def waiting(cast):
    """A match that waits, at the version it stands at."""
    match = PossibleMatch.objects.filter(answer="").latest("id")
    return {"possible_match_id": match.id, "version": match.version}


@row("case.open_again")
def _(cast):
    return Call("officer2", "Lind", {})


@row("match.set_apart")
def _(cast):
    return Call("records", None, waiting(cast))


@row("person.join")
def _(cast):
    return Call("records", None, waiting(cast) | {"reason": "The same parents and papers."})


@row("person.part")
def _(cast):
    call = CALLS["person.join"](cast)
    join = perform(cast, "person.join", call)
    call.given |= {"version": join.match.version, "reason": "Two sisters after all."}
    return call
