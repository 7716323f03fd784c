"""Law 3: every field is classified, and no package keeps a field that nobody has looked at."""

import pytest
from django.apps import apps
from django.db import models

from cases.disclosure.purposes import NOBODY, Purpose
from cases.disclosure.view import BASE, classification, derivations
from cases.history.record import HistoryRow, Record, history_model, record_models
from tests.laws.packages import PACKAGES

RECORDS = record_models()
# What simple-history and our own base add to the fields of a record.
OF_HISTORY = {"history_id", "history_date", "history_change_reason", "history_type", "history_user_id"}


def historical():
    return {history_model(model) for model in RECORDS}


@pytest.mark.rule(47, 49)
@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model.__name__)
def test_every_field_of_a_record_says_which_purposes_it_serves(model):
    stated = classification(model)
    assert set(stated) == {field.name for field in model._meta.local_concrete_fields}
    assert all(purposes <= frozenset(Purpose) for purposes in stated.values())


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model.__name__)
def test_nothing_is_classified_that_does_not_exist(model):
    named = {
        name for part in model.Disclosure.__mro__ for name, value in vars(part).items() if value.__class__ is frozenset
    }
    known = {field.name for field in model._meta.local_concrete_fields} | set(BASE)
    assert named <= known
    assert not set(derivations(model)) & known


@pytest.mark.rule(8)
@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model.__name__)
def test_a_link_to_a_log_in_is_for_work_alone(model):
    outside = frozenset(Purpose) - {Purpose.SUPERVISION, Purpose.INSPECTION, Purpose.CONTEST}
    for field in model._meta.local_concrete_fields:
        if field.is_relation and field.related_model._meta.label == "cases.User":
            assert classification(model)[field.name] & outside == NOBODY


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model.__name__)
def test_a_record_holds_nothing_that_its_history_cannot(model):
    assert not model._meta.local_many_to_many
    assert not [field for field in model._meta.local_concrete_fields if isinstance(field, models.GeneratedField)]
    assert all(parent._meta.abstract for parent in model.__mro__[1:] if hasattr(parent, "_meta"))
    kept = {field.name for field in history_model(model)._meta.local_concrete_fields}
    added = OF_HISTORY | {field.name for field in HistoryRow._meta.local_concrete_fields}
    assert kept == {field.name for field in model._meta.local_concrete_fields} | added


def test_every_other_model_stands_in_the_table_with_its_fields():
    found = {
        model._meta.label: " ".join(field.name for field in model._meta.local_concrete_fields)
        for model in apps.get_models()
        if not issubclass(model, Record) and model not in historical()
    }
    assert found == {label: fields for label, (_why, fields) in PACKAGES.items()}
