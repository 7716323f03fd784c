"""What Tomas and his officer wrote to each other: a question that was answered, and one that waits (rule 45)."""

from cases.actions.messaging import send, write
from cases.models import CaseRecord


def a_question_waits(cast):
    """Tomas asked about his sister, and was answered; about his pay slips he still waits."""
    case = CaseRecord.objects.get(person__family_name="Verhaal")

    def said(days, who, verb, text, **more):
        moment = cast.ago(days)
        return verb(by=cast.at(who, moment), now=moment, case_id=case.id, text=text, **more)

    asked = said(12, "person", send, "Can I bring my sister to the next meeting? She speaks better French.")
    said(11, "officer", write, "Yes, gladly. Odile Perrin will interpret all the same.", answers=asked.id)
    said(1, "person", send, "I start work at the bakery on Monday. Do you need my contract, or the pay slips?")
