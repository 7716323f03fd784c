"""How a form meets a verb: what the verb refuses is said at the field, and what was typed is kept."""

from functools import partial

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext_lazy as _

from cases.disclosure.leakguard import Leak, shown_because
from cases.models.third_party import BECAUSE_LENGTH

# The answer to the leak guard's warning; any form that met it asks for it, and sends it along.
BECAUSE = "shown_because"
INVALID = 422
STALE = 409


def attempt(form, act):
    """Call `act` (a verb with its arguments); its refusal goes onto the form. Returns what it returned, or None.

    Where the leak guard warns, the form asks why the text may be shown, and comes with the answer next time.
    """
    try:
        with shown_because(form.data.get(form.add_prefix(BECAUSE), "")[:BECAUSE_LENGTH]):
            return act()
    except Leak as warned:
        _warn(form, warned)
        return None
    except ValidationError as refused:
        put_on(form, refused)
        return None


def _warn(form, warned):
    """The guard's warning at each field it is about, and at the first the question why the text may be shown."""
    places = {name: _typed_at(form, name, warned.texts[name]) for name in warned.found}
    for name, place in places.items():
        form.add_error(place, warned.error_dict[name])
    form.fields[BECAUSE] = forms.CharField(
        label=_("Why it may be shown"),
        required=False,
        max_length=BECAUSE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "For example: the court named them in its decision. The reason stays in the record, for staff alone."
        ),
    )
    form.warned_at = next(filter(None, places.values()), "")


def _typed_at(form, name, text):
    """The field of a form in which a record's text was typed: of the same name, or one whose words it holds."""
    if name in form.fields:
        return name
    typed = ((field, str(value).strip()) for field, value in form.cleaned_data.items() if value)
    return next((field for field, words in typed if len(words) > 3 and words in text), None)


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
