"""Migrations of records: tables made at once, and rows changed under the triggers as they are at that point."""

from contextlib import contextmanager
from types import SimpleNamespace

from django.apps import apps as live
from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.models import CreateModel
from django.utils import timezone

from cases.history import triggers
from cases.history.action import SYSTEM_ACTOR, opened
from cases.history.tables import LEDGER_TABLES, new_key

NOT_SEARCHED = {"searched_by": (), "searched_text": None}


class Tables(Operation):
    """An app's first tables, made at once as they stand when all of these operations are told.

    Django renders every related model anew for each operation, and here nearly all are related: some tens of thousands
    of models for an empty database, minutes instead of seconds. What is told beside the models themselves, an index
    or a field that closes a circle, is part of the table by then. What lies before them is an empty database.
    """

    reversible = False

    def __init__(self, operations):
        self.operations = operations

    def deconstruct(self):
        """How a migration writes it down."""
        return type(self).__name__, [], {"operations": self.operations}

    def state_forwards(self, app_label, state):
        """Tell the state everything, which is rendered once, afterwards."""
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        """Make the tables."""
        for each in self.operations:
            if isinstance(each, CreateModel):
                model = to_state.apps.get_model(app_label, each.name)
                if self.allow_migrate_model(schema_editor.connection.alias, model):
                    schema_editor.create_model(model)

    def describe(self):
        """In one line."""
        return f"Make {len(self.operations)} tables and what belongs to them"


@contextmanager
def touching_records(apps, editor, reason):
    """Install the triggers, open one action of the system actor, and take the triggers away again.

    `apps` and `editor` are what RunPython gives. The models of a migration know no versions: a change inside
    says `version=F("version") + 1` itself, or the database refuses it.
    """
    connection = editor.connection
    records, ledger = _records(apps), [apps.get_model("cases", m.__name__) for m in LEDGER_TABLES]
    triggers.install(connection.alias, records, ledger)
    now = timezone.now()
    action = apps.get_model("cases", "Action")(
        id=new_key(), verb="migration.change", actor_id=SYSTEM_ACTOR, reason=reason, at=now, written_at=now
    )
    action.save(using=connection.alias, force_insert=True)
    with opened(connection, action.id):
        yield action
    _settle(connection)
    triggers.drop(connection.alias)


def _records(apps):
    """The records among a migration's models: those beside which a historical one stands."""
    found = {(m._meta.app_label, m._meta.model_name): m for m in apps.get_models()}
    for (label, name), model in sorted(found.items()):
        history = found.get((label, f"historical{name}"))
        if history and any(field.name == "history_id" for field in history._meta.fields):
            yield SimpleNamespace(_meta=model._meta, history=SimpleNamespace(model=history), **_searched(label, name))


def _searched(label, name):
    """By what a record is searched; a migration's own models do not say."""
    try:
        model = live.get_model(label, name)
    except LookupError:  # a noun that there is no more
        return NOT_SEARCHED
    return {"searched_by": model.searched_by, "searched_text": model.searched_text}


def _settle(connection):
    """PostgreSQL changes no table while a deferred check of it is waiting: check now."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
