"""How files are added, preserved, looked at again, and how a copy of one leaves."""

from io import BytesIO

from django.utils.timezone import localdate

from cases.access.decide import enter
from cases.access.roles import Act
from cases.actions.releasing import drawn_copy
from cases.files.incoming import taken_in
from cases.files.kinds import ALL
from tests.hostile import pdf
from tests.hostile_packed import wav
from tests.verbs.table import DAY, Call, perform, row

# Words at two places of a page of 200 by 280 points: one upper left, one lower down.
PAGE = b"BT /F1 12 Tf 10 255 Td (Upper) Tj ET BT /F1 12 Tf 10 100 Td (Lower) Tj ET"


def to_add(data=None, kinds=ALL, **changed):
    """What `file.add` is given: a letter, unless it is said otherwise."""
    incoming = taken_in(BytesIO(data or pdf(content=PAGE, pages=2)), kinds)
    given = {"incoming": incoming, "category": "letter", "description": "What his employer writes."}
    return given | {"recorded_by": "The employer", "recorded_at": None, "apart": False} | changed


def added(cast, data=None, **changed):
    """A file of Verhaal's case."""
    return perform(cast, "file.add", Call("officer", "Verhaal", to_add(data, **changed)))


def held(cast, stored):
    """A file that a court wants preserved."""
    given = {"file_id": stored.id, "kind": "court", "asked_by": "District Court North", "why": "It is evidence."}
    return perform(cast, "file.hold", Call("officer", "Verhaal", given | {"review_on": localdate(cast.now) + 60 * DAY}))


def begun(cast, stored=None, **changed):
    """A copy for somebody, in preparation."""
    given = {"file_id": (stored or added(cast)).id, "recipient": "Housing office", "why": "Proof of work."}
    return perform(cast, "release.begin", Call("officer", "Verhaal", given | changed))


def marked(cast, release, **changed):
    """A part of its first page that must not leave."""
    given = {"release_id": release.id, "page": 1, "first": "A2", "last": "T5", "exemption": "others"}
    return perform(cast, "release.black_out", Call("officer", "Verhaal", given | changed))


def to_make(cast, release):
    """What `release.make` is given."""
    drawn, boxes = drawn_copy(_door(cast), release.id)
    given = {"release_id": release.id, "version": release.version, "drawn": drawn, "boxes": boxes}
    return Call("officer", "Verhaal", given)


def made(cast, release):
    """The copy, made."""
    return perform(cast, "release.make", to_make(cast, release))


def decided(cast, release, answer="released", **changed):
    """What a manager says about the copy."""
    given = {"release_id": release.id, "version": release.version, "answer": answer, "reasons": "Looked at both."}
    return perform(cast, "release.decide", Call("manager", "Verhaal", given | changed))


def _door(cast):
    return enter(cast.at("officer"), Act.KEEP_CASE, cast.case("Verhaal").id)


@row("file.add")
def _(cast):
    return Call("officer", "Verhaal", to_add(wav(), category="sound", apart=True, others="His sister, on the line."))


@row("file.hold")
def _(cast):
    given = {"file_id": added(cast).id, "kind": "request", "asked_by": "His lawyer", "why": "A claim is to come."}
    return Call("officer", "Verhaal", given | {"review_on": localdate(cast.now) + 60 * DAY})


@row("file.let_go")
def _(cast):
    hold = held(cast, added(cast))
    return Call("manager", "Verhaal", {"hold_id": hold.id, "version": hold.version, "reason": "The court is done."})


@row("file.review")
def _(cast):
    given = {"file_id": added(cast).id, "outcome": "keep", "keep_until": localdate(cast.now) + 90 * DAY}
    return Call("officer", "Verhaal", given | {"reasons": "The appeal is open."})


@row("file.order_destruction")
def _(cast):
    given = {"file_id": added(cast).id, "outcome": "destroy", "reasons": "Nobody needs it any more."}
    term = perform(cast, "file.review", Call("officer", "Verhaal", given))
    return Call("manager", "Verhaal", {"term_id": term.id, "version": term.version})


@row("release.begin")
def _(cast):
    given = {"file_id": added(cast).id, "recipient": "Housing office", "why": "Proof of work.", "for_person": True}
    return Call("officer", "Verhaal", given)


@row("release.black_out")
def _(cast):
    given = {
        "release_id": begun(cast).id,
        "page": 2,
        "first": "b7",
        "last": "C3",
        "exemption": "victim",
        "note": "Her.",
    }
    return Call("officer", "Verhaal", given)


@row("release.drop")
def _(cast):
    part = marked(cast, begun(cast))
    return Call("officer", "Verhaal", {"blackening_id": part.id, "version": part.version})


@row("release.make")
def _(cast):
    release = begun(cast)
    marked(cast, release)
    return to_make(cast, release)


@row("release.decide")
def _(cast):
    release = made(cast, begun(cast))
    given = {"release_id": release.id, "version": release.version, "answer": "released", "reasons": ""}
    return Call("manager", "Verhaal", given)
