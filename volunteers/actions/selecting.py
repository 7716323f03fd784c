"""Selecting volunteers by stated criteria, with reasons, and keeping their papers (rules 85–87)."""

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.access.roles import Act, Role
from cases.actions.verb import at_version, keep, service_verb, verb
from volunteers.models import Volunteer, VolunteerCheck
from volunteers.policies import checks_missing

ON = "volunteer"
State = Volunteer.State


@service_verb("volunteer.add", Act.COORDINATE)
def add_volunteer(*, visitor, now, guide, **fields):
    """Write down that somebody wishes to help, in the unit of whoever guides them. Returns the volunteer."""
    if guide.unit_id not in visitor.units(Role.COORDINATOR):
        raise ValidationError({"guide": _("Choose a member of staff of your own unit.")})
    return keep(Volunteer(guide=guide, unit_id=guide.unit_id, **fields))


@verb("volunteer.change", Act.COORDINATE, on=ON)
def change_volunteer(*, door, now, version, **fields):
    """Keep a volunteer's papers up to date: languages, undertaking, insurance. Returns the volunteer."""
    volunteer = at_version(Volunteer.objects.get(pk=door.root_id), version)
    for name, value in fields.items():
        setattr(volunteer, name, value)
    return keep(volunteer)


@verb("volunteer.check", Act.COORDINATE, on=ON)
def check_volunteer(*, door, now, kind, done_on, passed, note="", valid_until=None):
    """Write down what was checked; an earlier check of the same kind stays. Returns the check."""
    if done_on > localdate(now):
        raise ValidationError({"done_on": _("Write it down once it was checked.")})
    if valid_until and valid_until < done_on:
        raise ValidationError({"valid_until": _("It counts at least on the day it was checked.")})
    given = {"kind": kind, "done_on": done_on, "passed": passed, "note": note, "valid_until": valid_until}
    return keep(VolunteerCheck(volunteer_id=door.root_id, **given))


@verb("volunteer.decide", Act.COORDINATE, on=ON)
def decide_volunteer(*, door, now, version, state, reasons):
    """Accept somebody, decline, or note that they left; with reasons they can ask for. Returns the volunteer."""
    volunteer = at_version(Volunteer.objects.get(pk=door.root_id), version)
    if state == volunteer.state or state == State.APPLIED:
        raise ValidationError({"state": _("Choose what is decided now.")})
    if state == State.ACCEPTED and (gaps := checks_missing(volunteer.checks.all(), localdate(now))):
        raise ValidationError([_("Nobody is accepted before everything is checked."), *gaps])
    volunteer.state, volunteer.reasons, volunteer.decided_on = state, reasons, localdate(now)
    return keep(volunteer)
