"""Victim contact: the officer gets one sentence, and nobody else learns that there is a record (rules 8, 9)."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cases.actions.victims import add_victim, instruct
from cases.history.tables import Look
from cases.models import VictimContact
from tests.visits import text_of
from tests.world import LOGINS

pytestmark = pytest.mark.django_db
KEPT = ("Marie Dumont", "555 0188", "library", "Weekdays before noon", "no letter at home")
ADDED = {"name": "Jean Roche", "safe_contact": "At work", "language": "fr"}


def victim():
    return VictimContact.objects.get(name="Marie Dumont")


@pytest.mark.rule(8, 9)
def test_victim_contact_keeps_it_and_the_officer_reads_one_sentence(cast):
    keeper = cast.client("victimcontact")
    assert "Marie Dumont" in text_of(keeper.get(reverse("victims:home")))
    shown = text_of(keeper.get(reverse("victims:detail", args=[victim().id])))
    assert all(word in shown for word in KEPT)
    overview = text_of(cast.client("officer").get(reverse("cases:detail", args=[cast.case("Verhaal").id])))
    assert "east of the river" in overview
    assert not [word for word in KEPT[1:] if word in overview]


@pytest.mark.rule(8, 9, 45)
@pytest.mark.parametrize("username", [name for name in LOGINS if name not in ("victimcontact", "officer", "manager")])
def test_nobody_else_learns_of_it(cast, username):
    client, case = cast.client(username), cast.case("Verhaal")
    for url in (
        reverse("cases:detail", args=[case.id]),
        reverse("cases:looks", args=[case.id]),
        reverse("my:home"),
        reverse("my:record"),
        reverse("my:looks"),
    ):
        shown = text_of(client.get(url))
        assert "east of the river" not in shown and "ictim contact" not in shown.replace("Victim contact</a>", ""), url
        assert not [word for word in KEPT[1:] if word in shown]
    for name in ("detail", "edit", "instruction"):
        assert client.get(reverse(f"victims:{name}", args=[victim().id])).status_code == 404


@pytest.mark.rule(8)
def test_a_look_at_it_stands_in_no_list_of_the_case(cast):
    cast.client("victimcontact").get(reverse("victims:detail", args=[victim().id]))
    look = Look.objects.latest("id")
    assert look.root == victim().id
    shown = text_of(cast.client("officer").get(reverse("cases:looks", args=[cast.case("Verhaal").id])))
    assert "Lea Fontaine" not in shown


@pytest.mark.rule(8)
def test_a_number_of_another_unit_and_one_that_never_was_are_answered_alike(cast):
    said = set()
    for reference in (cast.case("Lindqvist").reference, "2026-000000"):
        answer = cast.client("victimcontact").post(reverse("victims:new"), ADDED | {"reference": reference})
        assert answer.status_code == 422 and "Jean Roche" in text_of(answer)
        with pytest.raises(ValidationError) as refused:
            add_victim(by=cast.at("victimcontact"), now=cast.now, reference=reference, **ADDED)
        said.add(str(refused.value))
    assert len(said) == 1


@pytest.mark.rule(8)
@pytest.mark.parametrize(
    "text", ["Marie lives east.", "Keep away from dumont.", "Call 555 0188? Text message to 555 0188, signed “library”"]
)
def test_an_instruction_that_names_her_is_refused(cast, text):
    found = victim()
    given = {"victim_contact_id": found.id, "version": found.version, "text": text}
    with pytest.raises(ValidationError) as refused:
        instruct(by=cast.at("victimcontact"), now=cast.now, **given)
    assert list(refused.value.message_dict) == ["text"]


def test_a_new_instruction_takes_the_place_of_the_one_before(cast):
    found, keeper = victim(), cast.client("victimcontact")
    typed = {"text": "Use the back entrance.", "version": found.version}
    assert keeper.post(reverse("victims:instruction", args=[found.id]), typed).status_code == 302
    overview = text_of(cast.client("officer").get(reverse("cases:detail", args=[cast.case("Verhaal").id])))
    assert "Use the back entrance." in overview and "east of the river" not in overview


def test_two_who_save_at_once_lose_nothing(cast):
    found, keeper = victim(), cast.client("victimcontact")
    url, typed = reverse("victims:edit", args=[found.id]), ADDED | {"version": found.version}
    assert keeper.post(url, typed | {"wishes": "The first one's."}).status_code == 302
    late = keeper.post(url, typed | {"wishes": "The second one's."})
    assert late.status_code == 409
    assert "The first one&#39;s." in text_of(late) and "The second one" in text_of(late)
