"""What is tried with the entries of the record: kept from the person, corrected, taken out where they do not belong."""

from django.utils.timezone import localdate

from cases.models import Entry, Removal, Withholding, WithholdingGround
from tests.lives.life import DAY, step, versioned


@step("entry.correct")
def _(life, pick):
    entry = life.any(pick, Entry)
    return versioned("entry_id", entry) | {"text": "Said otherwise.", "reason": "Misheard."}


@step("withholding.ask")
def _(life, pick):
    ground = pick(WithholdingGround.objects.order_by("code"))
    given = {"entry_id": life.any(pick, Entry).id, "asked_as": pick(("announced", "hidden"))}
    return given | {"legal_ground": ground, "reasons": "Somebody would be in danger."}


@step("withholding.decide", by="manager")
def _(life, pick):
    held = life.rows(Withholding, answer="").first() or life.any(pick, Withholding)
    answer = {"answer": pick(("announced", "hidden", "refused")), "decision_reasons": "So it is."}
    return versioned("withholding_id", held) | answer | {"review_on": localdate(life.now) + 90 * DAY}


@step("withholding.review", by="manager")
def _(life, pick):
    lifted = {"lift": pick((True, False)), "review_on": localdate(life.now) + 90 * DAY, "reason": "The trial is over."}
    return versioned("withholding_id", life.any(pick, Withholding)) | lifted


@step("removal.propose")
def _(life, pick):
    given = {"fault": pick(("wrong_person", "irrelevant", "unlawful")), "told": pick(("announced", "hidden"))}
    return versioned("entry_id", life.any(pick, Entry)) | given | {"why": "It is about somebody else."}


@step("removal.decide", by="manager")
def _(life, pick):
    waiting = life.rows(Removal, answer="").first() or life.any(pick, Removal)
    said = {"answer": pick(("removed", "removed", "refused")), "reasons": "Looked up."}
    return versioned("removal_id", waiting) | said
