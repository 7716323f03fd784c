"""Bad input through the real forms: each gets a clear sentence or is kept as plain text, and nothing typed is lost."""

import html
import json

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.models import Entry, ThirdPartyIdentifier
from tests.test_record_pages import ENTRY
from tests.visits import page, text_of

FORMULA = '=HYPERLINK("http://example.org";"press here")'
SCRIPT = "<script>alert(1)</script><b>bold</b>{{ 7*7919 }}"
TURNED = "He said \u202etsal eht\u202c and left."
HEADER = "Late\r\nSet-Cookie: a=b"


@pytest.fixture
def verhaal(cast):
    return cast.case("Verhaal")


def sent(cast, case, **changes):
    return cast.client("officer").post(reverse("cases:entry_add", args=[case.id]), ENTRY | changes)


@pytest.mark.rule(43)
@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("text", "y" * 13_000, "at most 12000 characters (it has 13000)"),
        ("text", "", "This field is required"),
        ("source", "s" * 201, "at most 200 characters"),
        ("happened_at", "2100-01-01T10:00", "This lies in the future"),
        ("happened_at", "yesterday", "Enter a valid date/time"),
        ("verified_on", "2026-02-31", "Enter a valid date"),
        ("kind", "rumour", "Select a valid choice"),
        ("text", "A note\x00with a nought", "Null characters are not allowed"),
    ],
)
def test_what_cannot_be_kept_gets_a_sentence_at_the_field_and_comes_back_as_it_was_typed(
    cast, verhaal, field, value, sentence
):
    before = Entry.objects.count()
    answer = sent(cast, verhaal, **{field: value})
    shown = answer.content.decode()
    assert answer.status_code == 422
    at_field = shown[shown.index(f'id="id_{field}_error"') :][:600]
    assert sentence in at_field
    assert field == "kind" or value in html.unescape(shown)
    assert ENTRY["serves"] in shown and Entry.objects.count() == before


@pytest.mark.rule(8, 45)
@pytest.mark.parametrize("value", [FORMULA, SCRIPT, TURNED, HEADER], ids=["formula", "markup", "turned", "line end"])
def test_what_could_act_is_kept_as_it_was_typed_and_stands_everywhere_as_plain_text(cast, verhaal, value):
    just_now = timezone.localtime(cast.now).strftime("%Y-%m-%dT%H:%M")
    answer = sent(cast, verhaal, text=value, source=value.replace("\r\n", " ")[:60], happened_at=just_now)
    assert answer.status_code == 302 and "Set-Cookie: a=b" not in str(answer.headers)
    entry = Entry.objects.get(case=verhaal, text=value)
    record = page(cast.client("officer"), "record", verhaal.id).content.decode()
    person = cast.client("person")
    own, printed = (person.get(reverse(name)).content.decode() for name in ("my:record", "my:copy_print"))
    for shown in (record, own, printed):
        assert "<script>alert" not in shown and "<b>bold" not in shown and "55433" not in shown
        assert all(line in html.unescape(shown) for line in value.split("\r\n"))
    assert _holds(json.loads(person.get(reverse("my:copy_json")).content), value)
    corrected = cast.client("officer").get(reverse("cases:entry_correct", args=[verhaal.id, entry.id]))
    assert value.replace("\r\n", "\n") in html.unescape(corrected.content.decode()).replace("\r\n", "\n")


def _holds(found, value):
    if isinstance(found, dict):
        return any(_holds(inner, value) for inner in found.values())
    if isinstance(found, list):
        return any(_holds(inner, value) for inner in found)
    return found == value


@pytest.mark.rule(8)
def test_a_name_with_a_line_end_in_it_is_kept_and_known_again(cast, verhaal):
    client, url = cast.client("officer"), reverse("cases:third_parties", args=[verhaal.id])
    form = {"whose": "family", "kind": "name", "value": "Otto\r\nSet-Cookie: a=b"}
    answer = client.post(url, form)
    assert answer.status_code == 302 and not answer.cookies.get("a")
    assert ThirdPartyIdentifier.objects.filter(value__startswith="Otto").exists()
    assert sent(cast, verhaal, text="Came with OTTO.").status_code == 422


def test_a_group_note_with_a_date_to_come_keeps_every_line(cast, verhaal):
    lines = {f"in_{verhaal.id}": "on", f"line_{verhaal.id}": "Sat in front."}
    form = ENTRY | {"happened_at": "2100-01-01T10:00", "text": "All came."} | lines
    answer = cast.client("officer").post(reverse("cases:group"), form)
    shown = text_of(answer)
    assert answer.status_code == 422 and "This lies in the future" in shown
    assert "Sat in front." in shown and "All came." in shown
