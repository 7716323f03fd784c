"""Telling the person their rights, obligations and what follows (rules 28, 61 and 62)."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cases.access.roles import Act, Role
from cases.actions.verb import keep, verb
from cases.composition import composition
from cases.models.caserecord import CaseRecord
from cases.models.explanation import Explanation
from cases.models.person import Person, Words


@verb("case.explain", Act.KEEP_CASE)
def explain(*, door, now, contents, words=Words.PLAIN, **explained):
    """Record that each of `contents` was explained: in which words and language, through whom. Returns what is kept.

    The floors keep the texts that were put to the person (`composition.explained`).
    """
    told = write_explanations(door, now, [(content, None) for content in contents], **explained)
    for explanation in told:
        for keep_texts in composition.explained:
            keep_texts(explanation, words, now)
    return told


def write_explanations(door, now, told, *, explained_at, language, interpreter, how, understood):
    """Write what was `told` on one occasion, (content, key of what it is about) pairs, inside an open action."""
    person = CaseRecord.objects.select_related("person").get(pk=door.case_id).person
    if person.interpreter and not interpreter and language != person.language:
        message = _("This person needs an interpreter. Name the interpreter, or the language you both speak well.")
        raise ValidationError({"interpreter": message})
    if person.reads in Person.HEARS and how == Explanation.How.WRITTEN:
        message = _("This person does not read easily. Say it to them as well: in writing alone they were not told.")
        raise ValidationError({"how": message})
    if explained_at > now:
        raise ValidationError({"explained_at": _("Enter when you explained it, not a time to come.")})
    by = door.visitor.post(Role.OFFICER)
    given = {"explained_at": explained_at, "language": language, "interpreter": interpreter, "how": how}
    given |= {"understood": understood, "case_id": door.case_id, "by_id": by.source}
    return [keep(Explanation(content=content, about=about, **given)) for content, about in told]


def missing_explanations(case_id) -> list:
    """What the person has not been told yet, in order; demands wait for it (rule 62)."""
    told = set(Explanation.objects.filter(case_id=case_id).values_list("content", flat=True))
    return [content for content in Explanation.BEFORE if content not in told]
