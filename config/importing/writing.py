"""Writing checked rows through the bulk door: each case with its person, officer, order and entries in one action."""

from functools import cache

from django.utils.timezone import localdate

from cases.access.roles import Role
from cases.deadlines.limits import limit_from
from cases.history.batches import BulkDoor, Shape
from cases.history.tables import new_key
from cases.models import Assignment, CaseRecord, ContactPoint, Deadline, Entry, Origin, Person
from sanctions.actions.asking import ASK
from sanctions.consents import binds_a_suspect
from sanctions.models import Condition, Decision, Sanction
from sanctions.policies import Law, doubts

VERB = "case.bring_in"
CASES_A_FLUSH = 200
SHAPES = {
    model: Shape(model)
    for model in (Person, ContactPoint, CaseRecord, Origin, Assignment, Decision, Sanction, Condition, Deadline, Entry)
}
OF_DECISION = ("authority", "reference", "decided_on", "offence", "considered")
# What an entry is where the file does not say: a fact out of the other service's record.
ENTRY = {"kind": Entry.Kind.INFORMATION, "nature": Entry.Nature.FACT}
SERVES = "What the record held when it was brought in"


class Writer:
    """Writes the rows of one import. What is written together is one transaction of the caller's."""

    def __init__(self, case_import, persons, jurisdiction, clock):
        self.case_import, self.persons, self.jurisdiction, self.clock = case_import, dict(persons), jurisdiction, clock
        self.door, self.waiting, self.law = BulkDoor(), 0, Law()
        # The same for all who are asked from one day on; holidays are counted once.
        self.ask_by = cache(lambda day: limit_from(day, ASK, jurisdiction))
        # How many cases, orders left to be settled by hand, and records were written; the first case's origin.
        self.cases = self.unsettled = self.records = 0
        self.first = None

    def add(self, row):
        """Take a row; every so many are written."""
        self.now, self.case_id = self.clock(), new_key()
        said = {"by": self.case_import.made_by.user_id, "now": self.now, "root": self.case_id}
        with self.door.recorded(VERB, capacity=Role.RECORDS, reason=self.case_import.source, **said):
            self._case(row, self._person(row))
            if row.has_order:
                self._order(row)
            for entry in row.entries:
                self._entry(entry)
        self.cases, self.waiting = self.cases + 1, self.waiting + 1
        if self.waiting == CASES_A_FLUSH:
            self.flush()

    def flush(self):
        """Write what was taken."""
        self.records += self.door.flush()
        self.waiting = 0

    def _add(self, model, **given):
        key = given.pop("id", None) or new_key()
        self.door.add(model, SHAPES[model].row(id=key, root=given.pop("root", self.case_id), **given))
        return key

    def _person(self, row):
        """The person's key: of whoever the number belongs to, or of a new one."""
        number = row["person_number"]
        if known := number and self.persons.get(number):
            return known
        key = new_key()
        self._add(Person, id=key, root=key, reference=f"P-{str(key)[-12:]}", **row.person)
        for kind, value in row.points:
            point = {"kind": kind, "value": value, "starts_on": row["opened_on"]}
            self._add(ContactPoint, root=key, person_id=key, **point)
        if number:
            self.persons[number] = key
        return key

    def _case(self, row, person_id):
        post, source = row.post, self.case_import
        ended = {"ended_on": row["ended_on"], "ended_as": row["ended_as"] or ""}
        self._add(
            CaseRecord,
            id=self.case_id,
            reference=f"{self.now:%Y}-{str(self.case_id)[-12:]}".upper(),
            person_id=person_id,
            unit_id=post.unit_id if post else row["unit"].id,
            opened_on=row["opened_on"],
            last_entry_at=self.now if row.entries else None,
            **ended,
        )
        numbers = {"number": row["number"], "person_number": row["person_number"] or "", "digest": row.digest}
        told = {"case_import_id": source.id, "source": source.source, "brought_in_at": self.now}
        origin = self._add(Origin, case_id=self.case_id, **numbers, **told)
        self.first = self.first or origin
        if post:
            keeper = {"staff_id": post.id, "user_id": post.user_id, "starts_at": self.now, "reason": source.source}
            self._add(Assignment, case_id=self.case_id, **keeper)

    def _order(self, row):
        """The decision, its sanction and conditions; where the law does not admit it, for the officer to settle."""
        case = CaseRecord(id=self.case_id, person=Person(**row.person))
        decision = Decision(**{name: row[name] for name in OF_DECISION if row[name]})
        days = {"starts_on": row["starts_on"], "ends_on": row["ends_on"]}
        sanction = Sanction(case=case, decision=decision, sanction_type=row["sanction_type"], **days)
        state = self._state(row, sanction)
        given = {f"{name}_id" if name == "authority" else name: value for name, value in self._decision(row).items()}
        decision_id = self._add(Decision, case_id=self.case_id, **given)
        in_force = {"state": state, "in_force_at": self.now if state == Sanction.State.IN_FORCE else None}
        link = {"decision_id": decision_id, "sanction_type_id": row["sanction_type"].id}
        sanction_id = self._add(Sanction, case_id=self.case_id, **link, **days, **in_force)
        for condition in row.conditions:
            stated = dict(condition)
            stated["condition_type_id"] = stated.pop("condition_type").id
            condition_id = self._add(Condition, case_id=self.case_id, sanction_id=sanction_id, **stated)
            self._ask(condition_id, condition["condition_type"].treatment and not row["ended_on"])
        self._ask(sanction_id, binds_a_suspect(sanction) and not row["ended_on"])

    def _ask(self, about, needed):
        """What was agreed to elsewhere was not agreed to here: the person is asked, as after any recording (57)."""
        if needed:
            due = {"to": Deadline.To.OFFICER, "due_on": self.ask_by(localdate(self.now))}
            self._add(Deadline, case_id=self.case_id, code=ASK, about=about, **due)

    @staticmethod
    def _decision(row):
        given = {name: row[name] for name in OF_DECISION if row[name]}
        return given | {"authority": row["authority"].id}

    def _state(self, row, sanction):
        """In force where the law admits it as it is; else as received, so that its officer asks it back (rule 14).

        A suspect's measure waits for the suspect's agreement (rule 59).
        """
        if row["ended_on"]:
            return Sanction.State.ENDED
        conditions = [Condition(**condition) for condition in row.conditions]
        admitted = not binds_a_suspect(sanction) and not doubts(sanction, conditions, self.jurisdiction, self.law)
        if conditions and admitted:
            return Sanction.State.IN_FORCE
        self.unsettled += 1
        return Sanction.State.RECEIVED

    def _entry(self, entry):
        told = {"source": self.case_import.source, "serves": SERVES} | ENTRY | entry
        written = {"author_id": self.case_import.made_by_id, "recorded_at": self.now}
        self._add(Entry, case_id=self.case_id, **told, **written)
