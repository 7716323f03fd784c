"""A hearing reaches whoever it concerns: the day and the place, once, and the words it will be about."""

import datetime

import pytest
from django.urls import reverse

from reports.actions.documents import make_document
from reports.models import DocumentFile
from sanctions.actions.hearing import ask_for_facts, note_hearing, set_hearing
from sanctions.actions.papers import order_bundle
from sanctions.actions.ruling import rule
from tests import pdf_text
from tests.reported import DAY, a_ruling, reported
from tests.visits import text_of

pytestmark = pytest.mark.django_db


def set_twice(cast, report):
    """A first hearing without an interpreter, and the one that takes its place."""
    given = {"by": cast.at("authority"), "now": cast.now, "case_id": report.case_id, "report_id": report.id}
    set_hearing(**given, starts_at=cast.now + 8 * DAY, place="Room 1")
    return set_hearing(**given, starts_at=cast.now + 9 * DAY, place="Room 4", interpreter="Odile Perrin")


def pages(cast, report):
    """The pages that say when the person is heard, by log-in."""
    keys = [report.case_id, report.id]
    yield text_of(cast.client("person").get("/my/"))
    yield text_of(cast.client("person").get(reverse("my:report", args=[report.id])))
    yield text_of(cast.client("officer").get(reverse("sanctions:report", args=keys)))
    yield text_of(cast.client("authority").get(reverse("authority:report", args=keys)))


@pytest.mark.rule(67, 69)
def test_the_last_hearing_set_stands_on_everybodys_page_and_no_other(cast):
    report = reported(cast)
    set_twice(cast, report)
    for page in pages(cast, report):
        assert "Room 4" in page and "Odile Perrin" in page
        assert "Room 1" not in page


@pytest.mark.rule(67)
def test_what_is_written_down_is_the_hearing_that_was_set_last(cast):
    report = reported(cast)
    last = set_twice(cast, report)
    page = cast.client("authority").get(reverse("authority:report", args=[report.case_id, report.id]))
    assert reverse("authority:hearing_note", args=[report.case_id, report.id, last.id]) in page.content.decode()


@pytest.mark.rule(69)
def test_a_hearing_that_was_held_is_read_afterwards_and_no_longer_announced(cast):
    report = reported(cast)
    hearing = set_twice(cast, report)
    after = hearing.starts_at + datetime.timedelta(hours=1)
    told = {"attendance": "came", "account": "I waited at the stop."}
    note_hearing(by=cast.at("authority", after), now=after, case_id=report.case_id, hearing_id=hearing.id, **told)
    home, own, officer, _court = pages(cast, report)
    assert "The court hears you" not in home
    assert "I waited at the stop." in own and "I waited at the stop." in officer


@pytest.mark.rule(69)
def test_once_ruled_no_hearing_is_announced_any_more(cast):
    report = reported(cast)
    set_twice(cast, report)
    rule(by=cast.at("authority"), now=cast.now, case_id=report.case_id, **a_ruling(report, cast))
    assert "The court hears you" not in text_of(cast.client("person").get("/my/"))


@pytest.mark.rule(66, 69)
def test_the_person_reads_which_fact_the_court_asked_for(cast):
    report, asked = reported(cast), "When was the warning letter posted?"
    ask_for_facts(by=cast.at("authority"), now=cast.now, case_id=report.case_id, report_id=report.id, text=asked)
    assert asked in text_of(cast.client("person").get(reverse("my:report", args=[report.id])))


@pytest.mark.rule(46, 67)
def test_the_bundle_on_paper_carries_the_disagreement_and_the_interpreter_as_the_page_does(cast):
    report = reported(cast)
    set_twice(cast, report)
    call = {"by": cast.at("authority"), "now": cast.now, "case_id": report.case_id}
    document = make_document(order_bundle(**call, report_id=report.id).id, cast.now)
    data = bytes(DocumentFile.objects.get(pk=document.id).data)
    paper = " ".join(" ".join(pdf_text.pages(data)).split())
    for words in ("I was ten minutes late, not forty.", "Not answered yet.", "Room 4", "Interpreter: Odile Perrin."):
        assert words in paper, words


@pytest.mark.rule(12, 69)
def test_a_ruling_that_revokes_does_not_say_that_nothing_changes(cast):
    report = reported(cast)
    given = {"by": cast.at("authority"), "now": cast.now, "case_id": report.case_id}
    made = rule(**given, **a_ruling(report, cast, "revoked"))
    page = text_of(cast.client("person").get(reverse("my:ruling", args=[made.id])))
    assert "The sanction ends" in page and "Nothing changes" not in page


def test_a_choice_not_made_says_so_in_words_and_each_begins_with_a_capital(cast):
    case = cast.case("Verhaal")
    volunteer = cast.client("officer").get(reverse("volunteers:ask", args=[case.id])).content.decode()
    mandate = cast.client("officer").get(reverse("cases:mandates", args=[case.id])).content.decode()
    assert ">Choose<" in volunteer and "-----" not in volunteer
    assert "Lawyer</label>" in " ".join(mandate.split())
