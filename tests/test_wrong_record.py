"""An entry in the wrong record: two people take it out, and from then on it stands nowhere (42, 43, 45, law 8)."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.timezone import localdate

from cases.access.decide import enter
from cases.access.roles import Act
from cases.history.action import SYSTEM_ACTOR, recorded
from cases.history.timeline import changes
from cases.history.verify import verify
from cases.models import (
    Carrier,
    CaseGrant,
    CaseRecord,
    Contest,
    Deadline,
    Entry,
    ErasureOrder,
    Incident,
    IncidentViewer,
    OthersSegment,
    Removal,
)
from cases.views.own_sections import own_record
from reports.actions.documents import make_document
from reports.models import Document
from sanctions.models import Condition, DraftPassage, ReportPassage
from tests.reported import reported
from tests.test_one_entry import Turns
from tests.verbs import CALLS, Call, perform
from tests.verbs.removals import full_of, taken_out
from tests.visits import page, text_of, written
from tests.world import LOGINS, gated, path

pytestmark = [pytest.mark.django_db, pytest.mark.rule(43, 45)]
WORD = "kx7777zq"


@pytest.fixture
def entry(cast):
    """An entry of Tomas with a word of its own everywhere: in both versions, about others, in his disagreement."""
    return full_of(cast, WORD)


READERS = ("officer", "manager", "person", "representative", "inspector")


def everywhere(cast, case_id, *more, logins=LOGINS):
    """Every page about a case, and every own page, as each log-in: (log-in, address, what it says)."""
    for username in logins:
        client = cast.client(username)
        for url in (*(path(a, case_id) for a in gated() if a.by_case or a.route.startswith(("my/", "cases/"))), *more):
            answer = client.get(url)
            if answer.status_code == 200 and not answer.streaming:
                yield username, url, answer.content.decode("utf-8", "replace")


def histories(case_id, *records):
    return [reverse("cases:history", args=[case_id, record._meta.label_lower, record.pk]) for record in records]


@pytest.mark.timeout(400)
def test_what_was_taken_out_stands_on_no_page_of_anybody(cast, entry):
    case = cast.case("Verhaal")
    contest, segment = Contest.objects.get(entry=entry), OthersSegment.objects.get(entry=entry)
    urls = [*histories(case.id, entry, contest, segment), reverse("my:history", args=[entry.id])]
    urls += [reverse("my:contest_detail", args=[contest.id]), reverse("cases:entry_correct", args=[case.id, entry.id])]
    before = {(name, url) for name, url, said in everywhere(cast, case.id, *urls, logins=READERS) if WORD in said}
    assert {name for name, _url in before} == {*READERS}
    assert len(before) > 20
    taken_out(cast, entry)
    assert not {(name, url) for name, url, said in everywhere(cast, case.id, *urls) if WORD in said}


def test_the_search_does_not_find_it_and_the_key_leads_nowhere(cast, entry):
    case, client = cast.case("Verhaal"), cast.client("officer")
    taken_out(cast, entry)
    found = client.post(reverse("cases:record", args=[case.id]), {"q": WORD})
    assert "No entry fits" in text_of(found)
    for url in histories(case.id, entry):
        assert client.get(url).status_code == 404
    assert page(client, "entry_correct", case.id, entry.id).status_code == 404
    assert cast.client("person").get(reverse("my:history", args=[entry.id])).status_code == 404
    assert not changes(Entry, entry.id, enter(cast.at("officer"), Act.READ_CASE, case.id).purpose)[0]
    assert not Entry.history.filter(id=entry.id).exists() and not Entry.objects.filter(pk=entry.pk).exists()


def test_the_copy_and_the_papers_do_not_carry_it(cast, entry):
    case = cast.case("Verhaal")
    carried = perform(cast, "document.own_copy", Call("person", "Verhaal", {}))
    make_document(carried.id, cast.now)
    download = reverse("my:file", args=[carried.id])
    client = cast.client("person")
    assert client.get(download).status_code == 200
    taken_out(cast, entry)
    assert client.get(download).status_code == 404
    assert Document.everything().get(pk=carried.pk).removed_at == cast.now
    record = own_record(enter(cast.at("person"), Act.READ_OWN, case.id))
    assert WORD not in repr(record)
    told = next(section for section in record if section.key == "removals")
    assert len(told.items) == 1 and told.items[0].fact("decided_at") == cast.now


@pytest.mark.rule(8)
def test_where_knowing_would_do_harm_the_person_reads_nothing_of_it(cast, entry):
    taken_out(cast, entry, told="hidden")
    record = own_record(enter(cast.at("person"), Act.READ_OWN, cast.case("Verhaal").id))
    assert not next(section for section in record if section.key == "removals").items
    assert "An entry was taken out" in text_of(page(cast.client("officer"), "detail", cast.case("Verhaal").id))


def test_the_incident_names_who_looked_and_erasure_is_ordered(cast, entry):
    case = cast.case("Verhaal")
    for username in ("officer", "manager", "person", "inspector"):
        cast.client(username).get(reverse("my:record") if username == "person" else f"/cases/{case.id}/record/")
    removal = taken_out(cast, entry)
    incident = Incident.objects.get(about=entry.id)
    assert (incident.found_by.user.username, incident.decided_by.user.username) == ("officer", "manager")
    assert set(IncidentViewer.objects.filter(incident=incident).values_list("name", "capacity")) == {
        ("Ines Marlow", "officer"),
        ("Maya Osei", "manager"),
        ("Verhaal", "person"),
        ("Ida Sorensen", "inspector"),
    }
    order = ErasureOrder.objects.get(incident=incident)
    assert (order.about, order.due_on) == (entry.id, localdate(removal.decided_at) + datetime.timedelta(days=30))
    for username, reads in (("manager", True), ("inspector", True), ("records", False)):
        said = text_of(page(cast.client(username), "incident", incident.id))
        assert case.reference in said and "To be erased" in said
        assert ("Ines Marlow" in said, incident.why in said, "Verhaal" in said) == (reads, reads, reads)
    for username in ("officer", "person", "manager3", "authority"):
        assert page(cast.client(username), "incident", incident.id).status_code == 404
    assert verify() == []


def test_nobody_decides_what_they_proposed_or_wrote(cast, entry):
    case = cast.case("Verhaal")
    call = CALLS["removal.propose"](cast)
    removal = perform(cast, "removal.propose", call)
    url = reverse("cases:removal_decide", args=[case.id, removal.id])
    pressed = {"version": removal.version, "answer": "removed", "reasons": "So it is."}
    assert cast.client("officer").post(url, pressed).status_code == 403
    assert [d.staff.user.username for d in Deadline.objects.filter(about=removal.id)] == ["manager"]


def test_it_is_proposed_once_and_decided_once(cast, entry):
    call = CALLS["removal.decide"](cast)
    with pytest.raises(ValidationError, match="proposed this already"):
        perform(cast, "removal.propose", CALLS["removal.propose"](cast))
    decided = perform(cast, "removal.decide", call)
    with pytest.raises(ValidationError, match="Nothing is decided twice"):
        perform(cast, "removal.decide", call, version=decided.version)
    assert Incident.objects.filter(about=decided.entry_id).count() == 1


def test_refused_with_reasons_it_stays_and_the_officer_may_propose_it_again(cast, entry):
    call = CALLS["removal.decide"](cast)
    with pytest.raises(ValidationError):
        perform(cast, "removal.decide", call, answer="refused", reasons="")
    removal = perform(cast, "removal.decide", call, answer="refused", reasons="It is about him.")
    assert Entry.objects.filter(pk=removal.entry_id).exists()
    assert not Incident.objects.filter(about=removal.entry_id).exists()
    again = cast.client("officer").get(reverse("cases:removal_propose", args=[removal.case_id, removal.entry_id]))
    assert "It stays" in text_of(again) and "It is about him." in text_of(again)
    assert perform(cast, "removal.propose", CALLS["removal.propose"](cast)).answer == ""


def test_who_would_have_answered_about_it_has_no_reason_to_read_on(cast, entry):
    contest = Contest.objects.get(entry=entry)
    assert Deadline.objects.filter(about=contest.id, met_at=None).exists()
    taken_out(cast, entry)
    assert not Deadline.objects.filter(about=contest.id, met_at=None).exists()
    assert not CaseGrant.objects.filter(basis=f"contest {contest.id}", ends_at=None).exists()


@pytest.mark.rule(45)
def test_that_it_was_withheld_leaves_with_it(cast):
    entry = written(cast, cast.case("Verhaal"), text=f"Withheld {WORD}.")
    call = CALLS["withholding.ask"](cast)
    held = perform(cast, "withholding.ask", call, entry_id=entry.id, reasons=f"Because of {WORD}.")
    urls = [reverse("cases:withholding", args=[held.case_id, held.id]), reverse("cases:withholdings")]
    client = cast.client("manager")
    assert [client.get(url).status_code for url in urls] == [200, 200]
    taken_out(cast, entry)
    assert [client.get(url).status_code for url in urls] == [404, 200]
    assert str(held.id) not in text_of(client.get(urls[1]))


@pytest.mark.rule(42)
def test_a_record_whose_last_entry_left_is_as_silent_as_before(cast):
    case = cast.case("Verhaal")
    before = CaseRecord.objects.get(pk=case.id).last_entry_at
    entry = written(cast, case)
    assert CaseRecord.objects.get(pk=case.id).last_entry_at == cast.now
    taken_out(cast, entry)
    assert CaseRecord.objects.get(pk=case.id).last_entry_at == before


@pytest.mark.rule(66)
def test_a_sent_report_stays_sealed_and_the_officer_is_asked_to_put_it_right(cast):
    report, words = reported(cast), "On that day he was seen at the harbour."
    entry = written(cast, report.case, text=words)
    with recorded("test.passage", by=SYSTEM_ACTOR, now=cast.now, root=report.case_id):
        passage = ReportPassage(case_id=report.case_id, report=report, entry=entry, entry_version=1, text=words)
        passage.section, passage.place, passage.nature = "failures", 9, "fact"
        passage.save()
    taken_out(cast, entry)
    assert ReportPassage.objects.get(pk=passage.pk).text == words
    assert Carrier.objects.filter(incident__about=entry.id, kind="report", about=report.id).exists()
    assert "carries an entry that was taken out" in text_of(cast.client("officer").get(reverse("cases:today")))
    corrects = {"report_id": report.id, "significance": "One entry was about another person."}
    corrected = perform(cast, "report.correct", Call("officer", "Verhaal", corrects))
    assert not DraftPassage.objects.filter(report=corrected, entry_id=entry.id).exists()
    assert not Deadline.objects.filter(code="report.correct", met_at=None).exists()


@pytest.mark.rule(66)
def test_a_report_being_written_loses_what_rests_on_it(cast):
    report = perform(cast, "report.draft", CALLS["report.draft"](cast))
    passage = DraftPassage.objects.filter(report=report).exclude(entry=None).first()
    taken_out(cast, passage.entry)
    assert not DraftPassage.objects.filter(report=report, entry_id=passage.entry_id).exists()
    said = text_of(cast.client("officer").get(reverse("sanctions:report", args=[report.case_id, report.id])))
    assert passage.text not in said


def test_a_manager_decides_on_a_page_of_two_buttons_and_reasons(cast, entry):
    case = cast.case("Verhaal")
    removal = perform(cast, "removal.propose", CALLS["removal.propose"](cast))
    client, url = cast.client("manager"), reverse("cases:removal_decide", args=[case.id, removal.id])
    shown = text_of(client.get(url))
    assert "This cannot be taken back" in shown and 'value="removed"' in shown and 'value="refused"' in shown
    pressed = {"version": removal.version, "answer": "removed", "reasons": ""}
    assert client.post(url, pressed).status_code == 422
    assert client.post(url, pressed | {"reasons": "Looked up."}).status_code == 302
    assert Removal.objects.get(pk=removal.pk).answer == "removed"
    again = client.get(url)
    assert again.status_code == 200 and "Taken out of the record" in text_of(again) and WORD not in text_of(again)


def test_an_officer_proposes_on_the_page_the_entry_leads_to(cast, entry):
    case, client = cast.case("Verhaal"), cast.client("officer")
    url = reverse("cases:removal_propose", args=[case.id, entry.id])
    assert url in text_of(page(client, "record", case.id))
    given = {"fault": "irrelevant", "why": "It serves nothing.", "told": "announced", "version": entry.version}
    assert client.post(url, given | {"fault": ""}).status_code == 422
    stale = client.post(url, given | {"version": entry.version - 1})
    assert stale.status_code == 409 and "It serves nothing." in text_of(stale)
    assert client.post(url, given).status_code == 302
    assert "Proposed already" in text_of(client.get(url))


@pytest.mark.rule(47)
def test_whoever_was_sent_what_rests_on_it_is_listed_to_be_told(cast):
    turns = Turns(cast)
    condition = Condition.objects.filter(case=turns.case).latest("id")
    alleged = {"happened_at": cast.now, "manner": "He did not come.", "condition": condition}
    failure = turns.do("failure.note", "officer", entry_id=turns.entry.id, **alleged)
    made = turns.is_sent(failure)
    taken_out(cast, turns.entry)
    incident = Incident.objects.get(about=turns.entry.id)
    assert Carrier.objects.get(incident=incident, kind="disclosure").about == made.id
    told = text_of(cast.client("manager").get(reverse("cases:incident", args=[incident.id])))
    assert "its recipient has to be told" in told
