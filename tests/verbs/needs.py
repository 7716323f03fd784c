"""How the verbs of needs, instruments and referrals are called, on a case and on a victim's record."""

from django.utils.timezone import localdate

from cases.models import Referral, VictimConsent, VictimReferral
from config.demo.needing import KEYS, NEEDS, SAFETY, SAFETY_KEYS, answers
from tests.verbs.table import Call, perform, row

FAMILY = "Verhaal"
WHOM = "Social service of Northbridge"
CAME = {"help_given": "Advice on debts, every second week.", "helped_by": "Ines Moreau"}


def asked(cast, **changed):
    """The general screen, answered above its threshold."""
    given = {"instrument": "needs-screen", "edition": 1, "done_on": localdate(cast.now)}
    return Call("officer", FAMILY, given | {"answers": answers(NEEDS, "none", KEYS)} | changed)


def opened(cast):
    """A referral that answers opened just now."""
    made = perform(cast, "assessment.record", asked(cast))
    return Referral.objects.get(assessment=made)


def of_referral(referral, **given):
    return Call("officer", FAMILY, {"referral_id": referral.id, "version": referral.version} | given)


def passed_on(cast):
    """A referral that was passed on."""
    return perform(cast, "referral.pass_on", of_referral(opened(cast), to_whom=WHOM))


@row("assessment.record")
def _(cast):
    return asked(cast)


@row("assessment.replace")
def _(cast):
    made = perform(cast, "assessment.record", asked(cast))
    return asked(cast, assessment_id=made.id, reason="The debts were paid.")


@row("referral.pass_on")
def _(cast):
    return of_referral(opened(cast), to_whom=WHOM)


@row("referral.answer")
def _(cast):
    return of_referral(passed_on(cast), **CAME)


@row("referral.override")
def _(cast):
    return of_referral(opened(cast), why_not="A social worker helps already.")


@row("needs.write")
def _(cast):
    return Call("officer", FAMILY, {"text": "Debts weigh most."})


def agreeing():
    """The victim who agrees to a referral today."""
    return VictimConsent.objects.filter(purpose__serves="referral", answer="yes").latest("id").victim_id


def screened(cast, **changed):
    """The safety screen, answered above its threshold by somebody who agrees to a referral."""
    given = {"instrument": "safety-screen", "edition": 1, "done_on": localdate(cast.now)}
    given |= {"victim_contact_id": agreeing(), "answers": answers(SAFETY, "no", SAFETY_KEYS)}
    return Call("victimcontact", None, given | changed)


def victim_referred(cast, **changed):
    """A victim's referral that answers opened just now."""
    made = perform(cast, "victim.screen", screened(cast, **changed))
    return VictimReferral.objects.get(assessment=made)


def of_victim(referral, **given):
    known = {"victim_contact_id": referral.victim_id, "referral_id": referral.id, "version": referral.version}
    return Call("victimcontact", None, known | given)


@row("victim.screen")
def _(cast):
    return screened(cast)


@row("victim.pass_on")
def _(cast):
    return of_victim(victim_referred(cast), to_whom=WHOM)


@row("victim.refer_answer")
def _(cast):
    referral = perform(cast, "victim.pass_on", of_victim(victim_referred(cast), to_whom=WHOM))
    return of_victim(referral, **CAME)


@row("victim.override")
def _(cast):
    return of_victim(victim_referred(cast), why_not="She does not want it.")
