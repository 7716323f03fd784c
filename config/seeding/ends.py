"""How supervisions of the synthetic service end, and the reports that are before the court."""

from cases.access.roles import Role
from cases.deadlines.limits import limit_from
from cases.history.batches import Shape
from cases.models import CaseRecord, Deadline
from config.seeding import shares, texts
from config.seeding.life import MORNING
from config.seeding.year import DEADLINE, FAILURE
from sanctions.models import (
    Allegation,
    AllegedFailure,
    Comment,
    Decision,
    FactFinding,
    Hearing,
    NonComplianceReport,
    ReportPassage,
    Ruling,
    RulingDelivery,
    Sanction,
)

REPORT, ALLEGATION, COMMENT = map(Shape, (NonComplianceReport, Allegation, Comment))
PASSAGE, HEARING, RULING = map(Shape, (ReportPassage, Hearing, Ruling))
FINDING, DELIVERY = map(Shape, (FactFinding, RulingDelivery))
# How many days before the last one the meetings were missed, and what follows happened.
MISSED, REPORTED, HEARD = (50, 40), 30, 5
# Of a hundred supervisions so many have a report before the court now.
BEFORE_COURT = shares.Shares((True, 2), (False, 98))
SENT_DAYS_AGO = 10
PASSAGES = (
    ("decision", "fact", "The court imposed the order and its conditions as they stand in the decision."),
    ("failures", "fact", "Two meetings were missed. There was no message."),
    ("prevention", "fact", "A warning was given in writing, and two calls were made."),
    ("risk", "assessment", "No new suspicion is known. The risk of serious harm is low."),
    (
        "recommendation",
        "assessment",
        "Hear the person first. A warning may be enough.",
    ),
)
SAID_BY_PERSON = "I lost my room and the letters went to the old address."
FOUND = "The record says so, and the person does not deny it."
REVOKED = "The order cannot be carried out against the declared will of the person."


