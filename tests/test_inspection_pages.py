"""The inspector's pages: the mandate, the cases it covers, and no way to write."""

import re
import uuid

import pytest
from django.db import DatabaseError
from django.http import HttpResponse
from django.urls import reverse

from cases.access.gate import page
from cases.access.roles import ROLES, Act, Role
from cases.history.action import recorded
from cases.history.tables import Action, Look
from cases.urls import cases as patterns
from tests.visits import own_queries
from tests.world import WORDS, model_of

# Every address of a case behind which something is written: read off the addresses themselves.
WRITING = {p.name: p for p in patterns if p.callback.on == "case" and p.callback.act not in ROLES[Role.INSPECTOR].acts}
# Pages on the way to something written, on which nothing is: nobody can send them anything.
for _read in ("contest_choose", "release_page"):
    del WRITING[_read]


def address(name, case):
    """An address of a case, and in it of something that is there, in whatever case."""
    parts = [part for part in WRITING[name].pattern.converters if part != "case_id"]
    return reverse(f"cases:{name}", args=[case, *(_any_of(part) for part in parts)])


def _any_of(part):
    if part in WORDS:
        return WORDS[part]
    return model_of(part).objects.values_list("id", flat=True).first() or uuid.uuid4()


def test_there_is_something_to_refuse():
    assert {"entry_add", "entry_correct", "explain", "contest_answer"} <= WRITING.keys()


@pytest.mark.rule(13, 92)
@pytest.mark.parametrize("name", WRITING)
def test_an_inspector_writes_nothing_in_a_case_the_mandate_covers(cast, name):
    before = Action.objects.count()
    assert cast.client("inspector").post(address(name, cast.case("Verhaal").id), {"x": "1"}).status_code == 403
    assert Action.objects.count() == before


@pytest.mark.rule(13, 92)
@pytest.mark.parametrize("name", WRITING)
@pytest.mark.parametrize("which", ["of another unit", "of nobody"])
def test_of_other_cases_an_inspector_learns_nothing(cast, name, which):
    case = cast.case("Lindqvist").id if which == "of another unit" else uuid.uuid4()
    assert cast.client("inspector").post(address(name, case), {"x": "1"}).status_code == 404


def test_an_inspector_takes_nobody_on(cast):
    assert cast.client("inspector").post(reverse("cases:new"), {"given_names": "Rosa"}).status_code == 403


@pytest.mark.rule(13, 92)
def test_the_database_itself_refuses_a_write_within_an_inspectors_page(cast, rf):
    def meddles(request):
        with recorded("meddle", by=request.visitor.user_id, now=request.visitor.now):
            return HttpResponse()

    request = rf.get("/")
    request.visitor = cast.at("inspector")
    before = Action.objects.count()
    with pytest.raises(DatabaseError, match="read-only|readonly"):
        page(Act.INSPECT, "caseload")(meddles)(request)
    assert Action.objects.count() == before


@pytest.mark.rule(13, 92)
def test_the_home_names_the_mandate_and_the_cases_it_covers(cast):
    shown = cast.client("inspector").get(reverse("inspection:home")).content.decode()
    for words in ("Inspectorate of Probation", "IP/2026/14", "Unit North", "nothing can be changed"):
        assert words in shown
    case = cast.case("Verhaal")
    assert reverse("cases:detail", args=[case.id]) in shown
    assert reverse("cases:record", args=[case.id]) in shown
    assert "Lindqvist" not in shown


def test_the_list_of_covered_cases_asks_at_most_three_questions(cast):
    assert len(own_queries(cast.client("inspector"), reverse("inspection:home"))) <= 3


@pytest.mark.rule(13, 92)
@pytest.mark.parametrize("name", ["detail", "record", "looks"])
def test_an_inspector_reads_a_covered_case_for_inspection_and_the_look_is_recorded(cast, name):
    case = cast.case("Verhaal")
    shown = cast.client("inspector").get(reverse(f"cases:{name}", args=[case.id])).content.decode()
    assert "You are looking for: <b>inspection</b>" in re.sub(r"\s+", " ", shown)
    look = Look.objects.latest("id")
    assert (look.root, look.purpose, look.actor_id) == (case.id, "inspection", cast.user("inspector").id)


@pytest.mark.parametrize("name", ["detail", "record"])
def test_no_way_to_write_is_offered_to_an_inspector(cast, name):
    case = cast.case("Verhaal")
    shown = cast.client("inspector").get(reverse(f"cases:{name}", args=[case.id])).content.decode()
    offered = {reverse("cases:entry_add", args=[case.id]), reverse("cases:explain", args=[case.id])}
    assert not any(link in shown for link in offered)
    assert "/correct/" not in shown
    assert "/answer/" not in shown


@pytest.mark.parametrize("username", ["officer", "manager", "person", "authority", "admin"])
def test_nobody_but_an_inspector_opens_the_inspection(cast, username):
    assert cast.client(username).get(reverse("inspection:home")).status_code == 403
