"""Erasing by order: every row of a root, its history and its part of the ledger; the hashes of its leaves stay.

The one mechanism by which anything kept is deleted. The database lets rows go whose root, or whose own key, an order
names that two different people gave (cases.models.destruction), and no others; on PostgreSQL one function of the
tables' owner deletes, since the web role may not.
"""

from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Q

from cases.history.record import everything, history_model, record_models
from cases.history.tables import Action, Look, RootKey, SealQueue
from cases.search.tables import SearchMade

# The tables of the ledger whose rows go with their root; seals, leaves and their forms never do.
LEDGER = (Action, Look)


class NotSealed(Exception):
    """Something of the root waits to be sealed: it is erased once its place in the tree is sure."""


_LISTED = "json_each(l.roots) r WHERE replace(r.value, '-', '')"


def ordered(row) -> str:
    """The SELECT that finds an order of two people for the root of a row, or for the row by its own key."""
    return (
        f"SELECT 1 FROM cases_erased e JOIN cases_destruction d ON d.id = e.destruction_id"
        f" WHERE e.erased IN ({row}.root, {row}.id) AND d.approved_by <> d.ordered_by AND d.stopped_at IS NULL"
    )


def beside(model) -> list[tuple[str, str]]:
    """(table, column) of what is no record and hangs on one: the bytes of files and documents."""
    return [
        (link.related_model._meta.db_table, link.field.column)
        for link in model._meta.related_objects
        if link.one_to_one and link.field.primary_key
    ]


def statements(records, these, kept, listed) -> list[str]:
    """The DELETEs, in their order. `these` ends a condition on keys, `kept` one on the keys of actions that stay;

    `listed` reads the roots that a list showed, up to the condition on them.
    """
    found, named = [], f"(root {these} OR id {these})"
    for model in records:
        mine = f"SELECT id FROM {model._meta.db_table} WHERE {named}"
        found += [f"DELETE FROM {name} WHERE {column} IN ({mine})" for name, column in beside(model)]
        found.append(f"DELETE FROM {model.history.model._meta.db_table} WHERE id IN ({mine})")
    found += [f"DELETE FROM {model._meta.db_table} WHERE {named}" for model in records]
    action, look, searched = (model._meta.db_table for model in (Action, Look, SearchMade))
    # What was searched for stands beside the look at a list; the words may be the name of whoever the list showed.
    found.append(
        f"DELETE FROM {searched} WHERE look IN (SELECT l.id FROM {searched} s JOIN {look} l ON l.id = s.look"
        f" WHERE l.root {these} OR EXISTS (SELECT 1 FROM {listed} {these}))"
    )
    found.append(f"DELETE FROM {look} WHERE root {these}")
    return [*found, f"DELETE FROM {action} WHERE {named} AND id {kept}"]


def counts_of(keys, using=DEFAULT_DB_ALIAS) -> dict[str, int]:
    """How many records of each kind have these roots or keys, by the kind's label; those taken out of a record too."""
    found = {}
    for model in record_models():
        if count := everything(model).using(using).filter(Q(root__in=keys) | Q(id__in=keys)).count():
            found[model._meta.label] = count
    return found


def erase(roots, kept_actions=(), using=DEFAULT_DB_ALIAS):
    """Delete every row of these roots, their history, actions, looks and keys, inside the open action.

    A key that is no root takes the record or the action of that key alone, with its history.

    Raises NotSealed where something of them is not sealed yet, django.db.Error where no order of two people names one.
    """
    connection, roots = connections[using], sorted(map(UUID, map(str, roots)))
    _all_is_sealed(roots, using)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT rec_erase(%s::uuid[], %s::uuid[])", [roots, list(kept_actions)])
    else:
        _erase_on_sqlite(connection, roots, kept_actions)
    RootKey.objects.using(using).filter(root__in=roots).delete()


def _erase_on_sqlite(connection, roots, kept_actions):
    with connection.cursor() as cursor:
        these, kept = (", ".join(f"'{UUID(str(key)).hex}'" for key in keys) for keys in (roots, kept_actions))
        for statement in statements(record_models(), f"IN ({these})", f"NOT IN ({kept})", _LISTED):
            cursor.execute(statement)


def _all_is_sealed(roots, using):
    """Whatever waits of these roots was written after the last seal: the queue holds its key or its run."""
    queue = SealQueue.objects.using(using)
    for model in LEDGER:
        waiting = queue.filter(source=model._meta.db_table).values("row_id")
        if model.objects.using(using).filter(root__in=roots, id__in=waiting).exists():
            raise NotSealed
    runs = queue.filter(first__isnull=False).values_list("source", "first", "last")
    tables = {history_model(model)._meta.db_table: history_model(model) for model in record_models()}
    for source, first, last in runs:
        rows = tables[source]._base_manager.using(using)
        if rows.filter(history_id__gte=first, history_id__lte=last, root__in=roots).exists():
            raise NotSealed


def kept_under(roots, models, using=DEFAULT_DB_ALIAS) -> set:
    """The keys of actions on these roots under which rows of `models` were written that stay."""
    wanted = Action.objects.using(using).filter(root__in=roots).values_list("id", flat=True)
    mine, found = set(wanted), set()
    for model, ids in models:
        rows = history_model(model)._base_manager.using(using).filter(id__in=ids)
        found |= mine & set(rows.values_list("action_id", flat=True))
    return found
