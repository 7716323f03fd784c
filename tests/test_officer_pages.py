"""The officer's pages: work of the day, cases, the record and its keeping, disagreements, history, looks."""

import datetime
import re
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.actions.entries import add_entry, correct_entry
from cases.history.tables import Look
from cases.models import CaseRecord, ContactPoint, Contest, Entry, Explanation, OthersSegment, Person
from cases.views import middleware
from tests.counting import own_queries

ENTRY = {
    "kind": "call",
    "happened_at": "2026-01-14T08:05",
    "text": "Phoned to say that the interview went well.",
    "nature": "fact",
    "source": "Telephone call",
    "serves": "Shall report to the probation officer every week.",
}
PERSON = {
    "given_names": "Rosa",
    "family_name": "Quiroga",
    "birth_date": "1988-02-29",
    "language": "Spanish",
    "interpreter": "on",
    "address": "4 Hill Road",
}


def page(client, name, *keys, **query):
    return client.get(reverse(f"cases:{name}", args=keys), query)


def text_of(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


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


def written(cast, case, **changes):
    fields = {
        "kind": "call",
        "happened_at": cast.now,
        "nature": "fact",
        "source": "Call",
        "serves": "Weekly",
        "text": "x",
    }
    return add_entry(by=cast.at("officer"), now=cast.now, case_id=case.id, **fields | changes)


# My work today


def _row(answer, contest):
    """The row of work that leads to the answer of a disagreement."""
    rows = text_of(answer).split("<tr")
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


# Cases: list, search, filters


def test_the_list_holds_ones_own_cases_and_no_other(cast):
    shown = text_of(page(cast.client("officer"), "list"))
    assert "Tomas Verhaal" in shown
    assert "Meyer" not in shown
    assert "Lindqvist" not in shown


@pytest.mark.parametrize("words", ["verh", "TOMAS", "tom verhaal"])
def test_a_case_is_found_by_any_part_of_the_name(cast, words):
    found = text_of(cast.client("officer").post(reverse("cases:list"), {"q": words}))
    assert "Tomas Verhaal" in found
    assert "Petrova" not in found


def test_a_case_is_found_by_its_number(cast, verhaal):
    found = text_of(cast.client("officer").post(reverse("cases:list"), {"q": verhaal.reference[-5:]}))
    assert "Tomas Verhaal" in found
    assert "Petrova" not in found


def test_a_search_finds_nothing_outside_ones_own_cases(cast):
    found = text_of(cast.client("officer").post(reverse("cases:list"), {"q": "Meyer"}))
    assert "Lukas" not in found
    assert "No case you may see fits" in found


def test_what_was_searched_for_stands_in_no_address(cast):
    found = cast.client("officer").post(reverse("cases:list"), {"q": "Verhaal"}).content.decode()
    addresses = re.findall(r'(?:href|action)="([^"]*)"', found)
    assert addresses
    assert not any("erhaal" in address for address in addresses)


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
    monkeypatch.setattr("cases.views.paging.PAGE", 2)
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
    assert str(keys[-2]) in client.get(url + back).content.decode() or len(keys) == 2


def test_a_look_at_a_list_names_the_cases_it_showed_and_no_more(cast, monkeypatch):
    monkeypatch.setattr("cases.views.paging.PAGE", 2)
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
    assert "Mandate signed by the person" in shown


@pytest.mark.rule(6)
def test_what_was_not_recorded_about_needs_is_said(cast, verhaal):
    shown = text_of(page(cast.client("officer"), "detail", verhaal.id))
    assert "Prefers large print" in shown
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
        "contents": [content.value for content in Explanation.Content],
        "explained_at": "2026-01-14T08:05",
        "language": case.person.language,
        "interpreter": "Odile Perrin",
        "how": "both",
        "understood": "Said it back.",
    }
    assert client.post(reverse("cases:explain", args=[case.id]), told).status_code == 302
    assert Explanation.objects.filter(case=case).count() == 4
    assert "Not explained to the person yet" not in text_of(page(client, "detail", case.id))


