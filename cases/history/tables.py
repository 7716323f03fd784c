"""The ledger's own tables. None is a Record: they are what records are proven with, and they only grow."""

from functools import cache

from django.db import DEFAULT_DB_ALIAS, connections, models
from uuid_utils.compat import uuid7

# Acts for migrations and jobs; its log-in can never sign in.
SYSTEM_ACTOR_NAME = "system"


def new_key():
    """A time-ordered UUID (version 7): rows made one after another lie side by side in every index."""
    return uuid7()


class AppendOnly(models.Model):
    """A row that is written once. Triggers refuse what these methods refuse."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        self._only_once()
        super().save(*args, **kwargs | {"force_insert": True})

    def write(self, using=DEFAULT_DB_ALIAS, columns=None):
        """Insert this new row by itself, as save() would: in one statement whose text is made once.

        Every page that shows a record writes one; save() would take longer than the database does. `columns` are
        those that the table has while it is being migrated.
        """
        self._only_once()
        here = connections[using]
        fields = [f for f in self._meta.local_concrete_fields if columns is None or f.column in columns]
        values = [field.get_db_prep_save(getattr(self, field.attname), here) for field in fields]
        with here.cursor() as cursor:
            cursor.execute(_insert(self._meta.db_table, tuple(field.column for field in fields)), values)
        self._state.adding = False

    def _only_once(self):
        if not self._state.adding:
            raise TypeError(f"{type(self).__name__} rows are written once and never changed.")

    def delete(self, *args, **kwargs):
        raise TypeError(f"{type(self).__name__} rows are never deleted.")


@cache
def _insert(table, columns):
    names = ", ".join(f'"{column}"' for column in columns)
    return f'INSERT INTO "{table}" ({names}) VALUES ({", ".join(["%s"] * len(columns))})'


class Action(AppendOnly):
    """Who did which verb to which root, why and when: every row of history names one (law 6)."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    verb = models.CharField(max_length=80)
    root = models.UUIDField(null=True, help_text="The case, person or service the verb was done to.")
    actor_id = models.UUIDField()
    capacity = models.CharField(max_length=40, blank=True)
    reason = models.TextField(blank=True)
    ground = models.CharField(max_length=200, blank=True)
    recipient = models.CharField(
        max_length=200, blank=True, help_text="To whom something left: an authority, an organisation, or roles."
    )
    at = models.DateTimeField()
    written_at = models.DateTimeField(help_text="The clock of the machine when the row was written.")

    class Meta:
        indexes = [models.Index(fields=["root", "id"], name="action_root")]

    def __str__(self):
        return f"{self.verb} {self.id}"


class Look(AppendOnly):
    """Who looked at what kind of thing of whose record, for which purpose; never the content (law 5)."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    actor_id = models.UUIDField()
    capacity = models.CharField(max_length=40, blank=True)
    service = models.CharField(max_length=200, blank=True)
    root = models.UUIDField(null=True, help_text="The one record looked at; empty for a list.")
    roots = models.JSONField(default=list, help_text="A list's cases, by key.")
    about = models.UUIDField(null=True, help_text="The one part of the record that the page is about, if it is one.")
    kind = models.CharField(max_length=80)
    purpose = models.CharField(max_length=40)
    ground = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    written_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["root", "id"], name="look_root"),
            models.Index(fields=["actor_id", "id"], name="look_actor"),
        ]

    def __str__(self):
        return f"{self.purpose} {self.kind} {self.id}"


class SealQueue(models.Model):
    """What waits to be sealed. Triggers fill it; nothing new is ever searched for by id or time.

    A row names a run of rows of one table, written by one statement of one action.
    """

    source = models.CharField(max_length=80)
    action_id = models.UUIDField(null=True)
    row_id = models.UUIDField(null=True, help_text="For tables with time-ordered keys.")
    first = models.BigIntegerField(null=True)
    last = models.BigIntegerField(null=True)

    def __str__(self):
        return f"{self.source} {self.row_id or self.first}"


class LeafForm(AppendOnly):
    """The named fields a leaf was made of, so that a new column breaks no old leaf."""

    source = models.CharField(max_length=80)
    fields = models.JSONField()
    fingerprint = models.CharField(max_length=64, unique=True)

    def __str__(self):
        return f"{self.source} {self.fingerprint[:8]}"


class Leaf(AppendOnly):
    """One sealed row: its place in the tree and its hash."""

    position = models.BigIntegerField(primary_key=True)
    form = models.ForeignKey(LeafForm, on_delete=models.PROTECT, db_index=False)
    row = models.CharField(max_length=36, help_text="The row's key in its own table.")
    root = models.UUIDField(null=True)
    hash = models.BinaryField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["row", "form"], name="leaf_row")]

    def __str__(self):
        return f"leaf {self.position}"


class RootKey(models.Model):
    """The key under all leaves of one root. Destroying a case destroys it; the leaf hashes stay."""

    root = models.UUIDField(primary_key=True)
    key = models.BinaryField(max_length=32)

    def __str__(self):
        return f"key of {self.root}"


class Seal(AppendOnly):
    """A signed head over everything sealed so far (RFC 9162's signed tree head, with our own text form)."""

    size = models.BigIntegerField(primary_key=True)
    tree_hash = models.CharField(max_length=64)
    peaks = models.JSONField(help_text="The roots of the full subtrees, largest first: enough to go on from.")
    at = models.DateTimeField()
    signature = models.CharField(max_length=128)
    key_name = models.CharField(max_length=16)

    def __str__(self):
        return f"{self.size} {self.tree_hash[:12]}"


LEDGER_TABLES = (Action, Look, Leaf, LeafForm, Seal)
# Tables whose rows the seal covers, beside every historical table.
SEALED_TABLES = (Action, Look)
