"""How the verbs of what the person agrees to are called."""

from django.utils.timezone import localdate

from sanctions.actions.consents import ask_of
from sanctions.consents import fingerprint
from sanctions.models import ConditionType, PersonConsent, Sanction, SanctionType
from tests.verbs.sanctions import an_order
from tests.verbs.table import DAY, Call, perform, row

PHOTOGRAPHS, STANDARD, PROVIDER = "photographs", "Charter of addiction care 2021", "Practice Weaver, 555 0190"


def a_treatment():
    """The fields of a treatment condition."""
    kind = ConditionType.objects.get(code="treatment")
    said = {"wording": "Shall be treated for his drinking.", "amount": 1}
    return {"condition_type": kind, "ethical_standard": STANDARD, "provider": PROVIDER} | said


def an_order_with(cast, condition, kind="supervision-order", family="Verhaal", settle=False, **changed):
    """A recorded order with one condition. Returns the order and the condition."""
    order = an_order(cast)
    order["decision"]["reference"] += f"/{Sanction.objects.count()}"
    order["sanction"] |= {"sanction_type": SanctionType.objects.get(code=kind)} | changed
    sanction = perform(cast, "sanction.record", Call("officer", family, order))
    given = {"sanction_id": sanction.id}
    made = perform(cast, "condition.add", Call("officer", family, given | condition))
    if settle:
        sanction = perform(cast, "sanction.settle", Call("officer", family, given | {"version": 1}))
    return sanction, made


def text_shown(cast, ask=PHOTOGRAPHS, language="en"):
    """What the person reads on their own page before they answer."""
    return ask_of(cast.case("Verhaal").id, ask, localdate(cast.now)).text(language)


def on_screen(cast, ask=PHOTOGRAPHS, answer="yes", language="en"):
    """What the person presses on their own page."""
    shown = fingerprint(text_shown(cast, ask, language))
    return {"ask": ask, "answer": answer, "language": language, "shown": shown}


def on_paper(cast, ask=PHOTOGRAPHS, answer="yes", **changed):
    """What the officer writes down of a signed paper."""
    said = {"text": "I agree to photographs.", "language": "en", "how_given": "signed"}
    said |= {"shown_by_what": "The paper lies in the file.", "given_on": localdate(cast.now)}
    return {"ask": ask, "answer": answer} | said | changed


def agreed(cast, **changed):
    """A yes of Tomas on paper, as it is kept."""
    return perform(cast, "consent.note", Call("officer", "Verhaal", on_paper(cast, **changed)))


def last(cast, **about):
    """The last answer of Tomas."""
    return PersonConsent.objects.filter(case=cast.case("Verhaal"), **about).latest("id")


@row("consent.respond")
def _(cast):
    return Call("person", "Verhaal", on_screen(cast))


@row("consent.note")
def _(cast):
    return Call("officer", "Verhaal", on_paper(cast))


@row("consent.take_back")
def _(cast):
    return Call("person", "Verhaal", {"consent_id": agreed(cast).id})


@row("consent.note_taking_back")
def _(cast):
    given = {"consent_id": agreed(cast, given_on=localdate(cast.now) - 3 * DAY).id, "version": 1}
    return Call("officer", "Verhaal", given | {"withdrawn_how": "By letter", "withdrawn_on": localdate(cast.now)})
