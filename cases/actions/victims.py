"""Keeping a victim's contact and wishes, and telling the officer the one thing they must know (rules 8, 9)."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cases.access.roles import Act, Role
from cases.actions.verb import at_version, keep, service_verb, verb
from cases.disclosure.leakguard import names_victim
from cases.models.caserecord import CaseRecord
from cases.models.victim import ProtectiveInstruction, VictimContact

ON = "victim_contact"


@service_verb("victim.add", Act.KEEP_VICTIM)
def add_victim(*, visitor, now, reference, **fields):
    """Begin a victim's record, linked to a case of one's unit by its exact number. Returns it.

    A number of another unit and one that does not exist are answered alike.
    """
    units = visitor.units(Role.VICTIM_CONTACT)
    case = CaseRecord.objects.filter(reference=reference.strip().upper(), unit_id__in=units).first()
    if case is None:
        raise ValidationError({"reference": _("No case of your unit has this number. Check it with the officer.")})
    return keep(VictimContact(case=case, **fields))


@verb("victim.change", Act.KEEP_VICTIM, on=ON)
def change_victim(*, door, now, version, **fields):
    """Keep a victim's contact and wishes up to date. Returns the record."""
    victim = at_version(VictimContact.objects.get(pk=door.root_id), version)
    for name, value in fields.items():
        setattr(victim, name, value)
    return keep(victim)


@verb("victim.instruct", Act.KEEP_VICTIM, on=ON)
def instruct(*, door, now, version, text):
    """Give the officer a protective instruction; it takes the place of the one before. Returns it."""
    victim = at_version(VictimContact.objects.get(pk=door.root_id), version)
    if names_victim(victim, text):
        message = _("This names the victim or where they are reached. Say only what the officer must do or avoid.")
        raise ValidationError({"text": message})
    victim.instructed, victim.instructed_at = text, now
    keep(victim)
    for earlier in ProtectiveInstruction.objects.filter(case_id=victim.case_id, ended_at=None):
        earlier.ended_at = now
        keep(earlier)
    return keep(ProtectiveInstruction(case_id=victim.case_id, text=text, given_at=now))
