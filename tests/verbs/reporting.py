"""How the verbs around a report of non-compliance are called."""

from sanctions.actions.reporting import second_readers
from sanctions.models import AllegedFailure, Appointment, Comment, DraftPassage, NonComplianceReport
from tests.verbs.sanctions import served
from tests.verbs.table import DAY, Call, of, perform, row


def a_failure(cast):
    """A missed meeting of Tomas, noted."""
    missed = of(Appointment, cast, "Verhaal", outcome="unacceptable")
    given = {"appointment_id": missed.id, "happened_at": None, "manner": "Did not come."}
    perform(cast, "failure.note", Call("officer", "Verhaal", given))
    return of(AllegedFailure, cast, "Verhaal")


def a_draft(cast, **given):
    """A report being written about it, with what only the author can say."""
    said = {"failure_ids": [a_failure(cast).id], "significance": "After a warning."}
    report = perform(cast, "report.draft", Call("officer", "Verhaal", said | given))
    for section in ("risk", "recommendation"):
        said = {"report_id": report.id, "section": section, "nature": "assessment", "text": "Nothing has changed."}
        perform(cast, "passage.add", Call("officer", "Verhaal", said))
    return NonComplianceReport.objects.select_related("author").get(pk=report.id)


def a_comment(cast):
    """The person's invitation to comment."""
    perform(cast, "report.invite", Call("officer", "Verhaal", {"report_id": a_draft(cast).id}))
    return of(Comment, cast, "Verhaal")


def urgent(cast):
    """An urgent draft."""
    return a_draft(cast, urgency="danger", urgent_reason="Threatened a neighbour.")


def now_at(report):
    """The key and the version of a report, as a form holds them."""
    return {"report_id": report.id, "version": NonComplianceReport.objects.get(pk=report.id).version}


@row("failure.note")
def _(cast):
    given = {
        "condition": served(cast, "Verhaal", "no-contact"),
        "happened_at": cast.now - DAY,
        "manner": "Was seen in the street named in the order.",
    }
    return Call("officer", "Verhaal", given)


@row("failure.decide")
def _(cast):
    given = {"failure_id": a_failure(cast).id, "version": 1, "verdict": "accepted", "reasons": "The strike."}
    given["considered"] = "The bus company was asked."
    return Call("officer", "Verhaal", given)


@row("report.draft")
def _(cast):
    return Call("officer", "Verhaal", {"failure_ids": [a_failure(cast).id], "significance": "After a warning."})


@row("passage.add")
def _(cast):
    given = {"report_id": a_draft(cast).id, "section": "risk", "nature": "assessment", "text": "Less than before."}
    return Call("officer", "Verhaal", given)


@row("passage.change")
def _(cast):
    a_draft(cast)
    passage = of(DraftPassage, cast, "Verhaal")
    given = {"passage_id": passage.id, "version": passage.version, "text": "Otherwise.", "nature": "fact"}
    return Call("officer", "Verhaal", given)


@row("report.invite")
def _(cast):
    return Call("officer", "Verhaal", now_at(a_draft(cast)))


@row("comment.make")
def _(cast):
    return Call(
        "person",
        "Verhaal",
        {"comment_id": a_comment(cast).id, "manner": "written", "text": "The strike.", "version": 1},
    )


@row("comment.note")
def _(cast):
    return Call(
        "officer", "Verhaal", {"comment_id": a_comment(cast).id, "manner": "oral", "text": "The strike.", "version": 1}
    )


@row("report.ask_check")
def _(cast):
    report = a_draft(cast)
    reader = second_readers(report.case_id, report.author, cast.now).first()
    return Call("officer", "Verhaal", now_at(report) | {"checker": reader})


@row("report.check")
def _(cast):
    report = a_draft(cast)
    reader = second_readers(report.case_id, report.author, cast.now).first()
    perform(cast, "report.ask_check", Call("officer", "Verhaal", now_at(report) | {"checker": reader}))
    return Call(reader.user.username, "Verhaal", now_at(report) | {"passes": True})


@row("report.hurry")
def _(cast):
    urgent_now = {"urgency": "absconding", "urgent_reason": "Packed his things."}
    return Call("officer", "Verhaal", now_at(a_draft(cast)) | urgent_now)


@row("report.correct")
def _(cast):
    report = urgent(cast)
    perform(cast, "report.submit", Call("officer", "Verhaal", now_at(report)))
    return Call("officer", "Verhaal", {"report_id": report.id, "significance": "A date was wrong."})


@row("report.submit")
def _(cast):
    return Call("officer", "Verhaal", now_at(urgent(cast)))


@row("report.serve")
def _(cast):
    report = urgent(cast)
    perform(cast, "report.submit", Call("officer", "Verhaal", now_at(report)))
    return Call("officer", "Verhaal", now_at(report))


@row("report.withdraw")
def _(cast):
    return Call("officer", "Verhaal", now_at(a_draft(cast)) | {"reason": "Talked it over."})
