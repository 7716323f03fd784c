"""An instrument: questions, scores and thresholds as the jurisdiction has them, in one version that never changes."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.disclosure.purposes import EVERYBODY
from cases.history.record import Record

REFERRAL = "referral"
OPENS = ("", REFERRAL)


class Instrument(Record):
    """Questions whose answers are scored. What is asked anew is another row; answers keep the one they were given to.

    `questions`: key, text and need by language, and answers with key, score and text by language. `thresholds`: from
    which score, title by language, what it opens (a referral to a social worker, or nothing), and within how many
    working days that is passed on and asked after.
    """

    reached_by = "service"
    shown_by = "code"

    class AnsweredBy(models.TextChoices):
        PERSON = "person", gettext_lazy("the person under supervision, with the officer")
        VICTIM = "victim", gettext_lazy("somebody who may have been harmed, with victim contact")

    code = models.SlugField(gettext_lazy("code"), max_length=40)
    edition = models.PositiveSmallIntegerField(gettext_lazy("version of the questions"))
    title = models.JSONField(gettext_lazy("title"), help_text=gettext_lazy("By language."))
    what_for = models.JSONField(gettext_lazy("what it is for"), help_text=gettext_lazy("By language."))
    licence = models.CharField(gettext_lazy("licence of the questions"), max_length=200)
    answered_by = models.CharField(gettext_lazy("who answers"), max_length=8, choices=AnsweredBy.choices)
    questions = models.JSONField(gettext_lazy("questions"), default=list)
    thresholds = models.JSONField(gettext_lazy("thresholds"), default=list)
    highest = models.PositiveSmallIntegerField(gettext_lazy("highest score"))

    class Meta:
        verbose_name = gettext_lazy("instrument")
        verbose_name_plural = gettext_lazy("instruments")
        constraints = [
            models.UniqueConstraint(
                fields=["code", "edition"],
                name="an_instrument_has_each_version_once",
                violation_error_message=gettext_lazy("This version of the questions is here already."),
            ),
        ]

    class Disclosure:
        code = EVERYBODY
        edition = EVERYBODY
        title = EVERYBODY
        what_for = EVERYBODY
        licence = EVERYBODY
        answered_by = EVERYBODY
        questions = EVERYBODY
        thresholds = EVERYBODY
        highest = EVERYBODY

    def __str__(self):
        return f"{self.code} {self.edition}"

    def clean(self):
        """Raises ValidationError where the scores do not add up or a text is missing, each in a sentence."""
        found = {}
        for name, check in CHECKS.items():
            try:
                found[name] = list(check(self))
            except (TypeError, KeyError, AttributeError):
                found[name] = [_("This cannot be read: a part is missing or has another shape than it must have.")]
        if wrong := {name: said for name, said in found.items() if said}:
            raise ValidationError(wrong)


def _title(instrument):
    yield from _without_text(instrument, instrument.title, _("title"))


def _what_for(instrument):
    yield from _without_text(instrument, instrument.what_for, _("what it is for"))


def _questions(instrument):
    keys = [question["key"] for question in instrument.questions]
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        yield _("Two questions have the key “%(key)s”. Give each its own.") % {"key": key}
    for question in instrument.questions:
        yield from _question(instrument, question)
    if any(not _is_score(answer) for question in instrument.questions for answer in question["answers"]):
        return
    reached = sum(max(answer["score"] for answer in question["answers"]) for question in instrument.questions)
    if reached != instrument.highest:
        said = {"reached": reached, "stated": instrument.highest}
        yield _("The highest answers make %(reached)s together, not %(stated)s as stated.") % said


def _question(instrument, question):
    key, answers = question["key"], [answer["key"] for answer in question["answers"]]
    yield from _without_text(instrument, question["text"], key)
    yield from _without_text(instrument, question["need"], key)
    if len(answers) < 2 or len(set(answers)) < len(answers):
        yield _("The question “%(key)s” needs two answers or more, each with a key of its own.") % {"key": key}
    for answer in question["answers"]:
        yield from _without_text(instrument, answer["text"], f"{key}: {answer['key']}")
        if not _is_score(answer):
            named = {"answer": answer["key"], "question": key}
            yield _("The answer “%(answer)s” to the question “%(question)s” has no score.") % named


def _thresholds(instrument):
    begins = [threshold["from"] for threshold in instrument.thresholds]
    for score in sorted({score for score in begins if begins.count(score) > 1}):
        yield _("Two thresholds begin at %(score)s.") % {"score": score}
    for threshold in instrument.thresholds:
        score = threshold["from"]
        yield from _without_text(instrument, threshold["title"], str(score))
        if score > instrument.highest:
            said = {"score": score, "highest": instrument.highest}
            yield _("The threshold from %(score)s can never be met: the highest score is %(highest)s.") % said
        if score < 1 or threshold["opens"] not in OPENS:
            yield _("The threshold from %(score)s begins too low, or opens what there is not.") % {"score": score}
        if threshold["opens"] and not (threshold["pass_on_days"] > 0 and threshold["answer_days"] > 0):
            yield _("The threshold from %(score)s does not say within how many days.") % {"score": score}


def _is_score(answer):
    return type(answer.get("score")) is int and answer["score"] >= 0


def _without_text(instrument, texts, where):
    """What lacks a text in one of the languages that the instrument speaks: those of any of its titles."""
    for language in sorted({*instrument.title, *instrument.what_for}):
        if not str(texts.get(language, "")).strip():
            yield _("“%(where)s” has no text in the language “%(language)s”.") % {"where": where, "language": language}


CHECKS = {"title": _title, "what_for": _what_for, "questions": _questions, "thresholds": _thresholds}
