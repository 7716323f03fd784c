"""How the verbs of victim contact are called."""

from cases.models import VictimContact, VictimIdentifier
from tests.verbs.table import Call, row


@row("victim.add")
def _(cast):
    given = {
        "reference": cast.case("Petrova").reference,
        "name": "Jean Roche",
        "safe_contact": "At work",
        "language": "French",
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
