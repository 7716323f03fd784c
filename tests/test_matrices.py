"""The code tells of itself: who may what, who sees what, how each Rule is served."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from cases.access.roles import ROLES, Act, Role
from cases.disclosure.purposes import Purpose
from cases.disclosure.view import classification
from cases.history.record import record_models
from config import matrices, rules
from tests.plugin import RULES as NUMBERS

STATUSES = {rules.SERVED, rules.PARTLY, rules.NOT_YET, rules.OUTSIDE}


def said(command, *arguments):
    out = StringIO()
    call_command(command, *arguments, stdout=out)
    return out.getvalue()


def told(command):
    return json.loads(said(command, "--json"))


def test_every_rule_stands_in_the_table_once_with_a_statement_and_a_status():
    assert [rule.number for rule in rules.RULES] == list(NUMBERS)
    assert all(len(rule.statement.split()) > 2 and rule.status in STATUSES for rule in rules.RULES)
    assert len({rule.statement for rule in rules.RULES}) == len(rules.RULES)


def test_what_is_not_served_whole_says_why():
    assert not [rule.number for rule in rules.RULES if rule.status != rules.SERVED and not rule.why]


def test_a_rule_is_served_only_where_a_page_and_a_test_show_it():
    empty = [
        rule["rule"]
        for rule in matrices.rules()
        if rule["status"] == rules.SERVED and not (rule["screens"] and rule["tests"])
    ]
    assert not empty


def test_every_page_the_rules_name_exists():
    assert not [(rule.number, name) for rule in rules.RULES for name in rule.where if not matrices.is_page(name)]


def test_no_test_shows_a_rule_that_is_said_to_be_outside_or_to_come():
    shown = {rule["rule"] for rule in matrices.rules() if rule["tests"]}
    idle = {rule.number for rule in rules.RULES if rule.status in (rules.NOT_YET, rules.OUTSIDE)}
    assert not shown & idle


def test_the_tests_of_a_rule_are_found_by_reading(tmp_path):
    folder = tmp_path / "tests"
    folder.mkdir()
    (folder / "test_a.py").write_text(
        "import pytest\n"
        "pytestmark = [pytest.mark.rule(7)]\n"
        "@pytest.mark.rule(46, 47)\n"
        "def test_one(): pass\n"
        "def test_two(): pass\n"
    )
    found = matrices.tests_by_rule(folder)
    assert found == {
        46: ["tests/test_a.py::test_one"],
        47: ["tests/test_a.py::test_one"],
        7: ["tests/test_a.py::test_one", "tests/test_a.py::test_two"],
    }


def test_an_address_that_does_not_exist_is_no_page():
    assert matrices.is_page("landing")
    assert not matrices.is_page("landing:nowhere")
    assert not matrices.is_page("cases:nowhere")


def test_the_rules_are_printed_with_pages_tests_and_reasons():
    text = said("rules")
    assert "\n105  outside software: " in text
    assert "tests/test_canary.py::" in text
    assert len(told("rules")) == 105


def test_the_access_matrix_says_every_role_and_act():
    found = {row["role"]: row for row in told("access_matrix")}
    assert set(found) == set(Role.values)
    for role, rule in ROLES.items():
        assert {act for act, may in found[role]["acts"].items() if may} == set(rule.acts)
        assert set(found[role]["acts"]) == set(Act.values)
    text = said("access_matrix")
    assert "inspector (inspection, only reads): Reads the cases a mandate covers" in text


@pytest.mark.rule(47, 49)
def test_the_disclosure_matrix_says_every_field_and_purpose():
    found = {(row["model"], row["field"]): set(row["purposes"]) for row in told("disclosure_matrix")}
    assert len(found) == sum(len(model._meta.local_concrete_fields) for model in record_models())
    for model in record_models():
        for name, purposes in classification(model).items():
            assert found[model._meta.label, name] == {purpose for purpose in Purpose if purpose in purposes}
    assert "  user                 nobody" in said("disclosure_matrix")
