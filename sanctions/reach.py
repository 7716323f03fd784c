"""What makes a log-in a member of an authority, and which cases that reaches."""

from cases.access.decide import register_case_source
from cases.access.roles import Role
from cases.access.visitor import register_standing, standing_rows
from cases.models.fields import in_force
from cases.models.unit import StaffMember
from sanctions.models import AuthorityMember, NonComplianceReport, OrderQuery

TO_CHECK = NonComplianceReport.State.TO_CHECK


@register_standing
def seats(user_id, now):
    """Seats in an authority that are held now."""
    held = AuthorityMember.objects.filter(in_force(now), user_id=user_id)
    return standing_rows(held, Role.AUTHORITY, "name", source="authority_id")


@register_standing
def readings(user_id, now):
    """Reports a colleague was asked to check, while they wait and the post is in force."""
    posts = StaffMember.objects.filter(in_force(now), user_id=user_id, reports_checked__state=TO_CHECK)
    return standing_rows(posts, Role.CHECKER, "name", unit="unit_id")


@register_case_source(Role.CHECKER)
def cases_to_check(user_id, now):
    """The cases of those reports."""
    posts = StaffMember.objects.filter(in_force(now), user_id=user_id)
    waiting = NonComplianceReport.objects.filter(state=TO_CHECK, checker_id__in=posts.values("id"))
    return waiting.order_by().values("case_id")


@register_case_source(Role.AUTHORITY)
def queried_cases(user_id, now):
    """Cases about whose order the visitor's authority was asked."""
    held = AuthorityMember.objects.filter(in_force(now), user_id=user_id)
    queries = OrderQuery.objects.filter(authority_id__in=held.values("authority_id"))
    return queries.order_by().values("case_id")


@register_case_source(Role.AUTHORITY)
def reported_cases(user_id, now):
    """Cases about which the visitor's authority was sent a report."""
    held = AuthorityMember.objects.filter(in_force(now), user_id=user_id)
    sent = NonComplianceReport.objects.filter(authority_id__in=held.values("authority_id"), submitted_at__isnull=False)
    return sent.order_by().values("case_id")
