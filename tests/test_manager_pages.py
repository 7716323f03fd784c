"""The manager's page: caseload, what is overdue, cases nothing was written in."""

import datetime
import re
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.composition import composition
from cases.views import middleware
from tests.visits import own_queries


def team(cast, username="manager"):
    return re.sub(r"\s+", " ", cast.client(username).get(reverse("cases:team")).content.decode())


@pytest.mark.rule(77)
def test_each_officers_caseload_stands_against_what_they_can_take_by_name(cast):
    shown = team(cast).partition("<h2>Caseload</h2>")[2]
    assert shown.index("Ines Marlow") < shown.index("Paul Arden")
    assert "3 of 35 at most" in shown
    assert "Greta Holm" not in shown


@pytest.mark.rule(43)
def test_a_case_nothing_was_written_in_is_listed_with_its_last_day(cast):
    shown = team(cast)
    assert "Nothing written for 28 days" in shown
    assert "Lukas Meyer" in shown
    assert "Tomas Verhaal" not in shown


@pytest.mark.rule(46)
def test_a_disagreement_nobody_answered_in_time_is_overdue_for_the_manager(cast, monkeypatch):
    assert "Answer to a disagreement" not in team(cast)
    late = timezone.now() + datetime.timedelta(days=60)
    monkeypatch.setattr(middleware, "timezone", SimpleNamespace(now=lambda: late))
    shown = team(cast)
    assert "Answer to a disagreement" in shown
    assert "Overdue" in shown
    assert "Answer to a disagreement" not in team(cast, "manager3")


def test_the_team_asks_three_questions_and_one_for_each_registered_list(cast):
    asked = own_queries(cast.client("manager"), reverse("cases:team"))
    assert len(asked) <= 3 + len(composition.team)


@pytest.mark.parametrize("username", ["officer", "person", "inspector", "admin"])
def test_nobody_but_a_manager_sees_a_team(cast, username):
    assert cast.client(username).get(reverse("cases:team")).status_code == 403


def test_a_manager_reads_the_cases_of_the_unit_and_is_offered_nothing_to_write(cast):
    case = cast.case("Verhaal")
    client = cast.client("manager")
    for name in ("detail", "record"):
        shown = client.get(reverse(f"cases:{name}", args=[case.id])).content.decode()
        assert "Tomas Verhaal" in shown
        assert reverse("cases:entry_add", args=[case.id]) not in shown
        assert "/correct/" not in shown
    assert client.get(reverse("cases:detail", args=[cast.case("Lindqvist").id])).status_code == 404


def test_a_manager_finds_the_units_cases_and_not_those_of_the_other(cast):
    shown = cast.client("manager").get(reverse("cases:list")).content.decode()
    assert "Verhaal" in shown
    assert "Meyer" in shown
    assert "Lindqvist" not in shown