@pytest.mark.rule(61)
def test_without_the_interpreter_the_explanation_is_refused_at_the_field(cast, verhaal):
    told = {
        "contents": ["rights"],
        "explained_at": "2026-01-14T08:05",
        "language": "Dutch",
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


# Record


@pytest.mark.rule(43)
def test_the_record_says_of_each_entry_who_how_known_and_what_for(cast, verhaal):
    written(cast, verhaal, text="Brought the lease.", nature="opinion", source="Seen on paper", serves="Find a home")
    shown = text_of(page(cast.client("officer"), "record", verhaal.id))
    for words in (
        "Brought the lease.",
        "Opinion",
        "Ines Marlow",
        "Seen on paper",
        "Find a home",
        "Not verified",
        "Not shared yet",
    ):
        assert words in shown


def test_the_newest_day_comes_first_and_each_day_in_its_own_order(cast, verhaal):
    noon = timezone.localtime(cast.now).replace(hour=12, minute=0) - datetime.timedelta(days=1)
    written(cast, verhaal, happened_at=noon, text="Second that day.")
    written(cast, verhaal, happened_at=noon - datetime.timedelta(hours=2), text="First that day.")
    written(cast, verhaal, happened_at=noon - datetime.timedelta(days=1), text="The day before.")
    shown = text_of(page(cast.client("officer"), "record", verhaal.id))
    order = [shown.index(words) for words in ("First that day.", "Second that day.", "The day before.")]
    assert order == sorted(order)


@pytest.mark.rule(8)
def test_what_is_about_others_is_shown_to_supervision_and_not_to_who_answers_a_disagreement(cast, verhaal):
    segment = OthersSegment.objects.filter(entry__case=verhaal).first()
    where = {"kind": "information"}
    assert segment.text in text_of(page(cast.client("officer"), "record", verhaal.id, **where))
    assert segment.text in text_of(page(cast.client("inspector"), "record", verhaal.id, **where))
    handler = text_of(page(cast.client("officer2"), "record", verhaal.id, **where))
    assert segment.entry.text in handler
    assert segment.text not in handler


@pytest.mark.rule(46)
def test_the_persons_words_stand_beside_the_entry_with_the_answer(cast, verhaal):
    refused = Contest.objects.get(case=verhaal, answer="refused")
    shown = text_of(page(cast.client("officer"), "record", verhaal.id))
    entry = shown[shown.index(f'id="entry-{refused.entry_id}"') :]
    entry = entry[: entry.index("</article>")]
    for words in (refused.statement, refused.reasons, "Not accepted", "Paul Arden"):
        assert words in entry


def test_the_record_is_filtered_by_kind_and_searched_in_its_text(cast, verhaal):
    written(cast, verhaal, kind="visit", text="The kettle was on.")
    client, url = cast.client("officer"), reverse("cases:record", args=[verhaal.id])
    only = text_of(client.get(url, {"kind": "visit"}))
    assert "The kettle was on." in only
    assert "Talked through the week" not in only
    found = text_of(client.post(url, {"q": "kettle"}))
    assert "The kettle was on." in found
    assert "Talked through the week" not in found
    assert "No entry fits" in text_of(client.post(url, {"q": "no such words"}))


def test_every_entry_stands_on_exactly_one_page_of_the_record(cast, verhaal):
    for minutes in range(45):
        written(cast, verhaal, happened_at=cast.now - datetime.timedelta(minutes=minutes // 3))
    client, seen, url = cast.client("officer"), [], reverse("cases:record", args=[verhaal.id])
    address = url
    while address:
        shown = client.get(address).content.decode()
        seen += re.findall(r'<article class="entry" id="entry-([^"]+)"', shown)
        onward = re.search(r'rel="next" href="([^"]+)"', shown)
        address = url + onward[1].replace("&amp;", "&") if onward else None
    assert len(seen) == len(set(seen)) == Entry.objects.filter(case=verhaal).count()


# Writing and correcting


@pytest.mark.rule(43)
def test_an_entry_is_written_with_what_is_about_others_apart(cast, verhaal):
    form = ENTRY | {"about": "family", "others_text": "His sister worries.", "withheld_as": "hidden"}
    answer = cast.client("officer").post(reverse("cases:entry_add", args=[verhaal.id]), form)
    assert answer.status_code == 302
    entry = Entry.objects.get(text=ENTRY["text"])
    segment = OthersSegment.objects.get(entry=entry)
    assert (segment.about, segment.withheld_as) == ("family", "hidden")
    assert "sister" not in entry.text


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"serves": ""}, "serves"),
        ({"nature": ""}, "nature"),
        ({"happened_at": "2100-01-01T10:00"}, "happened_at"),
        ({"text": "y" * 12_001}, "text"),
        ({"others_text": "Somebody said so."}, "about"),
    ],
)
def test_an_entry_is_refused_at_the_field_and_what_was_typed_is_kept(cast, verhaal, changes, field):
    before = Entry.objects.count()
    answer = cast.client("officer").post(reverse("cases:entry_add", args=[verhaal.id]), ENTRY | changes)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in shown
    assert (ENTRY | changes)["text"] in shown
    assert Entry.objects.count() == before


