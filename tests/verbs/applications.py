"""How the verbs of an application to change or end a sanction are called."""

from django.utils.timezone import localdate

from sanctions.models import Application, Sanction
from tests.verbs.sanctions import served
from tests.verbs.table import DAY, Call, perform, row

WHY = "I have kept every meeting since the spring, and found work."


def to_end(cast):
    """An early end of Tomas's sanction."""
    order = Sanction.objects.filter(case=cast.case("Verhaal"), state="in_force").latest("id")
    return {"kind": "end", "sanction": order, "grounds": WHY}


def to_change(cast):
    """Fewer meetings."""
    weekly = served(cast, "Verhaal", "report-weekly")
    return {"kind": "change", "condition": weekly, "instead": "A meeting every two weeks.", "grounds": WHY}


def an_application(cast, **asked):
    """What Tomas asks for on his own page: an early end, unless it is said otherwise."""
    return perform(cast, "application.make", Call("person", "Verhaal", asked or to_end(cast)))


def for_the_service(cast, **asked):
    """What his officer asks for."""
    return perform(cast, "application.make_for_service", Call("officer", "Verhaal", asked or to_end(cast)))


def viewed(cast, application, stance="supports"):
    """The service's view of what the person asks."""
    given = {"stance": stance, "reasons": "He kept to everything."}
    perform(cast, "application.view", Call("officer", "Verhaal", now_at(application) | given))
    return application


def now_at(application):
    """The key and the version of an application, as a form holds them."""
    return {
        "application_id": application.id,
        "version": Application.objects.values_list("version", flat=True).get(pk=application.id),
    }


def a_decision(cast, application, outcome="granted", **changed):
    """What `application.decide` is given."""
    grants = {"effective_from": localdate(cast.now)} if outcome != "refused" else {}
    if grants and (application.kind == "change" or outcome == "partly"):
        grants["what_changes"] = "A meeting every two weeks."
    said = {"outcome": outcome, "reasons": "Everything was kept.", "reference": "DC-N 2026/A1"}
    return now_at(application) | said | {"decided_on": localdate(cast.now)} | grants | changed


@row("application.make")
def _(cast):
    return Call("person", "Verhaal", to_end(cast))


@row("application.note")
def _(cast):
    return Call("officer", "Verhaal", to_change(cast) | {"manner": "paper"})


@row("application.make_for_service")
def _(cast):
    return Call("officer", "Verhaal", to_end(cast))


@row("application.withdraw")
def _(cast):
    return Call("person", "Verhaal", now_at(an_application(cast)))


@row("application.take_back")
def _(cast):
    return Call("officer", "Verhaal", now_at(for_the_service(cast)) | {"reason": "He found work after all."})


@row("application.view")
def _(cast):
    given = {"stance": "leaves", "reasons": "Much was kept, some was not."}
    return Call("officer", "Verhaal", now_at(an_application(cast)) | given)


@row("application.comment")
def _(cast):
    given = {"manner": "written", "text": "I would like to go on with the hours."}
    return Call("person", "Verhaal", now_at(for_the_service(cast)) | given)


@row("application.note_comment")
def _(cast):
    return Call("officer", "Verhaal", now_at(for_the_service(cast)) | {"manner": "oral", "text": "That suits me."})


@row("application.decide")
def _(cast):
    application = viewed(cast, an_application(cast))
    return Call("authority", "Verhaal", a_decision(cast, application, effective_from=localdate(cast.now) + 3 * DAY))


def a_changed_order(cast):
    """Tomas's order, of which the court granted that a condition changes; nobody has written it in yet."""
    application = an_application(cast, **to_change(cast))
    perform(cast, "application.decide", Call("authority", "Verhaal", a_decision(cast, viewed(cast, application))))
    return Sanction.objects.get(pk=application.sanction_id)


@row("change.carry_out")
def _(cast):
    order = a_changed_order(cast)
    return Call("officer", "Verhaal", {"sanction_id": order.id, "version": order.version})


@row("condition.lift")
def _(cast):
    order, weekly = a_changed_order(cast), served(cast, "Verhaal", "report-weekly")
    assert weekly.sanction_id == order.id
    given = {"condition_id": weekly.id, "version": weekly.version, "lifted_on": localdate(cast.now) + DAY}
    return Call("officer", "Verhaal", given | {"reason": "DC-N 2026/A1: the meetings are lifted."})
