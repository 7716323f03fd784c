"""How each verb is called in the demo's world: by whom, on whose case, with what. One row a verb."""

import datetime
from dataclasses import dataclass, field

import config.urls  # noqa: F401 (behind the pages stands every verb)
from cases.actions.verb import VERBS

DAY = datetime.timedelta(days=1)


@dataclass
class Call:
    """One call of a verb that goes through; `family` is the case's, none where the verb is on no case."""

    by: str
    family: str | None
    given: dict = field(default_factory=dict)

    def root(self, cast, kind):
        """The key of what a verb on a kind of root is called on."""
        return cast.case(self.family).id if self.family else self.given[f"{kind}_id"]


CALLS = {}


def row(name):
    """A row of the table."""

    def add(function):
        CALLS[name] = function
        return function

    return add


def perform(cast, name, call, **changed):
    """Call a verb as its row says, some of what is given changed."""
    given = call.given | changed
    if call.family:
        given["case_id"] = cast.case(call.family).id
    return VERBS[name](by=cast.at(call.by), now=cast.now, **given)


def of(model, cast, family, **filters):
    """The newest row of a case."""
    return model.objects.filter(root=cast.case(family).id, **filters).order_by("id").last()
