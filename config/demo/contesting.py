"""Disagreements to their end: a correction beside what is sealed, a review, and a court that is told (rule 46)."""

from cases.actions.contesting import answer_contest, lodge_contest, lodge_on_paper
from cases.actions.reviewing import ask_review, review_contest
from cases.actions.telling import tell_recipient
from cases.models import CaseRecord, Contest, RecipientNotice
from config.demo.story import Story
from sanctions.models import AllegedFailure, HourLine


def _story_of(cast, family):
    story = Story(cast)
    story.case_id = CaseRecord.objects.get(person__family_name=family).id
    return story


def hours_counted_short(cast):
    """Tomas says the van was late, not he: the line of hours stays as written, a correction stands beside it."""
    story = _story_of(cast, "Verhaal")
    line = HourLine.objects.filter(case_id=story.case_id).order_by("worked_on").first()
    contest = story.do(
        lodge_contest,
        -30,
        18,
        by="person",
        kind="hours",
        about=line.id,
        field="minutes_not_worked",
        wrong="The van came half an hour late. I was there at 8:30.",
        right="0 minutes not worked.",
    )
    story.do(
        answer_contest,
        -27,
        10,
        by=contest.handler.user.username,
        contest_id=contest.id,
        version=contest.version,
        answer="corrected",
        corrected_text="0 minutes not worked: the driver confirms that the van was late. The hours count in full.",
    )


def a_review_that_upholds_the_answer(cast):
    """Tomas has the answer about the missed meeting reviewed; it stands, and so do his words."""
    story = _story_of(cast, "Verhaal")
    contest = Contest.objects.select_related("handler").get(case_id=story.case_id, answer="refused")
    why = "I called from the bus company's telephone. Nobody looked at that number."
    contest = story.do(ask_review, -13, 18, by="person", contest_id=contest.id, why=why)
    story.do(
        review_contest,
        -10,
        11,
        by=contest.reviewer.user.username,
        contest_id=contest.id,
        version=contest.version,
        answer="refused",
        reasons="The list shows every number that called. None called before 15:00. Your words stay beside the entry.",
    )


def a_court_is_told(cast):
    """Samira says on paper that she did call about one of the meetings; the court that had the report is told."""
    story = _story_of(cast, "Benali")
    failure = AllegedFailure.objects.filter(case_id=story.case_id).order_by("happened_at").first()
    contest = story.do(
        lodge_on_paper,
        -50,
        10,
        about=failure.entry_id,
        arrived_at=story.moment(-50, 9),
        wrong="I did call, in the morning, and left a message with the reception.",
        right="Called in the morning.",
    )
    story.do(
        answer_contest,
        -46,
        11,
        by=contest.handler.user.username,
        contest_id=contest.id,
        version=contest.version,
        answer="refused",
        reasons="The reception has no note of a call on that day.",
    )
    notice = RecipientNotice.objects.get(contest=contest)
    story.do(tell_recipient, -45, 9, notice_id=notice.id, version=notice.version, channel="page")
