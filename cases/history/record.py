"""Record: what every noun that is kept about someone is made of. The only file that imports simple_history."""

import uuid

from django.apps import apps
from django.db import models
from django.db.models import Exists, Model, OuterRef
from simple_history.manager import HistoryManager
from simple_history.models import HistoricalRecords

from cases.history.tables import new_key


class StaleVersion(Exception):
    """Somebody saved first. Nothing was changed; the page shows both texts (law 7)."""

    def __init__(self, record):
        super().__init__(f"{type(record).__name__} {record.pk} was changed by somebody else.")
        self.record = record


class QuietWriteRefused(TypeError):
    """A write that would pass by actions and versions (law 6)."""


class HistoryRow(models.Model):
    """What each row of history says beside the fields: the action it belongs to and the machine's clock."""

    action_id = models.UUIDField()
    written_at = models.DateTimeField()

    class Meta:
        abstract = True


class TriggeredHistory(HistoricalRecords):
    """simple-history's tables without its writer, with two indexes: the row's key and (record, version)."""

    def copy_fields(self, model):
        fields = super().copy_fields(model)
        for name, field in fields.items():
            field.db_index = False
            # A column that becomes NOT NULL later must not make a migration fill, and so forge, old history.
            field.null = name not in ("id", "version", "root")
        return fields

    def get_meta_options(self, model):
        options = super().get_meta_options(model)
        name = f"{model._meta.app_label}_{model._meta.model_name}_version"
        options["constraints"] = [models.UniqueConstraint(fields=["id", "version"], name=name)]
        # Order is by sequence, never by clock (law 9).
        options["ordering"] = ("-version",)
        options["get_latest_by"] = "version"
        return options


class ReadableHistory(HistoryManager):
    """History as pages read it: of what was taken out of a record, no version is there any more (law 8).

    Verification and the ledger read the tables themselves, where nothing is missing.
    """

    def get_super_queryset(self):
        rows, record = super().get_super_queryset(), self.model.instance_type
        if not issubclass(record, Removable):
            return rows
        return rows.exclude(Exists(record.everything().filter(pk=OuterRef("id"), removed_at__isnull=False)))


def _history():
    return TriggeredHistory(
        inherit=True,
        history_manager=ReadableHistory,
        bases=(HistoryRow,),
        history_id_field=models.BigAutoField(),
        history_change_reason_field=models.TextField(blank=True, default=""),
        history_user_id_field=models.UUIDField(null=True),
        history_user_getter=lambda row: None,
        history_user_setter=lambda row, user: None,
    )


def _refuse(name):
    def refused(self, *args, **kwargs):
        raise QuietWriteRefused(
            f"{name} on {self.model.__name__}: records change by actions, in bulk by write_in_bulk."
        )

    return refused


class RecordQuerySet(models.QuerySet):
    """Reads like any queryset; every write that knows no version is refused."""

    update = _refuse("update()")
    delete = _refuse("delete()")
    bulk_create = _refuse("bulk_create()")
    bulk_update = _refuse("bulk_update()")
    raw = _refuse("raw()")


