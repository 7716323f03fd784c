"""The officer's pages: work of the day, cases, taking a person on, the overview."""

import datetime
import re
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.history.tables import Look
from cases.models import CaseRecord, ContactPoint, Contest, Explanation, Person
from cases.views import middleware
from tests.visits import own_queries, page, text_of, written

PERSON = {
    "given_names": "Rosa",
    "family_name": "Quiroga",
    "birth_date": "1988-02-29",
    "language": "es",
    "interpreter": "on",
    "reads": "ordinary",
    "address": "4 Hill Road",
}


@pytest.fixture
def verhaal(cast):
    return cast.case("Verhaal")


@pytest.fixture
def waiting(verhaal):
    return Contest.objects.get(case=verhaal, answer="")


@pytest.fixture
def later(monkeypatch):
    """Let every visit take place so many days from now."""

    def set_to(days):
        moment = timezone.now() + datetime.timedelta(days=days)
        monkeypatch.setattr(middleware, "timezone", SimpleNamespace(now=lambda: moment))

    return set_to


# My work today


def _row(answer, contest):
    """The row of work that leads to the answer of a disagreement."""
    rows = re.findall(r"<tr.*?</tr>", text_of(answer))
    return next(row for row in rows if reverse("cases:contest_answer", args=[contest.case_id, contest.id]) in row)


@pytest.mark.rule(46)
def test_a_disagreement_in_a_colleagues_case_waits_in_the_handlers_work(cast, waiting):
    row = _row(page(cast.client("officer2"), "today"), waiting)
    assert "Tomas Verhaal" in row
    assert row.count("<a ") == 1
    assert "Overdue" not in row


@pytest.mark.rule(46)
def test_the_officer_who_wrote_the_entry_is_not_asked_to_answer(cast, waiting):
    assert str(waiting.id) not in text_of(page(cast.client("officer"), "today"))


def test_an_answer_that_is_late_is_marked_overdue(cast, waiting, later):
    later(60)
    assert "Overdue" in _row(page(cast.client("officer2"), "today"), waiting)


def test_where_nothing_waits_the_page_says_what_to_do(cast):
    assert "Nothing waits for you now" in text_of(page(cast.client("officer3"), "today"))


# Cases: list, filters


def test_the_list_holds_ones_own_cases_and_no_other(cast):
    shown = text_of(page(cast.client("officer"), "list"))
    assert "Tomas Verhaal" in shown
    assert "Meyer" not in shown
    assert "Lindqvist" not in shown


@pytest.mark.rule(43)
def test_cases_nothing_was_written_in_are_found_by_a_filter_that_can_be_taken_off(cast):
    shown = text_of(page(cast.client("officer2"), "list", silent="on"))
    assert "Lukas Meyer" in shown
    assert "Nothing written for 28 days" in shown
    assert "Tomas Verhaal" not in text_of(page(cast.client("officer"), "list", silent="on"))


def test_a_case_that_was_just_taken_on_is_not_silent_yet(cast, later):
    assert "Noah Visser" not in text_of(page(cast.client("officer"), "list", silent="on"))
    later(60)
    assert "Noah Visser" in text_of(page(cast.client("officer"), "list", silent="on"))


def test_the_filter_for_ones_own_cases_holds_them(cast):
    shown = text_of(page(cast.client("officer"), "list", keeper="mine"))
    assert "Tomas Verhaal" in shown
    assert "Those I keep myself" in shown


def test_a_list_pages_by_key_and_back(cast, monkeypatch):
    monkeypatch.setattr("cases.views.officer.CASES", 2)
    client, seen, url = cast.client("officer"), [], reverse("cases:list")
    keys = list(
        CaseRecord.objects.filter(assignments__user=cast.user("officer")).order_by("-id").values_list("id", flat=True)
    )
    first = client.get(url).content.decode()
    shown = first
    while True:
        seen += re.findall(r'/cases/([0-9a-f-]{36})/"', shown)
        onward = re.search(r'rel="next" href="([^"]+)"', shown)
        if not onward:
            break
        shown = client.get(url + onward[1].replace("&amp;", "&")).content.decode()
    assert seen == [str(key) for key in keys]
    back = re.search(r'rel="prev" href="([^"]+)"', shown)[1].replace("&amp;", "&")
    last = len(keys) % 2 or 2
    assert str(keys[-last - 1]) in client.get(url + back).content.decode()


def test_a_look_at_a_list_names_the_cases_it_showed_and_no_more(cast, monkeypatch):
    monkeypatch.setattr("cases.views.officer.CASES", 2)
    page(cast.client("officer"), "list")
    look = Look.objects.filter(kind="caseload").latest("id")
    assert len(look.roots) == 2


# Taking a person on


@pytest.mark.rule(42)
def test_a_person_is_taken_on_and_the_next_page_is_their_case(cast):
    answer = cast.client("officer").post(reverse("cases:new"), PERSON, follow=True)
    case = cast.case("Quiroga")
    assert answer.redirect_chain[0][0] == reverse("cases:detail", args=[case.id])
    assert "Rosa Quiroga" in text_of(answer)
    assert "What comes next" in text_of(answer)
    assert "Record the sanction" in text_of(answer)
    assert Person.objects.get(pk=case.person_id).interpreter
    assert ContactPoint.objects.get(person=case.person_id).value == "4 Hill Road"


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"birth_date": "2100-01-01"}, "This date lies in the future"),
        ({"birth_date": "2024-01-01"}, "would be under ten"),
        ({"language": ""}, "Ask which language the person understands best"),
    ],
)
def test_what_was_typed_wrongly_is_refused_at_the_field_and_kept(cast, changes, says):
    answer = cast.client("officer").post(reverse("cases:new"), PERSON | changes)
    assert answer.status_code == 422
    assert says in text_of(answer)
    assert 'value="Quiroga"' in text_of(answer)
    assert not Person.objects.filter(family_name="Quiroga").exists()


