"""The long story of the demo: half a year of supervision, and a disagreement that stands (rule 46)."""

import datetime

from cases.actions.contesting import answer_contest, lodge_contest
from cases.actions.entries import add_entry
from config.demo.cast import represent
from config.demo.story import NO_CONTACT, WEEKLY, Story, hours_of
from sanctions.actions.appointments import book
from sanctions.actions.hours import record_session


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
        language="fr",
        interpreter=True,
        reads="large",
        reading_need="Wears strong glasses",
        contact_points=[("address", "8 Quay Street, Northbridge"), ("phone", "555 0147")],
    )
    story.open_log_in(case, "person")
    _, conditions = story.sentence(
        -200, "supervision-order", "DC-N 2026/311", "Burglary", 540, WEEKLY | hours_of(120) | NO_CONTACT
    )
    story.tell(-198, "fr", interpreter="Odile Perrin")
    weekly = conditions["report-weekly"]
    _six_months_of_tomas(story, weekly, conditions["community-service"])
    _the_disagreement(story, weekly)
    _and_another(story, weekly)
    represent(cast, case)
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
        about=missed.entry_id,
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


def _and_another(story, weekly):
    story.meet(-14, weekly, "complied", "Brought payslips for October. Interview at the bakery on Friday.")
    late = story.meet(-7, weekly, "failed_to_comply", "Came forty minutes late and left early.", measure="none")
    story.do(
        lodge_contest,
        -5,
        19,
        by="person",
        about=late.entry_id,
        wrong="I was ten minutes late, not forty.",
        right="Came ten minutes late.",
    )
    story.do(
        book, -1, 15, kind="office", starts_at=story.moment(3, 14), place="12 Mill Street, room 3", condition=weekly
    )


def _user_of(story, contest):
    return contest.handler.user.username
