"""What a Record may not have: things whose changes no trigger on its own table would see."""

from django.core.checks import Error, register
from django.db import models

from cases.history.record import HistoryRow, Record, record_models

# Names that history has of its own, and the variable of PostgreSQL's triggers.
OURS = {"act"} | {field.name for field in HistoryRow._meta.fields}


@register
def records_are_plain(app_configs, **kwargs):
    """No many-to-many (a through Record says more), no generated column, no inherited table, no name of ours."""
    return [error for model in record_models() for error in faults_of(model)]


def faults_of(model):
    """What is wrong with one record's model, as system check errors."""
    label = model._meta.label
    for field in model._meta.local_many_to_many:
        yield Error(f"{label}.{field.name} is many-to-many: use a Record in between.", obj=model, id="records.E001")
    for field in model._meta.local_fields:
        if isinstance(field, models.GeneratedField):
            yield Error(f"{label}.{field.name} is generated: use a table beside it.", obj=model, id="records.E002")
        if field.name in OURS:
            yield Error(
                f"{label}.{field.name} is a name that history or its triggers have.", obj=model, id="records.E004"
            )
    for parent in model._meta.parents:
        if issubclass(parent, Record):
            yield Error(f"{label} inherits the table of {parent._meta.label}.", obj=model, id="records.E003")