def test_a_manager_takes_nobody_on(cast):
    assert cast.client("manager").post(reverse("cases:new"), PERSON).status_code == 403


# Overview


@pytest.mark.rule(45)
def test_the_overview_says_who_can_read_the_record_and_why(cast, verhaal):
    shown = text_of(page(cast.client("officer"), "detail", verhaal.id))
    assert "<b>Ines Marlow</b>, officer. Keeps the case." in shown
    assert "<b>Maya Osei</b>, manager. Manages Unit North." in shown
    assert "<b>Paul Arden</b>, handler of a disagreement. Answers a disagreement the person lodged." in shown
    assert "<b>Ida Sorensen</b>, inspector. Inspection mandate." in shown
    assert "<b>Anouk Lambert</b>, lawyer. Mandate: The whole record (Signed at the office, folder M 12)." in shown
    assert "<b>Northbridge Food Bank</b>, partner organisation. Placement: Sorting and packing food." in shown
    assert "<b>Hugo Blanc</b>, volunteer. Sees one task: Practising a language." in shown


@pytest.mark.rule(6)
def test_what_was_not_recorded_about_needs_is_said(cast, verhaal):
    shown = text_of(page(cast.client("officer"), "detail", verhaal.id))
    assert "Wears strong glasses" in shown
    assert "Not recorded" in shown


@pytest.mark.rule(28, 62)
def test_what_was_not_explained_yet_is_listed_until_it_was(cast):
    case = cast.case("Visser")
    client = cast.client("officer")
    assert not Explanation.objects.filter(case=case).exists()
    assert reverse("cases:explain", args=[case.id]) in text_of(page(client, "detail", case.id))
    written(cast, case)
    assert "Not explained to the person yet" in text_of(page(client, "detail", case.id))
    told = {
        "contents": [content.value for content in Explanation.BEFORE],
        "words": "plain",
        "explained_at": "2026-01-14T08:05",
        "language": case.person.language,
        "interpreter": "Odile Perrin",
        "how": "both",
        "understood": "Said it back.",
    }
    assert client.post(reverse("cases:explain", args=[case.id]), told).status_code == 302
    assert Explanation.objects.filter(case=case).count() == 4
    assert "Not explained to the person yet" not in text_of(page(client, "detail", case.id))


@pytest.mark.rule(7, 61)
def test_without_the_interpreter_the_explanation_is_refused_at_the_field(cast, verhaal):
    told = {
        "contents": ["rights"],
        "words": "plain",
        "explained_at": "2026-01-14T08:05",
        "language": "nl",
        "how": "spoken",
        "understood": "Said it back.",
    }
    answer = cast.client("officer").post(reverse("cases:explain", args=[verhaal.id]), told)
    assert answer.status_code == 422
    assert 'id="id_interpreter_error"' in text_of(answer)


def test_an_open_disagreement_leads_to_the_page_of_the_record_that_begins_with_it(cast, verhaal, waiting):
    client = cast.client("officer")
    for day in range(25):
        written(cast, verhaal, happened_at=cast.now - datetime.timedelta(hours=day))
    overview = client.get(reverse("cases:detail", args=[verhaal.id])).content.decode()
    place = re.search(r'href="([^"#]+)#entry-' + str(waiting.entry_id), overview)[1]
    shown = client.get(place).content.decode()
    assert re.findall(r'<article class="entry" id="entry-([^"]+)"', shown)[0] == str(waiting.entry_id)


# Every page


PAGES = {
    "today": "cases:today",
    "list": "cases:list",
    "record": "cases:record",
    "looks": "cases:looks",
}


@pytest.mark.parametrize("name", PAGES)
def test_a_list_asks_at_most_three_questions_whatever_its_length(cast, verhaal, name):
    keys = [verhaal.id] if name in ("record", "looks") else []
    client, url = cast.client("officer2" if name == "today" else "officer"), reverse(PAGES[name], args=keys)
    client.get(url)
    few = len(own_queries(client, url))
    for _ in range(15):
        written(cast, verhaal)
        client.get(url)
    assert len(own_queries(client, url)) == few <= 3


def test_the_history_asks_at_most_three_questions(cast, verhaal):
    url = reverse("cases:history", args=[verhaal.id, "cases.person", verhaal.person_id])
    assert len(own_queries(cast.client("officer"), url)) <= 3


@pytest.mark.parametrize("name", ["detail", "record", "looks", "explain", "entry_add"])
def test_a_page_is_light_and_names_the_person_in_its_heading_never_in_its_title(cast, verhaal, name):
    shown = page(cast.client("officer"), name, verhaal.id).content.decode()
    assert len(shown) < 100_000
    assert "Verhaal" not in re.search(r"<title>(.*?)</title>", shown)[1]
    assert "Tomas Verhaal" in re.search(r"<h1>(.*?)</h1>", shown, re.S)[1]


@pytest.mark.parametrize("name", ["detail", "record", "looks", "explain", "entry_add"])
def test_a_case_of_another_unit_is_not_there(cast, name):
    assert page(cast.client("officer"), name, cast.case("Lindqvist").id).status_code == 404
