"""Saying who must never know a record, and who alone may; it holds with the next request (laws 1 and 2, rule 78)."""

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from cases.access.roles import Act, Role
from cases.actions.answering_contests import pass_on
from cases.actions.days import to_come
from cases.actions.verb import at_version, keep, verb
from cases.deadlines.keeping import STEPS
from cases.models.caserecord import Assignment, CaseRecord
from cases.models.contest import IN_REVIEW, WAITING, Contest
from cases.models.deadline import Deadline
from cases.models.exclusion import Exclusion, Named, Restriction
from cases.models.fields import in_force
from cases.models.mandate import Mandate

ON = "limits"


@verb("exclusion.make", Act.LIMIT_ACCESS, on=ON)
def exclude(*, door, now, user, why, review_on):
    """Keep somebody (a log-in) from the case from this moment. Returns the exclusion.

    A disagreement they were to answer goes to somebody else; whether they keep the case is for the page to say:
    protection does not wait for a hand-over.
    """
    case = CaseRecord.objects.select_related("person").get(pk=door.case_id)
    _may_be_kept_away(case, user, door.visitor, now)
    _is_to_come(review_on, now)
    exclusion = keep(
        Exclusion(
            case=case,
            user=user,
            reason=why,
            review_on=review_on,
            starts_at=now,
            decided_by_id=_decider(door),
        )
    )
    theirs = Q(WAITING, handler__user=user) | Q(IN_REVIEW, reviewer__user=user)
    for contest in Contest.objects.filter(theirs, case=case).select_related("handler", "reviewer"):
        pass_on(contest, now)
    return exclusion


def _may_be_kept_away(case, user, visitor, now):
    if user.pk == visitor.user_id:
        raise ValidationError({"user": _("You would shut yourself out. Another manager decides about you.")})
    acting_for = Mandate.objects.filter(in_force(now), case=case, user=user)
    if user.pk == case.person.user_id or acting_for.exists():
        raise ValidationError(
            {"user": _("Nobody is kept from their own record, nor who acts for them. An entry can be withheld.")}
        )
    if Exclusion.objects.filter(in_force(now), case=case, user=user).exists():
        raise ValidationError({"user": _("This log-in is kept from the record already.")})


@verb("exclusion.review", Act.LIMIT_ACCESS, on=ON)
def review_exclusion(*, door, now, exclusion_id, version, ends, why, review_on=None):
    """Look at it again: it goes on until another day, or ends now; why, in either case. Returns it."""
    held = at_version(Exclusion.objects.get(pk=exclusion_id, case_id=door.case_id), version)
    return _reviewed(held, door, now, ends, why, review_on)


@verb("restriction.make", Act.LIMIT_ACCESS, on=ON)
def restrict(*, door, now, users, why, review_on):
    """Let of the service's staff only these log-ins know the case, with whoever keeps it and decides. Returns it.

    Whoever has something to do in the case that is due is named too, or finishes first: nobody's right stalls unseen.
    """
    _is_to_come(review_on, now)
    keeping = Assignment.objects.filter(in_force(now), case_id=door.case_id).values_list("user_id", flat=True)
    named = {*(user.pk for user in users), *keeping, door.visitor.user_id}
    _nothing_waits_for_others(door.case_id, named)
    decider = _decider(door)
    limits = {"case_id": door.case_id, "starts_at": now, "decided_by_id": decider}
    restriction = keep(Restriction(reason=why, review_on=review_on, **limits))
    for user_id in sorted(named):
        keep(Named(restriction=restriction, user_id=user_id, **limits))
    return restriction


def _nothing_waits_for_others(case_id, named):
    waiting = Deadline.objects.filter(case_id=case_id, met_at=None, to=Deadline.To.STAFF, staff__isnull=False)
    others = waiting.exclude(staff__user_id__in=named).select_related("staff").order_by("due_on", "id")
    if others:
        told = ", ".join(f"{each.staff.name} ({STEPS[each.code].title})" for each in others)
        raise ValidationError(
            {"users": _("Somebody has something to do here that is due: %(who)s. Name them too.") % {"who": told}}
        )


@verb("restriction.name", Act.LIMIT_ACCESS, on=ON)
def name_on_restriction(*, door, now, restriction_id, user):
    """Let one more log-in know a restricted case. Returns the name."""
    restriction = _open_restriction(door, restriction_id)
    return keep(
        Named(case_id=door.case_id, restriction=restriction, user=user, starts_at=now, decided_by_id=_decider(door))
    )


@verb("restriction.unname", Act.LIMIT_ACCESS, on=ON)
def take_off_restriction(*, door, now, named_id, version):
    """Take a name off: the record is no longer there for them. Whoever keeps the case stays. Returns the name."""
    named = at_version(Named.objects.select_related("user").get(pk=named_id, case_id=door.case_id), version)
    _open_restriction(door, named.restriction_id)
    if named.ends_at:
        raise ValidationError(_("This name was taken off already."))
    if named.user_id == door.visitor.user_id:
        raise ValidationError(_("You would shut yourself out. Another manager who is named decides about you."))
    if Assignment.objects.filter(in_force(now), case_id=door.case_id, user_id=named.user_id).exists():
        raise ValidationError(_("They keep the case. Hand it over first."))
    others = Named.objects.filter(in_force(now), restriction_id=named.restriction_id).exclude(pk=named.pk)
    _nothing_waits_for_others(door.case_id, set(others.values_list("user_id", flat=True)))
    named.ends_at = now
    return keep(named)


@verb("restriction.review", Act.LIMIT_ACCESS, on=ON)
def review_restriction(*, door, now, restriction_id, version, ends, why, review_on=None):
    """Look at it again: it goes on until another day, or ends, and work leads there as before. Returns it."""
    held = at_version(Restriction.objects.get(pk=restriction_id, case_id=door.case_id), version)
    return _reviewed(held, door, now, ends, why, review_on)


def _reviewed(held, door, now, ends, why, review_on):
    if held.ends_at and held.ends_at <= now:
        raise ValidationError(_("This has ended already."))
    held.decided_by_id = _decider(door)
    if ends:
        held.ends_at, held.ended_because = now, why
    else:
        _is_to_come(review_on, now)
        held.reason, held.review_on = why, review_on
    return keep(held)


def _open_restriction(door, restriction_id):
    restriction = Restriction.objects.get(pk=restriction_id, case_id=door.case_id)
    if restriction.ends_at:
        raise ValidationError(_("This has ended already."))
    return restriction


def _decider(door):
    return door.visitor.post(Role.MANAGER).source


def _is_to_come(review_on, now):
    to_come(now, _("Choose a day to come: nobody is kept away for ever unlooked at."), review_on=review_on)
