"""What makes a log-in a member of an authority, and which cases that and a placement reach."""

from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from cases.access.decide import register_case_source
from cases.access.kinds import register_kinds
from cases.access.roles import Role
from cases.access.visitor import register_standing, standing_rows
from cases.models.fields import in_force
from cases.models.unit import StaffMember
from sanctions.models import (
    Application,
    AuthorityMember,
    NonComplianceReport,
    OrderQuery,
    Placement,
    RulingTranscript,
)
from volunteers.reach import members_in_force

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


@register_standing
def comparisons(user_id, now):
    """Transcripts a colleague was asked to compare, while they wait and the post is in force."""
    posts = StaffMember.objects.filter(in_force(now), user_id=user_id, transcripts_checked__state=TO_CHECK)
    return standing_rows(posts, Role.CHECKER, "name", unit="unit_id")


@register_case_source(Role.CHECKER)
def cases_to_compare(user_id, now):
    """The cases of those transcripts."""
    posts = StaffMember.objects.filter(in_force(now), user_id=user_id)
    waiting = RulingTranscript.objects.filter(state=TO_CHECK, checker_id__in=posts.values("id"))
    return waiting.order_by().values("case_id")


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
    queries = OrderQuery.objects.filter(authority_id__in=held.values("authority_id"), case__archived_on=None)
    return queries.order_by().values("case_id")


@register_case_source(Role.AUTHORITY)
def reported_cases(user_id, now):
    """Cases about which the visitor's authority was sent a report."""
    held = AuthorityMember.objects.filter(in_force(now), user_id=user_id)
    sent = NonComplianceReport.objects.filter(authority_id__in=held.values("authority_id"), submitted_at__isnull=False)
    sent = sent.filter(case__archived_on=None)
    return sent.order_by().values("case_id")


@register_case_source(Role.AUTHORITY)
def applied_cases(user_id, now):
    """Cases in which the visitor's authority is asked to change or end a sanction."""
    held = AuthorityMember.objects.filter(in_force(now), user_id=user_id)
    asked = Application.objects.filter(authority_id__in=held.values("authority_id"), case__archived_on=None)
    return asked.exclude(state=Application.State.WITHDRAWN).order_by().values("case_id")


def placements_of(user_id, now):
    """The placements that whoever acts for an organisation sees: begun or to begin, not ended."""
    organisations = members_in_force(user_id, now).values("organisation_id")
    lasting = Q(ended_at=None, write_until__gte=localdate(now))
    return Placement.objects.filter(lasting, organisation_id__in=organisations, case__archived_on=None)


@register_case_source(Role.AGENCY)
def placed(user_id, now):
    """The cases from which somebody was sent to one's organisation (rules 39, 41)."""
    return placements_of(user_id, now).order_by().values("case_id")


register_kinds({"application": _("an application to change or end the sanction")})
register_kinds({"placements": _("a list of placements"), "placement": _("a placement and its hours")})
