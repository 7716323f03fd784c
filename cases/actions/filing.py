"""Keeping a file with a case, holding it, and looking whether it is still needed (rules 43, 48)."""

from hashlib import sha256

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cases.access.roles import Act, Role
from cases.actions.days import to_come
from cases.actions.erasing import ask_for_file
from cases.actions.verb import at_version, keep, verb
from cases.deadlines.keeping import meet_deadlines, set_deadline
from cases.history.parting import RestsOnIt, going_with, require_nothing_rests_on
from cases.models.deadline import Deadline
from cases.models.release import FileTerm, ReleaseCopy
from cases.models.retention import Hold
from cases.models.stored_file import StoredBytes, StoredFile

# One case never fills the disk, nor a page.
MOST_FILES = 500
# When a file, or a recording, is looked at again.
REVIEWS = ("file.review", "recording.review")


def keep_file(door, now, incoming, category, staff_id, **told):
    """Keep what was taken in, record and bytes in one transaction; `staff_id` is None where the person brought it.

    `told` is what else is known of it: about (what it was handed in with), description, recorded_by, recorded_at,
    apart, others. Returns the file's record.
    """
    if StoredFile.objects.filter(case_id=door.case_id).count() >= MOST_FILES:
        raise ValidationError(_("This record holds so many files that no more can be added. Ask the records manager."))
    stored = keep(
        StoredFile(
            case_id=door.case_id,
            category=category,
            media_type=incoming.media_type,
            size=len(incoming.data),
            pages=incoming.pages,
            digest=incoming.digest,
            stored_at=now,
            stored_by_id=staff_id,
            **told,
        )
    )
    StoredBytes.objects.create(file=stored, data=incoming.data)
    if category != StoredFile.Category.RELEASE:
        review = "recording.review" if category in StoredFile.RECORDINGS else "file.review"
        set_deadline(review, stored, now, to=Deadline.To.OFFICER)
    return stored


class Damaged(Exception):
    """The bytes of a file or document are not those that were kept: nothing is shown, and somebody has to look."""


def bytes_of(file_id) -> bytes:
    """The bytes of a kept file, for whoever makes something of them. Raises Damaged where they are not those kept."""
    kept = StoredBytes.objects.filter(pk=file_id).values_list("data", "file__digest").first()
    if kept is None:
        raise ValidationError(_("This file is not in this record."))
    return unharmed(file_id, *kept)


def unharmed(key, data, digest) -> bytes:
    """The bytes, where their SHA-256 is `digest`. Raises Damaged."""
    data = bytes(data)
    if sha256(data).hexdigest() != digest:
        raise Damaged(key)
    return data


def kept_by(door):
    """The post of whoever keeps the case, as the file's record names it."""
    return door.visitor.post(Role.OFFICER).source


def file_of(door, file_id) -> StoredFile:
    """A file of the case behind the door. Raises ValidationError where it is not there."""
    stored = StoredFile.objects.filter(pk=file_id, case_id=door.case_id).first()
    if stored is None:
        raise ValidationError(_("This file is not in this record."))
    return stored


@verb("file.add", Act.KEEP_CASE)
def add_file(*, door, now, incoming, category, apart, others="", recorded_at=None, **told):
    """Add a file or recording to the record; what shows others stays apart from what the person sees (rule 8)."""
    if category not in StoredFile.ADDED or incoming.media_type not in StoredFile.ADDED[category]:
        raise ValidationError({"category": _("The file is of another kind. Choose what it is, or another file.")})
    if recorded_at and recorded_at > now:
        raise ValidationError({"recorded_at": _("This lies in the future. Check the date.")})
    if apart and not others.strip():
        raise ValidationError({"others": _("Say whom else it shows, so that others know why it is kept apart.")})
    told |= {"apart": apart, "others": others if apart else "", "recorded_at": recorded_at}
    return keep_file(door, now, incoming, category, kept_by(door), **told)


