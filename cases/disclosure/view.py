"""What pages get instead of records: immutable objects with only the fields a purpose allows (laws 3 and 4)."""

from functools import cache

from django.db.models import ForeignKey
from django.http import Http404
from django.utils.text import capfirst

from cases.disclosure.purposes import EVERYBODY, NOBODY, WORK
from cases.history.record import Removable
from cases.models.fields import in_language

# The fields every Record has, and those that can be removed.
BASE = {"id": EVERYBODY, "version": WORK, "root": WORK, "removed_at": NOBODY}


class Unclassified(TypeError):
    """A field whose purposes nobody has stated: it is not shown."""


def derived(function):
    """Mark a function of `class Disclosure` that puts shown fields together; it gets the view object."""
    function.is_derived = True
    return staticmethod(function)


@cache
def classification(model) -> dict[str, frozenset]:
    """Field name to the purposes that may see it. Raises Unclassified where a field is missing."""
    stated = {}
    for part in reversed(model.Disclosure.__mro__):
        stated.update({k: v for k, v in vars(part).items() if isinstance(v, frozenset)})
    stated = BASE | stated
    names = {field.name for field in model._meta.local_concrete_fields}
    if names - stated.keys():
        raise Unclassified(f"{model.__name__}: {sorted(names - stated.keys())}")
    return {name: stated[name] for name in names}


@cache
def derivations(model) -> dict:
    """Name to function of what a noun puts together from what is shown."""
    found = {}
    for part in reversed(model.Disclosure.__mro__):
        found.update({k: v.__func__ for k, v in vars(part).items() if isinstance(v, staticmethod)})
    return found


@cache
def allowed(model, purpose) -> tuple[str, ...]:
    """The names of a model's fields that a purpose may see, in the model's order."""
    stated = classification(model)
    return tuple(f.name for f in model._meta.local_concrete_fields if purpose in stated[f.name])


class Disclosed:
    """One record as one purpose may see it. What is not disclosed does not exist on it."""

    __slots__ = ("_model", "_values", "_purpose")

    def __init__(self, model, values, purpose):
        object.__setattr__(self, "_model", model)
        object.__setattr__(self, "_values", values)
        object.__setattr__(self, "_purpose", purpose)

    def __getattr__(self, name):
        try:
            return self._values[name]
        except KeyError:
            return self._put_together(name)

    def _put_together(self, name):
        if function := derivations(self._model).get(name):
            return function(self)
        if name.endswith("_label") and (field := name.removesuffix("_label")) in self._values:
            labels = dict(self._model._meta.get_field(field).flatchoices)
            return str(labels.get(self._values[field], self._values[field]))
        raise AttributeError(f"{self._model.__name__}.{name} is not disclosed for {self._purpose}")

    def __setattr__(self, name, value):
        raise TypeError("A disclosed object never changes.")

    def __contains__(self, name):
        return name in self._values

    def __repr__(self):
        return f"<{self._model.__name__} for {self._purpose}>"

    def fields(self):
        """(field name, label, value) of what is shown, in the model's order; links to other records left out."""
        for field in self._model._meta.local_concrete_fields:
            if field.name in self._values and not isinstance(field, ForeignKey) and field.name not in BASE:
                yield field.name, field.verbose_name, self._values[field.name]

    def facts(self):
        """(field name, label, value in words) of what is shown: choices by label, links by what they are known by."""
        for field in self._model._meta.local_concrete_fields:
            if field.name in BASE or field.name not in self._values:
                continue
            value = self._values[field.name]
            if isinstance(field, ForeignKey):
                value = value and value.known_as()
                if value is None:
                    continue
            elif field.choices:
                value = dict(field.flatchoices).get(value, value)
            yield field.name, capfirst(field.verbose_name), in_language(value) if isinstance(value, dict) else value

    def known_as(self):
        """Its title, or what its noun is shown by, or its neutral label; None where none of them is shown."""
        names = ("title", self._model.shown_by, "neutral")
        return next((self._values[name] for name in names if name in self._values), None)


