"""Writing entries and correcting them by a new version with a reason (rule 43, law 8)."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cases.access.roles import Act, Role
from cases.actions.verb import at_version, keep, verb
from cases.models.caserecord import CaseRecord
from cases.models.entry import Entry, OthersSegment

OWN_FIELDS = ("kind", "happened_at", "nature", "source", "verified_on", "serves", "text", "shared_on")


@verb("entry.add", Act.KEEP_CASE)
def add_entry(*, door, now, segments=(), **fields):
    """Write an entry; `segments` are dicts of what is about others, kept apart from the start. Returns the entry."""
    return write_entry(door, now, segments, **fields)


def write_entry(door, now, segments=(), **fields):
    """Write an entry inside an action that is open already."""
    author = door.visitor.post(Role.OFFICER, Role.MANAGER)
    entry = keep(Entry(case_id=door.case_id, author_id=author.source, recorded_at=now, **fields))
    for segment in segments:
        keep(OthersSegment(entry=entry, **segment))
    case = CaseRecord.objects.get(pk=door.case_id)
    case.last_entry_at = now
    case.save(update_fields=["last_entry_at"])
    return entry


@verb("entry.correct", Act.KEEP_CASE)
def correct_entry(*, door, now, entry_id, version, moves_to_others=False, segments=(), **fields):
    """Write the next version of an entry, opened at `version`.

    With `moves_to_others`, the versions before held a passage about others: they are withheld from the person.
    """
    entry = at_version(Entry.objects.get(pk=entry_id, case_id=door.case_id), version)
    for name in OWN_FIELDS:
        if name in fields:
            setattr(entry, name, fields[name])
    if moves_to_others and not segments:
        raise ValidationError({"others_text": _("Write here the passage that is about other people.")})
    if moves_to_others:
        entry.open_from_version = version + 1
    keep(entry)
    for segment in segments:
        keep(OthersSegment(entry=entry, **segment))
    return entry
