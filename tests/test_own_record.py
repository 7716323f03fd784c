"""What the person sees of their own record, and what they never see: told as it happens, page by page."""

import datetime
import html
import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.access.decide import enter
from cases.access.roles import Act
from cases.actions.contesting import answer_contest, lodge_contest
from cases.actions.entries import add_entry, correct_entry
from cases.disclosure.leakguard import shown_because
from cases.models import Contest, Entry, Look, Mandate
from cases.views.own_copy import plain
from cases.views.own_sections import own_record
from config.wording import in_words

HOUR = datetime.timedelta(hours=1)
LEFT_OUT = "A part of this is not shown to you."
# What every page asks for before it reads: session, log-in, what one is, which case, what one is to it.
DOORS = 5
READS = {"entries": 3, "looks": 4, "contests": 3}


def write(cast, text, by="officer", case="Verhaal", **given):
    """The officer writes an entry."""
    fields = {
        "kind": "information",
        "happened_at": cast.now - HOUR,
        "nature": "fact",
        "source": "A letter",
        "serves": "Shall report every week.",
    }
    with shown_because("Nobody knew yet that it must not stand here."):
        return add_entry(by=cast.at(by), now=cast.now, case_id=cast.case(case).id, text=text, **fields | given)


def correct(cast, entry, reason, **given):
    """The officer writes the next version of an entry."""
    current = Entry.objects.get(pk=entry.pk)
    return correct_entry(
        by=cast.at("officer"),
        now=cast.now,
        case_id=entry.case_id,
        entry_id=entry.id,
        version=current.version,
        reason=reason,
        **given,
    )


def victim(text, withheld_as="hidden"):
    return {"about": "victim", "text": text, "withheld_as": withheld_as}


def all_pages(client, entry) -> dict:
    """Every page of the person's record, to the end of each list, as text without what differs by request."""
    urls = [reverse(f"my:{name}") for name in ("home", "record", "contests", "looks", "rights", "copy")]
    urls += [reverse("my:copy_print"), reverse("my:copy_json"), reverse("my:history", args=[entry.id])]
    urls.append(reverse("my:contest", args=[entry.id]))
    found = {}
    while urls:
        url = urls.pop()
        response = client.get(url)
        assert response.status_code == 200, url
        found[url] = text = response.content.decode()
        if older := re.search(r'rel="next" href="([^"]+)"', text):
            link = html.unescape(older[1])
            urls.append(link if link.startswith("/") else url.partition("?")[0] + link)
    return {url: steady(text) for url, text in found.items()}


def steady(text):
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text)
    return re.sub(r'Copy made on [^<]+|"made_at": "[^"]+"|data-left="\d+"', "", text)


