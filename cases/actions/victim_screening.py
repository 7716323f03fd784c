"""What somebody who may have been harmed answers, and the referral it opens: theirs to agree to (rules 8, 9, 33)."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cases.access.roles import Act, Role
from cases.actions import assessing
from cases.actions.assessing import SOCIAL_WORKER, name_of
from cases.actions.verb import at_version, verb
from cases.actions.victim_events import SERVES, register_of
from cases.actions.victims import ON
from cases.models.assessment import VictimAssessment
from cases.models.instrument import Instrument
from cases.models.referral import VictimReferral
from cases.models.victim import VictimContact


@verb("victim.screen", Act.KEEP_VICTIM, on=ON)
def screen(*, door, now, instrument, edition, answers, done_on, replaces=None):
    """Record what a victim answered; a threshold that is met opens a referral. Returns the assessment.

    `replaces` is the key of answers that these correct.
    """
    rows = VictimAssessment.objects.filter(victim_id=door.root_id)
    earlier = assessing.still_to_correct(rows, replaces) if replaces else None
    made = VictimAssessment(victim_id=door.root_id, replaces=earlier, author=_name(door))
    given = {"instrument": instrument, "edition": edition, "answers": answers, "done_on": done_on}
    assessing.record_answers(made, Instrument.AnsweredBy.VICTIM, now, **given)
    if not assessing.runs_already(VictimReferral.objects, made):
        assessing.open_referral(VictimReferral(victim_id=door.root_id), made, now)
    return made


@verb("victim.pass_on", Act.KEEP_VICTIM, on=ON, to=SOCIAL_WORKER)
def pass_on(*, door, now, referral_id, version, to_whom, danger_recorded_by="", danger_because=""):
    """Pass a victim's referral on: with their agreement of today, or because somebody recorded danger. Returns it.

    Raises ValidationError where there is neither.
    """
    VictimContact.objects.select_for_update().get(pk=door.root_id)
    referral = at_version(_of(door, referral_id), version)
    referral.consent = register_of(door.root_id, now).allows(door.root_id, SERVES.REFERRAL)
    referral.danger_recorded_by, referral.danger_because = danger_recorded_by, danger_because
    if bool(danger_recorded_by.strip()) != bool(danger_because.strip()):
        raise ValidationError({"danger_because": _("Say both: who recorded the danger, and because of what.")})
    if not (referral.consent or danger_because.strip()):
        message = _(
            "There is no agreement of theirs to a referral that holds today. Ask them first; without it only danger to "
            "life or limb lets you pass it on."
        )
        raise ValidationError({"danger_because": message})
    return assessing.pass_on(referral, version, now, _name(door), to_whom)


@verb("victim.refer_answer", Act.KEEP_VICTIM, on=ON)
def answer(*, door, now, referral_id, version, **came):
    """Record what came of a victim's referral. Returns it."""
    return assessing.answer(_of(door, referral_id), version, now, _name(door), **came)


@verb("victim.override", Act.KEEP_VICTIM, on=ON)
def override(*, door, now, referral_id, version, why_not):
    """Do not pass a victim's referral on, and say why: their own no is reason enough. Returns it."""
    return assessing.override(_of(door, referral_id), version, now, _name(door), why_not)


def stop_referrals(door, now):
    """What was passed on with an agreement stops with it; what was passed on because of danger goes on."""
    running = VictimReferral.objects.filter(victim_id=door.root_id, state=VictimReferral.State.PASSED_ON)
    for referral in running.filter(danger_because=""):
        assessing.stop(referral, now, _name(door))


def _name(door):
    return name_of(door.visitor, Role.VICTIM_CONTACT)


def _of(door, referral_id):
    rows = VictimReferral.objects.select_related("assessment__instrument")
    return rows.get(pk=referral_id, victim_id=door.root_id)
