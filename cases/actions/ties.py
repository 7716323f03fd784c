"""Declared conflicts of interest: said by whoever has them, matched in silence, decided where the case is (rule 78).

The answer to whoever declares is always the same: it tells nothing of whether the service knows the person.
"""

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.access.roles import Act, Role
from cases.actions.likeness import near, spelt_alike
from cases.actions.limiting import exclude
from cases.actions.verb import at_version, keep, service_verb, verb
from cases.history.action import SYSTEM_ACTOR, recorded
from cases.jobs.asking import enqueue, handles
from cases.models.caserecord import CaseRecord
from cases.models.person import Person
from cases.models.tie import Tie, TieMatch
from cases.models.user import User

ON, MATCH = "tie", "tie_match"
Answer = TieMatch.Answer
# After so long whoever declared it is asked whether it is still so.
ASKED_AGAIN = datetime.timedelta(days=365)


@service_verb("tie.declare", Act.DECLARE_TIE)
def declare_tie(*, visitor, now, kind, given_names, family_name, birth_date=None, words=""):
    """Say that one knows somebody outside work. Whether the service knows them is looked for later. Returns the tie."""
    post = next(standing for standing in visitor.standings if standing.unit)
    tie = keep(
        Tie(
            staff_id=post.source,
            user_id=visitor.user_id,
            kind=kind,
            given_names=given_names,
            family_name=family_name,
            birth_date=birth_date,
            words=words,
            declared_at=now,
            review_on=localdate(now) + ASKED_AGAIN,
        )
    )
    enqueue("tie.match", f"tie.match {tie.id}", object_id=tie.id)
    return tie


@verb("tie.withdraw", Act.DECLARE_TIE, on=ON)
def withdraw_tie(*, door, now, version):
    """Say that it is no longer so. What was decided because of it stays until its review. Returns the tie."""
    tie = at_version(Tie.objects.get(pk=door.root_id), version)
    if tie.user_id != door.visitor.user_id:
        raise PermissionDenied
    if tie.withdrawn_at:
        raise ValidationError(_("You said this already."))
    tie.withdrawn_at = now
    return keep(tie)


@handles("tie.match", title=gettext_lazy("Looking whether a declared tie touches a case"))
def find_ties(job, now):
    """Put a tie before the managers of the cases whose persons may be whom it names."""
    tie = Tie.objects.get(pk=job.object_id)
    persons = Person.objects.only("given_names", "family_name", "name_in_latin", "birth_date")
    if tie.birth_date:
        persons = persons.filter(birth_date__in=near(tie.birth_date))
    with recorded("tie.match", by=SYSTEM_ACTOR, now=now):
        for person in persons.order_by("id").iterator():
            if spelt_alike(_as_person(tie), person):
                _note(tie, person, now)


def find_ties_with(person, now):
    """Put the ties that may name a person who was just taken on before the case's manager; in an open action."""
    for tie in Tie.objects.filter(withdrawn_at=None).order_by("id"):
        born_then = tie.birth_date is None or person.birth_date in near(tie.birth_date)
        if born_then and spelt_alike(_as_person(tie), person):
            _note(tie, person, now)


def _as_person(tie):
    return Person(given_names=tie.given_names, family_name=tie.family_name)


def _note(tie, person, now):
    case = CaseRecord.objects.filter(person=person).order_by("opened_on", "id").last()
    if case and not TieMatch.objects.filter(tie=tie, case=case).exists():
        keep(TieMatch(tie=tie, case=case, found_at=now))


@verb("tie.decide", Act.DECIDE_TIE, on=MATCH)
def decide_tie(*, door, now, version, answer, reasons, review_on=None):
    """Keep the colleague from the record, or say why no measure is needed, or that it is somebody else. Returns it."""
    match = at_version(TieMatch.objects.select_related("tie").get(pk=door.root_id), version)
    if match.answer:
        raise ValidationError(_("This was decided already."))
    match.answer, match.reasons, match.decided_at = answer, reasons, now
    match.decided_by_id = door.visitor.post(Role.MANAGER).source
    if answer == Answer.EXCLUDED:
        user = User.objects.get(pk=match.tie.user_id)
        given = {"user": user, "why": reasons, "review_on": review_on}
        match.exclusion = exclude(by=door.visitor, now=now, limits_id=match.case_id, **given)
    return keep(match)
