"""How the demo's cases are told: each verb by the log-in that did it, at the moment it was done."""

import datetime

from django.utils import timezone

from cases.actions.explaining import explain
from cases.actions.taking_on import take_on
from cases.history.action import SYSTEM_ACTOR, recorded
from cases.models import Explanation, Person
from sanctions.actions.appointments import book, record_outcome
from sanctions.actions.imposing import add_condition, record_sanction, settle_order
from sanctions.models import ConditionType, SanctionType

FRIDAY = 4


class Story:
    """Tells one case: keeps who acts, and turns days before or after today into moments."""

    def __init__(self, cast, officer="officer"):
        self.cast, self.officer, self.case_id = cast, officer, None

    def moment(self, days, hour=10, minute=0):
        """A moment so many days from today, at an hour of the service's own time zone."""
        return timezone.make_aware(datetime.datetime.combine(self.day(days), datetime.time(hour, minute)))

    def day(self, days):
        """The working day so many days from today: a weekend's is the Friday before, or the Monday to come."""
        day = timezone.localdate(self.cast.now) + datetime.timedelta(days=days)
        weekend = max(day.weekday() - FRIDAY, 0)
        return day + datetime.timedelta(days=-weekend if days < 0 else 3 * bool(weekend) - weekend)

    def do(self, verb, days, hour=10, minute=0, by=None, **given):
        """Let somebody do a verb on the case at a moment in the past."""
        moment = self.moment(days, hour, minute)
        visitor = self.cast.at(by or self.officer, moment)
        return verb(by=visitor, now=moment, case_id=self.case_id, ground="seed", **given)

    def take_on(self, days, contact_points=(), **person):
        """Open the case record."""
        moment = self.moment(days, 9)
        visitor = self.cast.at(self.officer, moment)
        case = take_on(by=visitor, now=moment, ground="seed", person=person, contact_points=contact_points)
        self.case_id = case.id
        return case

    def open_log_in(self, case, username):
        """The person reads their record with a log-in of their own."""
        person = Person.objects.get(pk=case.person_id)
        person.user = self.cast.users[username]
        with recorded("person.activate", by=SYSTEM_ACTOR, now=self.cast.now, root=person.id, ground="seed"):
            person.save()

    def sentence(self, days, kind, reference, offence, length, conditions, settle=True, authority=None):
        """Record a decision of the court and its conditions, and settle the order."""
        sanction = self.do(
            record_sanction,
            days,
            9,
            20,
            decision={
                "authority": authority or self.cast.court,
                "reference": reference,
                "offence": offence,
                "decided_on": self.day(days - 3),
                "considered": "First conviction. Lives with family, looks for work. Low risk of serious harm.",
            },
            sanction={
                "sanction_type": SanctionType.objects.get(code=kind),
                "starts_on": self.day(days - 3),
                "ends_on": self.day(days - 3 + length),
            },
        )
        made = {}
        for code, fields in conditions.items():
            made[code] = self.do(
                add_condition,
                days,
                9,
                30,
                sanction_id=sanction.id,
                condition_type=ConditionType.objects.get(code=code),
                **fields,
            )
        if settle:
            self.settle(days, sanction)
        return sanction, made

    def settle(self, days, sanction, hour=9):
        """Put the order in force, or ask it back."""
        self.do(settle_order, days, hour, 40, sanction_id=sanction.id, version=1)

    def tell(self, days, language, interpreter=""):
        """Record that everything was explained."""
        self.do(
            explain,
            days,
            11,
            contents=list(Explanation.BEFORE),
            explained_at=self.moment(days, 10, 30),
            language=language,
            interpreter=interpreter,
            how=Explanation.How.BOTH,
            understood="Repeated the conditions in own words and asked about the bus fare.",
        )

    def meet(self, days, condition, outcome, note, hour=14, **given):
        """Book a meeting a week ahead and record what came of it."""
        kind = given.pop("kind", "office")
        appointment = self.do(
            book,
            days - 7,
            15,
            kind=kind,
            starts_at=self.moment(days, hour),
            place="12 Mill Street, room 3",
            condition=condition,
        )
        return self.do(
            record_outcome,
            days,
            hour,
            25,
            appointment_id=appointment.id,
            version=1,
            outcome=outcome,
            note=note,
            **given,
        )


WEEKLY = {"report-weekly": {"wording": "Shall report to the probation officer every week.", "amount": 1}}
NO_CONTACT = {
    "no-contact": {
        "wording": "Shall not contact the injured party in any way.",
        "protected_person": "Marie Dumont",
    }
}


def hours_of(amount):
    return {"community-service": {"wording": f"Shall perform {amount} hours of community service.", "amount": amount}}
