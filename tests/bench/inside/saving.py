"""Writing: one save, many saves, the bulk door and a whole verb, each beside the same write to the twin."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from cases.actions.entries import add_entry
from cases.history.action import recorded
from cases.history.record import write_in_bulk
from cases.models import Entry
from tests.bench.inside.rounds import Side, microseconds
from tests.bench.inside.twin import Twin

BATCH = 1000


class Saving:
    """The lines about writing. Objects are made before the clock starts; the commit is inside."""

    def __init__(self, world, size):
        self.world, self.size = world, size

    def open_action(self):
        """What every verb opens."""
        return recorded("entry.add", by=self.world.user.pk, now=timezone.now(), root=self.world.case_id)

    def fresh(self, model, number):
        """Prepare entries to insert."""
        return lambda: self.world.new(model, number)

    def changed(self, model, number):
        """Prepare entries that stand in the database and were then changed, the same ones every round."""
        with self.open_action():
            standing = self.world.new(model, number)
            for record in standing:
                record.save()

        def change():
            for record in standing:
                record.text = f"{record.text[:-1]}{record.version % 10}"
            return standing

        return change

    def together(self, prepare):
        """Both sides, all saves in one transaction."""
        number = self.size.saves
        ours = Side(lambda made: self._together(self.open_action, made), prepare(Entry, number), number)
        plain = Side(lambda made: self._together(transaction.atomic, made), prepare(Twin, number), number)
        return ours, plain

    def alone(self, prepare):
        """Both sides, each save in a transaction of its own."""
        number = self.size.alone
        ours = Side(lambda made: self._alone(self.open_action, made), prepare(Entry, number), number)
        plain = Side(lambda made: self._alone(transaction.atomic, made), prepare(Twin, number), number)
        return ours, plain

    def _together(self, block, records):
        with block():
            for record in records:
                record.save()

    def _alone(self, block, records):
        for record in records:
            with block():
                record.save()

    def bulk(self):
        """Both bulk doors, one action or transaction for all rows."""
        number = self.size.bulk
        ours = Side(self._bulk, self.fresh(Entry, number), number)
        plain = Side(self._plain_bulk, self.fresh(Twin, number), number)
        return ours, plain

    def _bulk(self, records):
        with self.open_action():
            write_in_bulk(records, batch_size=BATCH)

    def _plain_bulk(self, records):
        with transaction.atomic():
            QuerySet(Twin).bulk_create(records, batch_size=BATCH)

    def verb(self):
        """The verb as a view calls it: gate, action, checks, entry, and the case's own next version."""
        number = self.size.alone
        ours = Side(lambda _: [self._add() for _time in range(number)], units=number)
        return ours, self.alone(self.fresh)[1]

    def _add(self):
        visitor = self.world.visitor
        add_entry(by=visitor, now=visitor.now, case_id=self.world.case_id, **self.world.fields(visitor.now))


def measure(world, size):
    """Yield (line, figures)."""
    saving, rounds = Saving(world, size), size.rounds
    shape = f"{size.saves} saves in one transaction, its action and its commit included"
    yield "insert", microseconds(rounds, *saving.together(saving.fresh), shape)
    yield "update", microseconds(rounds, *saving.together(saving.changed), shape)
    yield "insert_alone", microseconds(rounds, *saving.alone(saving.fresh))
    yield "update_alone", microseconds(rounds, *saving.alone(saving.changed))
    yield "bulk", microseconds(rounds, *saving.bulk(), f"{size.bulk:,} rows in one transaction, batches of {BATCH:,}")
    yield "action", microseconds(rounds, *saving.verb())
