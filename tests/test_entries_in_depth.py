"""Entries in depth: several parts about others, verified or not, and one note on a group of people."""

import datetime
import re

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404
from django.urls import reverse

from cases.actions.group import write_for_group
from cases.history.tables import Action
from cases.models import Entry, OthersSegment
from tests.test_record_pages import ENTRY
from tests.visits import page, text_of, written

DAY = datetime.timedelta(days=1)


@pytest.fixture
def verhaal(cast):
    return cast.case("Verhaal")


# Parts about others


@pytest.mark.rule(8)
def test_each_part_about_others_names_whose_it_is(cast, verhaal):
    parts = {
        "others-0-about": "family",
        "others-0-text": "His mother is ill.",
        "others-1-about": "staff",
        "others-1-text": "A colleague was shouted at.",
        "others-1-withheld_as": "hidden",
    }
    assert cast.client("officer").post(reverse("cases:entry_add", args=[verhaal.id]), ENTRY | parts).status_code == 302
    kept = OthersSegment.objects.filter(entry__text=ENTRY["text"]).order_by("id")
    assert [(part.about, part.withheld_as) for part in kept] == [("family", "announced"), ("staff", "hidden")]


def test_a_press_gives_room_for_one_more_without_saving_or_losing_anything(cast, verhaal):
    client, url = cast.client("officer"), reverse("cases:entry_add", args=[verhaal.id])
    assert client.get(url).content.decode().count('name="others-') > 0
    sent = ENTRY | {"text": "Half a note", "others-0-text": "His mother", "another": "1", "serves": ""}
    answer = client.post(url, sent)
    shown = text_of(answer)
    assert answer.status_code == 200 and "Nothing was saved yet" not in shown
    assert "Half a note" in shown and "His mother" in shown
    assert 'name="others-1-text"' in shown and 'name="others-2-text"' not in shown
    assert not Entry.objects.filter(text="Half a note").exists()


@pytest.mark.rule(8, 43)
def test_a_part_that_stands_is_corrected_by_a_new_version_with_the_reason(cast, verhaal):
    entry = written(cast, verhaal, segments=[{"about": "family", "text": "His aunt.", "withheld_as": "announced"}])
    client, url = cast.client("officer"), reverse("cases:entry_correct", args=[verhaal.id, entry.id])
    assert "His aunt." in text_of(client.get(url))
    [part] = OthersSegment.objects.filter(entry=entry)
    form = _correction(entry, part, **{"others-0-text": "His cousin."})
    assert client.post(url, form).status_code == 302
    part.refresh_from_db()
    assert (part.text, part.version) == ("His cousin.", 2)
    reason = Action.objects.get(id=part.history.latest().action_id).reason
    assert reason == "I had misread my note."


def test_who_corrects_a_part_second_sees_both_texts(cast, verhaal):
    entry = written(cast, verhaal, segments=[{"about": "family", "text": "His aunt.", "withheld_as": "announced"}])
    client, url = cast.client("officer"), reverse("cases:entry_correct", args=[verhaal.id, entry.id])
    [part] = OthersSegment.objects.filter(entry=entry)
    late = _correction(entry, part, **{"others-0-text": "His niece."})
    assert client.post(url, _correction(entry, part, **{"others-0-text": "His cousin."})).status_code == 302
    late["version"] = 2
    answer = client.post(url, late)
    shown = text_of(answer)
    assert answer.status_code == 409 and "His niece." in shown and "His cousin." in shown
    assert re.search(r'name="others-0-version" value="2"', shown)
    part.refresh_from_db()
    assert part.text == "His cousin."
    assert client.post(url, late | {"others-0-version": 2}).status_code == 302


def test_a_part_that_was_written_cannot_be_emptied(cast, verhaal):
    entry = written(cast, verhaal, segments=[{"about": "family", "text": "His aunt.", "withheld_as": "announced"}])
    [part] = OthersSegment.objects.filter(entry=entry)
    url = reverse("cases:entry_correct", args=[verhaal.id, entry.id])
    answer = cast.client("officer").post(url, _correction(entry, part, **{"others-0-text": ""}))
    assert answer.status_code == 422 and "it cannot be emptied" in text_of(answer)


def _correction(entry, part, **changes):
    as_it_stands = {name: getattr(entry, name) for name in ("kind", "nature", "source", "serves", "text", "version")}
    others = {"about": part.about, "text": part.text, "withheld_as": part.withheld_as}
    others |= {"segment_id": part.id, "version": part.version}
    as_it_stands |= {f"others-0-{name}": value for name, value in others.items()}
    happened = entry.happened_at.strftime("%Y-%m-%dT%H:%M")
    return as_it_stands | {"happened_at": happened, "reason": "I had misread my note."} | changes