class Record(Model):
    """A noun of which nothing is lost: time-ordered key, version, root, history.

    `root` is the key of the thing the record is about as a whole (a case record, a person, the service):
    actions, looks and ledger keys go by it, and it never changes.
    """

    # How the record is reached: "case" through its case, "person" through their cases, "service" reference data.
    reached_by = "case"
    # The field by which a link to this record is shown in its history, where one says enough.
    shown_by = None
    # The field that whoever reads why a row of this noun was written must be able to read: the reason may quote it.
    quoted_by_reasons = None
    # Field to the fields that never change again once it is filled (law 8); the triggers refuse it.
    seals = {}
    # The fields by whose words the root is found, and the one whose text is searched (cases.search).
    searched_by = ()
    searched_text = None
    # The links by which a record goes when what they lead to is erased by order, and those whose target goes with it.
    goes_with = ()
    takes_along = ()

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    root = models.UUIDField(editable=False, db_index=True)

    objects = RecordQuerySet.as_manager()
    history = _history()

    class Meta:
        abstract = True

    def root_key(self) -> uuid.UUID:
        """The key of this record's root; the record's own unless a noun says otherwise."""
        return self.id

    def save(self, *args, **kwargs):
        """Insert version 1, or write version + 1 where nobody wrote it first.

        Raises StaleVersion when the row is no longer at the version this object was read at.
        """
        if self._state.adding:
            self.version = 1
            self.root = self.root or self.root_key()
            return super().save(*args, **kwargs | {"force_insert": True})
        if "version" in self.get_deferred_fields():
            raise QuietWriteRefused(f"{type(self).__name__} was read without its version, so it cannot be saved.")
        if (fields := kwargs.get("update_fields")) is not None:
            if not fields:
                return None
            kwargs["update_fields"] = {*fields, "version"}
        self.version += 1
        try:
            return super().save(*args, **kwargs | {"force_update": True})
        except BaseException:
            self.version -= 1
            raise

    def _do_update(self, base_qs, using, pk_val, values, update_fields, forced_update):
        current = base_qs.filter(version=self.version - 1)
        updated = models.Model._do_update(self, current, using, pk_val, values, update_fields, forced_update)
        if not updated:
            raise StaleVersion(self)
        return updated

    def clean_fields(self, exclude=None):
        """Check each field. A link that the database lets outlive its target (`db_constraint=False`) is checked when it
        is written first: afterwards what it led to may be erased, and the record stands all the same.
        """
        links = [field for field in self._meta.local_concrete_fields if field.is_relation and not field.db_constraint]
        outliving = set() if self._state.adding else {field.name for field in links}
        super().clean_fields(exclude=outliving | set(exclude or ()))

    def delete(self, *args, **kwargs):
        raise QuietWriteRefused(f"{type(self).__name__} is never deleted; records end, and are destroyed by order.")


class RemainingManager(models.Manager.from_queryset(RecordQuerySet)):
    """The rows that are still part of a record."""

    def get_queryset(self):
        return super().get_queryset().filter(removed_at__isnull=True)


class Removable(Record):
    """A record that can be taken out of every view, history included: it stood where it did not belong (law 8).

    Every query, also over a reverse link, leaves out what was removed; `disclosed` follows no link to it, and
    `history` has no version of it. What was removed is kept, out of sight, until its erasure is carried out.
    """

    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = RemainingManager()

    class Meta:
        abstract = True

    @classmethod
    def everything(cls):
        """The rows, removed ones among them: for whoever removes and erases, never for a page."""
        return RecordQuerySet(cls)

    def remove(self, now):
        """Take this out of every view, inside the open action."""
        self.removed_at = now
        self.save(update_fields=["removed_at"])


def write_in_bulk(records, batch_size=1000):
    """Insert many new records of one kind inside the open action: rows and history in bulk (law 6).

    The caller opens one action per case and batch. Returns the records.
    """
    records = list(records)
    for record in records:
        record.version = 1
        record.root = record.root or record.root_key()
    if not records:
        return records
    return models.QuerySet(type(records[0])).bulk_create(records, batch_size=batch_size)


def sealed_columns(model):
    """(column, the columns that never change once it is filled) of a noun; a migration's own models have none."""
    column = {field.name: field.column for field in model._meta.local_concrete_fields}
    for filled, sealed in getattr(model, "seals", {}).items():
        yield column[filled], [column[name] for name in sealed]


def record_models():
    """Every concrete Record of the installed apps, in a fixed order."""
    return sorted((m for m in apps.get_models() if issubclass(m, Record)), key=lambda m: m._meta.label_lower)


def everything(model):
    """Every row of a noun, those taken out of a record among them: for whoever erases, never for a page."""
    return RecordQuerySet(model)


def history_model(model):
    """The historical model of a record's class."""
    return model.history.model
