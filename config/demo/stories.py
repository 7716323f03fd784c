"""The demo's cases, told as they happened: each by the log-in that did it, at the moment it was done."""

import datetime

from django.utils import timezone

from cases.actions.contesting import answer_contest, lodge_contest
from cases.actions.entries import add_entry
from cases.actions.explaining import explain
from cases.actions.taking_on import take_on
from cases.history.action import SYSTEM_ACTOR, recorded
from cases.history.verify_rows import EARLIER
from cases.models import CaseRecord, Exclusion, Explanation, Person
from config.demo.cast import assemble, represent
from config.jurisdiction import load
from sanctions.actions.appointments import book, record_outcome
from sanctions.actions.hours import record_session
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
            self.do(settle_order, days, 9, 40, sanction_id=sanction.id, version=1)
        return sanction, made

    def tell(self, days, language, interpreter=""):
        """Record that everything was explained."""
        self.do(
            explain,
            days,
            11,
            contents=list(Explanation.Content),
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


def _hours(amount):
    return {"community-service": {"wording": f"Shall perform {amount} hours of community service.", "amount": amount}}


def an_unresolved_contest(cast):
    """Tomas says he phoned. His words stay beside the entry, whatever was decided about it (rule 46)."""
    story = Story(cast)
    case = story.take_on(
        -200,
        given_names="Tomas",
        family_name="Verhaal",
        birth_date=datetime.date(1991, 3, 4),
        sex="m",
        nationality="Belgian",
        language="French",
        interpreter=True,
        reading_need="Prefers large print",
        contact_points=[("address", "8 Quay Street, Northbridge"), ("phone", "555 0147")],
    )
    person = Person.objects.get(pk=case.person_id)
    person.user = cast.users["person"]
    with recorded("person.activate", by=SYSTEM_ACTOR, now=cast.now, root=person.id, ground="seed"):
        person.save()
    _, conditions = story.sentence(
        -200, "supervision-order", "DC-N 2026/311", "Burglary", 540, WEEKLY | _hours(120) | NO_CONTACT
    )
    story.tell(-198, "French", interpreter="Odile Perrin")
    weekly = conditions["report-weekly"]
    _six_months_of_tomas(story, weekly, conditions["community-service"])
    _the_disagreement(story, weekly)
    represent(cast, case, cast.now)
    return case


def _six_months_of_tomas(story, weekly, hours):
    for week in range(22, 3, -1):
        if week != 14:
            story.meet(-7 * week, weekly, "complied", "Talked through the week and the search for work.")
    story.meet(-98, weekly, "acceptable", "Medical certificate handed in.", excuse="medical")
    for week in range(18, 0, -2):
        story.do(
            record_session,
            -7 * week + 3,
            17,
            condition_id=hours.id,
            worked_on=story.day(-7 * week + 3),
            started=datetime.time(8, 30),
            ended=datetime.time(17, 0),
            minutes_not_worked=30,
            note="Riverside nursery, planting",
        )
    story.do(
        add_entry,
        -40,
        16,
        kind="information",
        happened_at=story.moment(-40, 15),
        nature="allegation",
        source="Telephone call from the employment office",
        serves="Shall report to the probation officer every week.",
        text="The employment office says that Tomas did not come to an interview on Monday.",
        segments=[
            {
                "about": "family",
                "text": "His sister lends him money for the bus and is worried about her own rent.",
                "withheld_as": "announced",
            },
            {
                "about": "victim",
                "text": "The injured party moved to 17 Orchard Lane and asked that nobody learns of it.",
                "withheld_as": "hidden",
            },
        ],
    )


def _the_disagreement(story, weekly):
    missed = story.meet(
        -21,
        weekly,
        "unacceptable",
        "Did not arrive. No message by 14:30.",
        measure="warning",
        respond_by=story.day(-14),
    )
    contest = story.do(
        lodge_contest,
        -20,
        18,
        by="person",
        entry_id=missed.entry_id,
        wrong="The 14 bus was on strike. I phoned at 13:50 and nobody answered. I want it written that I tried.",
        right="Could not come because of the strike; tried to call before the meeting.",
        evidence="The bus company's notice of that day.",
    )
    story.do(
        answer_contest,
        -16,
        10,
        by=_user_of(story, contest),
        contest_id=contest.id,
        version=1,
        answer="refused",
        reasons="The call list shows no call between 13:00 and 15:00. The entry says what was seen.",
    )
    story.meet(-14, weekly, "complied", "Brought payslips for October. Interview at the bakery on Friday.")
    late = story.meet(-7, weekly, "failed_to_comply", "Came forty minutes late and left early.", measure="none")
    story.do(
        lodge_contest,
        -5,
        19,
        by="person",
        entry_id=late.entry_id,
        wrong="I was ten minutes late, not forty.",
        right="Came ten minutes late.",
    )
    story.do(
        book, -1, 15, kind="office", starts_at=story.moment(3, 14), place="12 Mill Street, room 3", condition=weekly
    )


def _user_of(story, contest):
    return contest.handler.user.username


def an_interpreter_is_needed(cast):
    """Amina came from abroad and was sentenced this week: nothing can be asked before she was told (rules 7, 61)."""
    story = Story(cast)
    story.take_on(
        -2,
        given_names="Amina",
        family_name="Haddad",
        name_in_latin="",
        birth_date=datetime.date(1987, 9, 21),
        sex="f",
        nationality="Syrian",
        language="Arabic",
        interpreter=True,
        contact_points=[("phone", "555 0152")],
    )
    story.sentence(-2, "community-service-order", "DC-N 2026/902", "Driving without a licence", 300, _hours(80))
    story.do(book, -1, 12, kind="first", starts_at=story.moment(2, 10), place="12 Mill Street, room 1")


def an_order_that_does_not_fit(cast):
    """The court ordered 360 hours where the law allows 300: kept as received and asked back (rules 2, 15)."""
    story = Story(cast)
    story.take_on(
        -6,
        given_names="Jonas",
        family_name="Brandt",
        birth_date=datetime.date(1979, 1, 30),
        sex="m",
        language="English",
    )
    story.sentence(-6, "community-service-order", "DC-N 2026/895", "Criminal damage", 330, _hours(360))
    story.do(book, -5, 11, kind="first", starts_at=story.moment(1, 9), place="12 Mill Street, room 1")


def somebody_too_young(cast):
    """Noah was seventeen when the court decided: a manager must say why this regime applies (scope of the Rules)."""
    story = Story(cast)
    born = timezone.localdate(cast.now) - datetime.timedelta(days=int(17.8 * 365.25))
    story.take_on(-4, given_names="Noah", family_name="Visser", birth_date=born, sex="m", language="English")
    story.sentence(-4, "supervision-order", "DC-N 2026/899", "Theft", 365, WEEKLY)


def nearly_done(cast):
    """Elena has few hours left and has come to every meeting."""
    story = Story(cast)
    story.take_on(
        -150,
        given_names="Elena",
        family_name="Petrova",
        birth_date=datetime.date(1995, 6, 12),
        sex="f",
        language="English",
        contact_points=[("address", "21 Station Road, Northbridge")],
    )
    _, conditions = story.sentence(-150, "supervision-order", "DC-N 2026/402", "Fraud", 365, WEEKLY | _hours(60))
    story.tell(-149, "English")
    for week in range(18, 0, -3):
        story.meet(-7 * week, conditions["report-weekly"], "complied", "On time. Work and home are stable.", hour=11)
        story.do(
            record_session,
            -7 * week + 1,
            17,
            condition_id=conditions["community-service"].id,
            worked_on=story.day(-7 * week + 1),
            started=datetime.time(8),
            ended=datetime.time(17),
            minutes_not_worked=60,
            note="Food bank, sorting",
        )
    weekly = conditions["report-weekly"]
    for days in (-1, 6):
        story.do(
            book,
            -5,
            15,
            kind="office",
            starts_at=story.moment(days, 11),
            place="12 Mill Street, room 3",
            condition=weekly,
        )


def a_neighbour_never_knows(cast):
    """Elena lives next door to Paul Arden: for him her record does not exist, whatever his duties become."""
    case = CaseRecord.objects.get(person__family_name="Petrova")
    with recorded("case.exclude", by=SYSTEM_ACTOR, now=cast.now, root=case.id, ground="seed"):
        Exclusion(
            case=case,
            user=cast.users["officer2"],
            reason="Neighbours; declared by the officer",
            starts_at=cast.now,
            review_on=timezone.localdate(cast.now) + datetime.timedelta(days=180),
        ).save()


def gone_quiet(cast):
    """Nothing was written about Lukas for weeks, and an outcome is missing: the team's list shows it."""
    story = Story(cast, officer="officer2")
    story.take_on(
        -90,
        given_names="Lukas",
        family_name="Meyer",
        birth_date=datetime.date(2001, 11, 2),
        sex="m",
        language="English",
    )
    _, conditions = story.sentence(-90, "supervision-order", "DC-N 2026/555", "Assault", 365, WEEKLY)
    story.tell(-88, "English")
    story.meet(-70, conditions["report-weekly"], "complied", "First month went well.")
    story.do(
        book,
        -45,
        15,
        kind="office",
        starts_at=story.moment(-38, 14),
        place="12 Mill Street, room 2",
        condition=conditions["report-weekly"],
    )


def in_the_other_unit(cast):
    """Sofia's case is kept in the south: for the north it does not exist."""
    story = Story(cast, officer="officer3")
    story.take_on(
        -30,
        given_names="Sofia",
        family_name="Lindqvist",
        birth_date=datetime.date(1984, 2, 17),
        sex="f",
        language="English",
    )
    story.sentence(-30, "supervision-order", "DC-N 2026/811", "Receiving stolen goods", 365, WEEKLY)
    story.tell(-29, "English")


STORIES = (
    an_unresolved_contest,
    an_interpreter_is_needed,
    an_order_that_does_not_fit,
    somebody_too_young,
    nearly_done,
    a_neighbour_never_knows,
    gone_quiet,
    in_the_other_unit,
)


def tell(now):
    """Write the whole demo: the jurisdiction, the cast, and every story as it happened before `now`."""
    begin, end = EARLIER
    with recorded(begin, by=SYSTEM_ACTOR, now=now):
        load(now=now)
    cast = assemble(now)
    for story in STORIES:
        story(cast)
    with recorded(end, by=SYSTEM_ACTOR, now=now):
        pass
