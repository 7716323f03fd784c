"""Who may be the second person where two are needed: nobody checks what they did themselves."""

from cases.access.roles import Role
from cases.models.exclusion import may_know
from cases.models.fields import in_force
from cases.models.retention_proposal import RetentionProposal
from cases.models.unit import StaffMember


def managers_beside(case, now, *user_ids):
    """The managers of a case's unit but for these log-ins, and for those who must never know the case."""
    managers = StaffMember.objects.filter(in_force(now), unit_id=case.unit_id, duty=Role.MANAGER)
    return managers.filter(may_know(case.id, now)).exclude(user_id__in=user_ids).order_by("id")


def nobody_settles(case_ids, now) -> list:
    """The proposals for these ended cases that nobody may decide: no records staff of the unit may know the case."""
    waiting = RetentionProposal.objects.filter(answer="", case_id__in=case_ids).select_related("case")
    keepers = StaffMember.objects.filter(in_force(now), duty=Role.RECORDS)
    return [
        proposal
        for proposal in waiting.order_by("due_on", "id")
        if not keepers.filter(may_know(proposal.case_id, now), unit_id=proposal.case.unit_id).exists()
    ]
