"""Recording answers, and the steps of the referral a threshold opens, for any owner, inside a verb of the owner.

Raises ValidationError where a question stands without an answer or a source, and where a step's turn has passed.
"""

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.actions.verb import at_version, keep
from cases.assessing import chosen, opens_referral, score_of, threshold_met
from cases.deadlines.limits import working_days_after
from cases.models.assessment import Assessment
from cases.models.instrument import Instrument
from cases.models.jurisdiction import Jurisdiction
from cases.models.referral import OpenedReferral
from cases.models.unit import StaffMember

# To whom a referral leaves, as the ledger keeps it: never a name.
SOCIAL_WORKER = "social_worker"
State = OpenedReferral.State


def name_of(visitor, *roles) -> str:
    """The name of the post in which a visitor acts."""
    return StaffMember.objects.values_list("name", flat=True).get(pk=visitor.post(*roles).source)


def record_answers(assessment, answered_by, now, *, instrument, edition, answers, done_on):
    """Keep what was answered to the newest version of an instrument (a code). Returns the assessment.

    `answers` is question to answer, source and note, each text; a question nobody answered has an empty answer.
    """
    rows = Instrument.objects.filter(code=instrument, answered_by=answered_by).order_by("edition")
    if (asked := rows.last()) is None:
        raise ValidationError(_("Nobody is asked these questions here."))
    if asked.edition != edition:
        raise ValidationError(_("These questions were changed meanwhile. Open them anew and answer the new ones."))
    if done_on > localdate(now):
        raise ValidationError({"done_on": _("Nobody has answered in the future. Check the date.")})
    kept = {question["key"]: _kept(question, answers) for question in asked.questions}
    if not any(each["answer"] for each in kept.values()):
        raise ValidationError(_("Nothing was answered, so there is nothing to record."))
    assessment.instrument, assessment.answers, assessment.done_on = asked, kept, done_on
    assessment.notes = _notes(asked, answers)
    assessment.score = score_of(asked, kept)
    met = threshold_met(asked, assessment.score)
    assessment.met_from = met and met["from"]
    assessment.recorded_at = now
    return keep(assessment)


def _kept(question, answers):
    key = question["key"]
    given = answers.get(key, {})
    answer, source = given.get("answer"), given.get("source", "")
    if answer is None or answer and chosen(question, answers) is None:
        raise ValidationError({f"answer_{key}": _("Choose one of the answers, or “not answered”.")})
    if answer and source not in Assessment.Source:
        raise ValidationError({f"source_{key}": _("Say from whom or what this answer is.")})
    return {"answer": answer, "source": source if answer else ""}


def _notes(asked, answers):
    """A line for each note, under the number of its question."""
    notes = ((number, answers[q["key"]].get("note", "")) for number, q in enumerate(asked.questions, start=1))
    return "\n".join(f"{number}. {' '.join(note.split())}" for number, note in notes if note.strip())


def open_referral(referral, assessment, now):
    """Put what was answered before a social worker where the threshold says so. Returns the referral, or None."""
    met = threshold_met(assessment.instrument, assessment.score)
    if not opens_referral(met):
        return None
    referral.assessment, referral.opened_at = assessment, now
    referral.due_on = _due(now, met["pass_on_days"])
    return keep(referral)


def pass_on(referral, version, now, by, to_whom):
    """It was passed on: to whom. What comes of it is asked after. Returns the referral."""
    _in_turn(referral, version, State.OPEN)
    met = threshold_met(referral.assessment.instrument, referral.assessment.score)
    referral.state, referral.to_whom = State.PASSED_ON, to_whom
    referral.passed_on_at, referral.passed_on_by = now, by
    referral.due_on = _due(now, met["answer_days"])
    return keep(referral)


def answer(referral, version, now, by, *, help_given, helped_by="", helped_since=None):
    """What came of it: which help, by whom, since when; or why there is none. Returns the referral."""
    _in_turn(referral, version, State.PASSED_ON)
    if helped_since and helped_since > localdate(now):
        raise ValidationError({"helped_since": _("Enter the day on which the help began, not a day to come.")})
    referral.help_given, referral.helped_by, referral.helped_since = help_given, helped_by, helped_since
    return _closed(referral, State.ANSWERED, now, by)


def override(referral, version, now, by, why_not):
    """It is not passed on, and why: the instrument proposes, people decide. Returns the referral."""
    _in_turn(referral, version, State.OPEN)
    referral.why_not = why_not
    return _closed(referral, State.OVERRIDDEN, now, by)


def stop(referral, now, by):
    """The agreement it rests on was taken back. Returns the referral."""
    return _closed(referral, State.WITHDRAWN, now, by)


def _closed(referral, state, now, by):
    referral.state, referral.closed_at, referral.closed_by = state, now, by
    return keep(referral)


def _in_turn(referral, version, state):
    at_version(referral, version)
    if referral.state != state:
        raise ValidationError(_("This step was done already, or is not due. Look at how the referral stands now."))


def _due(now, days):
    calendar = Jurisdiction.objects.values_list("holiday_calendar", flat=True).get()
    return working_days_after(localdate(now), days, calendar)


def still_to_correct(rows, assessment_id):
    """The assessment that is corrected, one that no other corrects yet. Raises ValidationError where there is none."""
    found = rows.select_for_update(of=("self",)).filter(pk=assessment_id, replaced_by=None).first()
    if found is None:
        raise ValidationError(_("This was corrected already. Correct the newer answers."))
    return found


def runs_already(referrals, assessment) -> bool:
    """Whether answers that this one corrects opened a referral that is not closed: then there is no second one."""
    while assessment.replaces_id:
        assessment = assessment.replaces
        if referrals.filter(assessment=assessment, state__in=OpenedReferral.RUNNING).exists():
            return True
    return False
