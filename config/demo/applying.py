"""Two who asked the court: one sanction ended early, one condition that may change (rules 71, 72)."""

import datetime

from config.demo.story import WEEKLY, Story, hours_of
from sanctions.actions.answering import give_view
from sanctions.actions.applying import note_application
from sanctions.actions.appointments import book
from sanctions.actions.deciding import decide
from sanctions.actions.hours import record_session
from sanctions.models import Condition, Sanction


def an_early_termination_the_person_asked_for(cast):
    """Marta did all her hours and kept every meeting; she asked, her officer agreed, the court ended it (rule 72)."""
    story = Story(cast)
    story.take_on(
        -340,
        given_names="Marta",
        family_name="Sobol",
        birth_date=datetime.date(1986, 2, 11),
        sex="f",
        language="en",
        contact_points=[("phone", "555 0163")],
    )
    sanction, conditions = story.sentence(
        -340, "supervision-order", "DC-N 2026/077", "Forgery of documents", 540, WEEKLY | hours_of(40)
    )
    story.tell(-338, "en")
    weekly = conditions["report-weekly"]
    for week in range(46, 8, -6):
        story.meet(-7 * week, weekly, "complied", "On time. Works at the clinic and pays back what she owes.", hour=9)
    for week in range(40, 35, -1):
        _eight_hours(story, conditions["community-service"], -7 * week + 2)
    _asked_and_granted(story, sanction, weekly)


def _eight_hours(story, hours, days):
    times = {"started": datetime.time(8), "ended": datetime.time(17), "minutes_not_worked": 60}
    given = {"condition_id": hours.id, "worked_on": story.day(days), "note": "Library, repairing books"}
    story.do(record_session, days, 18, **given, **times)


def _asked_and_granted(story, sanction, weekly):
    asked = story.do(
        note_application,
        -44,
        10,
        kind="end",
        sanction=sanction,
        manner="paper",
        grounds="All my hours are done since the spring. I have come to every meeting, I have steady work at the "
        "clinic, and I have paid back more than half. I would like to stand on my own feet now.",
    )
    story.do(
        give_view,
        -40,
        11,
        application_id=asked.id,
        version=asked.version,
        stance="supports",
        reasons="Everything the order asked for was done. The work is steady, and nothing suggests a new offence.",
    )
    place = {"kind": "office", "starts_at": story.moment(-14, 9), "place": "12 Mill Street, room 3"}
    story.do(book, -30, 15, condition=weekly, **place)
    story.do(
        decide,
        -21,
        14,
        by="authority",
        application_id=asked.id,
        outcome="granted",
        effective_from=story.day(-21),
        reasons="The purpose of the order is reached: the hours are done, every meeting was kept, and the damage is "
        "being made good. To go on would serve nothing.",
        reference="DC-N 2026/077-E",
        decided_on=story.day(-21),
    )


def a_condition_that_may_change(cast):
    """Samira works at night now and asks for fewer meetings; it waits for the court, ready to be decided (rule 71)."""
    story = Story(cast)
    found = Sanction.objects.get(decision__reference="DC-N 2026/298")
    story.case_id = found.case_id
    asked = story.do(
        note_application,
        -6,
        16,
        kind="change",
        condition=Condition.objects.get(sanction=found),
        instead="A meeting every two weeks, in the afternoon.",
        manner="spoken",
        grounds="I work nights at the bakery since last month, and there is nobody for the child in the morning. "
        "I want to keep coming, but every week is too much.",
    )
    story.do(
        give_view,
        -3,
        9,
        application_id=asked.id,
        version=asked.version,
        stance="supports",
        reasons="The work is the best thing that happened this year. A meeting every two weeks is enough.",
    )
