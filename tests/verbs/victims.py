"""How the verbs of victim contact are called."""

from django.utils.timezone import localdate

from cases.models import AgreedWork, VictimConsent, VictimContact, VictimIdentifier, VictimNotice
from sanctions.models import Condition, ReparationLine
from tests.verbs.table import Call, row


@row("victim.add")
def _(cast):
    given = {
        "reference": cast.case("Petrova").reference,
        "name": "Jean Roche",
        "safe_contact": "At work",
        "language": "fr",
    }
    return Call("victimcontact", None, given)


def known(cast):
    """A victim who is recorded already, at the version it stands at."""
    victim = VictimContact.objects.latest("id")
    return {"victim_contact_id": victim.id, "version": victim.version}


@row("victim.change")
def _(cast):
    return Call("victimcontact", None, known(cast) | {"wishes": "No contact at all."})


@row("victim.instruct")
def _(cast):
    return Call("victimcontact", None, known(cast) | {"text": "Send him by the other entrance."})


@row("victim.watch")
def _(cast):
    victim = VictimContact.objects.latest("id")
    return Call(
        "victimcontact", None, {"victim_contact_id": victim.id, "kind": "email", "value": "m.dumont@example.org"}
    )


@row("victim.unwatch")
def _(cast):
    identifier = VictimIdentifier.objects.filter(victim=VictimContact.objects.latest("id")).latest("id")
    given = {"identifier_id": identifier.id, "version": identifier.version}
    return Call("victimcontact", None, given | {"victim_contact_id": identifier.victim_id})


def asked_to_be_told():
    """Who asked to be told: her record, and the notice that is written and not sent."""
    notice = VictimNotice.objects.filter(closed_at=None).latest("id")
    return notice, {"victim_contact_id": notice.victim_id, "version": notice.version}


@row("victim.answer")
def _(cast):
    victim = VictimContact.objects.latest("id")
    said = {"text": "We may tell you of it.", "language": "fr", "answer": "yes", "how_given": "said"}
    said |= {"shown_by_what": "Lea Fontaine", "given_on": localdate(cast.now), "purpose": "told-of-breach"}
    return Call("victimcontact", None, said | {"victim_contact_id": victim.id})


@row("victim.withdraw")
def _(cast):
    consent = VictimConsent.objects.filter(answer="yes", withdrawn_on=None).latest("id")
    given = {"victim_contact_id": consent.victim_id, "consent_id": consent.id, "version": consent.version}
    return Call("victimcontact", None, given | {"withdrawn_how": "By telephone"})


@row("victim.begin_work")
def _(cast):
    notice, _known = asked_to_be_told()
    given = {"kind": "reparation", "what": "Letters about the door."}
    return Call("victimcontact", None, given | {"victim_contact_id": notice.victim_id})


@row("victim.end_work")
def _(cast):
    work = AgreedWork.objects.filter(ended_on=None).latest("id")
    given = {"victim_contact_id": work.victim_id, "work_id": work.id, "version": work.version, "ended_as": "done"}
    return Call("victimcontact", None, given)


@row("victim.write")
def _(cast):
    notice, given = asked_to_be_told()
    given |= {"event": notice.event.code, "about": notice.about}
    return Call("victimcontact", None, given | {"text": "A condition was changed.", "language": "en"})


@row("victim.tell")
def _(cast):
    notice, given = asked_to_be_told()
    return Call(
        "victimcontact", None, given | {"notice_id": notice.id, "sent_at": cast.now, "how": "Telephone, to herself"}
    )


@row("victim.leave_untold")
def _(cast):
    notice, given = asked_to_be_told()
    given |= {"event": notice.event.code, "about": notice.about}
    return Call("victimcontact", None, given | {"why_not": "Could not be reached for a week."})


@row("reparation.record")
def _(cast):
    condition = Condition.objects.get(case=cast.case("Aldous"), condition_type__measure="money")
    given = {"condition_id": condition.id, "made_good_on": localdate(cast.now), "amount": 50, "what": "Cash"}
    return Call("officer2", "Aldous", given)


@row("reparation.correct")
def _(cast):
    line = ReparationLine.objects.filter(case=cast.case("Aldous"), corrects=None).latest("id")
    return Call("officer2", "Aldous", {"line_id": line.id, "amount": 100, "what": "Counted again"})
