"""Who reaches the roots beside the cases: victims, alerts, incidents, possible matches, ties, limits on access."""

from django.db.models import Exists, Q

from cases.access.decide import register_source
from cases.access.grants import UnitGrant
from cases.access.limits import register_about_cases
from cases.access.roles import ROLES, Act, Role
from cases.models.alert import Alert
from cases.models.caserecord import CaseRecord
from cases.models.duplicate import PossibleMatch
from cases.models.fields import in_force
from cases.models.removal import Incident
from cases.models.tie import Tie, TieMatch
from cases.models.unit import StaffMember
from cases.models.victim import VictimContact


def _posted(duty):
    """The units in which a log-in does a duty."""
    return lambda user_id, now: StaffMember.objects.filter(in_force(now), user_id=user_id, duty=duty).values("unit_id")


def _inspected(user_id, now):
    return UnitGrant.objects.filter(in_force(now), user_id=user_id).values("content_object_id")


def _incidents_in(units_of, **only):
    return lambda user_id, now: _keys(Incident.objects.filter(case__unit_id__in=units_of(user_id, now), **only))


def _cases_in(units_of, **only):
    return lambda user_id, now: _keys(CaseRecord.objects.filter(unit_id__in=units_of(user_id, now), **only))


def _every_case(duty):
    """In an emergency a post leads to any case by its number; an exclusion still does not let it."""
    return lambda user_id, now: _keys(
        CaseRecord.objects.filter(
            Exists(StaffMember.objects.filter(in_force(now), user_id=user_id, duty=duty)), archived_on=None
        )
    )


def _keys(rows):
    return rows.order_by().values("id")


# What is archived has left every page on which people work; whoever inspects or keeps ended records finds it.
AT_WORK = {"case__archived_on": None}
register_source("incident", Role.MANAGER)(_incidents_in(_posted(Role.MANAGER), **AT_WORK))
for _role, _units_of in ((Role.INSPECTOR, _inspected), (Role.RECORDS, _posted(Role.RECORDS))):
    register_source("incident", _role)(_incidents_in(_units_of))
# Whoever keeps ended records settles what is proposed for them; the unit's manager finds one while it is to be carried
# out, from the archive too.
register_source("retention", Role.RECORDS)(_cases_in(_posted(Role.RECORDS), ended_on__isnull=False))
register_source("retention", Role.MANAGER)(
    _cases_in(
        _posted(Role.MANAGER), retention_proposals__answer="approved", retention_proposals__carried_at__isnull=True
    )
)
# Who may know a case is said, and read, by whoever answers for the unit; whoever keeps the case is not asked.
register_source("limits", Role.MANAGER)(_cases_in(_posted(Role.MANAGER), archived_on=None))
register_source("limits", Role.INSPECTOR)(_cases_in(_inspected))


@register_source("possible_match", Role.RECORDS)
def matches(user_id, now):
    """The possible matches that touch a unit of one's own, whichever of the two cases lies there."""
    units = _posted(Role.RECORDS)(user_id, now)
    here = Q(case__unit_id__in=units) | Q(other_case__unit_id__in=units)
    return _keys(PossibleMatch.objects.filter(here, other_case__archived_on=None, **AT_WORK))


@register_source("victim_contact", Role.VICTIM_CONTACT)
def victims(user_id, now):
    """The victims in the cases of one's units."""
    units = _posted(Role.VICTIM_CONTACT)(user_id, now)
    return _keys(VictimContact.objects.filter(case__unit_id__in=units, **AT_WORK))


@register_source("alert", Role.MANAGER)
def alerts(user_id, now):
    """What was noticed in one's units, but about oneself."""
    noticed = Alert.objects.filter(unit_id__in=_posted(Role.MANAGER)(user_id, now), **AT_WORK)
    return _keys(noticed.exclude(staff__user_id=user_id))


for _role in (Role.OFFICER, Role.MANAGER):
    register_source("emergency", _role)(_every_case(_role))


def own_ties(user_id, now):
    """What one declared oneself, while one is in office."""
    posts = StaffMember.objects.filter(in_force(now), user_id=user_id)
    return _keys(Tie.objects.filter(user_id__in=posts.values("user_id")))


for _role in (role for role, rule in ROLES.items() if Act.DECLARE_TIE in rule.acts):
    register_source("tie", _role)(own_ties)


@register_source("tie", Role.MANAGER)
def ties_of_the_unit(user_id, now):
    """What colleagues of one's units declared, and what others did that may touch a case of them."""
    units = _posted(Role.MANAGER)(user_id, now)
    matched = TieMatch.objects.filter(case__unit_id__in=units, **AT_WORK).values("tie_id")
    return _keys(Tie.objects.filter(Q(staff__unit_id__in=units) | Q(id__in=matched)))


@register_source("tie_match", Role.MANAGER)
def ties_to_decide(user_id, now):
    """Ties of others that may touch a case of one's units."""
    touching = TieMatch.objects.filter(case__unit_id__in=_posted(Role.MANAGER)(user_id, now), **AT_WORK)
    return _keys(touching.exclude(tie__user_id=user_id))


@register_about_cases("incident")
def incidents_about(cases):
    """The incidents of these cases."""
    return _keys(Incident.objects.filter(case_id__in=cases))


# A match names two numbers, an alert one: what it tells of is a person recorded twice, or a look.
@register_about_cases("possible_match", restricts=False)
def matches_about(cases):
    """The possible matches that touch one of these cases."""
    return _keys(PossibleMatch.objects.filter(Q(case_id__in=cases) | Q(other_case_id__in=cases)))


@register_about_cases("alert", restricts=False)
def alerts_about(cases):
    """The alerts about looks at these cases."""
    return _keys(Alert.objects.filter(case_id__in=cases))


@register_about_cases("victim_contact")
def victims_about(cases):
    """The victims in these cases."""
    return _keys(VictimContact.objects.filter(case_id__in=cases))


@register_about_cases("tie_match")
def ties_about(cases):
    """The ties that may touch these cases."""
    return _keys(TieMatch.objects.filter(case_id__in=cases))
