"""What a victim agrees to: asked, refreshed, taken back; and what stops when it is (rules 8–10)."""

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.access.roles import Act
from cases.actions.consents import record_answer, record_withdrawal
from cases.actions.verb import at_version, keep, verb
from cases.actions.victim_events import register_of
from cases.actions.victim_screening import stop_referrals
from cases.actions.victims import ON
from cases.models.consent import ConsentPurpose, VictimConsent
from cases.models.victim import VictimContact
from cases.models.victim_notice import AgreedWork

SERVES = ConsentPurpose.Serves


@verb("victim.answer", Act.KEEP_VICTIM, on=ON)
def answer(*, door, now, purpose, **fields):
    """Record what a victim answered to one purpose (a code); a yes takes the place of what was answered before.

    A no stops what rests on an earlier yes, as a withdrawal does. Returns the consent.
    """
    known = ConsentPurpose.objects.filter(code=purpose, owner=ConsentPurpose.Owner.VICTIM).first()
    if known is None:
        raise ValidationError(_("Nobody is asked for this here."))
    VictimContact.objects.select_for_update().get(pk=door.root_id)
    earlier = VictimConsent.objects.filter(victim_id=door.root_id, purpose=known).order_by("id").last()
    given = record_answer(VictimConsent(victim_id=door.root_id, purpose=known, **fields), earlier, now)
    if given.answer == VictimConsent.Answer.NO:
        _stop(door, known, now)
    return given


@verb("victim.withdraw", Act.KEEP_VICTIM, on=ON)
def withdraw(*, door, now, consent_id, version, withdrawn_how, withdrawn_on=None):
    """A victim takes an agreement back: from that day nothing rests on it, and what runs is stopped. Returns it."""
    consent = VictimConsent.objects.select_related("purpose").get(pk=consent_id, victim_id=door.root_id)
    record_withdrawal(consent, version, now, withdrawn_how, withdrawn_on)
    _stop(door, consent.purpose, now)
    return consent


def _stop(door, purpose, now):
    """What rests on an agreement stops with it; without the agreement to any contact everything does."""
    if purpose.serves in (SERVES.CONTACT, SERVES.REFERRAL):
        stop_referrals(door, now)
    running = AgreedWork.objects.filter(victim_id=door.root_id, ended_on=None)
    if purpose.serves != SERVES.CONTACT:
        running = running.filter(kind=purpose.serves)
    for work in running:
        work.ended_on, work.ended_as = localdate(now), AgreedWork.End.WITHDRAWN
        keep(work)


@verb("victim.begin_work", Act.KEEP_VICTIM, on=ON)
def begin_work(*, door, now, kind, what):
    """Begin what a victim agreed to: mediation, contact about reparation, a referral. Returns it.

    Raises ValidationError where no agreement to exactly this holds today, or where it runs already.
    """
    VictimContact.objects.select_for_update().get(pk=door.root_id)
    consent = register_of(door.root_id, now).allows(door.root_id, kind)
    if consent is None:
        raise ValidationError(
            {"kind": _("There is no agreement of theirs to this that holds today. Ask them first; no answer is no.")}
        )
    if AgreedWork.objects.filter(victim_id=door.root_id, kind=kind, ended_on=None).exists():
        raise ValidationError({"kind": _("This is going on already.")})
    return keep(AgreedWork(victim_id=door.root_id, consent=consent, kind=kind, what=what, began_on=localdate(now)))


@verb("victim.end_work", Act.KEEP_VICTIM, on=ON)
def end_work(*, door, now, work_id, version, ended_as):
    """It is done, or was given up. Returns it."""
    work = at_version(AgreedWork.objects.get(pk=work_id, victim_id=door.root_id), version)
    if work.ended_on:
        raise ValidationError(_("This is over already."))
    work.ended_on, work.ended_as = localdate(now), ended_as
    return keep(work)