class _Plan:
    """How rows of one noun become objects: the columns to load, and where in a row each object's values lie."""

    def __init__(self, model, purpose, links, only, prefix=""):
        self.model, self.purpose, self.prefix = model, purpose, prefix
        names = [name for name in allowed(model, purpose) if not only or _is_wanted(model, name, links, only, prefix)]
        self.names = [model._meta.get_field(name).attname for name in names]
        self.columns = [prefix + name for name in self.names]
        self.may_be_gone = prefix and issubclass(model, Removable)
        self.own, self.links = len(self.names), []
        for head in links:
            if head not in allowed(model, purpose):
                raise Unclassified(f"{model.__name__}.{head} is not disclosed for {purpose}")
            linked = model._meta.get_field(head)
            inner = _Plan(linked.related_model, purpose, links[head], only.get(head) or {}, f"{prefix}{head}__")
            key = self.names.index(linked.attname) if linked.attname in self.names else None
            offset = len(self.columns)
            self.links.append((head, key, offset, inner, inner.telling(offset) if inner.may_be_gone else ()))
            self.columns += inner.columns

    def telling(self, offset):
        """Where in a row stands whether what a link leads to was removed, and whether it is a row still."""
        names = [f"{self.prefix}removed_at", f"{self.prefix}version"]
        self.columns += [name for name in names if name not in self.columns]
        return [offset + self.columns.index(name) for name in names]

    def made(self, row, start=0):
        """The object whose values begin at `start`, with the objects it leads to."""
        values = dict(zip(self.names, row[start : start + self.own], strict=True))
        for head, key, offset, inner, telling in self.links:
            absent = key is not None and row[start + key] is None
            # Where a link leads to something that was removed, or erased since, it leads nowhere (law 8).
            gone = telling and (row[start + telling[0]] is not None or row[start + telling[1]] is None)
            if gone and key is not None:
                values[self.names[key]] = None
            values[head] = None if absent or gone else inner.made(row, start + offset)
        return Disclosed(self.model, values, self.purpose)


def _is_wanted(model, name, links, only, prefix):
    """Whether a narrowed view loads a column: what was asked for, its own keys, the key of a link that may be empty."""
    if name in links and model._meta.get_field(name).null:
        return True
    return only.get(name) == {} or (name in ("id", "root") and not prefix)


def _tree(paths):
    """{"case": {"person": {}}} out of ("case", "case__person")."""
    found = {}
    for path in paths:
        place = found
        for name in path.split("__"):
            place = place.setdefault(name, {})
    return found


@cache
def _plan(model, purpose, links, only):
    links, only = _tree(links), _tree(only)
    _known(model, only)
    return _Plan(model, purpose, links, only)


def _known(model, only):
    """What is asked for by name exists, whatever the purpose."""
    for name, inner in only.items():
        if name not in classification(model):
            raise Unclassified(f"{model.__name__}.{name}")
        if inner:
            _known(model._meta.get_field(name).related_model, inner)


def disclosed(queryset, purpose, to, *links, extra=(), only=()) -> list[Disclosed]:
    """The records of a queryset as `purpose` may see them, in one query of only those columns.

    `links` names foreign keys to follow ("person", "case__person"), each hop by its own classification;
    `extra` names annotations of the queryset; `only` leaves out what it does not name ("reference",
    "person__family_name") and adds nothing: a link of which it names nothing is shown whole.
    Every case shown is noted on the visitor, for the recorded look.
    """
    model = queryset.model
    plan = _plan(model, purpose, links, only)
    columns = list(dict.fromkeys((*plan.columns, *extra, "root")))
    rows = queryset.values_list(*columns)
    found = [plan.made(row) for row in rows]
    if extra:
        start, end = len(plan.columns), len(plan.columns) + len(extra)
        for shown, row in zip(found, rows, strict=True):
            shown._values.update(zip(extra, row[start:end], strict=True))
    if model.reached_by != "service":  # reference data is about nobody
        place = columns.index("root")
        to.shown_roots.update(row[place] for row in rows)
    return found


def disclosed_one(queryset, purpose, to, *links, extra=(), only=()) -> Disclosed | None:
    """The one record of a queryset as `purpose` may see it, or None."""
    return next(iter(disclosed(queryset[:1], purpose, to, *links, extra=extra, only=only)), None)


def disclosed_or_404(queryset, purpose, to, *links, extra=(), only=()) -> Disclosed:
    """The one record of a queryset as `purpose` may see it. Raises Http404 where there is none for the visitor."""
    if (found := disclosed_one(queryset, purpose, to, *links, extra=extra, only=only)) is None:
        raise Http404
    return found
