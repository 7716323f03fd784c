"""A year of contacts: meetings with their outcomes, calls, letters, hours of work, and what is booked."""

import datetime

from cases.history.batches import Shape
from cases.models import CaseRecord, Deadline, Entry
from config.seeding import shares, texts
from config.seeding.life import MORNING
from sanctions.actions.appointments import ASKS_AN_ANSWER, FAILURES
from sanctions.actions.hours import minutes_between
from sanctions.actions.placing import WRITE_UP
from sanctions.models import AllegedFailure, Appointment, HourLine, Placement

ENTRY, APPOINTMENT, HOUR_LINE, PLACEMENT = map(Shape, (Entry, Appointment, HourLine, Placement))
FAILURE, DEADLINE = map(Shape, (AllegedFailure, Deadline))
# How an appointment's kind reads, and in a note.
MEETINGS = {
    "office": ("office", "Meeting at the office"),
    "visit": ("visit", "Home visit"),
    "telephone": ("call", "Telephone appointment"),
}
SAID = {choice.value: str(choice.label) for choice in Appointment.Outcome}
PLACE = "12 Mill Street, room 3"
DAY_ENDS, SESSION_MINUTES, PAUSE = 17 * 60, 420, 30
# A meeting that was missed whatever the shares say, for a report is about it.
MISSED = "missed"
# Days a failure takes to be noted and decided.
NOTING, DECIDING = 1, 3


