"""One case at a moment of its own, and the verbs that anybody tries on it."""

import datetime

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.http import Http404

from cases.access.visitor import Visitor
from cases.actions.verb import VERBS
from cases.history.record import StaleVersion

DAY = datetime.timedelta(days=1)
REFUSED = (ValidationError, PermissionDenied, Http404, StaleVersion, ObjectDoesNotExist)
# Verb to who does it and what it is given; names of log-ins, or a function of what it is given.
STEPS = {}


class Nothing(Exception):
    """There is nothing of the kind a verb needs."""


class Life:
    """One case at a moment of its own, and the verbs that anybody tries on it."""

    def __init__(self, cast, case_id):
        self.cast, self.case_id, self.now, self.number = cast, case_id, cast.now, 0
        self.users = {}

    def at(self, username):
        """The visitor a log-in is at this moment of the life."""
        user = self.users.setdefault(username, None) or self.cast.user(username)
        self.users[username] = user
        return Visitor(user, self.now)

    def rows(self, model, **only):
        """What the case has of a noun, the newest first."""
        return model.objects.filter(root=self.case_id, **only).order_by("-id")

    def any(self, pick, model, **only):
        """One of a noun, sooner a new one than an old one."""
        rows = list(self.rows(model, **only)[:4])
        if not rows:
            raise Nothing
        return pick(rows + rows[:1] * 3)

    def attempt(self, name, pick, username="", skewed=0):
        """Somebody tries a verb: what came of it, in a word. What is refused changes nothing."""
        usual, gives = STEPS[name]
        try:
            given = gives(self, pick)
            by = username or (usual(given) if callable(usual) else usual)
            if "version" in given:
                given["version"] += skewed
            VERBS[name](by=self.at(by), now=self.now, case_id=self.case_id, **given)
        except Nothing:
            return "nothing"
        except REFUSED:
            return "refused"
        return "done"


def step(name, by="officer"):
    """Say who does a verb, and what it is given."""

    def add(function):
        STEPS[name] = by, function
        return function

    return add


def versioned(key, row):
    """What names a row as a form does that was opened at its version."""
    return {key: row.id, "version": row.version}
