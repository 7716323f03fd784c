"""The review of an answer to a disagreement: asked by the person, decided by yet another (rule 46)."""

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.access.roles import Act, Role
from cases.actions.answering_contests import corrected, end_permission, let_answer, reviewer_for
from cases.actions.contesting import who_wrote_it
from cases.actions.telling import list_recipients
from cases.actions.verb import at_version, keep, verb
from cases.deadlines.keeping import meet_deadlines, set_deadline
from cases.deadlines.limits import limit_from
from cases.models.contest import Contest
from cases.models.deadline import Deadline
from cases.models.recipient import ToldOf


@verb("contest.ask_review", Act.CONTEST)
def ask_review(*, door, now, contest_id, why):
    """The person asks that somebody else looks at an answer that did not settle it. Returns the contest."""
    contest = Contest.objects.select_related("handler").get(pk=contest_id, case_id=door.case_id)
    if contest.review_asked_at:
        raise ValidationError(_("You have asked for a review already."))
    if contest.withdrawn_at or contest.answer in ("", Contest.Answer.CORRECTED):
        raise ValidationError(_("There is no answer here that could be reviewed."))
    if localdate(now) > contest.review_until:
        raise ValidationError(_("The time to ask for a review is over. “My rights” says who else can help you."))
    reviewer = reviewer_for(door.case_id, {contest.handler.user_id, *who_wrote_it(contest)}, now)
    contest.review_why, contest.review_asked_at, contest.reviewer = why, now, reviewer
    contest.review_by = limit_from(now, "contest.review")
    keep(contest)
    to_reviewer = {"to": Deadline.To.STAFF, "staff_id": reviewer.id, "due_on": contest.review_by}
    set_deadline("contest.review", contest, now, **to_reviewer)
    let_answer(reviewer, contest, now, door.visitor.user_id)
    return contest


@verb("contest.review", Act.ANSWER_CONTEST, to=Role.PERSON)
def review_contest(*, door, now, contest_id, version, answer, reasons, corrected_text=""):
    """Decide the review: corrected, partly, or the answer stands. Neither author nor first handler. It ends there.

    The words then stay beside the content for good, unless it was corrected as the person asked.
    """
    contest = Contest.objects.select_related("reviewer").get(pk=contest_id, case_id=door.case_id)
    if contest.reviewer is None or contest.reviewer.user_id != door.visitor.user_id:
        raise ValidationError(_("This is reviewed by somebody else."))
    at_version(contest, version)
    if contest.review_answer or contest.withdrawn_at:
        raise ValidationError(_("This was reviewed or taken back already."))
    contest.review_answer, contest.reviewed_at, contest.review_reasons = answer, now, reasons
    contest.review_correction = corrected(contest, answer, corrected_text)
    keep(contest)
    end_permission(contest, now)
    meet_deadlines(contest.id, now, "contest.review")
    if answer != Contest.Answer.REFUSED:
        list_recipients(contest, ToldOf.CORRECTED, now)
    return contest
