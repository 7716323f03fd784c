"""A Record has nothing whose changes its triggers would not see."""

import pytest
from django.apps import apps
from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Concat

from cases.history.checks import faults_of, records_are_plain
from cases.models import Unit


class Meta:
    app_label = "cases"


def made(name, bases=(models.Model,), **fields):
    """A model class that is no part of the product, taken out of the registry again."""
    try:
        return type(name, bases, {"__module__": "cases.models", "Meta": Meta, **fields})
    finally:
        for known in [key for key in apps.all_models["cases"] if key.startswith(name.lower())]:
            del apps.all_models["cases"][known]
        apps.clear_cache()


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"units": lambda: models.ManyToManyField(Unit, related_name="+")}, "records.E001"),
        (
            {
                "words": lambda: models.GeneratedField(
                    expression=Concat(F("id"), Value("")), output_field=models.TextField(), db_persist=True
                )
            },
            "records.E002",
        ),
        ({"written_at": lambda: models.DateTimeField()}, "records.E004"),
        ({"words": lambda: models.TextField()}, None),
    ],
)
def test_a_field_that_triggers_would_not_see_is_refused(fields, expected):
    model = made("Strange", **{name: field() for name, field in fields.items()})
    assert [error.id for error in faults_of(model)] == ([expected] if expected else [])


def test_a_table_inherited_from_a_record_is_refused():
    class Parents:
        parents = {Unit: None}
        label = "cases.SubUnit"
        local_many_to_many = ()
        local_fields = ()

    assert [error.id for error in faults_of(type("SubUnit", (), {"_meta": Parents}))] == ["records.E003"]


def test_the_products_own_records_are_plain():
    assert records_are_plain(None) == []
