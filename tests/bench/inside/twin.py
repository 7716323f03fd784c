"""The twin of Entry: the same columns, indexes, constraints and links, the same versions, found by the same search.

No history, and no guard of it.
"""

from copy import deepcopy

from django.db import connection, models

from cases.history import triggers
from cases.models import Entry

TABLE = "bench_twin"


class Plain(models.Model):
    """Saves as a record does, with the version checked on every change."""

    class Meta:
        abstract = True

    def save(self, **kwargs):
        if self._state.adding:
            return super().save(force_insert=True, **kwargs)
        self.version += 1
        return super().save(force_update=True, **kwargs)

    def _do_update(self, base_qs, *args):
        updated = super()._do_update(base_qs.filter(version=self.version - 1), *args)
        assert updated, "somebody else wrote the twin"
        return updated


def _field(field):
    _name, _path, args, kwargs = field.deconstruct()
    if field.is_relation:
        kwargs["related_name"] = "+"
    return type(field)(*args, **kwargs)


def _renamed(things):
    copies = deepcopy(things)
    for copy in copies:
        copy.name = f"bench_{copy.name}"[:30]
    return copies


def _twin():
    options = Entry._meta
    meta = {
        "app_label": "bench",
        "db_table": TABLE,
        "indexes": _renamed(options.indexes),
        "constraints": _renamed(options.constraints),
    }
    fields = {field.name: _field(field) for field in options.local_concrete_fields}
    also = {"searched_by": Entry.searched_by, "searched_text": Entry.searched_text}
    return type("Twin", (Plain,), {"__module__": __name__, "Meta": type("Meta", (), meta), **also, **fields})


Twin = _twin()


def create():
    """Make the twin's table, and see that the database has the same of both."""
    with connection.schema_editor() as editor:
        editor.create_model(Twin)
        for _name, statement in triggers.ENGINES[connection.vendor].search_triggers(Twin):
            editor.execute(statement.replace(f"rec_{TABLE}", TABLE))
    assert _shape(TABLE) == _shape(Entry._meta.db_table), "the twin is not a twin"


def _shape(table):
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, table).values()
    kinds = ("unique", "primary_key", "check", "index")
    return sorted(
        (tuple(c["columns"] or ()), *(bool(c[kind]) for kind in kinds), str(c["foreign_key"] or "")) for c in found
    )
