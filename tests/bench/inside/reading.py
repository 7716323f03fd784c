"""Reading the history of one field-rich record: a long life beside a short one."""

from cases.disclosure.purposes import Purpose
from cases.history.timeline import PAGE, changes
from cases.models import Entry
from tests.bench.inside.rounds import microseconds, repeated
from tests.bench.inside.saving import Saving

SHORT = 10


def measure(world, size):
    """Yield (line, figures)."""
    saving = Saving(world, size)
    long, short = _lived(saving, size.versions), _lived(saving, SHORT)
    ours, other = (repeated(_first_page(record), size.reads) for record in (long, short))
    note = f"{size.versions:,} versions; a page shows {PAGE} of them, so twice what the short record has"
    yield "history", microseconds(size.rounds, ours, other, note)


def _first_page(record):
    return lambda _number: changes(Entry, record.id, Purpose.SUPERVISION)


def _lived(saving, versions):
    """An entry that was changed until it had so many versions."""
    (entry,) = saving.world.new(Entry, 1)
    for number in range(versions):
        entry.text = f"Version {number}. {entry.text}"[:600]
        with saving.open_action():
            entry.save()
    assert entry.version == versions
    return entry
