"""What a Record may not have: things whose changes no trigger on its own table would see."""

from django.core.checks import Error, register
from django.db import models

from cases.history.record import Record, record_models


@register
def records_are_plain(app_configs, **kwargs):
    """No many-to-many (a through Record says more), no generated column, no multi-table inheritance (law 6)."""
    return [error for model in record_models() for error in faults_of(model)]


def faults_of(model):
    """What is wrong with one record's model, as system check errors."""
    label = model._meta.label
    for field in model._meta.local_many_to_many:
        yield Error(f"{label}.{field.name} is many-to-many: use a Record in between.", obj=model, id="records.E001")
    for field in model._meta.local_fields:
        if isinstance(field, models.GeneratedField):
            yield Error(f"{label}.{field.name} is generated: use a table beside it.", obj=model, id="records.E002")
    for parent in model._meta.parents:
        if issubclass(parent, Record):
            yield Error(f"{label} inherits the table of {parent._meta.label}.", obj=model, id="records.E003")