@verb("file.hold", Act.KEEP_CASE)
def hold_file(*, door, now, file_id, kind, asked_by, why, review_on):
    """Have a file preserved: a court ordered it, or somebody asked. Nothing destroys it until it is let go (48)."""
    stored = file_of(door, file_id)
    if Hold.objects.filter(file=stored, asked_by=asked_by, lifted_at=None).exists():
        raise ValidationError({"asked_by": _("It is preserved for them already.")})
    to_come(now, _("Choose a day to come: a hold is reviewed, it does not last for ever."), review_on=review_on)
    given = {"kind": kind, "asked_by": asked_by, "why": why, "review_on": review_on, "placed_at": now}
    return keep(Hold(case_id=door.case_id, file=stored, placed_by_id=kept_by(door), **given))


@verb("file.let_go", Act.DECIDE_FILE, needs_reason=True)
def let_file_go(*, door, now, hold_id, version):
    """A file is preserved no longer; somebody other than who keeps the case decides, and the reason stays."""
    hold = at_version(Hold.objects.get(pk=hold_id, case_id=door.case_id, file__isnull=False), version)
    if hold.lifted_at:
        raise ValidationError(_("This hold is lifted already."))
    hold.lifted_at = now
    return keep(hold)


@verb("file.review", Act.KEEP_CASE)
def review_file(*, door, now, file_id, outcome, reasons, keep_until=None):
    """Look whether a file is still needed: kept until a day, or proposed for destruction unless something holds it."""
    stored = file_of(door, file_id)
    if outcome == FileTerm.Outcome.DESTROY:
        keep_until = None
        if held_back(stored):
            raise ValidationError({"outcome": _("Something holds it back: it cannot be destroyed. Keep it.")})
    else:
        to_come(now, _("Choose a day to come on which it is looked at again."), keep_until=keep_until)
    meet_deadlines(stored.id, now, *REVIEWS)
    if keep_until:
        set_deadline(REVIEWS[0], stored, now, to=Deadline.To.OFFICER, due_on=keep_until)
    given = {"outcome": outcome, "keep_until": keep_until, "reasons": reasons, "reviewed_at": now}
    return keep(FileTerm(case_id=door.case_id, file=stored, reviewed_by_id=kept_by(door), **given))


@verb("file.order_destruction", Act.DECIDE_FILE)
def order_file_away(*, door, now, term_id, version):
    """Order what another person proposed: the file is destroyed, with its history and its bytes. Returns the review.

    Raises ValidationError where whoever proposed it orders it, where it was looked at again since, or where something
    holds it or rests on it: a ruling, a disagreement, a copy that left.
    """
    term = at_version(
        FileTerm.objects.select_related("file", "reviewed_by").get(pk=term_id, case_id=door.case_id), version
    )
    newest = FileTerm.objects.filter(file=term.file).order_by("id").last()
    if term != newest or term.outcome != FileTerm.Outcome.DESTROY or term.ordered_at:
        raise ValidationError(_("This is not proposed any more, or ordered already."))
    if term.reviewed_by.user_id == door.visitor.user_id:
        raise ValidationError(_("You proposed this yourself. Somebody else decides."))
    if held_back(term.file):
        raise ValidationError(_("Something holds it back: it cannot be destroyed."))
    if ReleaseCopy.objects.filter(file=term.file, answer=ReleaseCopy.Answer.RELEASED).exists():
        raise ValidationError(_("A copy of it left. What left is kept until the whole record is destroyed."))
    try:
        require_nothing_rests_on(going_with({term.file_id}))
    except RestsOnIt as resting:
        message = _("Something else in the record rests on it (%(what)s). It is destroyed with the record.")
        raise ValidationError(message % {"what": resting}) from None
    term.ordered_by_id, term.ordered_at = door.visitor.post(Role.MANAGER).source, now
    ask_for_file(term, now)
    return keep(term)


def held_back(stored) -> bool:
    """Whether the file, or the whole record, is on hold."""
    return Hold.objects.on(stored.case_id, stored.id).exists()
