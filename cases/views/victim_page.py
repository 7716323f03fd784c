"""One victim's page: what is due, how to reach them safely, what they agreed to, what they were told, what is owed."""

from dataclasses import asdict

from django.shortcuts import render
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from cases.access.gate import record_page
from cases.access.roles import Act
from cases.actions.victim_events import SERVES, Register
from cases.composition import composition
from cases.consents import HOLDS, latest, standing_of
from cases.disclosure.purposes import Purpose
from cases.disclosure.view import disclosed, disclosed_one
from cases.history.names import names_of
from cases.history.operations import words_of
from cases.history.tables import Action, Look
from cases.history.timeline import changes
from cases.models.assessment import VictimAssessment
from cases.models.consent import ConsentPurpose, VictimConsent
from cases.models.fields import in_language
from cases.models.instrument import Instrument
from cases.models.referral import VictimReferral
from cases.models.victim import VictimContact
from cases.models.victim_notice import AgreedWork, VictimEvent, VictimNotice
from cases.views import histories
from cases.views.looking import by_day
from cases.views.needs import by_instrument, newest_instruments
from cases.views.victim_work import due

PURPOSE = Purpose.VICTIM_CONTACT
# The latest deeds and looks that the history shows.
MOST = 100


def the_victim(door):
    """The victim behind the door, as victim contact may see them."""
    return disclosed_one(VictimContact.objects.filter(pk=door.root_id), door.purpose, door.visitor)


@require_safe
@record_page("victim_contact", Act.KEEP_VICTIM, "victim")
def detail(request, door):
    """Everything a day's work with one victim needs."""
    victim = the_victim(door)
    register = Register([victim], door.visitor.now)
    told = VictimNotice.objects.filter(victim_id=door.root_id, closed_at__isnull=False).order_by("-id")
    work = AgreedWork.objects.filter(victim_id=door.root_id).order_by("-id")
    context = {
        "victim": victim,
        "work": due(register),
        "answers": list(_answers(door, register.today)),
        "notices": disclosed(told, door.purpose, door.visitor, "event"),
        "agreed": disclosed(work, door.purpose, door.visitor),
        "owed": [asdict(owed) for owed in _owed(victim, register)],
        "not_told": _not_told(),
        "purpose_line": PURPOSE.label,
    }
    return render(request, "victims/detail.html", context | _screening(door))


def _screening(door):
    """What they were asked and answered, and the referrals that opened."""
    rows = VictimAssessment.objects.filter(victim_id=door.root_id).order_by("-done_on", "-id")
    referrals = VictimReferral.objects.filter(victim_id=door.root_id).order_by("-id")
    given = disclosed(rows, door.purpose, door.visitor, "instrument")
    return {
        "instruments": by_instrument(given, newest_instruments(Instrument.AnsweredBy.VICTIM)),
        "referrals": disclosed(referrals, door.purpose, door.visitor, "assessment", "assessment__instrument"),
    }


def _answers(door, today):
    """Each purpose with the last answer to it and how that stands; no answer is no."""
    rows = VictimConsent.objects.filter(victim_id=door.root_id).order_by("id")
    given = latest(disclosed(rows, door.purpose, door.visitor))
    purposes = ConsentPurpose.objects.filter(owner=ConsentPurpose.Owner.VICTIM).order_by("id")
    for purpose in disclosed(purposes, door.purpose, door.visitor):
        answer = given.get(purpose.id)
        standing = standing_of(answer, today)
        yield {
            "code": purpose.code,
            "title": in_language(purpose.title),
            "answer": answer,
            "standing": capfirst(standing.label),
            "holds": standing in HOLDS,
        }


def _owed(victim, register):
    """What is owed and was made good: where they agreed to hear of it, and where it can be owed to nobody else."""
    alone = VictimContact.objects.filter(case_id=victim.case_id).count() == 1
    if not (alone and register.allows(victim.id, SERVES.REPARATION)):
        return []
    return [owed for find in composition.owed_to_victims for owed in find(victim.case_id)]


def _not_told():
    kinds = VictimEvent.objects.filter(may_be_told=False).order_by("id")
    return [in_language(title) for title in kinds.values_list("title", flat=True)]


@require_safe
@record_page("victim_contact", Act.KEEP_VICTIM, "victim")
def history(request, door):
    """What changed in the record, what was done with it, and who looked."""
    found, _older = changes(VictimContact, door.root_id, door.purpose)
    columns = ("at", "actor_id", "verb", "reason")
    deeds = list(Action.objects.filter(root=door.root_id).order_by("-id").values(*columns)[:MOST])
    names = names_of(deed["actor_id"] for deed in deeds)
    looks = Look.objects.filter(root=door.root_id).order_by("-id")[:MOST]
    context = {
        "victim": the_victim(door),
        "versions": histories.by_version(found),
        "deeds": [deed | {"who": names.get(deed["actor_id"], ""), "what": words_of(deed["verb"])} for deed in deeds],
        "looks": by_day(list(looks.values("id", "root", "actor_id", "capacity", "purpose", "kind", "at"))),
        "purpose_line": PURPOSE.label,
    }
    return render(request, "victims/history.html", context)
