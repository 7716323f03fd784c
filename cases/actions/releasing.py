"""A copy of a file for somebody outside: parts blacked out by one, checked by another, the file itself stays (47)."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cases.access.roles import Act, Role
from cases.actions.filing import bytes_of, file_of, keep_file, kept_by
from cases.actions.second_person import managers_beside
from cases.actions.verb import at_version, keep, verb
from cases.deadlines.keeping import meet_deadlines, set_deadline
from cases.files.incoming import Incoming, in_a_process
from cases.files.kinds import SCANS
from cases.files.squares import square
from cases.models.caserecord import CaseRecord
from cases.models.deadline import Deadline
from cases.models.release import Blackening, ReleaseCopy
from cases.models.stored_file import StoredFile

MOST_PARTS = 300
# Whom the copy names: an office, or a person.
ADDRESSEE = "addressee"


@verb("release.begin", Act.KEEP_CASE)
def begin_release(*, door, now, file_id, recipient, why, for_person=False):
    """Begin a copy of a file for somebody, who is named, with the purpose and the ground. Returns it."""
    stored = file_of(door, file_id)
    if stored.media_type not in SCANS:
        message = _("Only pages and pictures can be blacked out here. Have sound and film cut, and add the cut one.")
        raise ValidationError(message)
    begun = {"begun_by_id": kept_by(door), "begun_at": now}
    told = {"recipient": recipient, "why": why, "for_person": for_person}
    return keep(ReleaseCopy(case_id=door.case_id, file=stored, **told, **begun))


def _open(door, release_id) -> ReleaseCopy:
    release = ReleaseCopy.objects.select_related("file", "begun_by").get(pk=release_id, case_id=door.case_id)
    if release.copy_id:
        raise ValidationError(_("The copy is made. To change it, begin another one."))
    return release


@verb("release.black_out", Act.KEEP_CASE)
def black_out(*, door, now, release_id, page, first, last, exemption, note=""):
    """Mark a part of a page that must not leave, from one square to another, and why. Returns it."""
    release = _open(door, release_id)
    if not 1 <= page <= release.file.pages:
        raise ValidationError({"page": _("The file has no such page.")})
    if Blackening.objects.filter(release=release, dropped_at=None).count() >= MOST_PARTS:
        raise ValidationError(_("So many parts are marked that the file should not leave at all."))
    corners = [_square(name, text) for name, text in (("first", first), ("last", last))]
    (left, right), (top, bottom) = (sorted(side) for side in zip(*corners, strict=True))
    sides = {"left": left, "top": top, "right": right, "bottom": bottom}
    given = {"page": page, "exemption": exemption, "note": note}
    return keep(Blackening(case_id=door.case_id, release=release, **given, **sides))


def _square(name, text):
    try:
        return square(text)
    except ValueError:
        message = _("Write the square as on the page: a letter from A to T and a number from 1 to 40, for example C12.")
        raise ValidationError({name: message}) from None


@verb("release.drop", Act.KEEP_CASE)
def drop_part(*, door, now, blackening_id, version):
    """Take a mark back, before the copy is made. Returns it."""
    part = at_version(Blackening.objects.get(pk=blackening_id, case_id=door.case_id), version)
    _open(door, part.release_id)
    if part.dropped_at:
        raise ValidationError(_("This mark was taken back already."))
    part.dropped_at = now
    return keep(part)


def _boxes(release):
    return [part.box for part in Blackening.objects.filter(release=release, dropped_at=None).order_by("id")]


def drawn_copy(door, release_id) -> tuple[Incoming, list]:
    """The copy as it would leave, and the parts that are black on it; drawn before anything is written."""
    release = _open(door, release_id)
    boxes, media_type = _boxes(release), release.file.media_type
    data, _said = in_a_process("black_out", bytes_of(release.file_id), media_type=media_type, boxes=boxes)
    return Incoming(data, media_type, release.file.pages), boxes


@verb("release.make", Act.KEEP_CASE)
def make_copy(*, door, now, release_id, version, drawn, boxes):
    """Keep the copy that was drawn (`drawn_copy`), if its marks still are these. A manager checks it in time."""
    release = at_version(_open(door, release_id), version)
    if _boxes(release) != boxes:
        raise ValidationError(_("Somebody changed the marks meanwhile. Look at them again."))
    case = CaseRecord.objects.get(pk=door.case_id)
    checker = managers_beside(case, now, release.begun_by.user_id, door.visitor.user_id).first()
    if checker is None:
        raise ValidationError(_("Nobody in the unit may check this. Ask the head of the service on paper."))
    told = {"apart": True, "description": "" if release.file.apart else release.file.description}
    release.copy = keep_file(door, now, drawn, StoredFile.Category.RELEASE, kept_by(door), **told)
    keep(release)
    set_deadline("release.check", release, now, to=Deadline.To.STAFF, staff_id=checker.id)
    return release


def _recipient(door, answer, release_id, **given):
    """Where it may leave, it leaves for whoever the copy names; the ledger itself names nobody (law 15)."""
    if answer != ReleaseCopy.Answer.RELEASED:
        return ""
    for_person = ReleaseCopy.objects.filter(pk=release_id, case_id=door.case_id, for_person=True).exists()
    return (ADDRESSEE, Role.PERSON) if for_person else ADDRESSEE


@verb("release.decide", Act.DECIDE_FILE, to=_recipient)
def decide_release(*, door, now, release_id, version, answer, reasons=""):
    """Somebody who did not make the copy looks at it: it may leave, or not like this, and why not. Returns it."""
    rows = ReleaseCopy.objects.select_related("begun_by", "copy__stored_by")
    release = at_version(rows.get(pk=release_id, case_id=door.case_id), version)
    if release.answer or not release.copy_id:
        raise ValidationError(_("There is no copy to be checked, or it was checked already."))
    if door.visitor.user_id in (release.begun_by.user_id, release.copy.stored_by.user_id):
        raise ValidationError(_("Somebody who did not make the copy checks it."))
    if answer == ReleaseCopy.Answer.REFUSED and not reasons.strip():
        raise ValidationError({"reasons": _("Say what must be changed.")})
    release.answer, release.reasons, release.decided_at = answer, reasons, now
    release.decided_by_id = door.visitor.post(Role.MANAGER).source
    keep(release)
    meet_deadlines(release.id, now, "release.check")
    return release
