"""How the verbs of the press are called."""

from tests.verbs.table import DAY, Call, row


@row("inspection.mandate")
def _(cast):
    given = {
        "user": cast.user("inspector"),
        "name": "Ida Sorensen",
        "body": "Inspectorate",
        "document": "IP/2026/15",
        "units": [cast.unit("South")],
        "starts_at": cast.now,
        "ends_at": cast.now + 30 * DAY,
    }
    return Call("admin", None, given)


@row("document.order")
def _(cast):
    return Call("officer", "Verhaal", {"kind": "compliance-report"})


@row("document.own_copy")
def _(cast):
    return Call("person", "Verhaal")


@row("figures.publish")
def _(cast):
    return Call("admin", None, {"year": cast.now.year - 4})
