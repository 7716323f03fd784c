"""What changed, who looked, and the answer to a disagreement."""

import re

import pytest
from django.urls import reverse

from cases.actions.entries import correct_entry
from cases.models import ContactPoint, Contest, Entry, OthersSegment
from tests.visits import page, text_of, written


@pytest.fixture
def verhaal(cast):
    return cast.case("Verhaal")


@pytest.fixture
def waiting(verhaal):
    return Contest.objects.get(case=verhaal, answer="")


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
    assert "Wears strong glasses" not in text_of(answer)


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
