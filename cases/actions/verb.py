"""What makes a function a verb: it passes the gate, opens its action, and does all or nothing (law 6)."""

from functools import wraps

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cases.access.decide import CASE, check, enter
from cases.disclosure import leakguard
from cases.history.action import recorded
from cases.history.record import StaleVersion
from cases.models.third_party import ShownAllTheSame

VERBS = {}
# What stands between several recipients.
IN_A_ROW = ", "


def verb(name, act, needs_reason=False, on=CASE, to=""):
    """Make a keyword-only function a verb on one case: it is called with by=, now=, case_id= and what it needs.

    `on` names another kind of root, whose key is then given as <kind>_id. `to` says to whom something leaves by it:
    roles, or a function of the door and what is given that returns who, in words; nothing where nothing leaves.

    The function gets `door`, the opened door to the case, and runs inside the action. Http404 and
    PermissionDenied come from the gate, ValidationError (with the field's name) from what the state allows.
    With `needs_reason`, a call that gives no reason is refused: the history would not say why.
    """

    def decorate(function):
        @wraps(function)
        def acting(*, by, now, reason="", ground="", **given):
            root_id = given.pop(f"{on}_id")
            door = enter(by, act, root_id, on)
            if needs_reason and not reason.strip():
                raise ValidationError({"reason": _("Say why. The reason stays in the history.")})
            said = {"reason": reason, "ground": ground, "capacity": door.role, "recipient": _recipient(to, door, given)}
            with (
                recorded(name, by=by.user_id, now=now, root=root_id, **said),
                leakguard.watching(door if on == CASE else None, now),
            ):
                return function(door=door, now=now, **given)

        return _register(acting, name, act, on)

    return decorate


def service_verb(name, act, to=""):
    """Make a keyword-only function a verb that starts a record or belongs to no case. It gets `visitor`."""

    def decorate(function):
        @wraps(function)
        def acting(*, by, now, reason="", ground="", **given):
            check(by, act)
            with recorded(name, by=by.user_id, now=now, reason=reason, ground=ground, recipient=to):
                return function(visitor=by, now=now, **given)

        return _register(acting, name, act)

    return decorate


def _recipient(to, door, given):
    """To whom something leaves, as the ledger keeps it: names, or the codes of roles."""
    found = to(door, **given) if callable(to) else to
    return found if isinstance(found, str) else IN_A_ROW.join(found)


def _register(acting, name, act, on=""):
    assert name not in VERBS, name
    acting.verb, acting.act, acting.on = name, act, on
    VERBS[name] = acting
    return acting


def keep(record):
    """Check a record against its fields and constraints, then save it. Returns it.

    Raises ValidationError in words people understand, before the database would refuse; Leak where a text that
    somebody outside will read holds what is registered as another person's, and nobody said why it may (rule 8).
    """
    record.full_clean(validate_unique=record._state.adding)
    watch = leakguard.on_guard()
    shown = watch.check(record) if watch else {}
    record.save()
    for name, findings in shown.items():
        _note_what_was_shown(watch, record, name, findings)
    return record


def _note_what_was_shown(watch, record, name, findings):
    """Keep why each kind of thing was shown all the same, and who decided it; never the thing itself."""
    for kind, whose in {(finding.kind, finding.whose) for finding in findings}:
        keep(
            ShownAllTheSame(
                case_id=watch.case_id,
                place=f"{record._meta.label_lower}.{name}",
                record_id=record.pk,
                kind=kind,
                whose=whose,
                because=watch.because,
                staff_id=watch.staff_id,
                decided_at=watch.now,
            )
        )


def at_version(record, version):
    """The record, if it still is at the version at which a form was opened; else StaleVersion is raised (law 7).

    Called before anything about its state is asked: who comes late sees both texts, not why it was refused.
    """
    if version != record.version:
        raise StaleVersion(record)
    return record
