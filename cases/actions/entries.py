"""Writing entries and correcting them by a new version with a reason (rule 43, law 8)."""

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.access.roles import Act, Role
from cases.actions.verb import at_version, keep, verb
from cases.models.caserecord import CaseRecord
from cases.models.entry import Entry, OthersSegment

OWN_FIELDS = (
    *("kind", "happened_at", "nature", "source", "verified_on", "verified_how", "serves", "text", "shared_on"),
)


@verb("entry.add", Act.KEEP_CASE)
def add_entry(*, door, now, segments=(), **fields):
    """Write an entry; `segments` are dicts of what is about others, kept apart from the start. Returns the entry."""
    return write_entry(door, now, segments, **fields)


def write_entry(door, now, segments=(), **fields):
    """Write an entry inside an action that is open already."""
    author = door.visitor.post(Role.OFFICER, Role.MANAGER)
    entry = Entry(case_id=door.case_id, author_id=author.source, recorded_at=now, **fields)
    _note_who_verified(entry, None, author)
    keep(entry)
    for segment in segments:
        keep(OthersSegment(entry=entry, **segment))
    case = CaseRecord.objects.get(pk=door.case_id)
    case.last_entry_at = now
    case.save(update_fields=["last_entry_at"])
    return entry


def _note_who_verified(entry, before, staff):
    """Whoever says that an entry was verified stands with it."""
    if entry.verified_on != before:
        entry.verified_by_id = staff.source if entry.verified_on else None


@verb("entry.correct", Act.KEEP_CASE)
def correct_entry(*, door, now, entry_id, version, moves_to_others=False, segments=(), corrected=(), **fields):
    """Write the next version of an entry, opened at `version`; `corrected` are parts about others that stand there.

    With `moves_to_others`, the versions before held a passage about others: they are withheld from the person.
    """
    entry = at_version(Entry.objects.get(pk=entry_id, case_id=door.case_id), version)
    before = entry.verified_on
    for name in OWN_FIELDS:
        if name in fields:
            setattr(entry, name, fields[name])
    if moves_to_others:
        entry.open_from_version = version + 1
    _note_who_verified(entry, before, door.visitor.post(Role.OFFICER, Role.MANAGER))
    keep(entry)
    written = [keep(OthersSegment(entry=entry, **segment)) for segment in segments]
    written += [part for given in corrected if (part := _corrected_part(entry, **given))]
    if moves_to_others and not written:
        message = _("Write the passage in a part about other people, below.")
        raise ValidationError({"moves_to_others": message})
    return entry


def _corrected_part(entry, segment_id, version, **fields):
    """The next version of a part about others; None where nothing of it changed."""
    segment = at_version(OthersSegment.objects.get(pk=segment_id, entry=entry), version)
    if all(getattr(segment, name) == value for name, value in fields.items()):
        return None
    for name, value in fields.items():
        setattr(segment, name, value)
    return keep(segment)


@verb("entry.verify", Act.KEEP_CASE)
def verify_entry(*, door, now, entry_id, version, verified_on, verified_how):
    """Say that an entry was checked: on which day, how, and by whom (rule 43). Returns the entry."""
    entry = at_version(Entry.objects.get(pk=entry_id, case_id=door.case_id), version)
    if verified_on > localdate(now):
        raise ValidationError({"verified_on": _("Enter when you checked it, not a day to come.")})
    entry.verified_on, entry.verified_how = verified_on, verified_how
    entry.verified_by_id = door.visitor.post(Role.OFFICER, Role.MANAGER).source
    return keep(entry)
