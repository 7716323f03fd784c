"""Holding a record back from archiving and destruction, and letting it go again (rule 48)."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cases.access.roles import Act
from cases.actions.days import to_come
from cases.actions.verb import at_version, keep, verb
from cases.models.retention import Hold


@verb("hold.place", Act.REVIEW_RETENTION)
def place_hold(*, door, now, why, review_on, kind="", asked_by=""):
    """Stop archiving and destruction of a record until somebody lifts this. Returns the hold.

    A destruction that was ordered and not carried out yet is stopped too.
    """
    to_come(now, _("Choose a day to come: a hold is reviewed, it does not last for ever."), review_on=review_on)
    given = {"why": why, "review_on": review_on, "kind": kind, "asked_by": asked_by, "placed_at": now}
    return keep(Hold(case_id=door.case_id, **given))


@verb("hold.lift", Act.REVIEW_RETENTION, needs_reason=True)
def lift_hold(*, door, now, hold_id, version):
    """Let a record go again; the reason stays in the history. Returns the hold."""
    hold = at_version(Hold.objects.get(pk=hold_id, case_id=door.case_id), version)
    if hold.lifted_at:
        raise ValidationError(_("This hold is lifted already."))
    hold.lifted_at = now
    return keep(hold)
