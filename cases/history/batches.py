"""The bulk door: new records and their next versions by the thousand, one action per case and batch (law 6).

Seeding and imports come in by it. The history's triggers stay on, and write under the action of each batch; what is
flushed together is one transaction.
"""

from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.utils import timezone

from cases.history import batches_postgresql, batches_sqlite
from cases.history.record import QuietWriteRefused, Record
from cases.history.tables import Action, new_key

ENGINES = {"postgresql": batches_postgresql, "sqlite": batches_sqlite}


class Shape:
    """Makes rows of one record: the values of all its columns in their order, from its fields by name."""

    def __init__(self, model):
        if not issubclass(model, Record):
            raise TypeError(f"{model.__name__} is no Record.")
        self.model = model
        fields = [field for field in model._meta.local_concrete_fields if field.name not in ("id", "root")]
        self.names = [field.attname for field in model._meta.local_concrete_fields]
        self.beginning = {field.attname: None if field.null else field.get_default() for field in fields}

    def row(self, **given) -> tuple:
        """A row; `id` and `root` are always given, what is left out begins as the model says."""
        values = self.beginning | given
        if len(values) != len(self.names):
            raise TypeError(f"{self.model.__name__}: look at {', '.join(sorted(values.keys() ^ set(self.names)))}.")
        return tuple([values[name] for name in self.names])


@dataclass
class Batch:
    """What one action writes: new rows and next versions, by record, each in the order given."""

    action: Action
    new: dict = field(default_factory=dict)
    changed: dict = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many rows of records it writes."""
        return sum(len(rows) for kept in (self.new, self.changed) for rows in kept.values())


class BulkDoor:
    """Gathers what actions write, and writes it together. Rows are trusted: the caller checked what they say."""

    def __init__(self, using=DEFAULT_DB_ALIAS):
        self.using, self.batches, self.open = using, [], None

    @contextmanager
    def recorded(self, verb, *, by, now, root=None, key=None, **said):
        """Open an action for what is added inside; its row is written with the rest.

        `said` is what recorded() takes: reason, ground, capacity, recipient.
        """
        self.open = Batch(Action(id=key or new_key(), verb=verb, root=root, actor_id=by, at=now, **said))
        try:
            yield self.open.action
            self.batches.append(self.open)
        finally:
            self.open = None

    def add(self, model, row):
        """A new record; `row` is made by the record's Shape, at version 1."""
        self._batch(model).new.setdefault(model, []).append(row)

    def change(self, model, row):
        """The next version of a record that stands, whole; an action writes one version of a record."""
        self._batch(model).changed.setdefault(model, []).append(row)

    def flush(self) -> int:
        """Write what was gathered, all or nothing; how many rows of records that were.

        Raises django.db.Error where the database refuses, QuietWriteRefused where a change finds no record.
        """
        batches, self.batches = self.batches, []
        connection, clock = connections[self.using], timezone.now()
        for batch in batches:
            batch.action.written_at = clock
        with transaction.atomic(using=self.using):
            ENGINES[connection.vendor].write(connection, batches)
        return sum(batch.size for batch in batches)

    def _batch(self, model):
        if self.open is None:
            raise QuietWriteRefused(f"{model.__name__}: no action is open at the bulk door.")
        return self.open
