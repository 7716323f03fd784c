"""Deciding on an application, and what a granted early end does: an act of the authority alone (rules 71, 72)."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.access.roles import Act, Role
from cases.actions.verb import at_version, keep, verb
from cases.deadlines.limits import limit_from
from cases.models.fields import in_force
from sanctions.actions.applying import decided, lapse
from sanctions.actions.appointments import call_off
from sanctions.actions.carrying_out import changed_by_authority
from sanctions.actions.placing import shorten
from sanctions.models import Application, ApplicationDecision, AuthorityMember, Placement, Sanction
from sanctions.policies import between_first_and_last, state_on
from sanctions.readiness import unheard
from sanctions.workflow import take

Outcome, Kind, Asked = ApplicationDecision.Outcome, Application.Kind, Application.State


def asked_of(visitor):
    """What was asked of the authorities in which this visitor has a seat; what was withdrawn is not theirs to read."""
    seats = visitor.sources(Role.AUTHORITY)
    return Application.objects.filter(authority_id__in=seats).exclude(state=Asked.WITHDRAWN)


@verb("application.decide", Act.DECIDE, to=(Role.PERSON, Role.OFFICER))
def decide(*, door, now, application_id, version=None, **fields):
    """Decide on an application, with reasons. A granted early end ends the sanction. Returns the decision.

    What is missing never blocks; why it was decided all the same is written. The decision is served on the person's
    and the officer's own pages at once.
    """
    rows = asked_of(door.visitor).filter(pk=application_id, case_id=door.case_id)
    application = rows.select_related("sanction", "authority").first()
    if application is None:
        raise Http404
    decided(at_version(application, version or application.version), now)
    fields = _as_the_outcome_needs(fields)
    _fits(application, fields, localdate(now))
    _says_all_it_must(application, fields, now)
    seat = AuthorityMember.objects.filter(in_force(now), user_id=door.visitor.user_id, authority=application.authority)
    fields |= {"member": seat.get().name, "appeal_until": limit_from(fields["decided_on"], "ruling.appeal")}
    named = {"case_id": door.case_id, "application": application, "authority": application.authority}
    decision = keep(ApplicationDecision(**named, recorded_at=now, served_at=now, **fields))
    if _ends(application, fields):
        _end_early(application.sanction, decision.effective_from, now)
    elif fields["outcome"] != Outcome.REFUSED:
        changed_by_authority(application.sanction, now)
    return decision


def _as_the_outcome_needs(fields):
    """Where nothing is granted nothing changes, and on no day."""
    nothing = {"what_changes": "", "effective_from": None} if fields["outcome"] == Outcome.REFUSED else {}
    return fields | nothing


def _fits(application, fields, today):
    """The days make sense, and there is still something to change or end."""
    sanction, day = application.sanction, fields.get("effective_from")
    if fields["decided_on"] > today:
        raise ValidationError({"decided_on": _("The decision cannot lie in the future. Check the date.")})
    if fields["outcome"] == Outcome.REFUSED or day is None:
        return
    if state_on(sanction, today) != Sanction.State.IN_FORCE:
        raise ValidationError({"outcome": _("The sanction is over: there is nothing left to change or to end.")})
    if day < today:
        message = _("Nothing is changed for days gone by. Choose today or a later day.")
        raise ValidationError({"effective_from": message})
    if _ends(application, fields) and not sanction.starts_on < day < sanction.ends_on:
        raise ValidationError({"effective_from": between_first_and_last(sanction)})


def _ends(application, fields):
    return application.kind == Kind.END and fields["outcome"] == Outcome.GRANTED


def _says_all_it_must(application, fields, now):
    needed = {}
    grants = fields["outcome"] != Outcome.REFUSED
    if grants and not fields.get("effective_from"):
        needed["effective_from"] = _("Say from which day it takes effect.")
    if grants and not _ends(application, fields) and not fields.get("what_changes", "").strip():
        needed["what_changes"] = _("Say exactly what changes.")
    if unheard(application, now) and not fields.get("despite", "").strip():
        needed["despite"] = _("Something is missing. Write why it is decided all the same.")
    if needed:
        raise ValidationError(needed)


def _end_early(sanction, day, now):
    """The sanction's last day is `day`: today it ends at once, a later one ends it by itself (rule 23)."""
    sanction.ends_on = day
    at_once = day <= localdate(now)
    keep(take(sanction, "order.end_early") if at_once else sanction)
    shorten(Placement.objects.filter(condition__sanction=sanction), day, now)
    call_off(sanction.case_id, now)
    if at_once:
        lapse(Sanction.objects.filter(pk=sanction.pk), now)
