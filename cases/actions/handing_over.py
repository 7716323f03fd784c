"""Handing a case over to another officer: who keeps it from now on, why, and what they must know (rules 42, 43)."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cases.access.roles import Act, Role
from cases.actions.verb import at_version, keep, verb
from cases.models.caserecord import Assignment
from cases.models.contest import Contest
from cases.models.exclusion import Exclusion
from cases.models.fields import in_force
from cases.models.unit import StaffMember


def may_take_over(case, now):
    """The officers of the unit who do not keep the case, do not answer a disagreement in it, and may know it."""
    keeping = Assignment.objects.filter(in_force(now), case_id=case.id).values("user_id")
    never = Exclusion.objects.filter(in_force(now), case_id=case.id).values("user_id")
    answering = Contest.objects.filter(case_id=case.id, answer="").values("handler__user_id")
    posts = StaffMember.objects.filter(in_force(now), unit_id=case.unit_id, duty=Role.OFFICER)
    return posts.exclude(user_id__in=keeping).exclude(user_id__in=never).exclude(user_id__in=answering)


@verb("case.hand_over", Act.MANAGE_UNIT)
def hand_over(*, door, now, to, assignment_id, version, why, handed_over):
    """Let another officer (`to`, a post) keep the case; the assignment that ends was read at `version`.

    What was due to the keeper is due to the new one. Returns the new assignment.
    """
    kept = Assignment.objects.select_related("case").get(pk=assignment_id, case_id=door.case_id)
    at_version(kept, version)
    if not may_take_over(kept.case, now).filter(pk=to.pk).exists():
        raise ValidationError({"to": _("Choose an officer of the unit who can keep this case.")})
    kept.ends_at = now
    keep(kept)
    return keep(
        Assignment(
            case_id=door.case_id, staff=to, user_id=to.user_id, starts_at=now, reason=why, handed_over=handed_over
        )
    )
