"""That an entry was taken out of a record: on the overview for the service, on the person's own pages (rule 45)."""

from django.utils.translation import gettext as _

from cases.access.roles import Act
from cases.composition import Item, Panel, Section
from cases.disclosure.purposes import Purpose
from cases.disclosure.view import disclosed
from cases.models.removal import Removal


def overview_removals(door):
    """On the overview: what is proposed to leave the record, and what has left it, without a word of it."""
    if door.purpose not in (Purpose.SUPERVISION, Purpose.INSPECTION):
        return None
    rows = Removal.objects.filter(case_id=door.case_id).exclude(answer=Removal.Answer.REFUSED).order_by("-id")
    shown = disclosed(rows, door.purpose, door.visitor, "proposed_by")
    if not shown:
        return None
    context = {"removals": shown, "case_id": door.case_id, "decides": door.may(Act.DECIDE_REMOVAL)}
    return Panel("cases/_removals.html", context)


def own_removals(door) -> Section:
    """That something was taken out because it did not belong here, and when; never what, nor whose it was (45)."""
    gone = Removal.objects.filter(case_id=door.case_id, answer=Removal.Answer.REMOVED, told=Removal.Told.ANNOUNCED)
    items = [
        Item(
            _("An entry was taken out, because it did not belong in your record"),
            [("decided_at", _("Taken out on"), shown.decided_at)],
            key=shown.id,
        )
        for shown in disclosed(gone.order_by("-id"), door.purpose, door.visitor)
    ]
    return Section("removals", _("What was taken out of your record"), items)
