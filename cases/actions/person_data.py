"""Keeping the person's own data up to date: what they need to take part, and how to reach them (rules 7, 30, 43)."""

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.access.roles import Act
from cases.actions.verb import at_version, keep, verb
from cases.models.caserecord import CaseRecord
from cases.models.person import ContactPoint


@verb("person.change", Act.KEEP_CASE, needs_reason=True)
def change_person(*, door, now, version, **fields):
    """Change what is known of the person, with a reason; what stood before stays in the history."""
    person = at_version(CaseRecord.objects.select_related("person").get(pk=door.case_id).person, version)
    for name, value in fields.items():
        setattr(person, name, value)
    return keep(person)


@verb("contact.add", Act.KEEP_CASE)
def add_contact(*, door, now, kind, value):
    """Write down another way to reach the person, from today."""
    person_id = CaseRecord.objects.values_list("person_id", flat=True).get(pk=door.case_id)
    if _held(door, now).filter(kind=kind, value=value).exists():
        raise ValidationError({"value": _("This stands there already.")})
    return keep(ContactPoint(person_id=person_id, kind=kind, value=value, starts_on=localdate(now)))


@verb("contact.verify", Act.KEEP_CASE)
def verify_contact(*, door, now, contact_id, version):
    """The address or number was checked today, and it is right."""
    return _changed(door, now, contact_id, version, verified_on=localdate(now))


@verb("contact.end", Act.KEEP_CASE)
def end_contact(*, door, now, contact_id, version):
    """The person is no longer reached there, from today."""
    return _changed(door, now, contact_id, version, ends_on=localdate(now))


def _held(door, now):
    return ContactPoint.objects.filter(person__case_records=door.case_id, ends_on=None)


def _changed(door, now, contact_id, version, **fields):
    contact = _held(door, now).filter(pk=contact_id).first()
    if contact is None:
        raise ValidationError(_("This is over already."))
    at_version(contact, version)
    for name, value in fields.items():
        setattr(contact, name, value)
    return keep(contact)
