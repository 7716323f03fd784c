"""A treatment agreed to and taken back; a measure before trial that was agreed to first (rules 5, 57–59)."""

import datetime

from config.demo.story import WEEKLY, Story
from sanctions.actions.consents import note_answer, note_taking_back
from sanctions.consents import asks_in

TREATMENT = {
    "treatment": {
        "wording": "Shall take part in a treatment for his drinking, with his agreement.",
        "amount": 2,
        "ethical_standard": "Charter of addiction care of the Medical Chamber, 2021",
        "provider": "Weaver Practice, 8 Canal Street, 555 0190",
    }
}


def a_treatment_taken_back(cast):
    """Ruben agreed to a treatment and took it back after two months: it asks nothing, and the court decides."""
    story = Story(cast)
    story.take_on(
        -80,
        given_names="Ruben",
        family_name="Castel",
        birth_date=datetime.date(1976, 10, 4),
        sex="m",
        language="fr",
        contact_points=[("phone", "555 0171")],
    )
    _, conditions = story.sentence(
        -80, "supervision-order", "DC-N 2026/611", "Driving under the influence", 365, WEEKLY | TREATMENT
    )
    story.tell(-79, "fr")
    given = _said(story, -78, "fr")
    story.meet(-40, conditions["treatment"], "complied", "The practice confirms that he came.", hour=9)
    story.meet(-12, conditions["report-weekly"], "complied", "Works again. Doubts whether the sessions help him.")
    story.do(note_taking_back, -4, 10, consent_id=given.id, version=1, withdrawn_how="Said so at the meeting")


def a_measure_before_trial_agreed_to(cast):
    """Leila waits for her trial: she was asked before the measure could bind her, and said yes (rule 59)."""
    story = Story(cast)
    story.take_on(
        -20,
        given_names="Leila",
        family_name="Moreau",
        birth_date=datetime.date(1999, 1, 15),
        sex="f",
        language="en",
    )
    order, _conditions = story.sentence(
        -20, "release-on-conditions", "DC-N 2026/870", "Theft from a shop", 180, WEEKLY, settle=False
    )
    _said(story, -20, "en")
    story.settle(-20, order, hour=10)
    story.tell(-19, "en")


def _said(story, days, language):
    """Their yes to what the court asks first, signed after it was read to them."""
    ask = next(ask for ask in asks_in(story.case_id, story.day(days)) if ask.asked_by_law)
    said = {"text": ask.text(language), "language": language, "answer": "yes", "how_given": "signed"}
    said |= {"shown_by_what": "The signed paper lies in the file.", "given_on": story.day(days)}
    return story.do(note_answer, days, 10, ask=ask.key, **said)
