"""Sending somebody to work at an organisation, and what the organisation writes down (rules 39–41)."""

import datetime

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.access.roles import Act
from cases.actions.verb import at_version, keep, verb
from cases.models.fields import in_force
from sanctions.actions.hours import NewSession, credit, locked
from sanctions.models import Placement
from sanctions.reach import placements_of
from volunteers.models import Agreement
from volunteers.reach import members_in_force

# What was worked on the last days of a placement can still be written down this long.
WRITE_UP = datetime.timedelta(days=7)


def _organisation(door, organisation, **given):
    """The organisation that learns of the placement."""
    return organisation.name


@verb("placement.make", Act.KEEP_CASE, to=_organisation)
def place(*, door, now, condition_id, organisation, starts_on, ends_on, open_on, **fields):
    """Send the person to an organisation whose agreement, insurance and safety check last until the last day.

    Returns the placement: all that the organisation sees of the record.
    """
    condition = locked(condition_id, door.case_id)
    _check_papers(organisation, now, ends_on)
    if not condition.sanction.starts_on <= starts_on <= ends_on <= condition.sanction.ends_on:
        raise ValidationError({"ends_on": _("The placement lies within the sanction. Check both days.")})
    if condition.lifted_on and condition.lifted_on <= ends_on:
        raise ValidationError({"ends_on": _("The condition is lifted by then: no work can be asked any more.")})
    days = {"starts_on": starts_on, "ends_on": ends_on, "write_until": ends_on + WRITE_UP}
    fields["open_on"] = "".join(sorted(open_on))
    return keep(
        Placement(case_id=door.case_id, condition=condition, organisation=organisation, **days, **fields),
    )


def _check_papers(organisation, now, until):
    """Nobody is sent where the paper, the insurance or the safety check does not last (rule 40)."""
    agreement = Agreement.objects.filter(in_force(now), organisation=organisation).order_by("-starts_at").first()
    if agreement is None:
        raise ValidationError({"organisation": _("No agreement with this organisation is in force.")})
    for day, refusal in (
        (agreement.insured_until, _("Its insurance ends before the last day. Have it renewed, or end earlier.")),
        (agreement.safe_until, _("Its safety check ends before the last day. Have it renewed, or end earlier.")),
        (agreement.ends_at and localdate(agreement.ends_at), _("Its agreement ends before the last day.")),
    ):
        if day and day < until:
            raise ValidationError({"organisation": refusal})


@verb("placement.end", Act.KEEP_CASE)
def end_placement(*, door, now, placement_id, version):
    """End a placement early: the organisation sees nothing of it from then on. Returns it."""
    placement = at_version(Placement.objects.get(pk=placement_id, case_id=door.case_id), version)
    if placement.ended_at:
        raise ValidationError(_("This placement has ended already."))
    placement.ended_at = now
    return keep(placement)


def shorten(placements, day, now):
    """What they serve ends on an earlier day: so do placements, and one that has not begun by then is never begun."""
    for placement in placements.filter(ended_at=None, ends_on__gt=day):
        if placement.starts_on > day:
            placement.ended_at = now
        else:
            placement.ends_on, placement.write_until = day, day + WRITE_UP
        keep(placement)


@verb("hours.report", Act.RECORD_HOURS)
def report_session(*, door, now, placement_id, note="", **times):
    """The organisation writes a session down; it credits at once, and the officer can correct it. Returns the line."""
    placement = placements_of(door.visitor.user_id, now).get(pk=placement_id, case_id=door.case_id)
    session = NewSession(**times)
    if not placement.starts_on <= session.worked_on <= placement.ends_on:
        raise ValidationError({"worked_on": _("The day lies outside the placement. Check the date.")})
    if str(session.worked_on.isoweekday()) not in placement.open_on:
        raise ValidationError({"worked_on": _("The placement is not open on this day of the week.")})
    member = members_in_force(door.visitor.user_id, now).filter(organisation_id=placement.organisation_id).first()
    written = {"note": note, "reported_by": member, "placement": placement, "recorded_at": now}
    return credit(session, placement.condition_id, door.case_id, now, **written)
