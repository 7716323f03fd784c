"""Who reaches a volunteer's file and a task, and who acts for a partner organisation; each while it lasts."""

from django.db.models import Exists, OuterRef
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from cases.access.decide import register_source
from cases.access.kinds import register_kinds
from cases.access.limits import register_about_cases
from cases.access.roles import Role
from cases.access.visitor import register_standing, standing_rows
from cases.models.caserecord import Assignment, CaseRecord
from cases.models.fields import in_force
from cases.models.unit import StaffMember
from volunteers.models import Agreement, PartnerMember, Task, Volunteer

TASK, VOLUNTEER = "task", "volunteer"


def members_in_force(user_id, now):
    """One's memberships, as long as the organisation's agreement lasts too (rule 54)."""
    agreed = Agreement.objects.filter(in_force(now), organisation_id=OuterRef("organisation_id"))
    return PartnerMember.objects.filter(Exists(agreed), in_force(now), user_id=user_id)


def helpers(user_id):
    """The log-in's own file, where it is a volunteer's who was accepted and has not left."""
    return Volunteer.objects.filter(user_id=user_id, state=Volunteer.State.ACCEPTED)


@register_standing
def partner_members(user_id, now):
    """Whoever acts for an organisation that takes part."""
    return standing_rows(members_in_force(user_id, now), Role.AGENCY, "name")


@register_standing
def volunteers(user_id, now):
    """Volunteers who were accepted."""
    return standing_rows(helpers(user_id), Role.VOLUNTEER, "name", unit="unit_id")


def _units(user_id, now):
    posts = StaffMember.objects.filter(in_force(now), user_id=user_id, duty=Role.COORDINATOR)
    return posts.values("unit_id")


@register_source(VOLUNTEER, Role.COORDINATOR)
def coordinated(user_id, now):
    """The volunteers of a coordinator's units."""
    return Volunteer.objects.filter(unit_id__in=_units(user_id, now)).order_by().values("id")


@register_source(VOLUNTEER, Role.VOLUNTEER)
def own_file(user_id, now):
    """A volunteer's own papers."""
    return helpers(user_id).order_by().values("id")


@register_source(TASK, Role.COORDINATOR)
def tasks_of_the_unit(user_id, now):
    """The tasks asked for in a coordinator's units."""
    there = Task.objects.filter(case__unit_id__in=_units(user_id, now), case__archived_on=None)
    return there.order_by().values("id")


@register_source(TASK, Role.VOLUNTEER)
def tasks_given(user_id, now):
    """The tasks given to a volunteer who is insured, until the last day of each."""
    mine = helpers(user_id).filter(insured_until__gte=localdate(now)).values("id")
    given = Task.objects.filter(
        in_force(now, "assignments__"), assignments__volunteer_id__in=mine, ends_on__gte=localdate(now)
    ).filter(case__archived_on=None)
    return given.order_by().values("id")


@register_source(TASK, Role.OFFICER)
def tasks_asked(user_id, now):
    """The tasks in the cases one keeps."""
    kept = Assignment.objects.filter(in_force(now), user_id=user_id).values("case_id")
    return Task.objects.filter(case_id__in=kept).order_by().values("id")


@register_source(TASK, Role.PERSON)
def tasks_for_me(user_id, now):
    """The help that was agreed with the person."""
    own = CaseRecord.objects.filter(person__user_id=user_id).values("id")
    return Task.objects.filter(case_id__in=own).order_by().values("id")


@register_about_cases(TASK)
def tasks_about(cases):
    """The tasks in these cases."""
    return Task.objects.filter(case_id__in=cases).order_by().values("id")


register_kinds(
    {
        "tasks": _("a list of tasks for volunteers"),
        "task": _("a task for a volunteer"),
        "volunteers": _("a list of volunteers"),
        "volunteer": _("a volunteer’s file"),
    }
)
