"""Victims: one whose address must not leak, one who asked to be told, one who said no (rules 8–10)."""

import datetime

from django.utils.timezone import localdate

from cases.actions.third_parties import watch_third_party, watch_victim
from cases.actions.victim_consents import answer, begin_work
from cases.actions.victim_events import register_of
from cases.actions.victim_notices import tell, write_notice
from cases.actions.victims import add_victim, instruct
from cases.models import CaseRecord, ConsentPurpose
from config.demo.story import WEEKLY, Story
from sanctions.actions.answering import give_view
from sanctions.actions.applying import note_application
from sanctions.actions.carrying_out import carry_out
from sanctions.actions.deciding import decide
from sanctions.actions.imposing import add_condition, amend_condition
from sanctions.actions.reparation import record_reparation
from sanctions.models import ConditionType, Sanction


class Contact:
    """Tells what victim contact did with one victim: each verb at its moment."""

    def __init__(self, cast, case, moment, **fields):
        self.cast, self.moment = cast, moment
        given = {"ground": "seed", "reference": case.reference}
        self.victim = add_victim(by=cast.at("victimcontact", moment), now=moment, **given, **fields)

    def do(self, verb, moment=None, **given):
        """A verb on the victim, at a moment."""
        moment = moment or self.moment
        given |= {"victim_contact_id": self.victim.id, "ground": "seed"}
        return verb(by=self.cast.at("victimcontact", moment), now=moment, **given)

    def said(self, code, language, said="yes", moment=None):
        """What the victim answered to one purpose, in the words of the law."""
        text = ConsentPurpose.objects.get(code=code).text[language]
        act = {"answer": said, "how_given": "said", "shown_by_what": "Lea Fontaine, by telephone"}
        day = localdate(moment or self.moment)
        return self.do(answer, moment, purpose=code, text=text, language=language, given_on=day, **act)


def a_victim_whose_address_must_not_leak(cast):
    """Marie moved away; Tomas must not meet her, and nobody may tell him where she is."""
    case = CaseRecord.objects.get(person__family_name="Verhaal")
    moment = cast.ago(100)
    contact = Contact(
        cast,
        case,
        moment,
        name="Marie Dumont",
        safe_contact="Text message to 555 0188, signed “library”",
        safe_times="Weekdays before noon",
        language="fr",
        wishes="Wants to know when the order ends. Wants no letter at home.",
        may_be_told="The end of the order, and any change of the no-contact condition.",
    )
    for code in ("contact", "told-of-order", "told-of-protection"):
        contact.said(code, "fr")
    contact.said("mediation", "fr", "no")
    text = "Plan no appointment or placement east of the river on weekday mornings."
    contact.do(instruct, version=1, text=text)
    contact.do(watch_victim, kind="address", value="17 Orchard Lane, Eastbank")


def a_shopkeeper_who_said_no(cast):
    """Pierre was asked once and does not want to hear of it: no answer to anything else is asked of him."""
    case = CaseRecord.objects.get(person__family_name="Benali")
    contact = Contact(
        cast,
        case,
        cast.ago(150),
        name="Pierre Maes",
        safe_contact="At his shop, in person",
        language="fr",
        wishes="Does not want to be contacted again.",
    )
    contact.said("contact", "fr", "no")


NO_CONTACT = {"wording": "Shall not contact the injured party in any way.", "protected_person": "Nadia Roux"}
REPARATION = {"wording": "Shall pay 1,200 to the injured party for the broken door.", "amount": 1200}


