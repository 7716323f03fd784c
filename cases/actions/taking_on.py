"""Taking a person on: the person, the case record and the officer who keeps it (rule 42)."""

from django.utils.timezone import localdate

from cases.access.roles import Act, Role
from cases.actions.verb import keep, service_verb
from cases.models.caserecord import Assignment, CaseRecord
from cases.models.person import ContactPoint, Person
from cases.models.unit import StaffMember


@service_verb("case.open", Act.OPEN_CASE)
def take_on(*, visitor, now, person, contact_points=()):
    """Open a case record for a person whose own data are given as a dict of Person's fields.

    `contact_points` are (kind, value) pairs. The officer who takes on keeps the case. Returns the case record.
    """
    post = StaffMember.objects.get(pk=visitor.post(Role.OFFICER).source)
    person = Person(**person)
    person.reference = f"P-{str(person.id)[-12:]}"
    keep(person)
    for kind, value in contact_points:
        keep(ContactPoint(person=person, kind=kind, value=value, starts_on=localdate(now)))
    case = CaseRecord(person=person, unit_id=post.unit_id, opened_on=localdate(now))
    case.reference = f"{now:%Y}-{str(case.id)[-6:]}".upper()
    keep(case)
    keep(Assignment(case=case, staff=post, user_id=visitor.user_id, starts_at=now))
    return case
