"""Changing records in a migration: with the triggers of the tables as they are at that point, by the system actor."""

from contextlib import contextmanager
from types import SimpleNamespace

from django.utils import timezone

from cases.history import triggers
from cases.history.action import SYSTEM_ACTOR, opened
from cases.history.tables import LEDGER_TABLES, new_key


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
            yield SimpleNamespace(_meta=model._meta, history=SimpleNamespace(model=history))


def _settle(connection):
    """PostgreSQL changes no table while a deferred check of it is waiting: check now."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
