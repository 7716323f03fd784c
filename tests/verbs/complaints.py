"""How the verbs of complaints are called."""

from complaints.models import Complaint, Statement
from tests.verbs.table import Call, perform, row

PHONE = "I called three times and nobody answered."


def lodged(cast, **given):
    """A complaint that was just lodged."""
    return perform(cast, "complaint.lodge", Call("person", None, {"text": PHONE} | given))


def taken_up(cast, **given):
    """A complaint that is being looked into."""
    complaint = lodged(cast, **given)
    reply = {"complaint_id": complaint.id, "version": 1, "admissible": True, "reply": "We look into it."}
    perform(cast, "complaint.reply", Call("investigator", None, reply))
    return Complaint.objects.get(pk=complaint.id)


def asked(cast):
    """A question to the officer about it."""
    complaint = taken_up(cast, staff=cast.post("officer"))
    given = {"complaint_id": complaint.id, "version": 2, "staff": cast.post("officer"), "question": "Who answers?"}
    perform(cast, "complaint.ask", Call("investigator", None, given))
    return Statement.objects.get(complaint=complaint)


@row("complaint.lodge")
def _(cast):
    return Call("person", None, {"text": PHONE, "staff": cast.post("officer")})


@row("complaint.reply")
def _(cast):
    given = {"complaint_id": lodged(cast).id, "version": 1, "admissible": False, "right_door": "contest"}
    return Call("investigator", None, given | {"reply": "Say it in your record."})


@row("complaint.ask")
def _(cast):
    given = {"complaint_id": taken_up(cast).id, "version": 2, "staff": cast.post("officer"), "question": "Who?"}
    return Call("investigator", None, given)


@row("complaint.answer")
def _(cast):
    statement = asked(cast)
    given = {"complaint_id": statement.complaint_id, "statement_id": statement.id, "version": 1, "text": "I was out."}
    return Call("officer", None, given)


@row("complaint.hear")
def _(cast):
    given = {"complaint_id": taken_up(cast).id, "version": 2, "hearing": "held", "heard": "Said it again."}
    return Call("investigator", None, given)


@row("complaint.decide")
def _(cast):
    given = {"complaint_id": taken_up(cast).id, "version": 2, "outcome": "upheld", "reasons": "Calls are not noted."}
    return Call("investigator", None, given)
