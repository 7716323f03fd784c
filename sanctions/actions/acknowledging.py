"""The person confirms what they read, and what staff told them is kept word for word (rules 28, 61, 62)."""

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.access.roles import Act
from cases.actions.verb import keep, verb
from cases.history.record import StaleVersion
from cases.models.caserecord import CaseRecord
from cases.models.explanation import Explanation
from sanctions.consents import fingerprint
from sanctions.models import Acknowledgement
from sanctions.wording import is_known, latest_acknowledged, put, to_put

HOW = Acknowledgement.How


@verb("condition.acknowledge", Act.CONSENT)
def acknowledge(*, door, now, words, language, shown):
    """The person confirms that they read their conditions as they stood on their page, by the texts' fingerprint.

    Raises StaleVersion where one was changed meanwhile: nobody confirms what they did not read. Returns what is kept.
    """
    conditions = list(to_put(door.case_id, localdate(now)))
    texts = [put(condition, words, language) for condition in conditions]
    if shown != fingerprint_of(texts):
        raise StaleVersion(CaseRecord(pk=door.case_id))
    known = latest_acknowledged(door.case_id)
    new = [pair for pair in zip(conditions, texts, strict=True) if not is_known(known.get(pair[0].id), pair[1])]
    if not new:
        raise ValidationError(_("You have confirmed this already."))
    return [_kept(condition, text, now, HOW.SCREEN) for condition, text in new]


def fingerprint_of(texts) -> str:
    """By which all that was put to somebody is known again."""
    return fingerprint("\n\n".join(text.text for text in texts))


def keep_told(explanation, words, now):
    """Keep which texts staff put to the person when they explained the obligations, inside that action."""
    if explanation.content != Explanation.Content.OBLIGATIONS:
        return
    for condition in to_put(explanation.case_id, localdate(now)):
        _kept(condition, put(condition, words, explanation.language), now, HOW.TOLD, explanation)


def _kept(condition, text, now, how, explanation=None):
    made = Acknowledgement(case_id=condition.case_id, condition=condition, how=how, explanation=explanation)
    made.text, made.language, made.words, made.recorded_at = text.text, text.language, text.words, now
    return keep(made)
