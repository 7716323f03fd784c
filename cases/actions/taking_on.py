"""Taking a person on: the person, the case record, the officer who keeps it, and whether they are known (rule 42)."""

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.access.decide import visible_to
from cases.access.roles import Act, Role
from cases.actions.likeness import alike
from cases.actions.matching import look_for_matches, note_match
from cases.actions.verb import keep, service_verb, verb
from cases.models.caserecord import Assignment, CaseRecord
from cases.models.duplicate import PossibleMatch
from cases.models.person import ContactPoint, Person
from cases.models.unit import StaffMember


def known_alike(visitor, person, contact_points=()) -> list[tuple]:
    """Whom of those the visitor may know this person may be: (key of their latest case, what is alike)."""
    person = Person(**person)
    persons, numbers = (
        visible_to(Person.objects.all(), visitor, Act.OPEN_CASE),
        [value for _kind, value in contact_points],
    )
    found = alike(person, persons, numbers)
    cases = visible_to(CaseRecord.objects.filter(person__in=found), visitor, Act.OPEN_CASE)
    latest = {case.person_id: case for case in cases.order_by("opened_on", "id")}
    return [(latest[other.id].id, ground) for other, ground in found.items()]


@service_verb("case.open", Act.OPEN_CASE)
def take_on(*, visitor, now, person, contact_points=(), not_these=()):
    """Open a case record for a person whose own data are given as a dict of Person's fields.

    `contact_points` are (kind, value) pairs; `not_these` are the keys of cases of whose persons the officer said
    that they are somebody else. The officer who takes on keeps the case. Whether somebody the officer may not know
    is alike is looked for afterwards, by a job that is asked for every time. Returns the case record.
    """
    known = known_alike(visitor, person, contact_points)
    if {case_id for case_id, _ground in known} - set(not_these):
        message = _("A person you know is very like this one. Say whether they are the same.")
        raise ValidationError({"same_as": message})
    person = Person(**person)
    person.reference = f"P-{str(person.id)[-12:]}"
    keep(person)
    for kind, value in contact_points:
        keep(ContactPoint(person=person, kind=kind, value=value, starts_on=localdate(now)))
    case = _open(person.id, visitor, now)
    for other_id, ground in known:
        note_match(case, CaseRecord.objects.get(pk=other_id), ground, now, PossibleMatch.Answer.APART)
    look_for_matches(person.id)
    return case


@verb("case.open_again", Act.OPEN_CASE)
def open_again(*, door, now):
    """Open a new case record for a person who is known: the next episode, on the same person. Returns the new case.

    The case at the door is one of theirs that has ended. While another is open, wherever that may be, it is refused
    in words that do not tell where (rule 42).
    """
    earlier = CaseRecord.objects.get(pk=door.case_id)
    if CaseRecord.objects.filter(person_id=earlier.person_id, ended_on=None).exists():
        raise ValidationError(
            {"same_as": _("No new record can be opened for this person now. Ask whoever keeps the records.")}
        )
    return _open(earlier.person_id, door.visitor, now)


def _open(person_id, visitor, now):
    post = StaffMember.objects.get(pk=visitor.post(Role.OFFICER).source)
    case = CaseRecord(person_id=person_id, unit_id=post.unit_id, opened_on=localdate(now))
    case.reference = f"{now:%Y}-{str(case.id)[-6:]}".upper()
    keep(case)
    keep(Assignment(case=case, staff=post, user_id=visitor.user_id, starts_at=now))
    return case