class Report:
    """A report of non-compliance about a case's last missed meetings, sent to the court on a day."""

    def __init__(self, life, day):
        self.life, self.day, self.key = life, day, life.keys.next()

    def send(self, door, failures):
        """Note the failures, write and send the report."""
        life, day = self.life, self.day
        with life.act(door, "report.submit", day, MORNING + 120, recipient=f"{life.world.court.name}, {Role.PERSON}"):
            door.add(NonComplianceReport, self.row(1, NonComplianceReport.State.SUBMITTED))
            self.allegations = [self._allege(door, number, failure) for number, failure in enumerate(failures, 1)]
            said = {"manner": "oral", "text": SAID_BY_PERSON, "made_at": life.at(day - 3, MORNING)}
            invited = {"invited_at": life.at(day - 8, MORNING), "comment_by": life.date(day - 1)}
            door.add(Comment, life.row(COMMENT, report_id=self.key, **invited, **said))
            for place, (section, nature, text) in enumerate(PASSAGES, 1):
                words = {"section": section, "place": place, "nature": nature, "text": text}
                door.add(ReportPassage, life.row(PASSAGE, report_id=self.key, **words))
            if not life.end:
                self._set_deadlines(door)

    def _allege(self, door, number, failure):
        life, failure_id, key = self.life, self.life.keys.next(), self.life.keys.next()
        decided = life.at(self.day - 9, MORNING)
        verdict = {"verdict": "significant", "reasons": texts.REASONS["significant"], "decided_at": decided}
        door.add(AllegedFailure, life.row(FAILURE, failure_id, noted_at=decided, **failure, **verdict))
        door.add(Allegation, life.row(ALLEGATION, key, report_id=self.key, failure_id=failure_id, number=number))
        return key

    def _set_deadlines(self, door):
        for code in ("hearing.set", "ruling.make"):
            due = limit_from(self.life.date(self.day), code, self.life.world.jurisdiction)
            owed = {"code": code, "about": self.key, "to": Deadline.To.AUTHORITY, "due_on": due}
            door.add(Deadline, self.life.row(DEADLINE, **owed))

    def row(self, version, state) -> tuple:
        """The report at a version."""
        life, sent = self.life, self.life.at(self.day, MORNING + 120)
        return life.row(
            REPORT,
            self.key,
            version=version,
            sanction_id=life.sanction_id,
            authority_id=life.world.court.id,
            author_id=life.officer.id,
            state=state,
            significance=texts.REASONS["significant"],
            drafted_at=life.at(self.day - 9, MORNING),
            report_by=life.date(self.day + 3),
            served_at=sent,
            submitted_at=sent,
        )

    def be_ruled_on(self, door):
        """The court hears the person, finds the facts established, and revokes."""
        life, day = self.life, self.life.until - 1
        court = {"by": life.world.member.user_id, "capacity": Role.AUTHORITY}
        both = f"{Role.PERSON}, {Role.OFFICER}"
        with life.act(door, "ruling.make", day, MORNING + 300, recipient=both, **court):
            held = {"attendance": "came", "account": SAID_BY_PERSON, "held_at": life.at(day, MORNING + 60)}
            place = {"starts_at": life.at(day, MORNING), "place": "District Court North, room 4"}
            door.add(Hearing, life.row(HEARING, report_id=self.key, **place, **held))
            door.change(NonComplianceReport, self.row(2, NonComplianceReport.State.RULED))
            self._rule(door, day)
            door.change(Sanction, life.sanction_row(2, Sanction.State.REVOKED))

    def _rule(self, door, day):
        life, key, moment = self.life, self.life.keys.next(), self.life.at(day, MORNING + 300)
        given = dict.fromkeys(("documents", "heard", "legal_help"), Ruling.Safeguard.GIVEN)
        ruling = {
            "authority_id": life.world.court.id,
            "reference": f"DEMO-D{life.number:06}-R",
            "member": life.world.member.name,
            "outcome": Ruling.Outcome.REVOKED,
            "reasons": REVOKED,
            "ruled_on": life.date(day),
            "recorded_at": moment,
            "appeal_until": life.date(day + life.world.jurisdiction.appeal_days),
        }
        door.add(Ruling, life.row(RULING, key, report_id=self.key, **ruling, **given))
        for allegation in self.allegations:
            found = {"allegation_id": allegation, "found": "established", "reasons": FOUND}
            door.add(FactFinding, life.row(FINDING, ruling_id=key, **found))
        for to in (RulingDelivery.To.PERSON, RulingDelivery.To.OFFICER):
            served = {"to": to, "channel": RulingDelivery.Channel.PAGE, "delivered_at": moment}
            door.add(RulingDelivery, life.row(DELIVERY, ruling_id=key, **served))


def missed_days(life) -> tuple:
    """The days of the meetings that a report is about; none where there is no report."""
    last = None
    if life.end == "revoked":
        last = life.until
    elif not life.end and BEFORE_COURT.at(life.draw.random()):
        last = REPORTED - SENT_DAYS_AGO
    days = () if last is None else tuple(life.world.calendar.working(last - before) for before in MISSED)
    return days if all(day > life.opened + 1 for day in days) else ()


def end(door, life, year, missed):
    """Send the report about what was missed; close the case where supervision has ended."""
    if missed:
        report = Report(life, missed[-1] + MISSED[-1] - REPORTED)
        report.send(door, year.missed)
        if life.end:
            report.be_ruled_on(door)
    if life.end:
        _close(door, life, year)


def _close(door, life, year):
    """The case record is closed by its officer, after the decision that ended the sanction early where there is one."""
    with life.act(door, "case.close", life.until, MORNING + 60):
        if life.end not in ("completed", "revoked"):
            door.add(Decision, life.decision_row(None, "end", "-E", life.until))
            door.change(Sanction, life.sanction_row(2, Sanction.State.ENDED))
        ended = {"ended_on": life.date(life.until), "ended_as": life.end}
        version = 3 if year.last else 2
        door.change(CaseRecord, life.case_row(version=version, last_entry_at=year.last, **ended))
