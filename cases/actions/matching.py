"""Possible matches: found silently after a person was taken on, settled by records staff, undone without trace (42)."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.access.roles import Act
from cases.actions.likeness import alike
from cases.actions.ties import find_ties_with
from cases.actions.verb import at_version, keep, verb
from cases.history.action import SYSTEM_ACTOR, recorded
from cases.jobs.asking import enqueue, handles
from cases.models.caserecord import CaseRecord
from cases.models.duplicate import PersonJoin, PossibleMatch
from cases.models.origin import Origin
from cases.models.person import ContactPoint, Person

ON = "possible_match"
PERSONS_A_JOB = 50
Answer = PossibleMatch.Answer


def look_for_matches(person_id):
    """Ask for the search among everybody. It is asked for every person: that there is a job says nothing."""
    enqueue("person.match", f"person.match {person_id}", object_id=person_id)


def look_for_matches_of(origin_id):
    """Ask for the search for everybody who was brought in with this case or after it in the same import."""
    enqueue("origin.match", f"origin.match {origin_id}", object_id=origin_id)


@handles("person.match", title=gettext_lazy("Looking whether a person is recorded already"))
def find_matches(job, now):
    """Note who may be the person a job is about; pairs that somebody judged already are left alone."""
    with recorded("match.find", by=SYSTEM_ACTOR, now=now):
        _match(Person.objects.get(pk=job.object_id), now)


@handles("origin.match", title=gettext_lazy("Looking whether persons who were brought in are recorded already"))
def find_matches_of_import(job, now):
    """The same for some of those who came in together; another job goes on with the next."""
    first = Origin.objects.get(pk=job.object_id)
    rest = Origin.objects.filter(case_import_id=first.case_import_id, id__gte=first.id).order_by("id")
    here = list(rest.values_list("id", "case__person_id")[: PERSONS_A_JOB + 1])
    with recorded("match.find", by=SYSTEM_ACTOR, now=now):
        for person in Person.objects.filter(id__in={person for _origin, person in here[:PERSONS_A_JOB]}).order_by("id"):
            _match(person, now)
    if len(here) > PERSONS_A_JOB:
        look_for_matches_of(here[-1][0])


def _match(person, now):
    numbers = ContactPoint.objects.filter(person=person).values_list("value", flat=True)
    case = CaseRecord.objects.filter(person=person).order_by("opened_on", "id").last()
    for other, ground in alike(person, _not_matched_with(person), numbers).items():
        latest = CaseRecord.objects.filter(person=other, archived_on=None).order_by("opened_on", "id").last()
        if latest:
            note_match(case, latest, ground, now)
    find_ties_with(person, now)


def _not_matched_with(person):
    """Everybody else but those with whom this person stands in a pair, whichever of the two was first."""
    before = PossibleMatch.objects.filter(person=person).values("other_id")
    after = PossibleMatch.objects.filter(other=person).values("person_id")
    at_work = CaseRecord.objects.filter(archived_on=None).values("person_id")
    return Person.objects.filter(pk__in=at_work).exclude(pk=person.pk).exclude(pk__in=before).exclude(pk__in=after)


def note_match(case, other_case, ground, now, answer=""):
    """Keep that the persons of two cases may be one, inside an action that is open already. Returns the match."""
    return keep(
        PossibleMatch(
            person_id=case.person_id,
            other_id=other_case.person_id,
            case=case,
            other_case=other_case,
            ground=ground,
            found_at=now,
            answer=answer,
            answered_at=now if answer else None,
        )
    )


def _waiting(door, version):
    match = at_version(PossibleMatch.objects.get(pk=door.root_id), version)
    if match.answer:
        raise ValidationError(_("This is settled already."))
    return match


@verb("match.set_apart", Act.SETTLE_MATCH, on=ON)
def set_apart(*, door, now, version):
    """These are two persons: the match leaves the list. Returns it."""
    match = _waiting(door, version)
    match.answer, match.answered_at = Answer.APART, now
    return keep(match)


@verb("person.join", Act.SETTLE_MATCH, on=ON, needs_reason=True)
def join_persons(*, door, now, version):
    """These are one person: whoever reaches both finds each from the other, from now on. Returns the join.

    No row of either person changes, so that parting them leaves nothing behind.
    """
    match = _waiting(door, version)
    match.answer, match.answered_at = Answer.SAME, now
    keep(match)
    return keep(PersonJoin(match=match, kept_id=match.other_id, duplicate_id=match.person_id, joined_at=now))


@verb("person.part", Act.SETTLE_MATCH, on=ON, needs_reason=True)
def part_persons(*, door, now, version):
    """They were two persons after all: nothing of one is found in the other any more. Returns the match."""
    match = at_version(PossibleMatch.objects.get(pk=door.root_id), version)
    join = PersonJoin.objects.filter(match=match, parted_at=None).first()
    if join is None:
        raise ValidationError(_("These two are not joined."))
    join.parted_at = now
    keep(join)
    match.answer, match.answered_at = Answer.APART, now
    return keep(match)
