"""Contesting an entry and answering the contest (rule 46)."""

from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext as _

from cases.access.grants import CaseGrant
from cases.access.roles import Act, Role
from cases.actions.filing import keep_file
from cases.actions.verb import at_version, keep, verb
from cases.deadlines.keeping import meet_deadlines, set_deadline
from cases.deadlines.limits import limit_from
from cases.disclosure.purposes import Purpose
from cases.models.caserecord import Assignment
from cases.models.contest import Contest
from cases.models.deadline import Deadline
from cases.models.entry import Entry
from cases.models.exclusion import Exclusion
from cases.models.fields import in_force
from cases.models.stored_file import StoredFile
from cases.models.unit import StaffMember
from cases.models.withholding import Withholding


@verb("contest.lodge", Act.CONTEST)
def lodge_contest(*, door, now, entry_id, wrong, right, evidence=""):
    """The person says what is wrong and what it should say; somebody other than the author must answer in time."""
    return _lodged(door, now, now, entry_id, wrong=wrong, right=right, evidence=evidence)


@verb("contest.lodge_on_paper", Act.KEEP_CASE)
def lodge_on_paper(*, door, now, entry_id, arrived_at, wrong, right, evidence="", file=None):
    """Staff copy a disagreement from the paper it came on, in the person's words; time runs from when it arrived.

    `file` is the scan as it was taken in. Whoever copied it does not answer it. Returns the contest.
    """
    if arrived_at > now:
        raise ValidationError({"arrived_at": _("Enter when the paper arrived, not a time to come.")})
    if Withholding.objects.in_force(now).filter(entry_id=entry_id).exists():
        raise ValidationError(_("This entry is withheld from the person. Have that looked at again first."))
    staff_id = door.visitor.post(Role.OFFICER).source
    paper = keep_file(door, now, file, StoredFile.Category.PAPER, staff_id) if file else None
    said = {"wrong": wrong, "right": right, "evidence": evidence}
    return _lodged(door, now, arrived_at, entry_id, entered_by_id=staff_id, paper=paper, **said)


def _lodged(door, now, lodged_at, entry_id, **fields):
    withheld = Withholding.objects.in_force(now).filter(entry=OuterRef("pk"))
    open_to_them = Entry.objects.filter(~Exists(withheld), case_id=door.case_id)
    entry = open_to_them.select_related("author", "case").get(pk=entry_id)
    handler = _handler_for(entry, now)
    contest = keep(
        Contest(
            case_id=door.case_id,
            entry=entry,
            entry_version=entry.version,
            statement=fields["wrong"],
            lodged_at=lodged_at,
            answer_by=limit_from(lodged_at, "contest.answer"),
            handler=handler,
            **fields,
        )
    )
    to_handler = {"to": Deadline.To.STAFF, "staff_id": handler.id, "due_on": contest.answer_by}
    set_deadline("contest.answer", contest, now, **to_handler)
    _let_answer(handler, contest, now, door.visitor.user_id)
    return contest


def _let_answer(handler, contest, now, granted_by):
    permission = Permission.objects.get(codename="handle_contest", content_type__app_label="cases")
    keep(
        CaseGrant(
            user_id=handler.user_id,
            permission=permission,
            content_object_id=contest.case_id,
            starts_at=now,
            purpose=Purpose.CONTEST,
            basis=f"contest {contest.id}",
            granted_by=granted_by,
        )
    )


def _handler_for(entry, now):
    """An officer or manager of the unit who neither wrote the entry nor keeps the case, with the fewest waiting.

    Whoever may never know the case is not asked about it either.
    """
    keeping = Assignment.objects.filter(in_force(now), case_id=entry.case_id).values("user_id")
    never = Exclusion.objects.filter(in_force(now), case_id=entry.case_id).values("user_id")
    waiting = Count("contests", filter=Q(contests__answer=""))
    handler = (
        StaffMember.objects.filter(in_force(now), unit_id=entry.case.unit_id, duty__in=[Role.OFFICER, Role.MANAGER])
        .exclude(user_id=entry.author.user_id)
        .exclude(user_id__in=keeping)
        .exclude(user_id__in=never)
        .annotate(waiting=waiting)
        .order_by("-duty", "waiting", "id")  # officers before managers
        .first()
    )
    if handler is None:
        raise ValidationError(_("Nobody in the unit may answer this. Send it on paper to the head of the service."))
    return handler


@verb("contest.answer", Act.ANSWER_CONTEST, to=Role.PERSON)
def answer_contest(*, door, now, contest_id, version, answer, reasons="", corrected_text=""):
    """Answer a contest: corrected, partly, or not accepted with reasons. The author can never be the one.

    A correction writes the next version of the entry in the same action; the handler's permission then ends.
    """
    contest = Contest.objects.select_related("entry__author", "handler").get(pk=contest_id, case_id=door.case_id)
    own = {contest.entry.author.user_id} == {door.visitor.user_id}
    if own or contest.handler.user_id != door.visitor.user_id:
        raise ValidationError(_("This disagreement is answered by somebody else."))
    if answer != Contest.Answer.REFUSED and not corrected_text:
        raise ValidationError({"corrected_text": _("Write what the entry should say now.")})
    at_version(contest, version)
    contest.answer, contest.answered_at, contest.reasons = answer, now, reasons
    if answer == Contest.Answer.CORRECTED:
        contest.statement = ""
    keep(contest)
    if answer != Contest.Answer.REFUSED:
        contest.entry.text = corrected_text
        keep(contest.entry)
    _end_grant(contest, now)
    meet_deadlines(contest.id, now, "contest.answer")
    return contest


def _end_grant(contest, now):
    grant = CaseGrant.objects.get(basis=f"contest {contest.id}", user_id=contest.handler.user_id)
    grant.ends_at = now
    grant.save(update_fields=["ends_at"])
