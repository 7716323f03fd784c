"""What the tests of agreements share: Tomas's order with a treatment, a measure before trial, and their pages."""

import datetime
from html import unescape

from django.urls import reverse
from django.utils.timezone import localdate, localtime

from sanctions.models import Application
from tests.verbs import Call, perform
from tests.verbs.consents import a_treatment, agreed, an_order_with
from tests.verbs.sanctions import a_condition
from tests.visits import text_of

DAY = datetime.timedelta(days=1)
FAMILY = "Verhaal"


def mine(name, *keys):
    return reverse(f"my:{name}", args=keys)


def theirs(cast, name, *keys):
    return reverse(f"sanctions:{name}", args=[cast.case(FAMILY).id, *keys])


def read(client, url):
    return unescape(text_of(client.get(url)))


def treated(cast, days_ago=0, in_force=True, **answer):
    """Tomas's order has a treatment now; with `answer` he answered it so, on paper. Returns the condition."""
    today = localdate(cast.now)
    days = {"starts_on": today - days_ago * DAY, "ends_on": today + 300 * DAY}
    _order, condition = an_order_with(cast, a_treatment(), settle=in_force, **days)
    if answer:
        agreed(cast, ask=f"treatment-{condition.id}", **answer)
    return condition


def suspected(cast):
    """A measure before trial, recorded and not yet in force. Returns the order and the key of what it asks."""
    order, _condition = an_order_with(cast, a_condition(), kind="release-on-conditions")
    return order, f"before-trial-{order.id}"


def settle(cast, order):
    return cast.client("officer").post(theirs(cast, "settle", order.id), {"version": order.version})


def returned(cast, **only):
    """What the law asks the court about Tomas."""
    return Application.objects.filter(case=cast.case(FAMILY), asked_by="law", **only)


def missed(cast, condition, moment):
    """What the page of a failure is sent."""
    return {
        "condition": condition.id,
        "happened_at": f"{localtime(moment):%Y-%m-%dT%H:%M}",
        "manner": "He was not seen there.",
    }


def booked(cast, condition, days=3):
    given = {"kind": "office", "starts_at": cast.now + days * DAY, "place": "Weaver", "condition": condition}
    return perform(cast, "appointment.book", Call("officer", FAMILY, given))
