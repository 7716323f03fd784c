"""How the verbs of what is withheld, shared and looked into are called."""

from django.utils.timezone import localdate

from cases.history.action import SYSTEM_ACTOR, recorded
from cases.models import Alert, Entry, WithholdingGround
from tests.verbs.table import DAY, Call, of, perform, row


def an_older_entry(cast):
    """An entry that the newest pages do not show first, and that nothing rests on."""
    free = {"contests": None, "appointments": None, "alleged_failures": None, "withholdings": None}
    return Entry.objects.filter(case=cast.case("Verhaal"), **free).order_by("id").first()


def asked(cast, asked_as="announced"):
    """A withholding that waits for a manager."""
    return perform(cast, "withholding.ask", to_ask(cast, asked_as))


def to_ask(cast, asked_as):
    ground = WithholdingGround.objects.get(code="victim-protection")
    given = {"entry_id": an_older_entry(cast).id, "asked_as": asked_as, "legal_ground": ground}
    return Call("officer", "Verhaal", given | {"reasons": "She would be in danger."})


@row("withholding.ask")
def _(cast):
    return to_ask(cast, "announced")


@row("withholding.decide")
def _(cast):
    held = asked(cast)
    given = {"withholding_id": held.id, "version": held.version, "answer": "announced", "decision_reasons": "It holds."}
    return Call("manager", "Verhaal", given | {"review_on": localdate(cast.now) + 90 * DAY})


def decided(cast):
    """A withholding in force."""
    held = asked(cast)
    given = {"withholding_id": held.id, "version": held.version, "answer": "announced", "decision_reasons": "It holds."}
    call = Call("manager", "Verhaal", given | {"review_on": localdate(cast.now) + 90 * DAY})
    return perform(cast, "withholding.decide", call)


@row("withholding.review")
def _(cast):
    held = decided(cast)
    given = {"withholding_id": held.id, "version": held.version, "lift": True, "reason": "The trial is over."}
    return Call("manager", "Verhaal", given)


EXPLAINED = {"language": "fr", "interpreter": "Odile Perrin", "how": "spoken", "understood": "Said it back."}


@row("case.share")
def _(cast):
    entry = of(Entry, cast, "Verhaal", shared_on=None)
    given = {"entries": [(entry.id, entry.version)], "explained_at": cast.now}
    return Call("officer", "Verhaal", given | EXPLAINED)


@row("contest.lodge_on_paper")
def _(cast):
    entry = of(Entry, cast, "Verhaal", contests__isnull=True)
    given = {"about": entry.id, "arrived_at": cast.now, "wrong": "It was otherwise.", "right": "I came."}
    return Call("officer", "Verhaal", given)


def an_alert(cast):
    """Somebody opened very many cases."""
    post = cast.post("officer")
    with recorded("test.alert", by=SYSTEM_ACTOR, now=cast.now, root=post.unit_id):
        alert = Alert(kind="many", staff=post, unit_id=post.unit_id, began_at=cast.now, cases=60, raised_at=cast.now)
        alert.save()
    return alert


@row("alert.answer")
def _(cast):
    alert = an_alert(cast)
    given = {"alert_id": alert.id, "version": alert.version, "answer": "explained", "reasons": "A day of file checks."}
    return Call("manager", None, given)
