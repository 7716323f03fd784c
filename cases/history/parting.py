"""What goes when one record is erased and the rest of its root stays (cases.history.erasing takes roots whole).

The key of the root stays with the root, so the leaves of the erased rows stay too, as hashes of rows that are gone, and
the order's certificate names their places: by it both verifiers tell an erased row from a lost one. As long as the
root's key is there, whoever has it, and guesses a row in every column down to its millionths of a second, could see
that the guess was right; nobody can read a row out of its leaf. With the whole record the key goes, and that too.

Of the actions under which the erased was written those go that give a reason, since it may quote; one under which
anything else was written as well stays whole: its reason is that other record's too.
"""

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS
from django.db.models import F

from cases.history.erasing import NotSealed
from cases.history.record import Record, Removable, everything, history_model, record_models
from cases.history.tables import Action, Leaf


class RestsOnIt(Exception):
    """A record that stays would lead to something that is gone: its noun, in words."""


def going_with(keys, using=DEFAULT_DB_ALIAS) -> set:
    """These records and all that goes with them, as each noun says of itself; keys of what is gone are left out."""
    found, new = set(), _there(keys, using)
    while new:
        found |= new
        new = _there(_beside(new, using), using) - found
    return found


def _there(keys, using):
    return {key for model in record_models() for key in _keys(everything(model).using(using).filter(id__in=keys))}


def _keys(rows, name="id"):
    return set(rows.values_list(name, flat=True))


def _beside(keys, using):
    found = set()
    for model in record_models():
        rows = everything(model).using(using)
        for name in model.goes_with:
            found |= _keys(rows.filter(**{f"{name}__in": keys}))
        for name in model.takes_along:
            found |= _keys(rows.filter(id__in=keys).exclude(**{name: None}), f"{name}_id")
    return found


def removed_with(key, using=DEFAULT_DB_ALIAS) -> set:
    """What was taken out of the record by the same action as the record of this key."""
    found = set()
    nouns = [history_model(model) for model in record_models() if issubclass(model, Removable)]
    pasts = [past._base_manager.using(using).filter(removed_at__isnull=False) for past in nouns]
    taken = {action for past in pasts for action in _keys(past.filter(id=key), "action_id")}
    for past in pasts:
        found |= _keys(past.filter(action_id__in=taken))
    return found


def require_nothing_rests_on(keys, using=DEFAULT_DB_ALIAS):
    """Raise RestsOnIt where a record that stays leads to one of these by a link that the database holds."""
    for model in record_models():
        for field in _holding(model):
            resting = everything(model).using(using).filter(**{f"{field.name}__in": keys})
            if resting.exclude(id__in=keys).exists():
                raise RestsOnIt(model._meta.verbose_name)


def _holding(model):
    """The links to records whose target the database does not let go before them."""
    links = [field for field in model._meta.local_concrete_fields if field.is_relation and field.db_constraint]
    return [field for field in links if issubclass(field.related_model, Record)]


def reasons_of(keys, using=DEFAULT_DB_ALIAS) -> set:
    """The keys of the actions that give a reason and under which nothing was written but these records."""
    pasts = [history_model(model)._base_manager.using(using) for model in record_models()]
    found = {action for past in pasts for action in _keys(past.filter(id__in=keys), "action_id")}
    found &= _keys(Action.objects.using(using).filter(id__in=found).exclude(reason=""))
    for past in pasts:
        found -= _keys(past.filter(action_id__in=found).exclude(id__in=keys), "action_id")
    return found


def leaves_of(keys, actions, using=DEFAULT_DB_ALIAS) -> list[int]:
    """The places in the tree of these records' history and of these actions. Raises NotSealed where a row has none."""
    rows = {Action._meta.db_table: [str(key) for key in actions]}
    for past in map(history_model, record_models()):
        mine = past._base_manager.using(using).filter(id__in=keys).values_list("history_id", flat=True)
        rows[past._meta.db_table] = [str(row) for row in mine]
    found = []
    for table, names in rows.items():
        places = Leaf.objects.using(using).filter(form__source=table, row__in=names).values_list("position", flat=True)
        found += places
        if len(places) != len(names):
            raise NotSealed
    return sorted(found)


def erased_leaves(using=DEFAULT_DB_ALIAS) -> set[int]:
    """The places in the tree of which certificates of two people's orders say that their rows were erased."""
    done = apps.get_model("cases", "Destruction").objects.using(using).filter(done_at__isnull=False)
    named = done.filter(leaves__isnull=False).exclude(approved_by=F("ordered_by")).values_list("leaves", flat=True)
    return {place for places in named for place in places}
