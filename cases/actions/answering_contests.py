"""What an answer to a disagreement and its review share: who may give it, and what it does to the content (rule 46)."""

from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from cases.access.grants import CaseGrant
from cases.access.roles import Role
from cases.actions.verb import keep
from cases.composition import composition
from cases.deadlines.keeping import meet_deadlines, set_deadline
from cases.disclosure import leakguard
from cases.disclosure.purposes import Purpose
from cases.history.action import SYSTEM_ACTOR
from cases.models.caserecord import Assignment, CaseRecord
from cases.models.contest import Contest
from cases.models.deadline import Deadline
from cases.models.exclusion import may_know
from cases.models.fields import in_force
from cases.models.recipient import Omission
from cases.models.unit import StaffMember


def who_wrote(known, key) -> set:
    """The log-ins of those who wrote a version of an item, or answer for it otherwise."""
    wrote = set(known.model.history.filter(id=key).values_list("history_user_id", flat=True))
    for path in known.authors:
        wrote |= set(known.model.objects.filter(pk=key).values_list(path, flat=True))
    return wrote - {None}


def handler_for(case_id, never, now) -> StaffMember:
    """An officer or manager of the unit who neither wrote it nor keeps the case, with the fewest waiting.

    Whoever may never know the case is not asked about it either.
    """
    # Officers before managers.
    handler = _free(case_id, never, now).filter(_of_unit(case_id)).order_by("-duty", "waiting", "id").first()
    if handler is None:
        raise ValidationError(_("Nobody in the unit may answer this. Send it on paper to the head of the service."))
    return handler


def reviewer_for(case_id, never, now) -> StaffMember:
    """A manager of the unit if one may, else an officer of it, else a manager of another: yet another person."""
    free = _free(case_id, never, now)
    near = free.filter(_of_unit(case_id)).order_by("duty", "waiting", "id").first()
    reviewer = near or free.filter(duty=Role.MANAGER).order_by("waiting", "id").first()
    if reviewer is None:
        raise ValidationError(_("Nobody in the service may review this. Ask the head of the service on paper."))
    return reviewer


def _of_unit(case_id):
    return Q(unit_id__in=CaseRecord.objects.filter(pk=case_id).values("unit_id"))


def _free(case_id, never, now):
    """Officers and managers who neither keep the case nor may never know it, with how many answers they owe."""
    keeping = Assignment.objects.filter(in_force(now), case_id=case_id).values("user_id")
    waiting = Count("contests", filter=Q(contests__answer="", contests__removed_at=None, contests__withdrawn_at=None))
    staff = StaffMember.objects.filter(in_force(now), duty__in=[Role.OFFICER, Role.MANAGER])
    free = staff.filter(may_know(case_id, now)).exclude(user_id__in=never).exclude(user_id__in=keeping)
    return free.annotate(waiting=waiting)


def let_answer(handler, contest, now, granted_by):
    """Whoever answers may read the case for it, until they have answered."""
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


def end_permission(contest, now):
    """Nobody reads the case for this disagreement any more."""
    for grant in CaseGrant.objects.filter(in_force(now), basis=f"contest {contest.id}"):
        grant.ends_at = now
        grant.save(update_fields=["ends_at"])


def pass_on(contest, now):
    """Let somebody else answer or review, because whoever was to may not know the case any more; in an open action.

    The limit stays as it was. Where nobody else may, it goes on waiting, and the manager sees it overdue.
    """
    never = who_wrote(composition.contestables[contest.kind], contest.item_id)
    try:
        if contest.reviewer:
            code, due_on = "contest.review", contest.review_by
            contest.reviewer = post = reviewer_for(contest.case_id, {contest.handler.user_id, *never}, now)
        else:
            code, due_on = "contest.answer", contest.answer_by
            contest.handler = post = handler_for(contest.case_id, never, now)
    except ValidationError:
        return
    end_permission(contest, now)
    keep(contest)
    meet_deadlines(contest.id, now, code)
    set_deadline(code, contest, now, to=Deadline.To.STAFF, staff_id=post.id, due_on=due_on)
    let_answer(post, contest, now, SYSTEM_ACTOR)


def is_correctable(contest) -> bool:
    """Whether a correction is written into the content itself; else it is sealed, and the correction stands beside."""
    known = composition.contestables[contest.kind]
    return (contest.field or known.text) in known.corrects


def corrected(contest, answer, text) -> str:
    """Correct the content by its next version where it can change. Returns the correction that stands beside it."""
    if answer == Contest.Answer.REFUSED:
        return ""
    if not text.strip():
        raise ValidationError({"corrected_text": _("Write what it should say now.")})
    if not is_correctable(contest):
        return text
    known = composition.contestables[contest.kind]
    name, record = contest.field or known.text, known.model.objects.get(pk=contest.item_id)
    try:
        setattr(record, name, record._meta.get_field(name).clean(text, record))
    except ValidationError as refused:
        raise ValidationError({"corrected_text": refused.messages}) from None
    keep(record)
    return ""


def take_out_words(door, contest, left_out, now):
    """Keep which words an audience outside does not read; the person is told. What is left passes the leak guard."""
    kept = contest.statement
    for each in left_out:
        if each["passage"] not in contest.statement:
            raise ValidationError(
                {"left_out": _("These words do not stand in what the person said. Copy them exactly.")}
            )
        decided = {"decided_by_id": door.visitor.post(Role.OFFICER, Role.MANAGER).source, "decided_at": now}
        keep(Omission(case_id=contest.case_id, contest=contest, **each, **decided))
        kept = kept.replace(each["passage"], "")
    watch = leakguard.on_guard()
    if watch and not watch.because and (found := watch.found(kept)):
        raise leakguard.Leak({"left_out": found}, {"left_out": kept})