def _correction(entry, **changes):
    as_it_stands = {name: getattr(entry, name) for name in ("kind", "nature", "source", "serves", "text", "version")}
    happened = timezone.localtime(entry.happened_at).strftime("%Y-%m-%dT%H:%M")
    return as_it_stands | {"happened_at": happened, "reason": "I had misread my note."} | changes


@pytest.mark.rule(43)
def test_a_correction_is_a_new_version_and_its_reason_stands_in_the_history(cast, verhaal):
    entry = written(cast, verhaal, text="Came at nine.")
    client = cast.client("officer")
    url = reverse("cases:entry_correct", args=[verhaal.id, entry.id])
    assert client.post(url, _correction(entry, text="Came at ten.")).status_code == 302
    entry.refresh_from_db()
    assert (entry.text, entry.version) == ("Came at ten.", 2)
    history = text_of(page(client, "history", verhaal.id, "cases.entry", entry.id))
    for words in ("Came at nine.", "Came at ten.", "I had misread my note.", "Ines Marlow"):
        assert words in history


def test_a_correction_without_a_reason_is_refused(cast, verhaal):
    entry = written(cast, verhaal, text="Came at nine.")
    url = reverse("cases:entry_correct", args=[verhaal.id, entry.id])
    answer = cast.client("officer").post(url, _correction(entry, text="Came at ten.", reason=""))
    assert answer.status_code == 422
    assert 'id="id_reason_error"' in answer.content.decode()


def test_who_saves_second_sees_both_texts_and_can_save_again(cast, verhaal):
    entry = written(cast, verhaal, text="Came at nine.")
    client, url = cast.client("officer"), reverse("cases:entry_correct", args=[verhaal.id, entry.id])
    stale = _correction(entry, text="Came at ten.")
    correct_entry(
        by=cast.at("officer"),
        now=cast.now,
        case_id=verhaal.id,
        entry_id=entry.id,
        version=1,
        text="Came at eleven.",
        reason="r",
    )
    answer = client.post(url, stale)
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "Came at ten." in shown
    assert "Came at eleven." in shown
    entry.refresh_from_db()
    assert entry.text == "Came at eleven."
    assert re.search(r'name="version" value="2"', shown)
    assert client.post(url, stale | {"version": 2}).status_code == 302
    entry.refresh_from_db()
    assert (entry.text, entry.version) == ("Came at ten.", 3)


