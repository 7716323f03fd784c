"""The engine of disclosure against the rules written a second time: every noun, field, purpose and ground (47, 49)."""

import itertools

import pytest

from cases.disclosure.purposes import Purpose
from cases.disclosure.view import allowed, disclosed_one
from cases.history.record import record_models
from tests.oracle import fields

pytestmark = [pytest.mark.django_db, pytest.mark.rule(8, 45, 47, 49)]


def nouns():
    """Every noun the product has, by the name the oracle knows it by."""
    return {model.__name__: model for model in record_models() if model._meta.app_label != "tests"}


def test_the_oracle_speaks_of_every_noun_and_of_nothing_else():
    assert set(fields.NOUNS) == set(nouns())
    for name, model in nouns().items():
        known = {field.name for field in model._meta.local_concrete_fields}
        assert fields.stated_fields(name) <= known, name


def test_what_a_purpose_sees_of_a_record_is_what_the_oracle_says(cast):
    """Asked of the view object that pages get: of a row of the demo's where there is one, of its class otherwise."""
    different = []
    for (name, model), purpose in itertools.product(nouns().items(), Purpose):
        shown = disclosed_one(model.objects.order_by("-id"), purpose, cast.at("officer"))
        if shown is None:
            continue
        for field in model._meta.local_concrete_fields:
            engine = field.attname in shown
            if engine != fields.sees(name, field.name, purpose.value):
                different.append(f"{name}.{field.name} for {purpose}: the engine says {engine}")
    assert not different, "\n".join(different)


@pytest.mark.parametrize("purpose", list(Purpose))
def test_the_classes_say_the_same_of_nouns_the_demo_has_no_row_of(purpose):
    for name, model in nouns().items():
        said = {field.name for field in model._meta.local_concrete_fields if fields.sees(name, field.name, purpose)}
        assert set(allowed(model, purpose)) == said, name
