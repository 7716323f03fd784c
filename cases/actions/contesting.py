"""Contesting a content of the record, taking it back, and answering it (rule 46)."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cases.access.roles import Act, Role
from cases.actions.answering_contests import (
    corrected,
    end_permission,
    handler_for,
    let_answer,
    take_out_words,
    who_wrote,
)
from cases.actions.filing import keep_file
from cases.actions.telling import list_recipients
from cases.actions.verb import at_version, keep, verb
from cases.composition import composition
from cases.deadlines.keeping import meet_deadlines, set_deadline
from cases.deadlines.limits import limit_from
from cases.models.contest import ENTRIES, Contest
from cases.models.deadline import Deadline
from cases.models.entry import Entry
from cases.models.recipient import ToldOf
from cases.models.stored_file import StoredFile
from cases.models.withholding import Withholding

MOST_FILES = 5


@verb("contest.lodge", Act.CONTEST)
def lodge_contest(*, door, now, about, kind=ENTRIES, wrong, right, evidence="", files=(), **part):
    """The person says what is wrong and what it should say; somebody other than the author must answer in time.

    `kind` and `about` name the item as their own record shows it, `part` its `field` and `passage` where not all of
    it is meant; `files` are proofs as they were taken in. Returns the contest.
    """
    said = {"wrong": wrong, "right": right, "evidence": evidence, **part}
    return _lodged(door, now, now, kind, about, files, None, **said)


@verb("contest.lodge_on_paper", Act.KEEP_CASE)
def lodge_on_paper(*, door, now, about, kind=ENTRIES, arrived_at, wrong, right, evidence="", file=None, **part):
    """Staff copy a disagreement from the paper it came on, in the person's words; time runs from when it arrived.

    `file` is the scan as it was taken in. Whoever copied it does not answer it. Returns the contest.
    """
    if arrived_at > now:
        raise ValidationError({"arrived_at": _("Enter when the paper arrived, not a time to come.")})
    if kind == ENTRIES and Withholding.objects.in_force(now).filter(entry_id=about).exists():
        raise ValidationError(_("This entry is withheld from the person. Have that looked at again first."))
    staff_id = door.visitor.post(Role.OFFICER).source
    paper = keep_file(door, now, file, StoredFile.Category.PAPER, staff_id) if file else None
    said = {"wrong": wrong, "right": right, "evidence": evidence, "paper": paper, **part}
    return _lodged(door, now, arrived_at, kind, about, (), staff_id, **said)


def _lodged(door, now, lodged_at, kind, about, files, staff_id, *, field="", passage="", **said):
    """The contest as it is kept, its proofs, its deadline, and the permission of whoever answers."""
    item = composition.item(door, kind, about)
    if item is None:
        raise Entry.DoesNotExist
    stood = _what_is_meant(item, field, passage)
    known = composition.contestables[kind]
    version, entry_id = known.model.objects.values_list("version", known.entry or "id").get(pk=about)
    handler = handler_for(door.case_id, {door.visitor.user_id, *who_wrote(known, about)}, now)
    is_entry = kind == ENTRIES
    contest = keep(
        Contest(
            case_id=door.case_id,
            kind=kind,
            about=None if is_entry else about,
            entry_id=entry_id if is_entry or known.entry else None,
            entry_version=version,
            title="" if is_entry else _named(item, field),
            stood="" if is_entry else stood,
            field=field,
            passage=passage.strip(),
            statement=said["wrong"],
            lodged_at=lodged_at,
            answer_by=limit_from(lodged_at, "contest.answer"),
            handler=handler,
            entered_by_id=staff_id,
            **said,
        )
    )
    for incoming in files[:MOST_FILES]:
        keep_file(door, now, incoming, StoredFile.Category.PROOF, staff_id, about=contest.id)
    to_handler = {"to": Deadline.To.STAFF, "staff_id": handler.id, "due_on": contest.answer_by}
    set_deadline("contest.answer", contest, now, **to_handler)
    let_answer(handler, contest, now, door.visitor.user_id)
    return contest


def _what_is_meant(item, field, passage):
    """The text of the item, or of the part that is meant; the words that are quoted stand in it."""
    if field and field not in {name for name, _label, _value in item.facts}:
        raise ValidationError({"field": _("Choose a part that stands here.")})
    stood = item.in_words(field)
    if " ".join(passage.split()) not in " ".join(stood.split()):
        raise ValidationError(
            {
                "passage": _(
                    "These words do not stand there. Copy them exactly as they are written, or leave this empty."
                )
            }
        )
    return stood


def _named(item, field):
    label = next((label for name, label, _value in item.facts if name == field), "")
    return ": ".join(str(part) for part in (item.title, label) if part)[:400]


@verb("contest.withdraw", Act.CONTEST)
def withdraw_contest(*, door, now, contest_id):
    """The person takes a disagreement back: nobody answers it any more, and the words no longer stand beside."""
    contest = Contest.objects.get(pk=contest_id, case_id=door.case_id)
    if contest.withdrawn_at:
        raise ValidationError(_("You have taken this back already."))
    contest.withdrawn_at = now
    keep(contest)
    end_permission(contest, now)
    meet_deadlines(contest.id, now, "contest.answer", "contest.review")
    return contest


@verb("contest.answer", Act.ANSWER_CONTEST, to=Role.PERSON)
def answer_contest(*, door, now, contest_id, version, answer, reasons="", corrected_text="", left_out=()):
    """Answer a contest: corrected, partly, or not accepted with reasons. The author can never be the one.

    A correction writes the next version of what can be changed; beside what is sealed it stands as a correction.
    `left_out` are words that an audience outside does not read. The handler's permission then ends.
    """
    contest = Contest.objects.select_related("handler").get(pk=contest_id, case_id=door.case_id)
    if contest.handler.user_id != door.visitor.user_id or door.visitor.user_id in who_wrote_it(contest):
        raise ValidationError(_("This disagreement is answered by somebody else."))
    at_version(contest, version)
    if contest.answer or contest.withdrawn_at:
        raise ValidationError(_("This was answered or taken back already."))
    contest.answer, contest.answered_at, contest.reasons = answer, now, reasons
    contest.correction = corrected(contest, answer, corrected_text)
    if answer == Contest.Answer.CORRECTED:
        contest.statement = ""
    else:
        contest.review_until = limit_from(now, "contest.ask_review")
        take_out_words(door, contest, left_out, now)
    keep(contest)
    end_permission(contest, now)
    meet_deadlines(contest.id, now, "contest.answer")
    list_recipients(contest, ToldOf.DISPUTED if answer == Contest.Answer.REFUSED else ToldOf.CORRECTED, now)
    return contest


def who_wrote_it(contest) -> set:
    """The log-ins of those who answer for the item that is contested."""
    return who_wrote(composition.contestables[contest.kind], contest.item_id)