@pytest.mark.rule(8)
def test_a_passage_moved_to_others_withholds_the_versions_that_held_it(cast, verhaal):
    entry = written(cast, verhaal, text="Came at nine. His sister is ill.")
    url = reverse("cases:entry_correct", args=[verhaal.id, entry.id])
    moved = {"text": "Came at nine.", "about": "family", "others_text": "His sister is ill.", "moves_to_others": "on"}
    assert cast.client("officer").post(url, _correction(entry, **moved)).status_code == 302
    entry.refresh_from_db()
    assert entry.open_from_version == 2
    assert OthersSegment.objects.get(entry=entry).text == "His sister is ill."


def test_an_entry_of_another_case_is_not_there(cast, verhaal):
    other = cast.case("Petrova")
    entry = Entry.objects.filter(case=verhaal).first()
    client = cast.client("officer")
    assert client.get(reverse("cases:entry_correct", args=[other.id, entry.id])).status_code == 404
    assert page(client, "history", other.id, "cases.entry", entry.id).status_code == 404


# History


@pytest.mark.parametrize(
    "label", ["cases.entry", "cases.person", "cases.contactpoint", "cases.caserecord", "cases.contest"]
)
def test_each_record_of_the_case_tells_what_changed(cast, verhaal, label):
    keys = {
        "cases.entry": Entry.objects.filter(case=verhaal).first().id,
        "cases.person": verhaal.person_id,
        "cases.contactpoint": ContactPoint.objects.filter(person=verhaal.person_id).first().id,
        "cases.caserecord": verhaal.id,
        "cases.contest": Contest.objects.filter(case=verhaal).first().id,
    }
    answer = page(cast.client("officer"), "history", verhaal.id, label, keys[label])
    assert answer.status_code == 200
    assert "First recorded" in text_of(answer) or 'rel="next"' in text_of(answer)


def test_the_history_of_one_field_tells_of_that_field_alone(cast, verhaal):
    answer = page(cast.client("officer"), "history", verhaal.id, "cases.person", verhaal.person_id, field="language")
    assert "French" in text_of(answer)
    assert "Prefers large print" not in text_of(answer)


@pytest.mark.parametrize("label", ["cases.look", "cases.user", "no.such", "nonsense", "cases.exclusion"])
def test_what_is_no_record_of_the_case_has_no_history_here(cast, verhaal, label):
    assert page(cast.client("officer"), "history", verhaal.id, label, verhaal.id).status_code == 404


def test_a_field_the_purpose_may_not_see_has_no_history(cast, verhaal):
    answer = page(cast.client("officer"), "history", verhaal.id, "cases.person", verhaal.person_id, field="user")
    assert answer.status_code == 404


def test_what_is_about_others_has_no_history_for_who_answers_a_disagreement(cast, verhaal):
    segment = OthersSegment.objects.filter(entry__case=verhaal).first()
    answer = page(cast.client("officer2"), "history", verhaal.id, "cases.otherssegment", segment.id)
    assert segment.text not in text_of(answer)


@pytest.mark.rule(8)
def test_versions_that_held_what_is_about_others_are_not_there_for_who_answers_a_disagreement(cast, verhaal):
    entry = written(cast, verhaal, text="Came at nine. His sister is ill.")
    moved = {"text": "Came at nine.", "segments": [{"about": "family", "text": "His sister is ill."}]}
    key = {"entry_id": entry.id, "version": 1, "moves_to_others": True, "reason": "Belongs apart."}
    correct_entry(by=cast.at("officer"), now=cast.now, case_id=verhaal.id, **key, **moved)
    keys = ("history", verhaal.id, "cases.entry", entry.id)
    assert "sister" in text_of(page(cast.client("officer"), *keys))
    handler = text_of(page(cast.client("officer2"), *keys))
    assert "Came at nine." in handler
    assert "sister" not in handler


# Looks


