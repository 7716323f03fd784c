"""Taking an entry out of the record it does not belong in: proposed by one, decided by another (43, 45, law 8)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Count, Max, Min
from django.utils.translation import gettext as _

from cases.access.roles import Act, Role
from cases.actions.answering_contests import end_permission
from cases.actions.second_person import managers_beside
from cases.actions.verb import at_version, keep, verb
from cases.deadlines.keeping import meet_deadlines, set_deadline
from cases.deadlines.limits import limit_from
from cases.history.names import names_of
from cases.history.record import write_in_bulk
from cases.history.tables import Look
from cases.models.caserecord import CaseRecord
from cases.models.contest import Contest
from cases.models.deadline import Deadline
from cases.models.entry import Entry, OthersSegment
from cases.models.removal import Carrier, ErasureOrder, Incident, IncidentViewer, Removal
from cases.models.unit import StaffMember
from cases.models.withholding import Withholding

_followers = []


@dataclass(frozen=True)
class Carried:
    """What was made of an entry: a kind that Carrier knows, its key, and of when it is."""

    kind: str
    about: UUID
    dated: datetime


def register_follower(follower):
    """Let a floor say what it made of an entry, and take out what must leave with it.

    `follower(entry, now)` is called inside the action and returns a list of Carried.
    """
    _followers.append(follower)
    return follower


@verb("removal.propose", Act.KEEP_CASE)
def propose_removal(*, door, now, entry_id, version, fault, why, told):
    """Propose that an entry, read at `version`, leaves the record. A manager decides in time. Returns the proposal."""
    entry = at_version(Entry.objects.select_related("author", "case").get(pk=entry_id, case_id=door.case_id), version)
    proposer = StaffMember.objects.get(pk=door.visitor.post(Role.OFFICER, Role.MANAGER).source)
    decider = _deciders(entry, proposer.user_id, now).first()
    if decider is None:
        raise ValidationError(_("Nobody in the unit may decide this. Ask the head of the service on paper."))
    removal = keep(
        Removal(
            case_id=door.case_id,
            entry=entry,
            fault=fault,
            why=why,
            told=told,
            proposed_by=proposer,
            proposed_at=now,
        )
    )
    set_deadline("removal.decide", removal, now, to=Deadline.To.STAFF, staff_id=decider.id)
    return removal


def _deciders(entry, proposer_id, now):
    """The managers of the unit who neither propose it nor wrote the entry, and may know the case."""
    return managers_beside(entry.case, now, proposer_id, entry.author.user_id)


@verb("removal.decide", Act.DECIDE_REMOVAL)
def decide_removal(*, door, now, removal_id, version, answer, reasons):
    """A second person confirms that an entry leaves every view, history too, or lets it stay. Returns the proposal.

    Confirmed, it takes along its segments and disagreements; who looked is listed, the incident registered,
    erasure ordered.
    """
    proposals = Removal.objects.select_related("proposed_by")
    removal = at_version(proposals.get(pk=removal_id, case_id=door.case_id), version)
    if removal.answer:
        raise ValidationError(_("This was decided already. Nothing is decided twice."))
    entry = Entry.objects.select_related("author", "case").get(pk=removal.entry_id)
    if not _deciders(entry, removal.proposed_by.user_id, now).filter(user_id=door.visitor.user_id).exists():
        raise ValidationError(_("Somebody who neither wrote the entry nor proposed this decides."))
    removal.answer, removal.reasons, removal.decided_at = answer, reasons, now
    removal.decided_by_id = door.visitor.post(Role.MANAGER).source
    keep(removal)
    meet_deadlines(removal.id, now, "removal.decide")
    if answer == Removal.Answer.REMOVED:
        _take_out(entry, removal, now)
    return removal


def _take_out(entry, removal, now):
    """The entry leaves with what rests on it, and the register says so."""
    incident = _registered(entry, removal)
    carried = [each for follower in _followers for each in follower(entry, now)]
    write_in_bulk(Carrier(incident=incident, kind=each.kind, about=each.about, dated=each.dated) for each in carried)
    for contest in Contest.objects.filter(entry=entry).select_related("handler"):
        _end_contest(contest, now)
    for resting in (*OthersSegment.objects.filter(entry=entry), *Withholding.objects.filter(entry=entry)):
        resting.remove(now)
    entry.remove(now)
    case = CaseRecord.objects.get(pk=entry.case_id)
    case.last_entry_at = Entry.objects.filter(case=case).aggregate(last=Max("recorded_at"))["last"]
    case.save(update_fields=["last_entry_at"])


def _end_contest(contest, now):
    """Nobody answers about what is not there; who would have answered has no reason to read the case any more."""
    contest.remove(now)
    meet_deadlines(contest.id, now, "contest.answer", "contest.review", "recipient.tell")
    end_permission(contest, now)


def _registered(entry, removal):
    """The incident, whoever looked while the entry stood there, and the order to erase it."""
    incident = keep(
        Incident(
            case_id=entry.case_id,
            about=entry.id,
            fault=removal.fault,
            why=removal.why,
            stood_from=entry.recorded_at,
            found_at=removal.proposed_at,
            found_by=removal.proposed_by,
            decided_at=removal.decided_at,
            decided_by_id=removal.decided_by_id,
            reasons=removal.reasons,
        )
    )
    write_in_bulk(IncidentViewer(incident=incident, **viewer) for viewer in viewers_of(entry))
    keep(
        ErasureOrder(
            incident=incident,
            about=entry.id,
            ordered_by_id=removal.decided_by_id,
            ordered_at=removal.decided_at,
            fault=removal.fault,
            due_on=limit_from(removal.decided_at, "erasure.carry_out"),
        )
    )
    return incident


def viewers_of(entry) -> list[dict]:
    """Whoever looked at a page of the case since the entry was written: as what, how often, first and last.

    The looks say which kind of thing was seen, never which entry, so more may stand here than read it, never fewer.
    """
    looks = Look.objects.filter(root=entry.case_id, at__gte=entry.recorded_at)
    counted = looks.order_by().values("actor_id", "capacity")
    found = list(counted.annotate(first_at=Min("at"), last_at=Max("at"), looks=Count("id")).order_by("first_at"))
    names = names_of(row["actor_id"] for row in found)
    return [{"who": (who := row.pop("actor_id")), "name": names.get(who, "")} | row for row in found]
