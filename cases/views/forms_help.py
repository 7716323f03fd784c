"""How a form meets a verb: what the verb refuses is said at the field, and what was typed is kept."""

from functools import partial

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

INVALID = 422
STALE = 409


def attempt(form, act):
    """Call `act` (a verb with its arguments); its refusal goes onto the form. Returns what it returned, or None."""
    try:
        return act()
    except ValidationError as refused:
        put_on(form, refused)
        return None


def acting(door, verb, **given):
    """A verb as the visitor at the door calls it now on the case behind it; what else it needs can follow."""
    return partial(verb, by=door.visitor, now=door.visitor.now, case_id=door.case_id, **given)


def put_on(form, refused):
    """Put a refusal on the fields it names; what names no field of this form stands on top."""
    if not hasattr(refused, "error_dict"):
        form.add_error(None, refused)
        return
    for name, errors in refused.error_dict.items():
        known = name != NON_FIELD_ERRORS and name in form.fields
        form.add_error(name if known else None, errors)


def reopened(form, version):
    """The same form with all that was typed, now at `version`: after somebody else saved first (law 7)."""
    data = form.data.copy()
    data[form.add_prefix("version")] = version
    return type(form)(data)


def status_of(form) -> int:
    """200 for a fresh form or none, 422 for one that was refused."""
    return INVALID if form and form.is_bound and form.errors else 200