def test_a_look_appears_in_the_list_of_looks_with_who_as_what_and_what_for(cast, verhaal):
    page(cast.client("inspector"), "record", verhaal.id)
    page(cast.client("officer"), "list")
    shown = text_of(page(cast.client("officer"), "looks", verhaal.id))
    for words in ("Ida Sorensen", "inspector", "inspection", "the record", "a list of cases, among others"):
        assert words in shown


def test_a_list_that_did_not_show_a_case_is_no_look_at_it(cast):
    page(cast.client("officer"), "list")
    shown = text_of(page(cast.client("manager"), "looks", cast.case("Meyer").id))
    assert "Ines Marlow" not in shown


# Answering a disagreement


def _answer(cast, waiting, username="officer2", **given):
    url = reverse("cases:contest_answer", args=[waiting.case_id, waiting.id])
    return cast.client(username).post(url, {"version": waiting.version} | given)


@pytest.mark.rule(46)
def test_the_handler_sees_record_and_words_side_by_side(cast, waiting):
    shown = text_of(page(cast.client("officer2"), "contest_answer", waiting.case_id, waiting.id))
    for words in (waiting.wrong, waiting.right, "The record says", "Tomas Verhaal says what is wrong"):
        assert words in shown


@pytest.mark.rule(46)
def test_once_answered_the_entry_is_corrected_and_the_handler_no_longer_sees_the_case(cast, waiting):
    answer = _answer(cast, waiting, answer="corrected", corrected_text="Came ten minutes late.")
    assert answer.url == reverse("cases:today")
    waiting.refresh_from_db()
    assert waiting.answer == "corrected"
    assert Entry.objects.get(pk=waiting.entry_id).text == "Came ten minutes late."
    assert page(cast.client("officer2"), "record", waiting.case_id).status_code == 404
    assert page(cast.client("officer2"), "today").status_code == 200


@pytest.mark.rule(46)
@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"answer": "refused"}, "reasons"),
        ({"answer": "partly", "corrected_text": "x"}, "reasons"),
        ({"answer": "corrected"}, "corrected_text"),
        ({"reasons": "Because."}, "answer"),
    ],
)
def test_an_answer_that_lacks_something_is_refused_at_the_field(cast, waiting, given, field):
    answer = _answer(cast, waiting, **given)
    assert answer.status_code == 422
    assert re.search(rf'id="id_{field}_(error|group)"', answer.content.decode())
    waiting.refresh_from_db()
    assert waiting.answer == ""


def test_an_answer_to_what_somebody_changed_meanwhile_is_shown_again(cast, waiting):
    answer = _answer(cast, waiting, version=waiting.version - 1, answer="refused", reasons="The note is right.")
    assert answer.status_code == 409
    assert "The note is right." in text_of(answer)
    waiting.refresh_from_db()
    assert waiting.answer == ""


@pytest.mark.rule(46)
def test_the_author_and_a_stranger_answer_nothing(cast, waiting):
    assert _answer(cast, waiting, "officer", answer="refused", reasons="No.").status_code == 403
    assert _answer(cast, waiting, "officer3", answer="refused", reasons="No.").status_code == 404


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
def test_no_title_holds_a_name_and_the_heading_does(cast, verhaal, name):
    shown = page(cast.client("officer"), name, verhaal.id).content.decode()
    assert "Verhaal" not in re.search(r"<title>(.*?)</title>", shown)[1]
    assert "Tomas Verhaal" in re.search(r"<h1>(.*?)</h1>", shown, re.S)[1]


@pytest.mark.parametrize("name", ["detail", "record", "looks", "explain", "entry_add"])
def test_a_case_of_another_unit_is_not_there(cast, name):
    assert page(cast.client("officer"), name, cast.case("Lindqvist").id).status_code == 404


def test_a_page_stays_light(cast, verhaal):
    for name in ("detail", "record", "looks"):
        assert len(page(cast.client("officer"), name, verhaal.id).content) < 100_000
