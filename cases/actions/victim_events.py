"""What happened in a case that a victim may be told of: what the law allows, and what this victim agreed to hear.

Nothing is written down when it happens: the floors tell of what their records say (composition.case_events), and what
is due to be told follows from that each time somebody asks. So no action, no row and no moment on the case's side
differs between a case in which a victim is known and one in which none is (rules 8, 9).
"""

import datetime
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.utils.timezone import localdate

from cases.composition import CaseEvent, composition
from cases.consents import HOLDS, agreed_since, latest, standing_of
from cases.disclosure import likeness
from cases.disclosure.purposes import Purpose
from cases.disclosure.view import disclosed
from cases.models.caserecord import CaseRecord
from cases.models.consent import ConsentPurpose, VictimConsent
from cases.models.victim import VictimContact
from cases.models.victim_notice import VictimEvent, VictimNotice

SERVES = ConsentPurpose.Serves


HANDED_OVER = "handed-over"


class Aside:
    """Who reads a case's facts to know what to tell a victim: the look is at the victim's record, and stands there."""

    def __init__(self):
        self.shown_roots = set()


def handed_over(case_ids, today):
    """Another service carries the case on: what the ground itself tells of."""
    rows = CaseRecord.objects.filter(id__in=case_ids, ended_as=CaseRecord.End.MOVED)
    for case in disclosed(rows, Purpose.VICTIM_CONTACT, Aside(), only=("ended_on", "ended_as")):
        yield case.id, CaseEvent(HANDED_OVER, case.id, case.ended_on, case.ended_on)


@dataclass(frozen=True)
class ToTell:
    """One event that one victim is to be told of. `unsure`: a condition that may protect somebody else."""

    victim_id: Any
    event: VictimEvent
    about: Any
    day: datetime.date
    due_on: datetime.date
    unsure: bool = False
    notice: Any = None


class Register:
    """The consents and notices of some victims, and what is to be told to each. Five queries and the floors'."""

    def __init__(self, victims, now):
        self.today, self.victims = localdate(now), list(victims)
        keys = [victim.id for victim in self.victims]
        consents = (
            VictimConsent.objects.filter(victim_id__in=keys).select_related("purpose").order_by("victim_id", "id")
        )
        self.consents = {key: list(rows) for key, rows in groupby(consents, attrgetter("victim_id"))}
        notices = VictimNotice.objects.filter(victim_id__in=keys)
        self.notices = {(row.victim_id, row.event_id, row.about): row for row in notices}
        self.events = {event.code: event for event in VictimEvent.objects.select_related("purpose")}

    def current(self, victim_id) -> dict:
        """Purpose key to the last answer of a victim."""
        return latest(self.consents.get(victim_id, ()))

    def allows(self, victim_id, serves) -> VictimConsent | None:
        """The agreement of a victim that holds today for what `serves`, and with it that to any contact at all."""
        held = [c for c in self.current(victim_id).values() if standing_of(c, self.today) in HOLDS]
        contact = next((c for c in held if c.purpose.serves == SERVES.CONTACT), None)
        return contact and next((c for c in held if c.purpose.serves == serves), None)

    def may_tell(self, victim_id, event) -> bool:
        """Whether the law lets this kind of event be told, and the victim agrees to hear of it today."""
        answer = self.current(victim_id).get(event.purpose_id)
        wanted = standing_of(answer, self.today) in HOLDS and self.allows(victim_id, SERVES.CONTACT)
        return bool(event.may_be_told and wanted)

    def to_tell(self) -> list[ToTell]:
        """Every event that is to be told and was not, with the words begun for it; what is due first comes first."""
        happened = happened_in({victim.case_id for victim in self.victims}, self.today)
        known = _names(happened)
        found = [
            told
            for victim in self.victims
            for event in happened.get(victim.case_id, ())
            if (told := self._to_tell(victim, event, known.get(victim.case_id, ())))
        ]
        return sorted(found, key=lambda told: (told.due_on, told.about))

    def _to_tell(self, victim, event, names):
        kind = self.events.get(event.code)
        if kind is None or not self.may_tell(victim.id, kind):
            return None
        since = self._heard_since(victim.id, kind)
        notice = self.notices.get((victim.id, kind.id, event.about))
        protects = _protects(event, victim.name)
        if not since or event.known_on < since or protects is False and _protects_any(event, names):
            return None
        if notice and notice.closed_at:
            return None
        due_on = event.known_on + datetime.timedelta(days=kind.days)
        return ToTell(victim.id, kind, event.about, event.day, due_on, protects is False, notice)

    def _heard_since(self, victim_id, kind):
        """The day since which they agree to be contacted at all, and to hear of this."""
        answers = self.consents.get(victim_id, ())
        contact = next(c.purpose_id for c in answers if c.purpose.serves == SERVES.CONTACT)
        since = [agreed_since(answers, purpose) for purpose in (contact, kind.purpose_id)]
        return max(since) if all(since) else None

    def left_open(self) -> list[VictimNotice]:
        """Words that were written, and that may be told no more: somebody says why they were not."""
        events = {event.id: event for event in self.events.values()}
        opened = (row for row in self.notices.values() if row.closed_at is None)
        return [row for row in opened if not self.may_tell(row.victim_id, events[row.event_id])]


def happened_in(case_ids, today) -> dict:
    """Case to what the floors tell of it."""
    found = {}
    for find in composition.case_events:
        for case_id, event in find(case_ids, today):
            found.setdefault(case_id, []).append(event)
    return found


def _protects(event, name):
    """Whether a condition names this victim; None for an event that is about no condition."""
    return None if event.protects is None else any(_same(name, other) for other in event.protects)


def _protects_any(event, names):
    return any(_protects(event, name) for name in names)


def _same(name, other):
    return likeness.name_in(likeness.Text(other), name) is not None


def _names(happened):
    """Case to the names of its victims: a condition that protects another of them is not this one's."""
    cases = [case for case, events in happened.items() if any(event.protects is not None for event in events)]
    rows = VictimContact.objects.filter(case_id__in=cases).values_list("case_id", "name") if cases else ()
    found = {}
    for case_id, name in rows:
        found.setdefault(case_id, []).append(name)
    return found


def register_of(victim_id, now) -> Register:
    """The register of one victim."""
    return Register(VictimContact.objects.filter(pk=victim_id), now)
