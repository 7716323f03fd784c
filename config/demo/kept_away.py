"""Who is kept from records, a colleague's tie, and a record opened in an emergency (laws 1 and 2, rules 47, 78)."""

import datetime

from django.utils.timezone import localdate

from cases.access.gate import record_look
from cases.access.roles import Role
from cases.actions.emergencies import break_glass, review_emergency
from cases.actions.limiting import restrict
from cases.actions.ties import decide_tie, declare_tie
from cases.disclosure.purposes import Purpose
from cases.jobs.running import run
from cases.jobs.table import Job
from cases.models import CaseRecord, TieMatch
from config.demo.story import Story


def a_restricted_record(cast):
    """The press asks about Noah: of the staff only Ines Marlow and Maya Osei know his record."""
    moment = Story(cast).moment(-4, 10)
    restrict(
        by=cast.at("manager", moment),
        now=moment,
        limits_id=_case("Visser"),
        ground="seed",
        users=[],
        why="A newspaper asks everybody about him. The fewer know, the fewer can talk.",
        review_on=localdate(cast.now) + datetime.timedelta(days=60),
    )


def a_night_on_which_nobody_could_be_reached(cast):
    """Greta Holm of the other unit opened Amina's record for half an hour; Maya Osei looked at that the next day."""
    story = Story(cast)
    story.case_id = _case("Haddad")
    night = story.moment(-2, 23, 40)
    opened = break_glass(
        by=cast.at("officer3", night),
        now=night,
        emergency_id=story.case_id,
        ground="seed",
        why="The hospital called: she lies there unconscious and they ask which language her family speaks.",
    )
    looking = cast.at("officer3", night)
    looking.shown_roots.add(story.case_id)
    record_look(looking, Purpose.SUPERVISION, "overview", Role.EMERGENCY, root=story.case_id)
    story.do(
        review_emergency,
        -1,
        9,
        by="manager",
        break_glass_id=opened.id,
        version=opened.version,
        answer="justified",
        reasons="I called the hospital back. It was so, and one page was opened.",
    )


def a_colleague_knows_somebody(cast):
    """Greta Holm declared a schoolfriend, Lukas Meyer. She was answered as always; his manager decided."""
    moment = Story(cast).moment(-5, 11)
    declared = {
        "kind": "friend",
        "given_names": "Lukas",
        "family_name": "Meyer",
        "words": "We were at school together.",
    }
    declare_tie(by=cast.at("officer3", moment), now=moment, ground="seed", **declared)
    for job_id in list(Job.objects.filter(kind="tie.match", done_at=None).values_list("id", flat=True)):
        run(job_id, cast.now)
    moment = Story(cast).moment(-3, 9)
    for match in TieMatch.objects.filter(answer=""):
        decide_tie(
            by=cast.at("manager", moment),
            now=moment,
            tie_match_id=match.id,
            ground="seed",
            version=match.version,
            answer="no_measure",
            reasons="She works in the south and has no part in his case. They have not met for years.",
        )


def a_tie_to_decide(cast):
    """Paul Arden declares a former business partner; whether it is the Amina of the same unit, somebody must say."""
    moment = Story(cast).moment(-1, 16)
    declared = {"kind": "business", "given_names": "Amina", "family_name": "Haddad", "words": "We ran a café in 2019."}
    declare_tie(by=cast.at("officer2", moment), now=moment, ground="seed", **declared)
    for job_id in list(Job.objects.filter(kind="tie.match", done_at=None).values_list("id", flat=True)):
        run(job_id, cast.now)


def an_emergency_to_look_at(cast):
    """Viktor Dahl opened Lukas's record last night; whether that was justified waits for Maya Osei."""
    night = Story(cast).moment(-1, 22, 15)
    break_glass(
        by=cast.at("manager3", night),
        now=night,
        emergency_id=_case("Meyer"),
        ground="seed",
        why="His brother phoned: he had said goodbye in a message, and nobody knew where he lives.",
    )


def _case(family):
    return CaseRecord.objects.values_list("id", flat=True).get(person__family_name=family)
