"""What was written where it did not belong, and somebody who is recorded twice (rules 42, 45)."""

import datetime

from cases.access.gate import record_look
from cases.access.roles import Role
from cases.actions.entries import add_entry
from cases.actions.removing import decide_removal, propose_removal
from cases.disclosure.purposes import Purpose
from cases.jobs.running import run
from cases.jobs.table import Job
from cases.models import CaseRecord
from config.demo.story import WEEKLY, Story


def an_entry_about_somebody_else(cast):
    """A call of another Elena was written into Elena Petrova's record; two people took it out, who looked is listed."""
    story = Story(cast)
    story.case_id = CaseRecord.objects.get(person__family_name="Petrova").id
    entry = _written(story, -9, "Her employer says that she has not come to work since Monday.")
    for days, username, role in ((-8, "officer", Role.OFFICER), (-8, "manager", Role.MANAGER)):
        _looked(story, days, username, role)
    removal = story.do(
        propose_removal,
        -7,
        9,
        entry_id=entry.id,
        version=entry.version,
        fault="wrong_person",
        why="The employer called about another person with the same given name.",
        told="announced",
    )
    story.do(
        decide_removal,
        -6,
        16,
        by="manager",
        removal_id=removal.id,
        version=removal.version,
        answer="removed",
        reasons="I called the employer back: it is not our Elena.",
    )


def _written(story, days, text):
    return story.do(
        add_entry,
        days,
        11,
        kind="call",
        happened_at=story.moment(days, 10),
        nature="allegation",
        source="The employer, by telephone",
        serves="The weekly meeting",
        text=text,
    )


def _looked(story, days, username, role):
    visitor = story.cast.at(username, story.moment(days, 12))
    visitor.shown_roots.add(story.case_id)
    record_look(visitor, Purpose.SUPERVISION, "record", role, root=story.case_id)


def somebody_recorded_twice(cast):
    """Sofia is known in the south; the north takes on a Sofía Lindkvist, and only records staff learn of it."""
    story = Story(cast, officer="officer2")
    story.take_on(
        -3,
        given_names="Sofía",
        family_name="Lindkvist",
        birth_date=datetime.date(1984, 2, 17),
        sex="f",
        language="en",
    )
    story.sentence(-3, "supervision-order", "DC-N 2026/905", "Handling stolen goods", 365, WEEKLY)
    for job_id in list(Job.objects.filter(kind="person.match", done_at=None).values_list("id", flat=True)):
        run(job_id, cast.now)


def an_entry_may_not_belong(cast):
    """What Paul Arden wrote about Lukas has nothing to do with the supervision: a manager is asked to decide."""
    story = Story(cast, officer="officer2")
    story.case_id = CaseRecord.objects.get(person__family_name="Meyer").id
    entry = _written(story, -60, "He sings in a choir with a colleague of mine and has a loud voice.")
    story.do(
        propose_removal,
        -1,
        15,
        entry_id=entry.id,
        version=entry.version,
        fault="irrelevant",
        why="It serves nothing that the court ordered.",
        told="announced",
    )
