"""What others were told about Tomas on request, what they were refused, and what waits (rules 47, 49)."""

import datetime

from django.utils.timezone import localdate

from cases.disclosure import offers
from cases.disclosure.recipients import Recipient, listed
from cases.models import CaseRecord, LegalGround, OffenceClass, WithholdingGround
from cases.models.disclosure import Asker, DisclosureRequest
from config.demo.story import Story
from reports.actions.asking import ask_for_more, note_request, refuse_request
from reports.actions.disclosing import prepare
from reports.actions.releasing import approve, note_acknowledged, send

POLICE = Recipient(Asker.OTHER, None, "Theft squad of the Northbridge police", "1 Market Square, Northbridge")
JOB_CENTRE = Recipient(Asker.OTHER, None, "Job centre Northbridge", "8 Station Road, Northbridge")
LANDLORD = Recipient(Asker.OTHER, None, "Harbour Housing Ltd", "30 Harbour Road, Northbridge")


def others_are_told(cast):
    """An order of a court he is not told of yet; help with work; the food bank; and a landlord who gets nothing."""
    story = Story(cast)
    story.case_id = CaseRecord.objects.values_list("id", flat=True).get(person__user=cast.users["person"])
    _an_order_in_other_proceedings(story, cast)
    _help_with_work(story)
    _the_food_bank_asks(story)
    _a_landlord_asks(story)


def _an_order_in_other_proceedings(story, cast):
    asked = _asked(story, -25, POLICE, "proceedings", "Whether he is under supervision, since when and for how long.")
    ground = WithholdingGround.objects.get(code="investigation")
    put_off = {"put_off_on": ground, "review_on": localdate(cast.now) + datetime.timedelta(days=30)}
    because = "The order says that he must not be warned before the search."
    made = _prepared(story, -24, asked, ("sanction.", "person."), because=because, **put_off)
    version = {"disclosure_made_id": made.id, "version": made.version}
    reasons = "The order was read. It ends with the search."
    made = story.do(approve, -23, 9, by="manager", answer="approved", approval_reasons=reasons, **version)
    story.do(send, -23, 11, disclosure_made_id=made.id, version=made.version)


def _help_with_work(story):
    asked = _asked(
        story, -20, JOB_CENTRE, "assistance-other", "Nobody asked: a referral for help to find work.", "offered"
    )
    made = _prepared(story, -20, asked, ("person.",), note="Tomas asked for help to find work as a gardener.")
    story.do(send, -20, 16, disclosure_made_id=made.id, version=made.version)
    story.do(note_acknowledged, -17, 10, disclosure_made_id=made.id, told="Letter of the job centre, two days later")


def _the_food_bank_asks(story):
    food_bank = next(each for each in listed(story.cast.now) if each.name == "Northbridge Food Bank")
    asked = _asked(story, -9, food_bank, "placement", "Whether he can lift, and what he was sentenced for.")
    refused = "What he was sentenced for: it is not needed for sorting food."
    made = _prepared(story, -9, asked, ("person.", "placement."), refused=refused)
    story.do(send, -8, 9, disclosure_made_id=made.id, version=made.version)


def _a_landlord_asks(story):
    asked = _asked(story, -6, LANDLORD, None, "His whole record, before a flat is let to him.")
    reasons = "No law lets a landlord have it. He can tell you himself what he wants you to know."
    story.do(refuse_request, -5, 9, disclosure_request_id=asked.id, version=asked.version, reasons=reasons)


def _asked(story, days, asker, code, what, received="paper"):
    ground = code and LegalGround.objects.get(code=code)
    return story.do(
        note_request,
        days,
        14,
        asker=asker,
        received=received,
        purpose=ground.purpose if ground else "assistance",
        legal_ground=ground,
        what=what,
        why="As the letter says." if received == "paper" else "He wants to work.",
    )


def _prepared(story, days, asked, starts, **given):
    """Put together of what is offered the parts that begin like this."""
    visitor = story.cast.at(story.officer, story.moment(days, 15))
    offered = offers.offered(story.case_id, asked.purpose, visitor)
    picks = [key for offer in offered for key in offer.keys if key.startswith(tuple(starts))]
    return story.do(
        prepare,
        days,
        15,
        disclosure_request_id=asked.id,
        version=asked.version,
        picks=picks,
        understood=True,
        **{"channel": "post", "note": "", "refused": "", "because": "", "offence_class": None} | given,
    )


def a_request_waits(cast):
    """The food bank asks on its own page; and a kind of offence waits for the manager (rules 39–41, 49)."""
    story = Story(cast)
    story.case_id = CaseRecord.objects.values_list("id", flat=True).get(person__user=cast.users["person"])
    ground = LegalGround.objects.get(code="placement")
    asked = story.do(
        ask_for_more,
        -2,
        10,
        by="agency",
        purpose="placement",
        legal_ground=ground,
        what="Whether he may handle the cash box.",
        why="He has asked to work at the counter.",
    )
    because = "At the counter he would handle money of others; they must know before they decide."
    exception = {"offence_class": OffenceClass.objects.get(code="property"), "because": because, "channel": "page"}
    _prepared(story, -1, DisclosureRequest.objects.get(pk=asked.pk), ("person.", "placement."), **exception)
