"""What the leak guard watches for: names, addresses and numbers of other people, and of victims (rules 8, 9)."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cases.access.roles import Act
from cases.actions.verb import at_version, keep, verb
from cases.disclosure.leakguard import knows_again
from cases.models.third_party import ThirdPartyIdentifier, VictimIdentifier

ON_VICTIM = "victim_contact"


@verb("third_party.watch", Act.KEEP_CASE)
def watch_third_party(*, door, now, whose, kind, value):
    """Watch for a name, address or number of somebody in the person's life. Returns it.

    Raises ValidationError where it is too short or too common to be known again in a text.
    """
    _must_be_known_again(kind, value)
    given = {"whose": whose, "kind": kind, "value": value}
    if ThirdPartyIdentifier.objects.filter(case_id=door.case_id, watched_until=None, **given).exists():
        raise ValidationError({"value": _("This stands there already.")})
    return keep(ThirdPartyIdentifier(case_id=door.case_id, watched_from=now, **given))


@verb("third_party.unwatch", Act.KEEP_CASE)
def unwatch_third_party(*, door, now, identifier_id, version):
    """Watch for it no longer; what it was stays in the record. Returns it."""
    return _unwatched(ThirdPartyIdentifier.objects.filter(case_id=door.case_id), now, identifier_id, version)


@verb("victim.watch", Act.KEEP_VICTIM, on=ON_VICTIM)
def watch_victim(*, door, now, kind, value):
    """Watch for a name, address or number of a victim: whoever writes it is warned, and not told what it is."""
    _must_be_known_again(kind, value)
    if VictimIdentifier.objects.filter(victim_id=door.root_id, watched_until=None, kind=kind, value=value).exists():
        raise ValidationError({"value": _("This stands there already.")})
    return keep(VictimIdentifier(victim_id=door.root_id, kind=kind, value=value, watched_from=now))


@verb("victim.unwatch", Act.KEEP_VICTIM, on=ON_VICTIM)
def unwatch_victim(*, door, now, identifier_id, version):
    """Watch for it no longer. Returns it."""
    return _unwatched(VictimIdentifier.objects.filter(victim_id=door.root_id), now, identifier_id, version)


def _must_be_known_again(kind, value):
    if not knows_again(kind, value):
        message = _("This is too short or too common to be known again in a text. Write it in full.")
        raise ValidationError({"value": message})


def _unwatched(rows, now, identifier_id, version):
    identifier = rows.filter(pk=identifier_id, watched_until=None).first()
    if identifier is None:
        raise ValidationError(_("This is over already."))
    at_version(identifier, version).watched_until = now
    return keep(identifier)
