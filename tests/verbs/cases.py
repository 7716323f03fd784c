"""How the verbs of the ground are called."""

import datetime

from cases.history.action import SYSTEM_ACTOR, recorded
from cases.jobs.table import Job
from cases.models import (
    Assignment,
    ContactPoint,
    Contest,
    Entry,
    Explanation,
    RecipientNotice,
    ThirdPartyIdentifier,
)
from tests.verbs.table import CALLS, Call, of, perform, row


@row("job.retry")
def _(cast):
    job = Job.objects.create(kind="letter", key="letter 1", attempts=8, dead_at=cast.now, error="OSError")
    return Call("admin", None, {"job_id": job.id})


@row("contest.lodge")
def _(cast):
    entry = of(Entry, cast, "Verhaal", contests__isnull=True)
    return Call("person", "Verhaal", {"about": entry.id, "wrong": "It was otherwise.", "right": "I came."})


@row("contest.answer")
def _(cast):
    contest = of(Contest, cast, "Verhaal", answer="")
    given = {"contest_id": contest.id, "version": contest.version, "answer": "corrected", "corrected_text": "Came."}
    return Call(contest.handler.user.username, "Verhaal", given)


def refused(cast):
    """A disagreement that was just not accepted."""
    call = CALLS["contest.answer"](cast)
    given = call.given | {"answer": "refused", "reasons": "The log says so.", "corrected_text": ""}
    return perform(cast, "contest.answer", Call(call.by, call.family, given))


def in_review(cast):
    """A disagreement whose answer is to be reviewed."""
    given = {"contest_id": refused(cast).id, "why": "Nobody asked me."}
    return perform(cast, "contest.ask_review", Call("person", "Verhaal", given))


def a_notice(cast):
    """A court is to be told of a disagreement with what it was reported."""
    contest = of(Contest, cast, "Verhaal", answer="refused")
    given = {"who": "District Court", "what": "a report", "carrier": contest.case_id, "got_at": cast.now}
    with recorded("test.notice", by=SYSTEM_ACTOR, now=cast.now, root=contest.case_id):
        notice = RecipientNotice(case_id=contest.case_id, contest=contest, of="disputed", **given)
        notice.save()
    return notice


@row("contest.withdraw")
def _(cast):
    return Call("person", "Verhaal", {"contest_id": of(Contest, cast, "Verhaal", answer="").id})


@row("contest.ask_review")
def _(cast):
    return Call("person", "Verhaal", {"contest_id": refused(cast).id, "why": "Nobody asked me."})


@row("contest.review")
def _(cast):
    contest = in_review(cast)
    given = {"contest_id": contest.id, "version": contest.version, "answer": "refused", "reasons": "It is so."}
    return Call(contest.reviewer.user.username, "Verhaal", given)


@row("recipient.tell")
def _(cast):
    notice = a_notice(cast)
    return Call("officer", "Verhaal", {"notice_id": notice.id, "version": 1, "channel": "letter"})


@row("recipient.confirm")
def _(cast):
    told = perform(cast, "recipient.tell", CALLS["recipient.tell"](cast))
    return Call("officer", "Verhaal", {"notice_id": told.id, "version": told.version})


@row("case.hand_over")
def _(cast):
    kept = of(Assignment, cast, "Haddad", ends_at=None)
    given = {"to": cast.post("officer2"), "assignment_id": kept.id, "version": kept.version}
    return Call("manager", "Haddad", given | {"why": "Ines Marlow moves.", "handed_over": "She starts a course."})


@row("person.change")
def _(cast):
    person = cast.case("Verhaal").person
    given = {"version": person.version, "reading_need": "Reads well with glasses", "reason": "Said so."}
    return Call("officer", "Verhaal", given)


@row("contact.add")
def _(cast):
    return Call("officer", "Verhaal", {"kind": "email", "value": "tomas@example.org"})


@row("contact.verify")
def _(cast):
    contact = ContactPoint.objects.filter(person=cast.case("Verhaal").person, ends_on=None).latest("id")
    return Call("officer", "Verhaal", {"contact_id": contact.id, "version": contact.version})


@row("contact.end")
def _(cast):
    return CALLS["contact.verify"](cast)


@row("message.send")
def _(cast):
    return Call("person", "Verhaal", {"text": "Can I bring my sister to the meeting?"})


@row("message.write")
def _(cast):
    message = perform(cast, "message.send", CALLS["message.send"](cast))
    return Call("officer", "Verhaal", {"text": "Yes, you can.", "answers": message.id})


@row("entry.add")
def _(cast):
    segments = [{"about": "family", "text": "His sister.", "withheld_as": "announced"}]
    return Call("officer", "Verhaal", an_entry(cast) | {"segments": segments})


def an_entry(cast):
    """The fields of an entry."""
    return {
        "kind": "call",
        "happened_at": cast.now,
        "nature": "fact",
        "source": "Own observation",
        "serves": "The weekly meeting",
        "text": "Called to say that he will come.",
    }


@row("entry.correct")
def _(cast):
    entry = of(Entry, cast, "Verhaal")
    given = {"entry_id": entry.id, "version": entry.version, "text": "Said otherwise.", "reason": "Misheard."}
    return Call("officer", "Verhaal", given)


@row("case.explain")
def _(cast):
    given = {
        "contents": list(Explanation.BEFORE),
        "explained_at": cast.now,
        "language": "ar",
        "interpreter": "Yusuf Amari",
        "how": "spoken",
        "understood": "Said it in her own words.",
    }
    return Call("officer", "Haddad", given)


@row("case.open")
def _(cast):
    person = {
        "given_names": "Ada",
        "family_name": "Novak",
        "birth_date": datetime.date(1990, 5, 1),
        "language": "en",
    }
    return Call("officer", None, {"person": person, "contact_points": [("phone", "555 0199")]})


@row("login.invite")
def _(cast):
    return Call("officer", "Haddad", {"version": 0})


@row("login.suspend")
def _(cast):
    return Call("officer", "Verhaal", {"version": 0, "reason": "Somebody else has the telephone."})


@row("third_party.watch")
def _(cast):
    return Call("officer", "Verhaal", {"whose": "family", "kind": "name", "value": "Ottilie Brandauer"})


@row("third_party.unwatch")
def _(cast):
    identifier = of(ThirdPartyIdentifier, cast, "Verhaal", watched_until=None)
    return Call("officer", "Verhaal", {"identifier_id": identifier.id, "version": identifier.version})


@row("entry.verify")
def _(cast):
    entry = of(Entry, cast, "Verhaal")
    given = {"entry_id": entry.id, "version": entry.version, "verified_how": "Telephoned the employer"}
    return Call("officer", "Verhaal", given | {"verified_on": cast.now.date()})
