"""The sentences of a report that the record already holds, each with the entry version it rests on (rule 66)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cases.models.contest import STANDING, Contest
from cases.models.entry import Entry
from cases.models.explanation import Explanation
from cases.models.fields import in_language
from cases.views.days import day_in_words
from sanctions.compliance import figures
from sanctions.models import Appointment, Condition, Passage
from sanctions.models.reparation import PARTS

Section, Nature = Passage.Section, Passage.Nature


@dataclass(frozen=True)
class Sentence:
    """One sentence for a part of a report."""

    section: str
    text: str
    nature: str = Nature.FACT
    entry: Entry | None = None


def sentences(sanction, failures, now) -> list[Sentence]:
    """Everything the record can say about these failures of a sanction, in the order of the report."""
    alleged, prevented = list(_failures(failures)), list(_prevention(sanction.case_id, now))
    return [
        *_decision(sanction),
        *alleged,
        *prevented,
        *_disagreements({sentence.entry.id for sentence in alleged + prevented if sentence.entry}),
        *_compliance(sanction, now),
        *_needs(sanction.case.person),
    ]


def _decision(sanction):
    decision = sanction.decision
    yield Sentence(
        Section.DECISION,
        _("On %(day)s %(authority)s imposed: %(kind)s (%(reference)s), for %(offence)s.")
        % {
            "day": day_in_words(decision.decided_on),
            "authority": decision.authority.name,
            "kind": in_language(sanction.sanction_type.title),
            "reference": decision.reference,
            "offence": decision.offence,
        },
    )
    yield Sentence(
        Section.DECISION,
        _("It runs from %(start)s to %(end)s.")
        % {"start": day_in_words(sanction.starts_on), "end": day_in_words(sanction.ends_on)},
    )
    for condition in sanction.conditions.order_by("id"):
        yield Sentence(Section.DECISION, _("Condition: %(wording)s") % {"wording": condition.wording})
        if condition.lifted_on:
            lifted = {"day": day_in_words(condition.lifted_on)}
            yield Sentence(Section.DECISION, _("It was lifted from %(day)s.") % lifted)


def _failures(failures):
    for failure in failures:
        named = {
            "day": day_in_words(failure.happened_at),
            "condition": in_language(failure.condition.condition_type.title),
        }
        yield Sentence(Section.FAILURES, _("%(day)s, touching “%(condition)s”.") % named, entry=failure.entry)
        yield Sentence(Section.FAILURES, failure.manner, entry=failure.entry)


def _prevention(case_id, now):
    told = Explanation.objects.filter(case_id=case_id).order_by("explained_at", "id").first()
    if told:
        yield Sentence(
            Section.PREVENTION,
            _("Rights, obligations and what follows from a failure were explained on %(day)s in %(language)s.")
            % {"day": day_in_words(told.explained_at), "language": told.get_language_display()},
        )
    done = Appointment.objects.filter(case_id=case_id, starts_at__lte=now).exclude(measure__in=["", "none"])
    for appointment in done.select_related("entry").order_by("starts_at", "id"):
        yield Sentence(
            Section.PREVENTION,
            _("After the appointment of %(day)s: %(measure)s.")
            % {"day": day_in_words(appointment.starts_at), "measure": appointment.get_measure_display().lower()},
            entry=appointment.entry,
        )


def _disagreements(entries):
    """The person's words beside every entry that the report rests on travel with it (rule 46)."""
    contests = Contest.objects.filter(STANDING, entry_id__in=entries).select_related("entry")
    for contest in contests.order_by("id"):
        reviewed = contest.get_review_answer_display()
        answer = reviewed or contest.get_answer_display() or _("not answered yet")
        yield Sentence(
            Section.ACCOUNT,
            _("Disagrees with the entry of %(day)s: “%(statement)s” Answer: %(answer)s. %(reasons)s").rstrip()
            % {
                "day": day_in_words(contest.entry.happened_at),
                "statement": contest.statement,
                "answer": answer.lower(),
                "reasons": contest.review_reasons or contest.reasons,
            },
            Nature.ACCOUNT,
            contest.entry,
        )


def _compliance(sanction, now):
    return [Sentence(Section.COMPLIANCE, text) for text in kept_sentences(sanction, now)]


def kept_sentences(sanction, now):
    """How each condition of a sanction stands, a sentence each."""
    counted = figures(sanction.case_id, now)
    for condition in Condition.objects.filter(sanction=sanction).select_related("condition_type").order_by("id"):
        figure = counted[condition.id]
        named = {
            "title": in_language(condition.condition_type.title),
            "done": f"{figure.done:g}",
            "total": f"{figure.total or 0:g}",
            "failures": figure.failures,
            "day": day_in_words(figure.updated_at or now),
        }
        yield _kept(figure) % named


def _kept(figure):
    if figure.waits:
        return _("%(title)s: waits for the person’s agreement and asks nothing until then.")
    if figure.measure == "hours":
        return _("%(title)s: %(done)s of %(total)s hours worked, as recorded on %(day)s.")
    if figure.measure == "weekly":
        return _("%(title)s: %(done)s of %(total)s meetings kept, as recorded on %(day)s.")
    if figure.measure in PARTS:
        return _("%(title)s: %(done)s of %(total)s made good, as recorded on %(day)s.")
    if figure.failures:
        return _("%(title)s: %(failures)s alleged against it, as recorded on %(day)s.")
    return _("%(title)s: nothing is recorded against it.")


def _needs(person):
    needs = _("Speaks %(language)s and needs an interpreter.") if person.interpreter else _("Speaks %(language)s.")
    yield Sentence(Section.NEEDS, needs % {"language": person.get_language_display()})
    for need in filter(None, (person.reading_need, person.disability_need)):
        yield Sentence(Section.NEEDS, _("To be taken into account: %(need)s.") % {"need": need})
