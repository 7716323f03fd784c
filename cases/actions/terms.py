"""When an ended record is due, what stops it, and what goes with it (rules 23, 48). Nothing here changes anything."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.composition import composition
from cases.models.alert import Alert
from cases.models.caserecord import CaseRecord
from cases.models.contest import IN_REVIEW, WAITING, Contest
from cases.models.duplicate import PossibleMatch
from cases.models.removal import Incident, Removal
from cases.models.retention import Hold, RetentionRule
from cases.models.tie import TieMatch
from cases.models.victim import VictimContact

Then = RetentionRule.Then


@dataclass(frozen=True)
class Term:
    """That a record is archived or destroyed from a day on, and by which line of the schedule (None: by law)."""

    then: str
    due_on: date
    rule: RetentionRule | None = None

    @property
    def years(self) -> int:
        """How many years the line says; none where the law itself asks for it."""
        return self.rule.years if self.rule else 0

    def get_then(self) -> str:
        """What is done on the day, in words."""
        return Then(self.then).label


def after_years(day, years):
    """The day on which something has been kept for so many years; the 29th of February falls on the 28th."""
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return day.replace(year=day.year + years, day=last)


def terms_of(case_ids) -> dict:
    """The next term of each ended case among these, by its key; none for those of which no line says anything."""
    rules = {(rule.ended_as, rule.sanction, rule.then): rule for rule in RetentionRule.objects.all()}
    types: dict = {}
    for kinds in composition.kinds_of_sanction:
        for case_id, code in kinds(case_ids):
            types.setdefault(case_id, set()).add(code)
    cases = CaseRecord.objects.filter(id__in=case_ids, ended_on__isnull=False)
    found = {case.id: _next(case, types.get(case.id) or {""}, rules) for case in cases}
    return {key: term for key, term in found.items() if term}


def _next(case, types, rules):
    """What comes next: of two terms the earlier; what is archived already is only destroyed."""
    thens = [Then.DESTROY] if case.archived_on else Then
    terms = [term for then in thens if (term := _term(case, types, rules, then))]
    if not any(term.then == Then.DESTROY for term in terms) and case.ended_as == CaseRecord.End.ACQUITTED:
        # Acquittal, discontinuance or quashing: erased at once, whether or not the schedule says so.
        terms.append(Term(Then.DESTROY, case.ended_on))
    return min(terms, key=lambda term: (term.due_on, term.then != Then.DESTROY), default=None)


def _term(case, types, rules, then):
    """Of several types of sanction in one case the one that is kept longest decides."""
    lines = [rules.get((case.ended_as, code, then)) or rules.get((case.ended_as, "", then)) for code in sorted(types)]
    terms = [Term(then, after_years(_counted_from(case, rule), rule.years), rule) for rule in lines if rule]
    return max(terms, key=lambda term: term.due_on, default=None)


def _counted_from(case, rule):
    if rule.counted_from == RetentionRule.From.LAST_ENTRY and case.last_entry_at:
        return max(case.ended_on, localdate(case.last_entry_at))
    return case.ended_on


def what_stops(case, now) -> list[str]:
    """Everything that must end before the case is archived or destroyed, in words that tell nothing of the record."""
    found = [
        _("It is on hold: %(why)s") % {"why": hold.why}
        for hold in Hold.objects.filter(case=case, file=None, lifted_at=None)
    ]
    if Hold.objects.filter(case=case, file__isnull=False, lifted_at=None).exists():
        found.append(_("A file in it is preserved for somebody."))
    if Contest.objects.filter(WAITING | IN_REVIEW, case=case).exists():
        found.append(_("The person disagrees with something in it, and is not answered yet."))
    if Removal.objects.filter(case=case, answer="").exists():
        found.append(_("An entry is proposed to be taken out, and nobody has decided."))
    return found + [sentence for stops in composition.stops for sentence in stops(case, now)]


def person_goes(case) -> bool:
    """Whether nothing else about the person remains once this case is gone."""
    return not CaseRecord.objects.filter(person_id=case.person_id).exclude(pk=case.pk).exists()


def roots_of(case) -> set:
    """The keys of all that is destroyed with a case: the case, what hangs on it, the person if nothing else does."""
    goes = person_goes(case)
    found = {case.id, case.person_id} if goes else {case.id}
    for hanging in composition.hanging:
        found |= set(hanging(case, goes))
    return found


def hanging_here(case, goes):
    """What the ground itself hangs on a case with a root of its own."""
    for model in (VictimContact, Incident, Alert, TieMatch):
        yield from model.objects.filter(case=case).values_list("id", flat=True)
    about = Q(case=case) | Q(other_case=case)
    if goes:
        about |= Q(person_id=case.person_id) | Q(other_id=case.person_id)
    yield from PossibleMatch.objects.filter(about).values_list("id", flat=True)