def words_of(page):
    """A page as it reads: no tags, no line ends."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def read_at(response):
    """What the form carries about the text that the person has before them."""
    return re.search(r'name="seen" value="([^"]+)"', response.content.decode())[1]


def download(client):
    return json.loads(client.get(reverse("my:copy_json")).content)


def section(content, key):
    return next(part for part in content["sections"] if part["key"] == key)


@pytest.mark.rule(8, 45)
def test_a_hidden_part_changes_not_a_byte_of_what_the_person_reads(cast):
    entry, client = write(cast, "Said that the week went well."), cast.client("person")
    before = all_pages(client, entry)
    correct(cast, entry, "Her sister called from Dover", segments=[victim("She moved to 17 Orchard Lane.")])
    assert all_pages(client, entry) == before


@pytest.mark.rule(8, 45)
def test_an_announced_part_is_announced_and_nothing_of_it_is_told(cast):
    entry = write(cast, "Said that the week went well.", segments=[victim("Orchard Lane 17.", "announced")])
    client = cast.client("person")
    pages = all_pages(client, entry)
    assert not [url for url, page in pages.items() if "Orchard" in page or "victim" in page]
    for name, args in (("record", []), ("copy_print", []), ("history", [entry.id]), ("contest", [entry.id])):
        assert LEFT_OUT in words_of(pages[reverse(f"my:{name}", args=args)]), name
    newest = section(download(client), "entries")["items"][0]
    assert (newest["text"], newest["part_withheld"]) == ("Said that the week went well.", True)


@pytest.mark.rule(8, 45)
@pytest.mark.parametrize("withheld_as", ["hidden", "announced"])
def test_a_passage_moved_to_others_is_gone_from_every_version(cast, withheld_as):
    entry = write(cast, "All well. Marie lives at 17 Orchard Lane.", source="Marie")
    correct(
        cast,
        entry,
        "Marie's address stood here",
        moves_to_others=True,
        text="All well.",
        source="A neighbour",
        segments=[victim("Marie lives at 17 Orchard Lane.", withheld_as)],
    )
    client = cast.client("person")
    pages = all_pages(client, entry)
    assert not [url for url, page in pages.items() if "Orchard" in page or "Marie" in page.replace("Marie Dumont", "")]
    history = words_of(pages[reverse("my:history", args=[entry.id])])
    assert "All well." in history
    assert "There is no change to show." in history
    assert (LEFT_OUT in history) == (withheld_as == "announced")


@pytest.mark.rule(43, 45)
def test_later_corrections_are_told_with_who_and_why_but_without_numbers(cast):
    entry = write(cast, "Came at 10. Marie drove him.")
    correct(
        cast,
        entry,
        "Marie again",
        moves_to_others=True,
        text="Came at 10.",
        segments=[victim("Marie drove him.")],
    )
    correct(cast, entry, "Looked at the calendar", text="Came at 11.")
    correct(cast, entry, "Marie called", text="Came at 11:30.", segments=[victim("Marie called.")])
    page = words_of(cast.client("person").get(reverse("my:history", args=[entry.id])).content.decode())
    told = page[page.index("Changes, the latest first") :]
    assert re.findall(r"Came at [\d:]+\.", told) == ["Came at 11.", "Came at 11:30.", "Came at 10.", "Came at 11."]
    assert "Changed by Ines Marlow." in told
    assert "Why: Looked at the calendar" in told
    assert "Marie" not in page
    assert not re.search(r"[Vv]ersion", told)


@pytest.mark.rule(11, 20, 45)
def test_home_says_who_to_reach_and_rights_say_what_goes_on(cast):
    client = cast.client("person")
    home = client.get(reverse("my:home")).content.decode()
    assert "Hello, Tomas" in home
    for known in ("Ines Marlow", "555 01 10", "Unit North", "12 Mill Street, Northbridge"):
        assert known in home
    for link in re.findall(r'href="(/my/[^"]*)"', home):
        assert client.get(link).status_code == 200, link
    rights = words_of(client.get(reverse("my:rights")).content.decode())
    assert "You keep your benefits" in rights
    assert "You keep your civic rights" in rights
    assert "within 30 days, from somebody who did not write it" in rights


@pytest.mark.rule(45)
def test_page_print_and_file_say_the_same(cast):
    write(cast, "One line.\n\nAnother <b>line</b> & more.", segments=[victim("Not this.", "announced")])
    client, visitor = cast.client("person"), cast.at("person")
    sections = own_record(enter(visitor, Act.READ_OWN, cast.case("Verhaal").id))
    on_paper, record = (
        words_of(client.get(reverse(f"my:{name}")).content.decode()) for name in ("copy_print", "record")
    )
    content = download(client)
    assert [part["key"] for part in content["sections"]] == [part.key for part in sections]
    for part, in_file in zip(sections, content["sections"], strict=True):
        assert str(part.title) in on_paper
        assert str(part.title) in record
        assert len(part.items) == len(in_file["items"])
        for item, filed in zip(part.items, in_file["items"], strict=True):
            assert [plain(value) for _name, _label, value in item.facts] == [fact["value"] for fact in filed["facts"]]
            for said in _said(item):
                assert " ".join(said.split()) in on_paper, said
    for said in (
        said for part in sections if part.key != "entries" for item in part.items[:20] for said in _said(item)
    ):
        assert " ".join(said.split()) in record, said


def _said(item):
    yield str(item.title)
    yield item.text
    yield from (str(in_words(value)) for _name, _label, value in item.facts)
    for beside in item.words:
        yield beside.text
        yield beside.answer


@pytest.mark.rule(45)
def test_each_entry_of_the_file_says_who_wrote_it_when_and_from_which_source(cast):
    for item in section(download(cast.client("person")), "entries")["items"]:
        facts = {fact["name"]: fact["value"] for fact in item["facts"]}
        assert facts["author"] == "Ines Marlow"
        assert facts["source"]
        assert datetime.datetime.fromisoformat(facts["recorded_at"]).tzinfo


@pytest.mark.rule(46)
def test_a_disagreement_is_answered_by_another_and_the_words_stay_beside_the_entry_everywhere(cast):
    entry, client = write(cast, "Left before the end."), cast.client("person")
    address = reverse("my:contest", args=[entry.id])
    seen = read_at(client.get(address))
    lodged = client.post(address, {"wrong": "I stayed to the end.", "right": "Stayed.", "evidence": "", "seen": seen})
    contest = Contest.objects.get(entry=entry)
    tracker = reverse("my:contest_detail", args=[contest.id])
    assert lodged["Location"] == tracker
    assert contest.handler.user.username not in ("officer", "person")
    waiting = words_of(client.get(tracker).content.decode())
    assert f"By {contest.handler.name}, Unit North" in waiting
    assert "Left before the end." in waiting
    assert "What is wrong: I stayed to the end." in waiting
    _stands_beside(cast, client, entry, "Waiting for an answer")
    later = contest.lodged_at + HOUR
    answer_contest(
        by=cast.at(contest.handler.user.username, later),
        now=later,
        case_id=entry.case_id,
        contest_id=contest.id,
        version=1,
        answer="refused",
        reasons="The door's log says 10:40.",
    )
    _stands_beside(cast, client, entry, "The door's log says 10:40.")
    answered = words_of(client.get(tracker).content.decode())
    assert "The answer: Not accepted" in answered
    assert "Your words stay beside this entry wherever it goes" in answered


def _stands_beside(cast, client, entry, answer):
    for name in ("record", "copy_print"):
        page = words_of(client.get(reverse(f"my:{name}")).content.decode())
        after = page[page.index(entry.text, page.index("What is written about you")) :]
        assert after.index("Tomas Verhaal says I stayed to the end.") < after.index("Outcome of an appointment"), name
        assert answer in after, name
    beside = section(download(client), "entries")["items"][0]
    assert beside["text"] == entry.text
    assert [own["text"] for own in beside["own_words"]] == ["I stayed to the end."]
    assert answer in beside["own_words"][0]["answer"]
    kept = words_of(cast.client("officer").get(reverse("cases:record", args=[entry.case_id])).content.decode())
    assert kept.index(entry.text) < kept.index("I stayed to the end.")


@pytest.mark.rule(46)
def test_what_was_corrected_is_shown_as_it_stood_and_as_it_reads_now(cast):
    contest = Contest.objects.get(case=cast.case("Verhaal"), answer="")
    answer_contest(
        by=cast.at(contest.handler.user.username),
        now=cast.now,
        case_id=contest.case_id,
        contest_id=contest.id,
        version=1,
        answer="corrected",
        corrected_text="Came ten minutes late and left early.",
    )
    page = words_of(cast.client("person").get(reverse("my:contest_detail", args=[contest.id])).content.decode())
    assert re.search("The record said .*forty minutes late.* The record says now Came ten minutes late", page)


@pytest.mark.rule(46)
def test_an_answer_that_is_late_is_called_late_and_whom_to_call_is_said(cast):
    entry = write(cast, "Left before the end.")
    long_ago = cast.now - datetime.timedelta(days=40)
    contest = lodge_contest(
        by=cast.at("person", long_ago),
        now=long_ago,
        case_id=entry.case_id,
        about=entry.id,
        wrong="I stayed.",
        right="Stayed.",
    )
    page = words_of(cast.client("person").get(reverse("my:contest_detail", args=[contest.id])).content.decode())
    assert "The answer is late" in page
    assert "You can call 555 0100" in page
    waiting = Contest.objects.filter(case=entry.case_id, answer="").exclude(pk=contest.id).get()
    in_time = cast.client("person").get(reverse("my:contest_detail", args=[waiting.id])).content.decode()
    assert "The answer is late" not in in_time


@pytest.mark.rule(8, 46)
def test_a_disagreement_about_a_version_withheld_since_shows_the_record_as_it_is(cast):
    contest = Contest.objects.get(case=cast.case("Verhaal"), answer="")
    correct(
        cast, contest.entry, "moved", moves_to_others=True, text="Came late.", segments=[victim("forty minutes late")]
    )
    page = words_of(cast.client("person").get(reverse("my:contest_detail", args=[contest.id])).content.decode())
    assert "The record says Came late." in page
    assert "forty minutes late" not in page


@pytest.mark.rule(46)
def test_nobody_contests_words_they_have_not_seen_and_what_was_typed_is_kept(cast):
    entry, client = write(cast, "Left at ten."), cast.client("person")
    address = reverse("my:contest", args=[entry.id])
    typed = {
        "wrong": "It was eleven.",
        "right": "Left at eleven.",
        "seen": read_at(client.get(address)),
    }
    correct(cast, entry, "Typing mistake", text="Left at nine.")
    refused = client.post(address, typed)
    assert refused.status_code == 422
    assert "has just been changed" in refused.content.decode()
    assert "It was eleven." in refused.content.decode()
    assert "Left at nine." in refused.content.decode()
    again = client.post(address, typed | {"seen": read_at(refused)})
    assert again.status_code == 302


@pytest.mark.rule(46)
def test_the_same_entry_is_not_contested_twice_while_an_answer_is_due(cast):
    contest, client = Contest.objects.get(case=cast.case("Verhaal"), answer=""), cast.client("person")
    address = reverse("my:contest", args=[contest.entry_id])
    assert client.get(address)["Location"] == reverse("my:contest_detail", args=[contest.id])
    entry = write(cast, "Something else.")
    seen = read_at(client.get(reverse("my:contest", args=[entry.id])))
    assert client.post(address, {"wrong": "No.", "right": "Yes.", "seen": seen}).status_code == 422
    assert Contest.objects.filter(entry=contest.entry).count() == 1


@pytest.mark.rule(46)
def test_empty_and_endless_words_are_refused_at_the_field(cast):
    entry, client = write(cast, "Left at ten."), cast.client("person")
    refused = client.post(reverse("my:contest", args=[entry.id]), {"wrong": "", "right": "x" * 9_001})
    assert refused.status_code == 422
    text = words_of(refused.content.decode())
    assert "Please write something here." in text
    assert "This is too long: at most 9,000 characters" in text
    assert "x" * 9_001 in text


@pytest.mark.rule(45)
def test_of_another_persons_record_nothing_exists(cast):
    client = cast.client("person")
    other = Entry.objects.filter(case=cast.case("Petrova")).first()
    never = "01999999-0000-7000-8000-000000000000"
    for name in ("history", "contest"):
        unknown = client.get(reverse(f"my:{name}", args=[never]))
        foreign = client.get(reverse(f"my:{name}", args=[other.id]))
        assert (foreign.status_code, foreign.content) == (404, unknown.content)
    page = client.get(reverse("my:record"), {"before": str(other.id)}).content.decode()
    assert "Work and home are stable" not in page
    assert client.post(reverse("my:contest", args=[other.id]), {"wrong": "No.", "right": "Yes."}).status_code == 404


@pytest.mark.rule(45)
def test_who_acts_for_the_person_reads_the_same_and_contests_nothing(cast):
    entry, client = write(cast, "Said that the week went well."), cast.client("representative")
    home = words_of(client.get(reverse("my:home")).content.decode())
    assert "This is the record of Tomas Verhaal" in home
    assert section(download(client), "entries") == section(download(cast.client("person")), "entries")
    for name, args in (("record", []), ("history", [entry.id]), ("contests", [])):
        assert "/disagree/" not in client.get(reverse(f"my:{name}", args=args)).content.decode()
    address = reverse("my:contest", args=[entry.id])
    assert client.get(address).status_code == 403
    assert client.post(address, {"wrong": "No.", "right": "Yes."}).status_code == 403
    assert not Contest.objects.filter(entry=entry).exists()


@pytest.mark.rule(45)
def test_a_mandate_that_ended_opens_nothing(cast):
    ends_at = Mandate.objects.get(user__username="representative").ends_at
    visitor = cast.at("representative", ends_at)
    assert not visitor.may(Act.READ_OWN)
    assert cast.at("representative", ends_at - HOUR).may(Act.READ_OWN)


@pytest.mark.rule(47)
def test_the_person_reads_which_service_looked_why_and_when_and_nobody_by_name(cast):
    case, client = cast.case("Verhaal"), cast.client("person")
    client.get(reverse("my:record"))
    cast.client("officer").get(reverse("cases:record", args=[case.id]))
    cast.client("officer").get(reverse("cases:list"))
    cast.client("inspector").get(reverse("cases:detail", args=[case.id]))
    cast.client("representative").get(reverse("my:home"))
    page = words_of(client.get(reverse("my:looks")).content.decode())
    looks = page[page.index("They must tell you.") :]
    assert re.search(r"Unit North: officer Why: supervision .*the record.*a list of cases|"
                     r"Unit North: officer Why: supervision .*a list of cases.*the record", looks)  # fmt: skip
    assert "Inspector Why: inspection" in looks
    assert "Unit North: inspector" not in looks
    assert "Representative Why: reading one's own record" in looks
    assert "the person's own record" not in looks
    assert "Ines Marlow" not in looks
    assert "Ida Sorensen" not in looks


@pytest.mark.rule(8, 47, 95)
@pytest.mark.parametrize("purpose", ["victim_contact", "complaint"])
def test_looks_for_victims_and_complaints_are_never_told(cast, purpose):
    case, client = cast.case("Verhaal"), cast.client("person")
    before = steady(client.get(reverse("my:looks")).content.decode())
    look = {"actor_id": cast.user("victimcontact").id, "kind": "overview", "at": cast.now, "written_at": cast.now}
    Look.objects.create(root=case.id, purpose=purpose, capacity="investigator", **look)
    Look.objects.create(roots=[str(case.id)], purpose=purpose, capacity="investigator", **look)
    assert steady(client.get(reverse("my:looks")).content.decode()) == before
    Look.objects.create(roots=[str(case.id)], purpose="supervision", capacity="records", **look)
    assert steady(client.get(reverse("my:looks")).content.decode()) != before


@pytest.mark.rule(47)
def test_a_long_list_of_looks_goes_on_to_its_end(cast):
    case, client = cast.case("Verhaal"), cast.client("person")
    for minute in range(130):
        at = cast.now - datetime.timedelta(minutes=minute)
        who = {"actor_id": cast.user("officer").id, "capacity": "officer", "kind": f"thing {minute}."}
        Look.objects.create(root=case.id, purpose="supervision", at=at, written_at=at, **who)
    seen, url = [], reverse("my:looks")
    while url:
        page = client.get(url).content.decode()
        seen += re.findall(r"thing (\d+)\.", page)
        older = re.search(r'rel="next" href="([^"]+)"', page)
        url = older and reverse("my:looks") + html.unescape(older[1])
    assert sorted(map(int, seen)) == list(range(130))


@pytest.mark.rule(45)
def test_long_lists_ask_no_more_of_the_database_than_short_ones(cast):
    client = cast.client("person")
    for number in range(25):
        write(cast, f"Number {number}.", happened_at=cast.now - datetime.timedelta(hours=number + 1))
    for name, reads in READS.items():
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse(f"my:{name}"))
        reading = [query["sql"] for query in queries if query["sql"].startswith("SELECT")]
        assert len(reading) <= DOORS + reads, (name, reading)


@pytest.mark.rule(45)
def test_every_entry_is_reached_once_page_after_page(cast):
    case, client = cast.case("Verhaal"), cast.client("person")
    for number in range(23):
        write(cast, f"Note {number}.", happened_at=cast.now - HOUR)
    keys, url = [], reverse("my:entries")
    while url:
        page = client.get(url).content.decode()
        keys += re.findall(r'id="e-([^"]+)"', page)
        older = re.search(r'rel="next" href="([^"]+)"', page)
        url = older and html.unescape(older[1])
    in_order = Entry.objects.filter(case=case).order_by("-happened_at", "-id").values_list("id", flat=True)
    assert keys == [str(key) for key in in_order]


@pytest.mark.rule(45)
def test_copies_are_private_neutral_in_name_and_recorded(cast):
    client = cast.client("person")
    for name in ("copy_json", "copy_print"):
        response = client.get(reverse(f"my:{name}"))
        assert response["Cache-Control"] == "no-store"
        look = Look.objects.latest("id")
        assert (look.kind, look.capacity, look.root) == ("own_copy", "person", cast.case("Verhaal").id)
    assert client.get(reverse("my:copy_json"))["Content-Disposition"] == 'attachment; filename="my-record.json"'


def test_no_title_names_the_person(cast):
    entry = write(cast, "Said that the week went well.")
    for url, page in all_pages(cast.client("person"), entry).items():
        if title := re.search("<title>(.*?)</title>", page, re.DOTALL):
            assert not re.search("Tomas|Verhaal", title[1]), url