def harm_made_good(cast):
    """Bruno pays for the door in parts; the court changed whom he may not meet and how, and Nadia asked to be told."""
    story = Story(cast, officer="officer2")
    case = story.take_on(
        -41,
        given_names="Bruno",
        family_name="Aldous",
        birth_date=datetime.date(1983, 5, 14),
        sex="m",
        language="en",
        contact_points=[("phone", "555 0171"), ("address", "5 Mill Lane, Northbridge")],
    )
    contact = _nadia(cast, case, story.moment(-40, 10))
    conditions = WEEKLY | {"no-contact": NO_CONTACT, "reparation-money": REPARATION | {"owed_to": "victim"}}
    _, made = story.sentence(-39, "supervision-order", "DC-N 2026/921", "Assault", 365, conditions)
    story.tell(-38, "en")
    _told(contact, "order-begins", story.moment(-38, 11), story.moment(-37, 10))
    for days, amount, what in ((-25, 300, "Bank transfer through the service"), (-12, "150.50", "Cash at the office")):
        given = {"condition_id": made["reparation-money"].id, "made_good_on": story.day(days)}
        story.do(record_reparation, days, 15, amount=amount, what=what, **given)
    _the_court_changes(story, made["no-contact"])
    waiting = _to_tell(contact, cast.now)[-1]
    words = waiting.event.told(waiting.event.words["fr"], f"{waiting.day:%d/%m/%Y}")
    contact.do(write_notice, cast.now, event=waiting.event.code, about=waiting.about, text=words, language="fr")


def _nadia(cast, case, moment):
    contact = Contact(
        cast,
        case,
        moment,
        name="Nadia Roux",
        safe_contact="Telephone at work, 555 0193; ask for the workshop",
        safe_times="Mondays to Thursdays, 9 to 11",
        language="fr",
        wishes="No letters. Never leave a message with anybody.",
        may_be_told="Anything that changes about him keeping away from her.",
    )
    for code in ("contact", "told-of-order", "told-of-protection", "reparation", "support"):
        contact.said(code, "fr")
    contact.do(begin_work, kind="referral", what="The victims' house of Northbridge helps with the locks.")
    return contact


def _to_tell(contact, moment):
    return register_of(contact.victim.id, moment).to_tell()


def _told(contact, code, written, sent):
    event = next(each for each in _to_tell(contact, written) if each.event.code == code)
    words = event.event.told(event.event.words["fr"], f"{event.day:%d/%m/%Y}")
    given = {"event": code, "about": event.about, "text": words, "language": "fr"}
    notice = contact.do(write_notice, written, **given)
    contact.do(tell, sent, notice_id=notice.id, version=1, sent_at=sent, how="Telephone at work, to herself")


def _the_court_changes(story, condition):
    changed = (
        "Shall not contact the injured party, save by her lawyer about the flat; shall stay away from where she works."
    )
    asked = story.do(
        note_application,
        -9,
        10,
        kind="change",
        condition=condition,
        instead="Letters through her lawyer about the flat.",
        manner="paper",
        grounds="The flat is in both our names and the owner needs both of us to answer.",
    )
    view = {"stance": "supports", "reasons": "Through the lawyer nothing reaches her directly."}
    story.do(give_view, -7, 11, application_id=asked.id, version=asked.version, **view)
    story.do(
        decide,
        -3,
        14,
        by="authority",
        application_id=asked.id,
        outcome="granted",
        effective_from=story.day(-3),
        what_changes=changed,
        reasons="What concerns the flat must be settled; her safety asks for the lawyer and for distance.",
        reference="DC-N 2026/921-C",
        decided_on=story.day(-3),
    )
    wording = "Shall not contact the injured party, save by her lawyer about the flat."
    kept = {"condition_type": condition.condition_type, "amount": None, "protected_person": "Nadia Roux"}
    story.do(amend_condition, -1, 9, condition_id=condition.id, version=1, wording=wording, **kept)
    away = {"wording": "Shall stay away from where the injured party works.", "protected_person": "Nadia Roux"}
    kind = ConditionType.objects.get(code="no-contact")
    story.do(add_condition, -1, 9, 10, sanction_id=condition.sanction_id, condition_type=kind, **away)
    version = Sanction.objects.values_list("version", flat=True).get(pk=condition.sanction_id)
    story.do(carry_out, -1, 9, 20, sanction_id=condition.sanction_id, version=version)


def a_sister_who_must_stay_out_of_it(cast):
    """Tomas's sister told his officer something: neither her name nor her number may stand where he reads it."""
    case = CaseRecord.objects.get(person__family_name="Verhaal")
    moment = cast.ago(80)
    by = cast.at("officer", moment)
    for kind, value in (("name", "Lena Verhaal"), ("phone", "555 0164")):
        given = {"whose": "informant", "kind": kind, "value": value}
        watch_third_party(by=by, now=moment, ground="seed", case_id=case.id, **given)
