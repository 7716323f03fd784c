"""What the database does by itself: writes the history of every record and refuses the rest.

Generated from the models, installed after migrations, dropped before them, compared whenever the product starts.
"""

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models.signals import post_migrate, pre_migrate
from django.utils import timezone

from cases.history import triggers_postgresql, triggers_sqlite
from cases.history.action import SYSTEM_ACTOR
from cases.history.record import history_model, record_models
from cases.history.tables import LEDGER_TABLES, Action, RootKey, SealQueue
from cases.search import index

ENGINES = {"postgresql": triggers_postgresql, "sqlite": triggers_sqlite}


class TriggersMissing(RuntimeError):
    """The installed triggers are not the generated ones: nothing may run on this database."""


def _engine(connection):
    return ENGINES[connection.vendor]


def expected(using=DEFAULT_DB_ALIAS) -> dict[str, str]:
    """Every trigger and function that must be there: name to its text as the database keeps it."""
    engine = _engine(connections[using])
    return dict(engine.generate(record_models(), LEDGER_TABLES))


def installed(using=DEFAULT_DB_ALIAS) -> dict[str, str]:
    """Every trigger on our tables and every function of ours that is there, disabled ones left out."""
    connection = connections[using]
    tables = [model._meta.db_table for model in (*LEDGER_TABLES, SealQueue, RootKey)]
    for model in record_models():
        tables += [model._meta.db_table, history_model(model)._meta.db_table]
    return _engine(connection).installed(connection, tables)


def differences(using=DEFAULT_DB_ALIAS) -> list[str]:
    """One sentence per trigger that is missing, changed or strange."""
    want, have = expected(using), installed(using)
    return (
        [f"{name} is missing or disabled" for name in want if name not in have]
        + [f"{name} was changed" for name in want if name in have and have[name] != want[name]]
        + [f"{name} does not belong here" for name in have if name not in want]
    )


def require_installed(using=DEFAULT_DB_ALIAS):
    """Raise TriggersMissing unless the database guards what it must (called by web and worker at start)."""
    if found := differences(using):
        raise TriggersMissing("Run `manage.py migrate` as the owner of the tables: " + "; ".join(found[:5]))


def drop(using=DEFAULT_DB_ALIAS):
    """Take every trigger away, so that a migration can change the tables."""
    connection = connections[using]
    engine = _engine(connection)
    with connection.cursor() as cursor:
        for statement in engine.drop_statements(engine.installed(connection, [])):
            cursor.execute(statement)


def install(using=DEFAULT_DB_ALIAS, records=None, ledger=LEDGER_TABLES):
    """Rebuild the triggers: of the product's own models, or of a migration's as they are half-way."""
    connection = connections[using]
    drop(using)
    engine = _engine(connection)
    with connection.cursor() as cursor:
        for _name, statement in engine.generate(record_models() if records is None else list(records), ledger):
            cursor.execute(statement)


def grant(using=DEFAULT_DB_ALIAS):
    """Give the web role what it needs and no more; nothing where no role is named."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for statement in _engine(connection).grants(connection, record_models(), LEDGER_TABLES):
            cursor.execute(statement)


def _say(verb, using):
    connection, table = connections[using], Action._meta.db_table
    if table in connection.introspection.table_names():
        now = timezone.now()
        action = Action(verb=verb, actor_id=SYSTEM_ACTOR, at=now, written_at=now)
        with connection.cursor() as cursor:
            # A column that the migrations bring, or take away, may not be there.
            there = {column.name for column in connection.introspection.get_table_description(cursor, table)}
        action.write(using, there)


def _before_migrating(sender, using, plan, **kwargs):
    if plan and installed(using):
        _say("migration.begin", using)
        drop(using)


def _after_migrating(sender, using, plan, **kwargs):
    if differences(using):
        install(using)
        _say("migration.end", using)
    index.fill(record_models(), using)
    grant(using)


def connect(app_config):
    """Called once when the app starts."""
    pre_migrate.connect(_before_migrating, sender=app_config, dispatch_uid="records.drop")
    post_migrate.connect(_after_migrating, sender=app_config, dispatch_uid="records.install")