class Year:
    """Tells what a case's officer wrote in the last year, a batch of contacts an action."""

    def __init__(self, life, a_batch):
        self.life, self.draw, self.a_batch = life, life.draw, a_batch
        self.missed, self.last = [], None

    def tell(self, door, forced=()):
        """Write it; `forced` are the days of meetings that were missed, whatever the shares say."""
        contacts = self._contacts(forced)
        batches = [contacts[i : i + self.a_batch] for i in range(0, len(contacts), self.a_batch)] or [[]]
        for batch in batches:
            day, minute = batch[-1][:2] if batch else (self.life.opened + 1, DAY_ENDS)
            with self.life.act(door, "entry.add", day, minute + 40):
                for day, minute, what in batch:
                    self._contact(door, day, minute, what)
                if batch is batches[-1]:
                    self._work(door)
                    self._booked(door)
                    if self.last:
                        door.change(CaseRecord, self.life.case_row(version=2, last_entry_at=self.last))

    def _contacts(self, forced):
        life, draw = self.life, self.draw
        days = min((*forced, life.until + 1) if life.end else (life.until + 1,)) - life.first
        number = round(draw.uniform(*shares.CONTACTS_A_YEAR) * max(days, 0) / shares.YEAR)
        found = {}
        for _ in range(number):
            day = life.world.calendar.working(life.first + int(draw.random() * days))
            found[max(day, life.opened + 2), MORNING + int(draw.random() * 400)] = shares.CONTACTS.at(draw.random())
        found |= {(day, MORNING): MISSED for day in forced}
        return sorted((*moment, what) for moment, what in found.items())

    def _contact(self, door, day, minute, what):
        draw, life = self.draw, self.life
        if what == MISSED:
            met = self._meeting(door, day, minute, "unacceptable", *MEETINGS["office"])
            return self.missed.append(self._failure(day, minute, *met))
        if what in MEETINGS:
            outcome = shares.OUTCOMES.at(draw.random())
            met = self._meeting(door, day, minute, outcome, *MEETINGS[what])
            is_noted = outcome in FAILURES and shares.NOTED.at(draw.random()) and day + NOTING <= life.until
            return is_noted and self._note_failure(door, day, self._failure(day, minute, *met))
        nature = "allegation" if what == "information" and draw.random() < 0.3 else "fact"
        said = {"kind": what, "nature": nature, "source": texts.SOURCES[what], "serves": life.wording}
        return self._entry(door, day, minute, text=self._note(what), **said)

    def _entry(self, door, day, minute, **said):
        key = self.life.keys.next()
        self.last = self.life.at(day, minute + 25)
        row = self.life.row(
            ENTRY,
            key,
            author_id=self.life.officer.id,
            happened_at=self.life.at(day, minute),
            recorded_at=self.last,
            **said,
        )
        door.add(Entry, row)
        return key

    def _note(self, about):
        """A few sentences, in the order they were drawn."""
        known = texts.NOTES[about]
        drawn = [known[int(self.draw.random() * len(known))] for _ in range(1 + int(self.draw.random() * 3))]
        if self.draw.random() < 0.4:
            drawn.append(texts.MORE[int(self.draw.random() * len(texts.MORE))])
        return " ".join(dict.fromkeys(drawn))

    def _meeting(self, door, day, minute, outcome, kind, label):
        life, draw = self.life, self.draw
        measure = shares.MEASURES.at(draw.random()) if outcome in FAILURES else ""
        note = {"source": texts.OBSERVED, "serves": life.wording, "kind": "outcome", "nature": "fact"}
        text = f"{label}: {SAID[outcome]}.\n\n{self._note(outcome)}"
        entry = self._entry(door, day, minute, text=text, **note)
        key = life.keys.next()
        row = life.row(
            APPOINTMENT,
            key,
            kind=kind,
            starts_at=life.at(day, minute),
            outcome=outcome,
            excuse=shares.EXCUSES.at(draw.random()) if outcome == "acceptable" else "",
            measure=measure,
            respond_by=life.date(day + 7) if measure in ASKS_AN_ANSWER else None,
            recorded_at=self.last,
            entry_id=entry,
            **self._held(),
        )
        door.add(Appointment, row)
        return key, entry

    def _held(self):
        life = self.life
        serves = life.conditions.get(shares.WEEKLY)
        return {"condition_id": serves, "officer_id": life.officer.id, "place": PLACE}

    def _failure(self, day, minute, appointment, entry) -> dict:
        """What is alleged about a meeting that was missed."""
        return {
            "appointment_id": appointment,
            "entry_id": entry,
            "entry_version": 1,
            "happened_at": self.life.at(day, minute),
            "condition_id": self.life.condition_id,
            "manner": texts.NOTES["unacceptable"][0],
        }

    def _note_failure(self, door, day, failure):
        """It is noted, and dealt with by the officer, unless that is still due."""
        life, key, decided = self.life, self.life.keys.next(), day + NOTING + DECIDING
        noted = {"noted_at": life.at(day + NOTING, MORNING)}
        if decided <= life.until:
            verdict = shares.VERDICTS.at(self.draw.random())
            noted |= {"verdict": verdict, "reasons": texts.REASONS[verdict], "decided_at": life.at(decided, MORNING)}
        else:
            owed = {"code": "failure.decide", "about": key, "to": Deadline.To.OFFICER, "due_on": life.date(decided)}
            door.add(Deadline, life.row(DEADLINE, **owed))
        door.add(AllegedFailure, life.row(FAILURE, key, **failure, **noted))

    def _work(self, door):
        """Sessions spread over the year, as much of the ordered hours as of the order's time has passed."""
        life = self.life
        if shares.HOURS not in life.conditions:
            return
        place = self._place(door)
        left, days = life.amounts[shares.HOURS] * 60, life.until - life.first
        sessions = min(round(left / SESSION_MINUTES * life.served), max(days, 0))
        for day in sorted({life.world.calendar.working(life.first + days * n // sessions) for n in range(sessions)}):
            if left > 0:
                left -= self._session(door, place, day, left)

    def _place(self, door):
        """Where the hours are worked, open on weekdays until the order ends."""
        life, key = self.life, self.life.keys.next()
        days = {"starts_on": life.date(life.world.calendar.working(life.first)), "ends_on": life.date(life.ends)}
        told = {"work": life.officer.work, "place": texts.WORKSHOP, "contact": texts.CONTACT, "open_on": "12345"}
        links = {"condition_id": life.conditions[shares.HOURS], "organisation_id": life.officer.partner_id}
        row = life.row(PLACEMENT, key, write_until=life.date(life.ends + WRITE_UP.days), **days, **told, **links)
        door.add(Placement, row)
        return key

    def _session(self, door, place, day, left) -> int:
        """One session, at most as long as what is left. Returns its minutes."""
        life, started = self.life, datetime.time(8, 30)
        ended = datetime.time(16, self.draw.choice((0, 0, 30)))
        minutes = min(minutes_between(started, ended) - PAUSE, left)
        times = {"worked_on": life.date(day), "started": started, "ended": ended, "minutes_not_worked": PAUSE}
        links = {"condition_id": life.conditions[shares.HOURS], "placement_id": place}
        written = {"recorded_by_id": life.officer.id, "recorded_at": life.at(day, DAY_ENDS)}
        note = self.draw.choice(texts.AT_WORK)
        door.add(HourLine, life.row(HOUR_LINE, minutes=minutes, note=note, **times, **links, **written))
        return minutes

    def _booked(self, door):
        """What is to come in the next two weeks; a few meetings of the last days wait for their outcome."""
        life, draw = self.life, self.draw
        if life.end:
            return
        days = [draw.randrange(0, 7), draw.randrange(7, 15)]
        if draw.random() < 0.1:
            days.append(-draw.randrange(1, 4))
        for day in {life.world.calendar.working(day) for day in days}:
            starts_at = life.at(day, MORNING + 15 * draw.randrange(28))
            door.add(Appointment, life.row(APPOINTMENT, kind="office", starts_at=starts_at, **self._held()))
