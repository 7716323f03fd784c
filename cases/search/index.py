"""The index as a whole: made anew, and compared with what would be made anew."""

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from cases.search import index_postgresql, index_sqlite
from cases.search.tables import FoundBy

ENGINES = {"postgresql": index_postgresql, "sqlite": index_sqlite}


def engine(connection):
    """How a connection's database keeps the index."""
    return ENGINES[connection.vendor]


def sources(models):
    """Those of some records that are found by words or read in."""
    return [model for model in models if model.searched_by or model.searched_text]


def rebuild(models, using=DEFAULT_DB_ALIAS):
    """Make the index anew of the records as they stand, in one transaction; who writes meanwhile waits."""
    connection = connections[using]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        for statement in _statements(engine(connection), sources(models)):
            cursor.execute(statement)


def fill(models, using=DEFAULT_DB_ALIAS):
    """Make the index of a database that has records and none yet."""
    named = [model for model in models if model.searched_by]
    if not FoundBy.objects.using(using).exists() and any(m.objects.using(using).exists() for m in named):
        rebuild(models, using)


def _statements(here, models):
    if here is index_postgresql:
        tables = ", ".join(model._meta.db_table for model in models)
        yield f"LOCK TABLE {tables} IN SHARE ROW EXCLUSIVE MODE"
    yield from here.emptied()
    for model in models:
        table = model._meta.db_table
        if model.searched_by:
            yield from here.add_words(model, rows=table)
        if model.searched_text:
            yield from here.add_texts(model, rows=table)


def content(using=DEFAULT_DB_ALIAS):
    """All that stands in the index, in a fixed order: equal before and after rebuild()."""
    connection = connections[using]
    with connection.cursor() as cursor:
        return engine(connection).content(cursor)


def is_true(models, using=DEFAULT_DB_ALIAS) -> bool:
    """Whether the index is what would be made anew; nothing is changed."""
    with transaction.atomic(using=using):
        kept = content(using)
        rebuild(models, using)
        made = content(using)
        transaction.set_rollback(True, using=using)
    return kept == made
