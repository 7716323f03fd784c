"""What a condition asks, as it is put to the person: in plain or in easy words, in a language (rules 28, 30, 61).

One text for the page, for paper and for what is kept of it: whoever confirms, confirms what stood there.
"""

from dataclasses import dataclass

from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from cases.languages import spoken_by_the_service, text_in
from cases.models.fields import in_language, shown_in
from cases.models.person import Words
from sanctions.models import Acknowledgement, Condition, Sanction


@dataclass(frozen=True)
class Put:
    """What is put to the person about one condition: its parts, the language they are in, and in which words."""

    title: str
    parts: tuple
    language: str
    words: Words

    @property
    def text(self) -> str:
        """The whole, as it is kept."""
        return "\n\n".join((self.title, *self.parts))


def language_for(person_language, texts) -> str:
    """In which language texts are put to a person: that of the page they chose, or their own where no page speaks it.

    `person_language` is what they understand best; `texts` are by language.
    """
    reader = (get_language() or "en").partition("-")[0]
    own_alone = not spoken_by_the_service(person_language) and text_in(texts, person_language)
    return person_language if own_alone else reader


def put(condition, words, language) -> Put:
    """What is put about a condition, a record or what is shown of one, with its type.

    Where the law has no easy words, the plain ones; where it has no text in the language, that of whoever reads now.
    """
    kind = condition.condition_type
    words, texts = _chosen(kind, words, language)
    if not text_in(texts, language):
        language = shown_in(texts)
    with override(language):
        said = [in_language(texts)]
        # Easy words say by themselves what follows.
        said += [in_language(kind.follows)] if words == Words.PLAIN else []
        said.append(_("In the words of the decision: %(words)s") % {"words": condition.wording})
        return Put(in_language(kind.title), tuple(said), language, words)


def _chosen(kind, words, language):
    """In which words, and the texts in them: one's own language comes before easy words."""
    in_easy = words == Words.EASY and kind.easy
    if in_easy and (text_in(kind.easy, language) or not text_in(kind.plain, language)):
        return Words.EASY, kind.easy
    return Words.PLAIN, kind.plain


def to_put(case_id, today):
    """The conditions that ask something today, in the order in which they were recorded."""
    binding = {"sanction__state": Sanction.State.IN_FORCE, "sanction__ends_on__gte": today}
    rows = Condition.objects.filter(Condition.binding_on(today), case_id=case_id, **binding)
    return rows.select_related("condition_type").order_by("id")


def asks_on(condition, day) -> bool:
    """Whether a condition, a record or what is shown of one, is not lifted by a day (in a query: its `binding_on`)."""
    return condition.lifted_on is None or condition.lifted_on > day


def is_known(acknowledged, said) -> bool:
    """Whether the last acknowledgement of a condition, None where there is none, is of exactly what is put now."""
    return acknowledged is not None and acknowledged.text == said.text


def latest_acknowledged(case_id) -> dict:
    """Condition key to the last acknowledgement of it."""
    return {row.condition_id: row for row in Acknowledgement.objects.filter(case_id=case_id).order_by("id")}
