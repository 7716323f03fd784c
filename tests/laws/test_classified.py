"""Law 3: every field is classified, and no package keeps a field that nobody has looked at."""

import pytest
from django.apps import apps
from django.db import models

from cases.disclosure.purposes import NOBODY, Purpose
from cases.disclosure.view import BASE, Disclosed, Unclassified, allowed, classification, derivations, disclosed
from cases.history.record import HistoryRow, Record, history_model, record_models
from cases.models import CaseRecord, Person
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


@pytest.mark.rule(47)
def test_asking_for_fewer_columns_never_shows_more(cast):
    cases, to = CaseRecord.objects.filter(pk=cast.case("Verhaal").pk), cast.at("officer")
    fields = [f.name for f in CaseRecord._meta.local_concrete_fields]
    asked = (*fields, *(f"person__{f.name}" for f in Person._meta.local_concrete_fields))
    for purpose in Purpose:
        if "person" not in allowed(CaseRecord, purpose):
            continue
        [whole], [all_named] = (
            disclosed(cases, purpose, to, "person"),
            disclosed(cases, purpose, to, "person", only=asked),
        )
        [narrow] = disclosed(cases, purpose, to, "person", only=("reference", "person__family_name"))
        shown, few = vars_of(whole), vars_of(narrow)
        # The key of a link that is followed says nothing that the linked record's own key does not.
        assert vars_of(all_named) == {name: value for name, value in shown.items() if name != "person_id"}
        assert few.keys() <= shown.keys() and "person.birth_date" not in few
        assert all(shown[name] == value for name, value in few.items())


def test_what_no_noun_has_cannot_be_asked_for(cast):
    with pytest.raises(Unclassified):
        disclosed(CaseRecord.objects.all(), Purpose.SUPERVISION, cast.at("officer"), "person", only=("person__nick",))


def vars_of(shown, prefix=""):
    """Every value of a disclosed object and of those it leads to, by its path."""
    found = {}
    for name, value in shown._values.items():
        found |= vars_of(value, f"{name}.") if isinstance(value, Disclosed) else {prefix + name: value}
    return found
