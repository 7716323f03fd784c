"""Tomas complains twice: once it was decided, once somebody it does not concern is looking into it (rule 94)."""

from complaints.actions.complaining import answer, ask_staff, decide_complaint, lodge_complaint, reply_to
from complaints.models import Complaint


def a_complaint_about_an_officer(cast):
    """The waiting room, decided in part; and the telephone nobody answered, being looked into."""

    def at(days):
        return cast.ago(-days)

    def do(verb, by, days, complaint=None, **given):
        if complaint is not None:
            given |= {"complaint_id": complaint.id}
        return verb(by=cast.at(by, at(days)), now=at(days), ground="seed", **given)

    def version(complaint):
        return {"version": Complaint.objects.values_list("version", flat=True).get(pk=complaint.id)}

    room = "I waited ninety minutes in the corridor, and everybody heard why I was there."
    first = do(lodge_complaint, "person", -60, text=room, wanted="A room where one is called by name only.")
    reply = "We look into this. You get the decision within 25 working days."
    do(reply_to, "investigator", -57, first, admissible=True, reply=reply, **version(first))
    given = {
        "outcome": "partly",
        "reasons": "Ninety minutes is too long. That the reason for the visit was called out could not be shown.",
        "remedy": "Since this month people are called by their first name alone.",
    }
    do(decide_complaint, "investigator", -40, first, **given, **version(first))

    phone = "I called my officer three times on the day of the strike. Nobody answered and nobody called back."
    given = {"text": phone, "wanted": "That calls are written down.", "staff": cast.posts["officer"]}
    second = do(lodge_complaint, "person", -9, wants_hearing=True, **given)
    do(reply_to, "investigator", -7, second, admissible=True, reply=reply, **version(second))
    question = "Tomas Verhaal says that he called three times on the day of the strike. Who answers your telephone?"
    asked = do(ask_staff, "investigator", -6, second, staff=cast.posts["officer"], question=question, **version(second))
    said = "I was in court until four. The switchboard does not write down calls."
    do(answer, "officer", -4, second, statement_id=asked.id, version=1, text=said)
