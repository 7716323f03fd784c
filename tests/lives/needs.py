"""What is tried around the person's agreement, their needs, and what they read of their conditions."""

from django.utils.timezone import localdate

from cases.models import Referral
from config.demo.needing import KEYS, NEEDS, answers
from sanctions.actions.acknowledging import fingerprint_of
from sanctions.consents import asks_in, fingerprint
from sanctions.models import Appointment, PersonConsent
from sanctions.wording import put, to_put
from tests.lives.life import Nothing, step, versioned


def _ask(life, pick):
    asks = asks_in(life.case_id, localdate(life.now))
    return pick([ask for ask in asks if ask.asked_by_law] * 2 + asks)


@step("consent.note")
def _(life, pick):
    ask = _ask(life, pick)
    said = {"text": ask.text("en"), "language": "en", "answer": pick(("yes", "yes", "no")), "how_given": "signed"}
    return {"ask": ask.key, "shown_by_what": "The paper lies in the file.", "given_on": localdate(life.now)} | said


@step("consent.respond", by="person")
def _(life, pick):
    ask = _ask(life, pick)
    said = {"language": "fr", "answer": pick(("yes", "yes", "no"))}
    return {"ask": ask.key, "shown": fingerprint(ask.text(pick(("fr", "fr", "en"))))} | said


@step("consent.note_taking_back")
def _(life, pick):
    given = life.rows(PersonConsent, answer="yes", withdrawn_on=None).first() or life.any(pick, PersonConsent)
    return versioned("consent_id", given) | {"withdrawn_how": "By letter.", "withdrawn_on": localdate(life.now)}


@step("consent.take_back", by="person")
def _(life, pick):
    return {"consent_id": life.any(pick, PersonConsent, answer="yes").id}


@step("appointment.arrange")
def _(life, pick):
    ahead = life.rows(Appointment, outcome="", starts_at__gt=life.now).first()
    return versioned("appointment_id", ahead or life.any(pick, Appointment)) | {"interpreter": "Odile Perrin"}


@step("condition.acknowledge", by="person")
def _(life, pick):
    words, language = pick(("plain", "easy")), pick(("en", "fr"))
    texts = [put(condition, words, language) for condition in to_put(life.case_id, localdate(life.now))]
    shown = fingerprint_of(texts[: len(texts) - pick((0, 0, 1))])
    return {"words": words, "language": language, "shown": shown}


@step("assessment.record")
def _(life, pick):
    given = {"instrument": "needs-screen", "edition": 1, "done_on": localdate(life.now)}
    return given | {"answers": answers(NEEDS, "none", pick((KEYS, KEYS[:1])))}


def _referral(life, pick, state):
    return versioned("referral_id", life.rows(Referral, state=state).first() or life.any(pick, Referral))


@step("referral.pass_on")
def _(life, pick):
    return _referral(life, pick, "open") | {"to_whom": "Social service North"}


@step("referral.answer")
def _(life, pick):
    return _referral(life, pick, "passed_on") | {"help_given": "A place to live was found."}


@step("referral.override")
def _(life, pick):
    if pick((True, False)):
        raise Nothing
    return _referral(life, pick, "open") | {"why_not": "They are helped already."}
