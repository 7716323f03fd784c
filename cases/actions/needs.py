"""The person's needs: asked by an instrument, referred, answered, summed up in the officer's words (rules 33, 60)."""

from cases.access.roles import Act, Role
from cases.actions import assessing
from cases.actions.assessing import SOCIAL_WORKER, name_of
from cases.actions.verb import keep, verb
from cases.deadlines.keeping import meet_deadlines, set_deadline
from cases.models.assessment import CaseAssessment
from cases.models.deadline import Deadline
from cases.models.instrument import Instrument
from cases.models.needs import NeedsSummary
from cases.models.referral import Referral

PASS_ON, ASK_AFTER = "referral.pass_on", "referral.answer"


@verb("assessment.record", Act.KEEP_CASE)
def record_assessment(*, door, now, instrument, edition, answers, done_on):
    """Record what the person answered; a threshold that is met opens a referral. Returns the assessment."""
    given = {"instrument": instrument, "edition": edition, "answers": answers, "done_on": done_on}
    return _recorded(door, now, None, given)


@verb("assessment.replace", Act.KEEP_CASE, needs_reason=True)
def replace_assessment(*, door, now, assessment_id, instrument, edition, answers, done_on):
    """Correct answers by others that take their place, with a reason. Returns the new assessment.

    Where the earlier ones opened a referral that still runs, that one stands: an officer decides about it.
    """
    earlier = assessing.still_to_correct(CaseAssessment.objects.filter(case_id=door.case_id), assessment_id)
    given = {"instrument": instrument, "edition": edition, "answers": answers, "done_on": done_on}
    return _recorded(door, now, earlier, given)


def _recorded(door, now, earlier, given):
    made = CaseAssessment(case_id=door.case_id, replaces=earlier, author=_name(door))
    assessing.record_answers(made, Instrument.AnsweredBy.PERSON, now, **given)
    if not assessing.runs_already(Referral.objects, made):
        opened = assessing.open_referral(Referral(case_id=door.case_id), made, now)
        if opened:
            set_deadline(PASS_ON, opened, now, to=Deadline.To.OFFICER, due_on=opened.due_on)
    return made


@verb("referral.pass_on", Act.KEEP_CASE, to=SOCIAL_WORKER)
def pass_on(*, door, now, referral_id, version, to_whom):
    """Pass a referral on to a social worker, by name or service. Returns it."""
    referral = assessing.pass_on(_of(door, referral_id), version, now, _name(door), to_whom)
    meet_deadlines(referral.id, now, PASS_ON)
    set_deadline(ASK_AFTER, referral, now, to=Deadline.To.OFFICER, due_on=referral.due_on)
    return referral


@verb("referral.answer", Act.KEEP_CASE)
def answer_referral(*, door, now, referral_id, version, **came):
    """Record what came of a referral: which help, by whom, since when. Returns it."""
    referral = assessing.answer(_of(door, referral_id), version, now, _name(door), **came)
    meet_deadlines(referral.id, now, ASK_AFTER)
    return referral


@verb("referral.override", Act.KEEP_CASE)
def override(*, door, now, referral_id, version, why_not):
    """Do not pass a referral on, and say why. Returns it."""
    referral = assessing.override(_of(door, referral_id), version, now, _name(door), why_not)
    meet_deadlines(referral.id, now, PASS_ON)
    return referral


@verb("needs.write", Act.KEEP_CASE)
def write_needs(*, door, now, text):
    """Sum up risk and needs as of now; what was written before stays below. Returns the summary."""
    return keep(NeedsSummary(case_id=door.case_id, text=text, author=_name(door), recorded_at=now))


def _name(door):
    return name_of(door.visitor, Role.OFFICER)


def _of(door, referral_id):
    return Referral.objects.select_related("assessment__instrument").get(pk=referral_id, case_id=door.case_id)
