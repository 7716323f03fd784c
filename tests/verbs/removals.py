"""How an entry that does not belong in a record is proposed to leave it, and how that is decided."""

from cases.actions.entries import correct_entry
from cases.models import Entry
from tests.verbs.table import CALLS, Call, of, perform, row
from tests.visits import written

WHY = "It is about somebody else who missed the same day."


@row("removal.propose")
def _(cast):
    entry = of(Entry, cast, "Verhaal")
    given = {"entry_id": entry.id, "version": entry.version, "fault": "wrong_person", "why": WHY}
    return Call("officer", "Verhaal", given | {"told": "announced"})


@row("removal.decide")
def _(cast):
    removal = perform(cast, "removal.propose", CALLS["removal.propose"](cast))
    given = {"removal_id": removal.id, "version": removal.version, "answer": "removed"}
    return Call("manager", "Verhaal", given | {"reasons": "Both meetings were looked up. It was not him."})


def taken_out(cast, entry, told="announced"):
    """An entry taken out of the record: what the proposal became."""
    asked = CALLS["removal.propose"](cast)
    asked.given |= {"entry_id": entry.id, "version": entry.version, "told": told}
    removal = perform(cast, "removal.propose", asked)
    decided = {"removal_id": removal.id, "version": removal.version, "answer": "removed", "reasons": "Looked up."}
    return perform(cast, "removal.decide", Call("manager", "Verhaal", decided))


def full_of(cast, word):
    """An entry of Tomas with a word of its own everywhere: both versions, about others, why, what he says to it."""
    case = cast.case("Verhaal")
    segments = [{"about": "family", "text": f"His sister {word}.", "withheld_as": "announced"}]
    entry = written(cast, case, text=f"First {word}.", source=f"Call {word}", segments=segments)
    corrected = {"text": f"Then {word}.", "reason": f"Misheard {word}."}
    entry = correct_entry(
        by=cast.at("officer"), now=cast.now, case_id=case.id, entry_id=entry.id, version=1, **corrected
    )
    said = {"about": entry.id, "wrong": f"Not me {word}.", "right": f"Nothing {word}."}
    perform(cast, "contest.lodge", Call("person", "Verhaal", said))
    return entry
