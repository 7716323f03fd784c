"""Who is kept from a case, whatever else leads them there (law 1).

An exclusion names a log-in that never knows the case. It beats everything: keeping the case, the unit, every task in
it, an inspection, an emergency; and with the case goes what is about it: tasks, victims, incidents, alerts, matches.

A restriction names the staff who alone know the case. It beats the same of everybody else in the service: assignment,
unit, cover, a disagreement or a report to read, the archive. It does not stand between the record and the person it is
about or who acts for them, the authority that decides, an inspection, and the people who see no record but a
placement, a task or a victim. Nor does it stop an emergency: it says who needs the record in ordinary work; an
exclusion says who would do harm by knowing.
"""

from django.db.models import Exists, OuterRef

from cases.access.roles import ROLES
from cases.models.exclusion import Exclusion, Named, Restriction
from cases.models.fields import in_force

_about = {}


def register_about_cases(kind, column="id", restricts=True):
    """Let a function say which roots of a kind are about cases: `about(cases)`, a queryset of keys, gives theirs.

    `column` is the key's name in that queryset. Without `restricts`, the roots tell so little that a restriction
    leaves them where they are.
    """

    def register(about):
        _about[kind] = about, column, restricts
        return about

    return register


def excluded_from(user_id, now):
    """The cases a log-in must never know."""
    return Exclusion.objects.filter(in_force(now), user_id=user_id).order_by().values("case_id")


def shut_out_of(user_id, now):
    """The restricted cases that do not name a log-in."""
    named = Named.objects.filter(in_force(now), restriction_id=OuterRef("id"), user_id=user_id)
    restricted = Restriction.objects.filter(in_force(now)).exclude(Exists(named))
    return restricted.order_by().values("case_id")


for _by_case in ("case", "limits", "retention"):
    register_about_cases(_by_case, column="case_id")(lambda cases: cases)
register_about_cases("emergency", column="case_id", restricts=False)(lambda cases: cases)


def within_limits(kind, reached, user_id, now):
    """Out of what the roles reach, (role, keys of roots) pairs, what the log-in may know: one query of keys."""
    bound = [ids for role, ids in reached if not ROLES[role].despite_restriction]
    free = [ids for role, ids in reached if ROLES[role].despite_restriction]
    if kind not in _about:
        return _together(bound + free)
    about, _column, restricts = _about[kind]
    never = about(excluded_from(user_id, now))
    if not bound or not restricts:
        return _together(bound + free).difference(never)
    known = _together(bound).difference(about(shut_out_of(user_id, now)), never)
    return known.union(_together(free).difference(never)) if free else known


def _together(several):
    first, *others = several
    return first.union(*others) if others else first


def limits_on_root(kind, user_id, now, root_id):
    """What keeps a log-in from one root: (name of the limit, its row if there is one) pairs."""
    if kind in _about:
        about, column, restricts = _about[kind]
        yield EXCLUDED, about(excluded_from(user_id, now)).filter(**{column: root_id})
        if restricts:
            yield SHUT_OUT, about(shut_out_of(user_id, now)).filter(**{column: root_id})


EXCLUDED, SHUT_OUT = "excluded", "shut_out"


def despite_limits(found) -> frozenset:
    """Which of the roles found on a root remain, given the limits found beside them."""
    if EXCLUDED in found:
        return frozenset()
    return frozenset(role for role in found - {SHUT_OUT} if SHUT_OUT not in found or ROLES[role].despite_restriction)
