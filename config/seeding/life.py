"""One case of the synthetic service, from taking the person on to the last contact told."""

from collections import namedtuple
from random import Random

from cases.access.roles import Role
from cases.history.batches import Shape
from cases.models import Assignment, CaseRecord, ContactPoint, Explanation, Person
from config.seeding import people, shares, texts
from config.seeding.when import Keys
from sanctions.models import Condition, Decision, PersonConsent, Sanction

PERSON, CONTACT_POINT, CASE, ASSIGNMENT = map(Shape, (Person, ContactPoint, CaseRecord, Assignment))
DECISION, SANCTION, CONDITION, EXPLANATION = map(Shape, (Decision, Sanction, Condition, Explanation))
CONSENT = Shape(PersonConsent)
# What every case refers to: the seed, days, posts, and the jurisdiction's rows by code or name.
World = namedtuple(
    "World", "seed calendar officers sanction_types condition_types court member jurisdiction before_trial"
)
# Before these days of work nothing of a supervision that begins today could be told.
LEAD = 3
YEAR_OF_AN_AGREEMENT = 365
MORNING = 9 * 60


class Life:
    """What the shares made of one person's supervision; `tell` writes it through the bulk door."""

    def __init__(self, world, number, user_id=None):
        self.world, self.number, self.user_id = world, number, user_id
        self.draw = Random(f"{world.seed}/{number}")  # noqa: S311 (invented lives)
        self.keys = Keys(world.calendar, number, self.draw)
        self.officer = world.officers[number // shares.PERSONS_AN_OFFICER]
        self.kind = shares.KINDS.at(self.draw.random())
        has_ended = number % shares.PERSONS_AN_OFFICER >= shares.KEPT
        self.end = shares.ENDS.at(self.draw.random()) if has_ended else ""
        self._lay_out_days()
        self.case_id, self.person_id, self.sanction_id = (self.keys.next() for _ in range(3))
        self.conditions, self.amounts = {}, {}

    def _lay_out_days(self):
        """The days, counted from today, on which supervision began, should end, and was last told about."""
        draw, kind = self.draw, self.kind
        if self.end:
            self.until, length = -draw.randrange(LEAD, 340), draw.choice(self._lengths(draw.randrange(180, 330)))
            served = length if self.end == "completed" else draw.randrange(120, length - 30)
            began = self.until - served - 1
        else:
            self.until, began = -1, -draw.randrange(kind.youngest, kind.oldest)
            length = draw.choice(self._lengths(LEAD - began))
        self.opened = self.world.calendar.working(began + LEAD)
        self.starts, self.ends = began, began + length
        # A year is told, of older supervisions the last one.
        self.first = max(self.opened + LEAD, -shares.YEAR)

    def _lengths(self, least):
        return [days for days in shares.LENGTHS if least <= days <= self.kind.longest] or [self.kind.longest]

    def at(self, day, minute):
        """A moment."""
        return self.world.calendar.at(day, minute)

    def date(self, day):
        """A date."""
        return self.world.calendar.date(day)

    def act(self, door, verb, day, minute, by=None, capacity=Role.OFFICER, recipient=""):
        """Open an action of the officer, or of somebody else, at a moment."""
        who = {"by": by or self.officer.user_id, "capacity": capacity, "ground": "seed", "recipient": recipient}
        return door.recorded(verb, now=self.at(day, minute), root=self.case_id, key=self.keys.next(), **who)

    def row(self, shape, key=None, **given) -> tuple:
        """A row about this case, with a key of its own unless one is given."""
        return shape.row(id=key or self.keys.next(), root=self.case_id, case_id=self.case_id, **given)

    def take_on(self, door):
        """The person, the case record, its officer, and the order with its conditions, in force from the start."""
        with self.act(door, "case.open", self.opened, MORNING):
            self._add_person(door)
            door.add(CaseRecord, self.case_row(version=1))
            since = {"starts_at": self.at(self.opened, MORNING)}
            keeper = {"staff_id": self.officer.id, "user_id": self.officer.user_id}
            door.add(Assignment, self.row(ASSIGNMENT, **keeper, **since))
            self._add_order(door)
        with self.act(door, "case.explain", self.opened + 1, MORNING + 90):
            self._add_explanations(door)

    def _add_person(self, door):
        person = people.person(self.draw)
        born = self.date(self.opened - int(self.draw.triangular(19 * 366, 70 * 365, 29 * 365)))
        reference = f"DEMO-P{self.number:06}"
        row = PERSON.row(
            id=self.person_id,
            root=self.person_id,
            reference=reference,
            birth_date=born,
            user_id=self.user_id,
            **person,
        )
        door.add(Person, row)
        self.language = person["language"]
        self.interpreter = people.name(self.draw, "fr_FR", "f") if person["interpreter"] else ()
        for kind, value in people.contact_points(self.draw):
            point = {"kind": kind, "value": value, "starts_on": self.date(self.opened)}
            row = CONTACT_POINT.row(id=self.keys.next(), root=self.person_id, person_id=self.person_id, **point)
            door.add(ContactPoint, row)

    def case_row(self, version, last_entry_at=None, **given) -> tuple:
        """The case record at a version."""
        return CASE.row(
            id=self.case_id,
            root=self.case_id,
            version=version,
            reference=f"DEMO-C{self.number:06}",
            person_id=self.person_id,
            unit_id=self.officer.unit_id,
            opened_on=self.date(self.opened),
            last_entry_at=last_entry_at,
            **given,
        )

    def _add_order(self, door):
        self.decision_id = self.keys.next()
        door.add(Decision, self.decision_row(self.decision_id, "imposition", "", self.starts))
        door.add(Sanction, self.sanction_row(1, Sanction.State.IN_FORCE))
        if self.kind.code == shares.BEFORE_TRIAL:
            door.add(PersonConsent, self._agreed())
        for code in self.kind.conditions:
            self.conditions[code] = self.keys.next()
            self.amounts[code] = amount = self._amount(code)
            stated = {"condition_type_id": self.world.condition_types[code], "amount": amount}
            if code == shares.NO_CONTACT:
                stated["protected_person"] = " ".join(people.name(self.draw, "en_GB", "f"))
            stated |= {"sanction_id": self.sanction_id, "wording": shares.WORDINGS[code].format(amount)}
            door.add(Condition, self.row(CONDITION, self.conditions[code], **stated))

    def _agreed(self):
        """The yes to a measure before trial, without which it would not bind (rule 59)."""
        asked, until = self.world.before_trial, self.opened + YEAR_OF_AN_AGREEMENT
        said = {
            "answer": "yes",
            "how_given": "signed",
            "shown_by_what": texts.SIGNED,
            "given_on": self.date(self.opened),
        }
        said |= {"valid_until": self.date(until), "refresh_on": self.date(until - asked.refresh_days)}
        about = {
            "sanction_id": self.sanction_id,
            "purpose_id": asked.id,
            "text": asked.text["en"],
            "language": "en",
        }
        return self.row(CONSENT, recorded_at=self.at(self.opened, MORNING), **about, **said)

    def decision_row(self, key, kind, suffix, day) -> tuple:
        """A decision of the court in this case."""
        return self.row(
            DECISION,
            key,
            authority_id=self.world.court.id,
            kind=kind,
            reference=f"DEMO-D{self.number:06}{suffix}",
            decided_on=self.date(day),
            offence=shares.OFFENCES.at(self.draw.random()),
            considered=texts.CONSIDERED,
        )

    def sanction_row(self, version, state) -> tuple:
        """The sanction at a version."""
        return self.row(
            SANCTION,
            self.sanction_id,
            version=version,
            decision_id=self.decision_id,
            sanction_type_id=self.world.sanction_types[self.kind.code],
            starts_on=self.date(self.starts),
            ends_on=self.date(self.ends),
            state=state,
            in_force_at=self.at(self.opened, MORNING),
        )

    def _amount(self, code):
        """How much a condition orders: weeks between meetings, hours, or nothing counted."""
        if code == shares.WEEKLY:
            return shares.WEEKS_BETWEEN.at(self.draw.random())
        return shares.HOURS_ORDERED.at(self.draw.random()) if code == shares.HOURS else None

    def _add_explanations(self, door):
        told = {
            "explained_at": self.at(self.opened + 1, MORNING + 60),
            "by_id": self.officer.id,
            "language": self.language,
            "interpreter": " ".join(self.interpreter),
            "how": Explanation.How.BOTH,
            "understood": texts.UNDERSTOOD,
        }
        for content in Explanation.BEFORE:
            door.add(Explanation, self.row(EXPLANATION, content=content, **told))

    @property
    def wording(self) -> str:
        """What the court ordered first, which most entries serve."""
        code = self.kind.conditions[0]
        return shares.WORDINGS[code].format(self.amounts[code])

    @property
    def condition_id(self):
        """The condition that meetings serve, and failures touch."""
        return self.conditions[self.kind.conditions[0]]

    @property
    def served(self) -> float:
        """How much of the order's time has passed, as a part of one."""
        if self.end == "completed":
            return 1.0
        return min((self.until - self.starts) / (self.ends - self.starts), 1.0)
