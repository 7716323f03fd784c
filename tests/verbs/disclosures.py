"""How something is asked for, put together, approved, sent and recalled."""

import datetime

from django.utils.timezone import localdate

from cases.disclosure import offers
from cases.disclosure.recipients import Recipient, listed
from cases.models import Deferral, LegalGround, OffenceClass, WithholdingGround
from cases.models.disclosure import Asker
from tests.verbs.table import CALLS, Call, perform, row

ELSEWHERE = Recipient(Asker.OTHER, None, "Night shelter Harbour", "2 Quay, Northbridge")


def ground(code):
    """A legal ground of the demo's jurisdiction."""
    return LegalGround.objects.get(code=code)


def food_bank(cast):
    """The partner organisation of the demo."""
    return next(each for each in listed(cast.now) if each.name == "Northbridge Food Bank")


def asked(cast, asker=ELSEWHERE, code="assistance-other", family="Verhaal", **changed):
    """A request that came on paper."""
    law = ground(code)
    given = {"asker": asker, "received": "paper", "purpose": law.purpose, "legal_ground": law}
    given |= {"what": "A name to ask for.", "why": "To keep a bed free."}
    return perform(cast, "disclosure.note_request", Call("officer", family, given | changed))


def keys(cast, request, *starts):
    """The keys of what is offered for a request; those that begin so."""
    offered = offers.offered(request.case_id, request.purpose, cast.at("officer"))
    return [key for offer in offered for key in offer.keys if not starts or key.startswith(starts)]


def prepared(cast, request=None, family="Verhaal", by="officer", **changed):
    """Something put together for a request: all that its purpose allows of the person, unless said."""
    request = request or asked(cast, family=family)
    given = {"disclosure_request_id": request.id, "version": request.version, "picks": keys(cast, request, "person.")}
    given |= {"understood": True, "channel": "post", "note": "", "refused": "", "because": "", "offence_class": None}
    return perform(cast, "disclosure.prepare", Call(by, family, given | changed))


def to_approve(cast, request=None, **changed):
    """One that tells the kind of offence."""
    why = {"offence_class": OffenceClass.objects.get(code="property"), "because": "They lend tools that could be sold."}
    return prepared(cast, request, **why | changed)


def put_off(cast):
    """What is given for one of which the person is not told yet."""
    day = localdate(cast.now) + datetime.timedelta(days=20)
    why = {"put_off_on": WithholdingGround.objects.get(code="investigation"), "review_on": day}
    return why | {"because": "They would warn the others."}


def approved(cast, made, answer="approved"):
    """What the manager made of one that waits."""
    given = {"disclosure_made_id": made.id, "version": made.version, "answer": answer}
    given |= {"approval_reasons": "It is needed for that."}
    return perform(cast, "disclosure.approve", Call("manager", "Verhaal", given))


def sent(cast, made):
    """One that has left."""
    given = {"disclosure_made_id": made.id, "version": made.version}
    return perform(cast, "disclosure.send", Call("officer", "Verhaal", given))


@row("disclosure.ask")
def _(cast):
    given = {"purpose": "placement", "legal_ground": ground("placement")}
    return Call("agency", "Verhaal", given | {"what": "Whether he can lift.", "why": "The sacks are heavy."})


@row("disclosure.note_request")
def _(cast):
    law = ground("assistance-other")
    given = {"asker": ELSEWHERE, "received": "paper", "purpose": law.purpose, "legal_ground": law}
    return Call("officer", "Verhaal", given | {"what": "A name to ask for.", "why": "To keep a bed free."})


@row("disclosure.refuse")
def _(cast):
    request = asked(cast)
    given = {"disclosure_request_id": request.id, "version": request.version}
    return Call("officer", "Verhaal", given | {"reasons": "He did not agree to it."})


@row("disclosure.prepare")
def _(cast):
    request = asked(cast)
    given = {"disclosure_request_id": request.id, "version": request.version, "picks": keys(cast, request, "person.")}
    given |= {
        "understood": True,
        "channel": "post",
        "note": "He comes on Monday.",
        "refused": "",
        "because": "",
        "offence_class": None,
    }
    return Call("officer", "Verhaal", given)


@row("disclosure.approve")
def _(cast):
    made = to_approve(cast)
    given = {"disclosure_made_id": made.id, "version": made.version, "answer": "approved"}
    return Call("manager", "Verhaal", given | {"approval_reasons": "It is needed for that."})


@row("disclosure.send")
def _(cast):
    made = prepared(cast)
    return Call("officer", "Verhaal", {"disclosure_made_id": made.id, "version": made.version})


@row("disclosure.acknowledge")
def _(cast):
    made = sent(cast, prepared(cast))
    return Call("officer", "Verhaal", {"disclosure_made_id": made.id, "told": "Called on the same day."})


@row("disclosure.recall")
def _(cast):
    call = CALLS["disclosure.acknowledge"](cast)
    return Call("officer", "Verhaal", call.given | {"told": "By letter: he found a room himself."})


@row("deferral.review")
def _(cast):
    made = approved(cast, prepared(cast, **put_off(cast)))
    held = Deferral.objects.get(made=made)
    given = {"deferral_id": held.id, "version": held.version, "lift": True, "reason": "The search is over."}
    return Call("manager", "Verhaal", given)
