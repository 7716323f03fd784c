"""What is withheld from the person: announced or hidden, asked, decided, looked at again (rules 8 and 45, law 11)."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.timezone import localdate

from cases.actions.contesting import lodge_contest
from cases.actions.withholding import ask_withholding, decide_withholding, review_withholding
from cases.models import Contest, Entry, Look, Withholding, WithholdingGround
from tests.visits import text_of, written

pytestmark = pytest.mark.django_db
SECRET = "A witness saw him at the shop in Harbour Road."
DAY = datetime.timedelta(days=1)


def ground(code="victim-protection"):
    return WithholdingGround.objects.get(code=code)


def asked(cast, entry, asked_as="hidden", code="victim-protection"):
    given = {
        "entry_id": entry.id,
        "asked_as": asked_as,
        "legal_ground": ground(code),
        "reasons": "She would be in danger.",
    }
    return ask_withholding(by=cast.at("officer"), now=cast.now, case_id=entry.case_id, **given)


def decided(cast, held, answer, **changed):
    given = {"withholding_id": held.id, "version": held.version, "answer": answer, "decision_reasons": "It holds."}
    given |= {"review_on": localdate(cast.now) + 90 * DAY} | changed
    return decide_withholding(by=cast.at("manager"), now=cast.now, case_id=held.case_id, **given)


def reviewed(cast, held, review_on=None):
    given = {"withholding_id": held.id, "version": held.version, "review_on": review_on, "lift": review_on is None}
    given["reason"] = "The trial is over."
    return review_withholding(by=cast.at("manager"), now=cast.now, case_id=held.case_id, **given)


def own_pages(client):
    return {name: client.get(reverse(f"my:{name}")) for name in ("record", "entries", "copy_print", "copy_json")}


@pytest.mark.rule(8, 45)
@pytest.mark.parametrize("username", ["person", "representative"])
def test_a_hidden_entry_is_on_no_page_and_in_no_copy_from_the_moment_it_is_asked_for(cast, username):
    case, client = cast.case("Verhaal"), cast.client(username)
    before = {name: len(text_of(page)) for name, page in own_pages(client).items()}
    entry = written(cast, case, text=SECRET)
    assert SECRET in text_of(own_pages(client)["entries"])
    held = asked(cast, entry)
    for moment in ("asked", "decided"):
        for name, page in own_pages(client).items():
            assert SECRET not in text_of(page) and str(entry.id) not in text_of(page), (moment, name)
            assert len(text_of(page)) == before[name] or name == "copy_print", (moment, name)
        never = reverse("my:history", args=["01999999-0000-7000-8000-000000000000"])
        hidden = client.get(reverse("my:history", args=[entry.id]))
        assert (hidden.status_code, hidden.content) == (404, client.get(never).content)
        held = decided(cast, held, "hidden") if moment == "asked" else held
    assert SECRET in text_of(cast.client("officer").get(reverse("cases:record", args=[case.id])))


@pytest.mark.rule(45)
def test_an_announced_entry_stands_in_its_place_with_one_neutral_wording_and_the_way_to_challenge_it(cast):
    case, client = cast.case("Verhaal"), cast.client("person")
    entry = written(cast, case, text=SECRET, kind="information", source="A neighbour")
    decided(cast, asked(cast, entry, "announced", "rights-of-others"), "announced")
    for name, page in own_pages(client).items():
        said = text_of(page)
        assert SECRET not in said and "A neighbour" not in said, name
        assert "An entry that is not shown to you" in said, name
    assert "looked at again, and complain about it" in text_of(client.get(reverse("my:entries")))
    assert client.get(reverse("my:history", args=[entry.id])).status_code == 404
    assert client.get(reverse("my:contest", args=[entry.id])).status_code == 404


@pytest.mark.rule(46)
def test_what_was_contested_before_it_was_withheld_keeps_the_persons_words_and_not_the_text(cast):
    contest = Contest.objects.get(case=cast.case("Verhaal"), answer="")
    decided(cast, asked(cast, contest.entry, "announced"), "announced")
    page = text_of(cast.client("person").get(reverse("my:contest_detail", args=[contest.id])))
    assert "I was ten minutes late, not forty." in page
    assert "This entry is not shown to you any more." in page
    assert "Came forty minutes late" not in page


@pytest.mark.rule(45)
def test_nobody_decides_what_they_asked_for_and_only_the_law_s_grounds_let_anything_be_hidden(cast):
    entry = written(cast, cast.case("Verhaal"), text=SECRET)
    with pytest.raises(ValidationError, match="announced as withheld, not hidden"):
        asked(cast, entry, "hidden", "rights-of-others")
    held = asked(cast, entry, "announced", "rights-of-others")
    with pytest.raises(ValidationError, match="not hidden"):
        decided(cast, held, "hidden")
    with pytest.raises(ValidationError, match="withheld already"):
        asked(cast, entry, "announced")
    with pytest.raises(ValidationError, match="a day to come"):
        decided(cast, held, "announced", review_on=localdate(cast.now))


@pytest.mark.rule(45)
def test_what_the_person_knows_of_already_is_not_hidden(cast):
    case = cast.case("Verhaal")
    shared = written(cast, case, text=SECRET, shared_on=localdate(cast.now))
    contested = Contest.objects.filter(case=case).first().entry
    outcome = Entry.objects.filter(case=case, appointments__isnull=False, contests__isnull=True).first()
    for entry in (shared, contested, outcome):
        with pytest.raises(ValidationError, match="knows of this entry already"):
            asked(cast, entry)


@pytest.mark.rule(45)
def test_what_nobody_decides_in_time_or_is_refused_or_lifted_is_read_again(cast):
    entry = written(cast, cast.case("Verhaal"), text=SECRET)
    held = asked(cast, entry)
    in_force = Withholding.objects.in_force
    assert in_force(cast.now).filter(entry=entry).exists()
    assert not in_force(cast.now + 30 * DAY).filter(entry=entry).exists()
    decided(cast, held, "refused", review_on=None)
    assert SECRET in text_of(cast.client("person").get(reverse("my:entries")))
    held = decided(cast, asked(cast, entry), "hidden")
    assert in_force(cast.now + 300 * DAY).filter(entry=entry).exists()
    held = reviewed(cast, held, localdate(cast.now) + 200 * DAY)
    assert in_force(cast.now).filter(entry=entry).exists()
    reviewed(cast, held)
    assert SECRET in text_of(cast.client("person").get(reverse("my:entries")))


@pytest.mark.rule(46)
def test_a_withheld_entry_is_contested_by_nobody(cast):
    entry = written(cast, cast.case("Verhaal"), text=SECRET)
    asked(cast, entry)
    with pytest.raises(Entry.DoesNotExist):
        lodge_contest(
            by=cast.at("person"), now=cast.now, case_id=entry.case_id, about=entry.id, wrong="No.", right="Yes."
        )


@pytest.mark.rule(8, 45, 47)
def test_looks_at_what_is_hidden_and_at_the_pages_about_it_are_not_told(cast):
    case, client = cast.case("Verhaal"), cast.client("person")
    entry = written(cast, case, text=SECRET)
    held = decided(cast, asked(cast, entry), "hidden")
    known = Look.objects.filter(root=case.id).count()
    told = text_of(client.get(reverse("my:looks"))).count("<li>")
    officer, manager = cast.client("officer"), cast.client("manager")
    officer.get(reverse("cases:entry_correct", args=[case.id, entry.id]))
    officer.get(reverse("cases:history", args=[case.id, "cases.entry", entry.id]))
    officer.get(reverse("cases:history", args=[case.id, "cases.withholding", held.id]))
    officer.get(reverse("cases:withholding", args=[case.id, held.id]))
    manager.get(reverse("cases:withholding_review", args=[case.id, held.id]))
    manager.get(reverse("cases:withholdings"))
    assert Look.objects.filter(root=case.id).count() > known
    assert text_of(client.get(reverse("my:looks"))).count("<li>") == told
    reviewed(cast, held)
    assert text_of(client.get(reverse("my:looks"))).count("<li>") > told


@pytest.mark.rule(45, 78)
def test_a_manager_finds_what_waits_as_one_line_that_names_nobody(cast):
    entry = written(cast, cast.case("Verhaal"), text=SECRET)
    held, manager = asked(cast, entry), cast.client("manager")
    assert "Withheld from the person: to decide or to look at again: 1" in text_of(manager.get(reverse("cases:today")))
    page = text_of(manager.get(reverse("cases:withholdings")))
    assert "Tomas Verhaal" in page
    address = reverse("cases:withholding_decide", args=[held.case_id, held.id])
    assert address in page
    given = {"answer": "hidden", "decision_reasons": "It holds.", "version": 1}
    refused = manager.post(address, given)
    assert refused.status_code == 422 and "Choose a day to come" in text_of(refused)
    given["review_on"] = localdate(cast.now) + 90 * DAY
    assert manager.post(address, given).status_code == 302
    again = manager.post(address, given)
    assert again.status_code == 409 and "Somebody saved first" in text_of(again)
    assert "to decide or to look at again" not in text_of(manager.get(reverse("cases:today")))


@pytest.mark.rule(45)
def test_an_officer_asks_on_the_page_of_the_entry_and_reads_how_it_stands(cast):
    entry, officer = written(cast, cast.case("Verhaal"), text=SECRET), cast.client("officer")
    address = reverse("cases:withhold", args=[entry.case_id, entry.id])
    assert address in text_of(officer.get(reverse("cases:record", args=[entry.case_id])))
    given = {"asked_as": "hidden", "legal_ground": ground().id, "reasons": "She would be in danger."}
    answer = officer.post(address, given)
    assert answer.status_code == 302
    page = text_of(officer.get(answer["Location"]))
    assert "Withheld for now" in page and "Protection of a victim" in page
    assert "Asked to be withheld" in text_of(officer.get(reverse("cases:record", args=[entry.case_id])))
    assert (
        cast.client("officer")
        .get(reverse("cases:withholding_decide", args=[entry.case_id, Withholding.objects.get().id]))
        .status_code
        == 403
    )
