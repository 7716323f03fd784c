"""Handing a case over to another officer: who keeps it from now on, why, and what they must know (rules 42, 43)."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cases.access.roles import Act, Role
from cases.actions.verb import at_version, keep, verb
from cases.models.caserecord import Assignment
from cases.models.contest import IN_REVIEW, WAITING, Contest
from cases.models.exclusion import may_know
from cases.models.fields import in_force
from cases.models.unit import StaffMember


def may_take_over(case, now):
    """The officers of the unit who do not keep the case, do not answer a disagreement in it, and may know it."""
    keeping = Assignment.objects.filter(in_force(now), case_id=case.id).values("user_id")
    contests = Contest.objects.filter(case_id=case.id)
    answering = contests.filter(WAITING).values("handler__user_id")
    reviewing = contests.filter(IN_REVIEW).values("reviewer__user_id")
    posts = StaffMember.objects.filter(in_force(now), unit_id=case.unit_id, duty=Role.OFFICER)
    free = posts.filter(may_know(case.id, now)).exclude(user_id__in=keeping)
    return free.exclude(user_id__in=answering.union(reviewing))


def _why_not(case, to, now):
    choose = _("Choose an officer of the unit who can keep this case.")
    if kept_away(case, now).filter(pk=to.pk).exists():
        return _("%(name)s may not know this record.") % {"name": to.name} + " " + choose
    return choose


def kept_away(case, now):
    """The officers of the unit to whom the case cannot be given, because they may not know it."""
    officers = StaffMember.objects.filter(in_force(now), unit_id=case.unit_id, duty=Role.OFFICER)
    return officers.exclude(pk__in=officers.filter(may_know(case.id, now)).values("pk"))


@verb("case.hand_over", Act.MANAGE_UNIT)
def hand_over(*, door, now, to, assignment_id, version, why, handed_over):
    """Let another officer (`to`, a post) keep the case; the assignment that ends was read at `version`.

    What was due to the keeper is due to the new one. Returns the new assignment.
    """
    kept = Assignment.objects.select_related("case").get(pk=assignment_id, case_id=door.case_id)
    at_version(kept, version)
    if not may_take_over(kept.case, now).filter(pk=to.pk).exists():
        raise ValidationError({"to": _why_not(kept.case, to, now)})
    kept.ends_at = now
    keep(kept)
    return keep(
        Assignment(
            case_id=door.case_id, staff=to, user_id=to.user_id, starts_at=now, reason=why, handed_over=handed_over
        )
    )
