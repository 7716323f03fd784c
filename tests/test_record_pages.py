"""The record: read by day, written, corrected; where two save, both texts are shown."""

import datetime
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.actions.entries import correct_entry
from cases.models import Contest, Entry, OthersSegment
from tests.visits import page, text_of, written

ENTRY = {
    "kind": "call",
    "happened_at": "2026-01-14T08:05",
    "text": "Phoned to say that the interview went well.",
    "nature": "fact",
    "source": "Telephone call",
    "serves": "Shall report to the probation officer every week.",
}


@pytest.fixture
def verhaal(cast):
    return cast.case("Verhaal")


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
    form = ENTRY | {
        "others-0-about": "family",
        "others-0-text": "His sister worries.",
        "others-0-withheld_as": "hidden",
    }
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
        ({"others-0-text": "Somebody said so."}, "others-0-about"),
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
    moved = {
        "text": "Came at nine.",
        "others-0-about": "family",
        "others-0-text": "His sister is ill.",
        "moves_to_others": "on",
    }
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