# Verified


@pytest.mark.rule(43)
def test_an_entry_says_when_it_was_verified_by_whom_and_how_or_that_it_was_not(cast, verhaal):
    entry = written(cast, verhaal, text="Works at the bakery.")
    client, url = cast.client("officer"), reverse("cases:entry_verify", args=[verhaal.id, entry.id])
    form = {"verified_on": cast.now.date().isoformat(), "verified_how": "Telephoned the bakery", "version": 1}
    assert "Works at the bakery." in text_of(client.get(url))
    assert client.post(url, form).status_code == 302
    shown = text_of(page(client, "record", verhaal.id))
    assert "by Ines Marlow." in shown[shown.index("Verified on") :] and "Telephoned the bakery" in shown
    own = text_of(cast.client("person").get(reverse("my:record")))
    assert "Telephoned the bakery" in own
    assert client.post(url, form).status_code == 409


def test_nothing_is_verified_on_a_day_to_come(cast, verhaal):
    entry = written(cast, verhaal)
    url = reverse("cases:entry_verify", args=[verhaal.id, entry.id])
    form = {"verified_on": (cast.now.date() + 2 * DAY).isoformat(), "verified_how": "Phoned", "version": 1}
    answer = cast.client("officer").post(url, form)
    assert answer.status_code == 422 and "not a day to come" in text_of(answer)


# One note on a group


GROUP = ENTRY | {"text": "The group talked about looking for work."}


def test_one_note_goes_into_each_record_with_the_line_of_that_person_alone(cast, verhaal):
    other, client = cast.case("Petrova"), cast.client("officer")
    lines = {f"in_{verhaal.id}": "on", f"line_{verhaal.id}": "Said little.", f"in_{other.id}": "on"}
    known = set(Action.objects.values_list("id", flat=True))
    answer = client.post(reverse("cases:group"), GROUP | lines, follow=True)
    assert "2 records have the note" in text_of(answer)
    texts = {entry.case_id: entry.text for entry in Entry.objects.filter(text__startswith=GROUP["text"])}
    assert texts == {verhaal.id: f"{GROUP['text']}\n\nSaid little.", other.id: GROUP["text"]}
    written_now = Action.objects.exclude(id__in=known)
    assert {(action.verb, action.root) for action in written_now} == {("entry.add", key) for key in texts}


@pytest.mark.rule(8)
@pytest.mark.parametrize("where", ["text", "line"])
def test_no_record_names_another_person_of_the_group(cast, verhaal, where):
    other = cast.case("Petrova")
    name = other.person.given_names.upper()
    lines = {f"in_{verhaal.id}": "on", f"in_{other.id}": "on", f"line_{verhaal.id}": "Sat in front."}
    named = {"text": f"Everybody listened to {name}."} if where == "text" else {f"line_{verhaal.id}": f"Sat by {name}."}
    answer = cast.client("officer").post(reverse("cases:group"), GROUP | lines | named)
    field = "id_text_error" if where == "text" else f"id_line_{verhaal.id}_error"
    assert answer.status_code == 422 and f'id="{field}"' in answer.content.decode()
    assert not Entry.objects.filter(kind=GROUP["kind"], happened_at__year=2026, text__contains=name).exists()


def test_where_one_record_refuses_none_is_written(cast, verhaal):
    by, before = cast.at("officer"), Entry.objects.count()
    given = {"kind": "meeting", "happened_at": cast.now, "nature": "fact", "source": "Seen", "serves": "Group"}
    lines = {verhaal.id: "", cast.case("Meyer").id: ""}
    with pytest.raises(Http404):
        write_for_group(by=by, now=cast.now, lines=lines, text="All talked.", **given)
    with pytest.raises(ValidationError):
        write_for_group(by=by, now=cast.now, lines={verhaal.id: "x" * 12_000}, text="All talked.", **given)
    assert Entry.objects.count() == before


def test_only_those_one_keeps_are_offered_and_nobody_chosen_is_said(cast):
    client, url = cast.client("officer"), reverse("cases:group")
    shown = text_of(client.get(url))
    assert "Tomas Verhaal" in shown and "Meyer" not in shown
    answer = client.post(url, GROUP | {f"in_{cast.case('Meyer').id}": "on"})
    assert answer.status_code == 422 and "Choose at least one person" in text_of(answer)
    assert cast.client("manager").get(url).status_code == 403
