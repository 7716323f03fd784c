"""What is kept from Tomas: one thing a manager decided to hide, one that is announced and waits for a decision."""

import datetime

from django.utils.timezone import localdate

from cases.actions.entries import add_entry
from cases.actions.withholding import ask_withholding, decide_withholding
from cases.models import CaseRecord, WithholdingGround
from config.demo.story import Story


def two_things_are_withheld(cast):
    """An investigation nobody may warn of is hidden; what a colleague of Tomas said is announced (rule 45, law 11)."""
    story = Story(cast)
    story.case_id = CaseRecord.objects.values_list("id", flat=True).get(person__user=cast.users["person"])
    hidden = _asked(
        story,
        -30,
        "The police ask not to speak with Tomas about a workshop in Harbour Road before their search.",
        "Letter of the police, file 77",
        "hidden",
        "investigation",
        "He would warn the others before the search.",
    )
    story.do(
        decide_withholding,
        -28,
        9,
        by="manager",
        withholding_id=hidden.id,
        version=hidden.version,
        answer="hidden",
        decision_reasons="The search is ordered. Afterwards nothing is left to protect.",
        review_on=localdate(cast.now) + datetime.timedelta(days=20),
    )
    _asked(
        story,
        -2,
        "A colleague at the nursery says that Tomas often talks about drinking, and asks not to be named.",
        "Telephone call from a colleague",
        "announced",
        "rights-of-others",
        "The two work side by side: from what is said he would know who said it.",
    )


def _asked(story, days, text, source, asked_as, code, reasons):
    entry = story.do(
        add_entry,
        days,
        15,
        kind="information",
        happened_at=story.moment(days, 14),
        nature="allegation",
        source=source,
        serves="Shall report to the probation officer every week.",
        text=text,
    )
    ground = WithholdingGround.objects.get(code=code)
    given = {"entry_id": entry.id, "asked_as": asked_as, "legal_ground": ground, "reasons": reasons}
    return story.do(ask_withholding, days, 16, **given)
