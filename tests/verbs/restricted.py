"""How somebody is kept from a record, a tie declared, and a record opened in an emergency."""

from django.utils.timezone import localdate

from cases.actions.ties import find_ties
from cases.jobs.table import Job
from cases.models import TieMatch
from tests.verbs.table import CALLS, DAY, Call, perform, row

WHY = "His daughter is alone with him and nobody answers the telephone."


def _given(cast, family, **given):
    return given | {"limits_id": cast.case(family).id}


def later(cast):
    """A day to come."""
    return localdate(cast.now) + 90 * DAY


@row("exclusion.make")
def _(cast):
    given = _given(cast, "Petrova", user=cast.user("officer3"), why="Cousins.", review_on=later(cast))
    return Call("manager", None, given)


@row("exclusion.review")
def _(cast):
    held = perform(cast, "exclusion.make", CALLS["exclusion.make"](cast))
    given = _given(cast, "Petrova", exclusion_id=held.id, version=held.version, ends=False, why="Still so.")
    return Call("manager", None, given | {"review_on": later(cast)})


@row("restriction.make")
def _(cast):
    given = _given(cast, "Petrova", users=[], why="The press asks about her.", review_on=later(cast))
    return Call("manager", None, given)


@row("restriction.name")
def _(cast):
    made = perform(cast, "restriction.make", CALLS["restriction.make"](cast))
    return Call("manager", None, _given(cast, "Petrova", restriction_id=made.id, user=cast.user("officer3")))


@row("restriction.unname")
def _(cast):
    named = perform(cast, "restriction.name", CALLS["restriction.name"](cast))
    return Call("manager", None, _given(cast, "Petrova", named_id=named.id, version=named.version))


@row("restriction.review")
def _(cast):
    made = perform(cast, "restriction.make", CALLS["restriction.make"](cast))
    given = _given(cast, "Petrova", restriction_id=made.id, version=made.version, ends=True, why="All is quiet.")
    return Call("manager", None, given)


@row("break_glass.open")
def _(cast):
    return Call("officer3", None, {"emergency_id": cast.case("Petrova").id, "why": WHY})


@row("break_glass.review")
def _(cast):
    opened = perform(cast, "break_glass.open", CALLS["break_glass.open"](cast))
    given = {"break_glass_id": opened.id, "version": opened.version, "answer": "justified"}
    return Call("manager", "Petrova", given | {"reasons": "The child was found asleep."})


@row("tie.declare")
def _(cast):
    said = {"kind": "neighbour", "given_names": "Elena", "family_name": "Petrova", "words": "We share a garden."}
    return Call("officer3", None, said)


def declared(cast):
    """A tie that a colleague of the other unit declared."""
    return perform(cast, "tie.declare", CALLS["tie.declare"](cast))


@row("tie.withdraw")
def _(cast):
    tie = declared(cast)
    return Call("officer3", None, {"tie_id": tie.id, "version": tie.version})


@row("tie.decide")
def _(cast):
    tie = declared(cast)
    find_ties(Job.objects.get(kind="tie.match", object_id=tie.id), cast.now)
    match = TieMatch.objects.get(tie=tie)
    given = {"tie_match_id": match.id, "version": match.version, "answer": "no_measure"}
    return Call("manager", None, given | {"reasons": "They have not spoken for years."})
