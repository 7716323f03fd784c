"""Keeping a file with a case, inside the action that brings it in."""

from cases.actions.verb import keep
from cases.models.stored_file import StoredBytes, StoredFile


def keep_file(door, now, incoming, category, staff_id):
    """Keep what was taken in, record and bytes in one transaction; `staff_id` is None where the person brought it.

    Returns the file's record.
    """
    stored = keep(
        StoredFile(
            case_id=door.case_id,
            category=category,
            media_type=incoming.media_type,
            size=len(incoming.data),
            digest=incoming.digest,
            stored_at=now,
            stored_by_id=staff_id,
        )
    )
    StoredBytes.objects.create(file=stored, data=incoming.data)
    return stored
