"""Carrying out what an authority changed in an order that is in force: its words, nothing else (rules 11, 23, 71)."""

import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.access.roles import Act
from cases.actions.verb import at_version, keep, verb
from cases.deadlines.keeping import meet_deadlines, set_deadline
from cases.models.deadline import Deadline
from sanctions.actions.appointments import call_off_under
from sanctions.actions.asking import stop_asking
from sanctions.actions.placing import shorten
from sanctions.models import Condition, Placement, Sanction
from sanctions.policies import between_first_and_last

CARRY_OUT = "change.carry_out"
FIXED = gettext_lazy("The order is fixed. Only a new decision of the authority changes it.")
DAY = datetime.timedelta(days=1)


def changed_by_authority(sanction, now):
    """An authority changed something in an order: until the officer has carried it out, it can be written into it.

    Into one that has ended or was revoked meanwhile nothing is written any more.
    """
    if sanction.state == Sanction.State.IN_FORCE and not is_being_changed(sanction):
        set_deadline(CARRY_OUT, sanction, now, to=Deadline.To.OFFICER)


def is_being_changed(sanction) -> bool:
    """Whether something that an authority changed in an order waits to be carried out."""
    return Deadline.objects.filter(about=sanction.id, code=CARRY_OUT, met_at=None).exists()


def open_order(sanction_id, case_id) -> Sanction:
    """The order, while it is being recorded or what an authority changed in it is being carried out.

    Raises ValidationError for any other: staff change nothing in an order by themselves.
    """
    sanction = Sanction.objects.select_related("decision").get(pk=sanction_id, case_id=case_id)
    in_force = sanction.state == Sanction.State.IN_FORCE
    if sanction.state != Sanction.State.RECEIVED and not (in_force and is_being_changed(sanction)):
        raise ValidationError(FIXED)
    return sanction


@verb("condition.lift", Act.KEEP_CASE, needs_reason=True)
def lift_condition(*, door, now, condition_id, version, lifted_on):
    """A condition that the authority took away asks nothing more from a day on. Returns it.

    Its placements end with it, and what was booked under it for later is called off.
    """
    condition = Condition.objects.select_related("sanction").get(pk=condition_id, case_id=door.case_id)
    at_version(condition, version)
    sanction = open_order(condition.sanction_id, door.case_id)
    if sanction.state != Sanction.State.IN_FORCE:
        raise ValidationError(_("The order is still being recorded: correct what was typed."))
    if condition.lifted_on:
        raise ValidationError(_("This condition is lifted already."))
    if not sanction.starts_on <= lifted_on <= sanction.ends_on:
        raise ValidationError({"lifted_on": between_first_and_last(sanction)})
    condition.lifted_on = lifted_on
    keep(condition)
    shorten(Placement.objects.filter(condition=condition), lifted_on - DAY, now)
    call_off_under(condition, lifted_on, now)
    stop_asking([condition], now)
    return condition


@verb("change.carry_out", Act.KEEP_CASE)
def carry_out(*, door, now, sanction_id, version):
    """Everything an authority changed stands in the order now. Returns the order."""
    sanction = at_version(Sanction.objects.get(pk=sanction_id, case_id=door.case_id), version)
    if not is_being_changed(sanction):
        raise ValidationError(_("Nothing waits to be carried out in this order."))
    meet_deadlines(sanction.id, now, CARRY_OUT)
    return sanction
