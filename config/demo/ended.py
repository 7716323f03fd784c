"""Two supervisions of years ago: one record is due for destruction, one is on hold (rule 48)."""

import datetime

from django.utils import timezone

from cases.actions.proposing import propose_due
from cases.actions.retaining import place_hold
from cases.models import CaseRecord
from config.demo.story import WEEKLY, Story
from sanctions.actions.closing import close_case


def two_records_that_have_ended(cast):
    """Johanna's record has been kept for three years; Marek's would be due too, but a court asked to keep it."""
    _ended(cast, "Johanna", "Lind", datetime.date(1972, 5, 9), "f", "DC-N 2022/118")
    case = _ended(cast, "Marek", "Dvorak", datetime.date(1968, 12, 1), "m", "DC-N 2022/131")
    moment = cast.ago(20)
    place_hold(
        by=cast.at("records", moment),
        now=moment,
        ground="seed",
        case_id=case.id,
        why="District Court North asked on 3 March to keep it for a claim for damages.",
        review_on=timezone.localdate(cast.now) + datetime.timedelta(days=160),
    )
    propose_due(None, cast.now)


def _ended(cast, given_names, family_name, birth_date, sex, reference):
    story = Story(cast, officer="officer2")
    story.take_on(
        -1500, given_names=given_names, family_name=family_name, birth_date=birth_date, sex=sex, language="en"
    )
    story.sentence(-1500, "supervision-order", reference, "Theft", 365, WEEKLY)
    story.tell(-1499, "en")
    return story.do(close_case, -1120, version=_version(story), ended_as="completed")


def _version(story):
    return CaseRecord.objects.values_list("version", flat=True).get(pk=story.case_id)
