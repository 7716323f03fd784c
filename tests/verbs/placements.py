"""How the verbs of placements and mandates are called."""

import datetime

from django.utils.timezone import localdate

from cases.models import Mandate, User
from sanctions.models import Condition, Placement
from tests.verbs.table import DAY, Call, of, perform, row
from volunteers.models import PartnerOrganisation


def sending(cast, **given):
    """What sends Tomas to the food bank from today."""
    today = localdate(cast.now)
    words = {"work": "Painting a fence", "place": "The yard", "contact": "Renate Vogt", "open_on": "1234567"}
    condition = of(Condition, cast, "Verhaal", condition_type__code="community-service", sanction__state="in_force")
    where = {"condition_id": condition.id, "organisation": PartnerOrganisation.objects.get()}
    return words | where | {"starts_on": today - 3 * DAY, "ends_on": today + 30 * DAY} | given


def placed(cast, **given):
    """A placement that is open every day, and began three days ago."""
    return perform(cast, "placement.make", Call("officer", "Verhaal", sending(cast, **given)))


@row("placement.make")
def _(cast):
    return Call("officer", "Verhaal", sending(cast))


@row("placement.end")
def _(cast):
    placement = of(Placement, cast, "Verhaal")
    return Call("officer", "Verhaal", {"placement_id": placement.id, "version": placement.version})


@row("hours.report")
def _(cast):
    times = {"started": datetime.time(9), "ended": datetime.time(12)}
    day = localdate(cast.now) - DAY
    return Call("agency", "Verhaal", {"placement_id": placed(cast).id, "worked_on": day} | times)


@row("mandate.record")
def _(cast):
    User.objects.create_user("lawyer2")
    words = {"name": "Ivo Kern", "capacity": "lawyer", "scope": "The whole record", "document": "Paper 3"}
    return Call("officer", "Verhaal", {"username": "lawyer2"} | words)


@row("mandate.end")
def _(cast):
    return Call("officer", "Verhaal", {"mandate_id": Mandate.objects.get(user__username="representative").id})


@row("mandate.withdraw")
def _(cast):
    return Call("person", "Verhaal", {"mandate_id": Mandate.objects.get(user__username="representative").id})
