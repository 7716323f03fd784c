"""The parts of the person's own record that this floor keeps: page, print and copy are made of these (rule 45)."""

from django.utils.translation import gettext as _

from cases.composition import Section
from cases.disclosure.view import disclosed
from sanctions.models import Appointment, Condition, Decision, HourLine, OrderQuery, Sanction


def _items(door, model, *links, order=("id",)):
    return disclosed(model.objects.filter(case_id=door.case_id).order_by(*order), door.purpose, door.visitor, *links)


def decisions(door):
    """What an authority decided."""
    return Section("decisions", _("Decisions of the court"), _items(door, Decision, "authority"))


def sanctions(door):
    """The sanctions those decisions imposed."""
    return Section("sanctions", _("Sanctions"), _items(door, Sanction, "sanction_type", "decision"))


def conditions(door):
    """What the person must do or not do."""
    return Section("conditions", _("Conditions"), _items(door, Condition, "condition_type"))


def order_queries(door):
    """What the service asked back about an order, and the answers."""
    return Section("order_queries", _("Questions to the court about its order"), _items(door, OrderQuery, "authority"))


def appointments(door):
    """Every appointment and what came of it, the latest first."""
    items = _items(door, Appointment, "officer", order=("-starts_at", "-id"))
    return Section("appointments", _("Appointments"), items)


def hours(door):
    """Every line of hours, as written."""
    return Section("hours", _("Hours worked"), _items(door, HourLine, "recorded_by", order=("-worked_on", "-id")))
