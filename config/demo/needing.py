"""What people answered about their needs, who was asked to help, and a victim who was asked whether she is safe."""

import datetime

from django.utils.timezone import localdate

from cases.actions.needs import pass_on, record_assessment, write_needs
from cases.actions.victim_screening import screen
from cases.models import CaseRecord, VictimContact

NEEDS = {"home": "some", "money": "much", "work": "much", "family": "some", "substances": "some", "alone": "some"}
SAFETY = {"control": "yes", "phone": "yes", "threats": "yes", "violence": "yes", "afraid": "yes"}


def answers(given, none, keys, notes=()):
    """Each question answered by the person themself; what is not given is `none`, what has no answer stays open."""
    said = {key: {"answer": given.get(key, none), "source": "person", "note": ""} for key in keys}
    for key, source, note in notes:
        said[key] |= {"source": source, "note": note}
    return said


KEYS = ("home", "money", "work", "family", "substances", "health", "alone", "anger")
SAFETY_KEYS = ("insults", "control", "phone", "money", "threats", "violence", "throat", "forced", "worse", "afraid")


def much_help_is_needed(cast):
    """Tomas has debts and no work: a social worker was asked, and the officer sums up; for Bruno it is to be done."""
    debts = (("money", "document", "Three letters of the debt office"), ("work", "service", "The job centre"))
    _asked(cast, "Verhaal", "officer", 12, answers(NEEDS | {"anger": "some"}, "none", KEYS, debts))
    case, moment = _case("Verhaal"), cast.now - datetime.timedelta(days=10)
    by = {"case_id": case.id, "ground": "seed"}
    referral = case.referrals.get()
    whom = "Social service of Northbridge, advice on debts"
    pass_on(by=cast.at("officer", moment), now=moment, referral_id=referral.id, version=1, to_whom=whom, **by)
    text = (
        "Debts and no steady work weigh most; with the bakery a way out begins. When the money runs out he quarrels at "
        "home: then he calls his sister, or us. Alcohol only at weekends by now."
    )
    write_needs(by=cast.at("officer", moment), now=moment, text=text, **by)
    _asked(cast, "Aldous", "officer2", 2, answers(NEEDS | {"anger": "much", "alone": "none"}, "none", KEYS))


def _case(family):
    return CaseRecord.objects.filter(person__family_name=family).earliest("id")


def _asked(cast, family, officer, days, given):
    moment = cast.now - datetime.timedelta(days=days)
    said = {"instrument": "needs-screen", "edition": 1, "answers": given, "done_on": localdate(moment)}
    by = {"by": cast.at(officer, moment), "now": moment, "ground": "seed"}
    record_assessment(case_id=_case(family).id, **by, **said)


def a_victim_is_asked_whether_she_is_safe(cast):
    """Nadia said yes five times: her referral waits to be passed on, with the agreement she gave."""
    moment = cast.now - datetime.timedelta(days=1)
    given = answers(SAFETY, "no", SAFETY_KEYS)
    given["forced"]["answer"] = ""
    screen(
        by=cast.at("victimcontact", moment),
        now=moment,
        ground="seed",
        victim_contact_id=VictimContact.objects.get(name="Nadia Roux").id,
        instrument="safety-screen",
        edition=1,
        answers=given,
        done_on=localdate(moment),
    )
