"""What answers to an instrument come to: the score, the threshold it meets, and the needs that were found.

The functions take an instrument or what is shown of it. Nothing here decides: a threshold opens a referral, and an
officer passes it on or says why not.
"""

from cases.models.fields import in_language
from cases.models.instrument import REFERRAL


def chosen(question, answers):
    """The answer that was given to a question; None where it was not answered."""
    key = answers.get(question["key"], {}).get("answer", "")
    return next((answer for answer in question["answers"] if answer["key"] == key), None)


def score_of(instrument, answers) -> int:
    """The sum of the scores; what was not answered counts nothing."""
    given = (chosen(question, answers) for question in instrument.questions)
    return sum(answer["score"] for answer in given if answer)


def threshold_met(instrument, score):
    """The highest threshold that a score reaches; None where it reaches none."""
    met = [threshold for threshold in instrument.thresholds if threshold["from"] <= score]
    return max(met, key=lambda threshold: threshold["from"], default=None)


def opens_referral(threshold) -> bool:
    """Whether a threshold that was met puts the case before a social worker by itself."""
    return bool(threshold) and threshold["opens"] == REFERRAL


def left_open(instrument, answers) -> int:
    """How many questions were not answered."""
    return sum(chosen(question, answers) is None for question in instrument.questions)


def needs_found(instrument, answers) -> list:
    """(need, answer in words) of each question whose answer says that something is needed."""
    given = ((question, chosen(question, answers)) for question in instrument.questions)
    return [(in_language(q["need"]), in_language(answer["text"])) for q, answer in given if answer and answer["score"]]
