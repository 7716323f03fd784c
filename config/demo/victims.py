"""A victim whose address must not leak: her record is kept apart, and the officer gets one sentence (rules 8, 9)."""

import datetime

from cases.actions.third_parties import watch_third_party, watch_victim
from cases.actions.victims import add_victim, instruct
from cases.models import CaseRecord


def a_victim_whose_address_must_not_leak(cast):
    """Marie moved away; Tomas must not meet her, and nobody may tell him where she is."""
    case = CaseRecord.objects.get(person__family_name="Verhaal")
    moment = cast.now - datetime.timedelta(days=100)
    by = cast.at("victimcontact", moment)
    victim = add_victim(
        by=by,
        now=moment,
        ground="seed",
        reference=case.reference,
        name="Marie Dumont",
        safe_contact="Text message to 555 0188, signed “library”",
        safe_times="Weekdays before noon",
        language="French",
        wishes="Wants to know when the order ends. Wants no letter at home.",
        may_be_told="The end of the order, and any change of the no-contact condition.",
        agreed_on=moment.date(),
    )
    text = "Plan no appointment or placement east of the river on weekday mornings."
    instruct(by=by, now=moment, ground="seed", victim_contact_id=victim.id, version=1, text=text)
    given = {"kind": "address", "value": "17 Orchard Lane, Eastbank"}
    watch_victim(by=by, now=moment, ground="seed", victim_contact_id=victim.id, **given)


def a_sister_who_must_stay_out_of_it(cast):
    """Tomas's sister told his officer something: neither her name nor her number may stand where he reads it."""
    case = CaseRecord.objects.get(person__family_name="Verhaal")
    moment = cast.now - datetime.timedelta(days=80)
    by = cast.at("officer", moment)
    for kind, value in (("name", "Lena Verhaal"), ("phone", "555 0164")):
        given = {"whose": "informant", "kind": kind, "value": value}
        watch_third_party(by=by, now=moment, ground="seed", case_id=case.id, **given)
