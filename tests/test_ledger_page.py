"""The operations on a record, told to who answers for it: six kinds, who, when, why, to whom (rules 43, 47)."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.access.gate import record_look
from cases.actions.entries import correct_entry
from cases.disclosure.purposes import Purpose
from cases.history.tables import Action, Look
from cases.history.timeline import as_it_stood, as_of, changes
from cases.models import Entry
from cases.views.ledger import ROWS
from sanctions.actions.sending import submit_report
from tests.test_reports_put_right import whole
from tests.units import acting, new_unit
from tests.visits import own_queries, page, text_of, written

pytestmark = pytest.mark.django_db
MOVED = {"text": "Came at nine.", "segments": [{"about": "family", "text": "His sister is ill."}]}


@pytest.fixture
def case(cast):
    return cast.case("Verhaal")


def moved_apart(cast, case):
    """An entry of which a part was moved to what is about others, with a reason that quotes it."""
    entry = written(cast, case, text="Came at nine. His sister is ill.")
    given = {"entry_id": entry.id, "version": 1, "moves_to_others": True, "reason": "The sister's illness stood here."}
    correct_entry(by=cast.at("officer"), now=cast.now, case_id=case.id, **given, **MOVED)
    return entry


def operations(client, case, **query):
    answer = client.get(reverse("cases:ledger_json", args=[case.id]), query)
    assert answer.status_code == 200
    return json.loads(answer.content)


@pytest.mark.rule(43, 47)
def test_each_operation_says_who_when_what_why_and_to_whom(cast, case):
    written(cast, case)
    newest = operations(cast.client("officer"), case, operation="collection")["operations"][0]
    assert (newest["what"], newest["operation"], newest["why"], newest["to"]) == (
        "wrote an entry",
        "collection",
        "supervision",
        "",
    )
    assert newest["who"] == cast.post("officer").name and newest["as"] == "officer"


@pytest.mark.rule(47)
def test_what_left_names_its_recipients(cast, case):
    report = whole(cast, case, urgency="danger", urgent_reason="Threatened a neighbour.")
    submit_report(by=cast.at("officer"), now=cast.now, case_id=case.id, report_id=report.id, version=report.version)
    newest = operations(cast.client("manager"), case, operation="disclosure")["operations"][0]
    assert (newest["what"], newest["to"]) == ("sent a report", "District Court North")
    shown = text_of(page(cast.client("manager"), "ledger", case.id, operation="disclosure"))
    assert "District Court North" in shown and "wrote an entry" not in shown


def test_looks_stand_among_the_operations_as_consultations(cast, case):
    page(cast.client("inspector"), "record", case.id)
    found = operations(cast.client("officer"), case, operation="consultation")["operations"]
    assert {each["operation"] for each in found} == {"consultation"}
    assert ("looked at the record", "inspection") in {(each["what"], each["why"]) for each in found}


@pytest.mark.rule(8)
@pytest.mark.parametrize("purpose", [Purpose.VICTIM_CONTACT, Purpose.COMPLAINT])
def test_a_look_that_would_tell_of_a_victim_or_a_complaint_is_not_there(cast, case, purpose):
    visitor = cast.at("victimcontact")
    visitor.shown_roots = {case.id}
    record_look(visitor, purpose, "record", "victimcontact", root=case.id)
    found = operations(cast.client("officer"), case, operation="consultation")["operations"]
    assert str(purpose.label) not in {each["why"] for each in found}
    assert str(purpose.label) not in text_of(page(cast.client("officer"), "looks", case.id))


@pytest.mark.parametrize(("username", "status"), [("officer", 200), ("manager", 200), ("inspector", 200)])
def test_who_answers_for_the_record_reads_it(cast, case, username, status):
    assert page(cast.client(username), "ledger", case.id).status_code == status


@pytest.mark.parametrize("username", ["person", "authority", "officer2"])
def test_nobody_else_reads_it(cast, case, username):
    assert page(cast.client(username), "ledger", case.id).status_code in (403, 404)


def test_the_list_goes_on_in_the_order_of_writing_and_repeats_nothing(cast, case):
    for number in range(ROWS + 5):
        with acting("entry.add", root=case.id, reason=str(number)):
            pass
    client, seen, older = cast.client("officer"), [], ""
    while older is not None:
        answer = json.loads(client.get(reverse("cases:ledger_json", args=[case.id]) + older).content)
        seen += [row["why"] for row in answer["operations"] if row["what"] == "wrote an entry"]
        older = answer["older"]
    numbers = [int(why) for why in seen if why.isdecimal()]
    assert numbers == list(range(ROWS + 5))[::-1]


def test_it_asks_no_more_however_long_the_list(cast, case):
    url = reverse("cases:ledger", args=[case.id])
    few = len(own_queries(cast.client("officer"), url))
    for _number in range(ROWS):
        with acting("entry.add", root=case.id):
            pass
    assert len(own_queries(cast.client("officer"), url)) == few <= 4


@pytest.mark.rule(8, 45)
@pytest.mark.parametrize("purpose", [Purpose.OWN_RECORD, Purpose.CONTEST])
def test_why_a_passage_was_moved_to_others_is_unsaid_to_who_may_not_read_it(cast, case, purpose):
    entry = moved_apart(cast, case)
    for viewer, said in ((purpose, None), (Purpose.SUPERVISION, "The sister's illness stood here.")):
        found, _more = changes(Entry, entry.id, viewer)
        assert {change.reason for change in found if change.version == 2} == {said}


@pytest.mark.rule(8)
def test_the_ledger_tells_that_reason_to_who_may_read_it(cast, case):
    moved_apart(cast, case)
    newest = operations(cast.client("officer"), case, operation="alteration")["operations"][0]
    assert newest["why"] == "supervision, The sister's illness stood here."


# As it stood


def versions(*moments):
    """A unit written once and changed at each moment in turn."""
    unit = new_unit()
    for number, moment in enumerate(moments, start=2):
        with acting(now=moment):
            unit.phone = str(number)
            unit.save()
    return unit


def test_a_record_stood_as_its_own_sequence_says_with_tied_clocks():
    now = timezone.now()
    unit = versions(now, now, now)
    held = as_of(type(unit), unit.pk, now)
    assert (held.version, held.phone) == (4, "4")
    assert as_of(type(unit), unit.pk, now - timedelta(seconds=1)).version == 1


def test_a_clock_that_went_back_does_not_bring_a_later_version_before_an_earlier_one():
    now = timezone.now()
    unit = versions(now, now - timedelta(minutes=10), now + timedelta(minutes=10))
    assert as_of(type(unit), unit.pk, now - timedelta(minutes=5)).version == 1
    assert as_of(type(unit), unit.pk, now).version == 3
    assert as_of(type(unit), unit.pk, now + timedelta(hours=1)).version == 4


def test_before_it_began_nothing_stood():
    unit = new_unit()
    assert as_of(type(unit), unit.pk, timezone.now() - timedelta(days=2000)) is None


@pytest.mark.rule(8)
def test_a_version_that_was_withheld_since_did_not_stand_for_who_may_not_read_it(cast, case):
    entry = moved_apart(cast, case)
    Entry.objects.get(pk=entry.id)
    early = cast.now
    with acting(now=early):
        pass
    assert as_it_stood(Entry, entry.id, early, Purpose.OWN_RECORD, open_from=3) is None
    url = ("history", case.id, "cases.entry", entry.id)
    then = {"at": timezone.localtime(cast.now + timedelta(minutes=2)).strftime("%Y-%m-%dT%H:%M")}
    assert "As it stood on" in text_of(page(cast.client("officer"), *url, **then))
    before = {"at": timezone.localtime(cast.now - timedelta(days=3)).strftime("%Y-%m-%dT%H:%M")}
    assert "Nothing that you may read stood here then." in text_of(page(cast.client("officer2"), *url, **before))


def test_a_moment_that_is_none_is_refused_at_the_field(cast, case):
    answer = page(cast.client("officer"), "history", case.id, "cases.caserecord", case.id, at="nonsense")
    assert "Enter a valid date" in text_of(answer)


def test_every_look_and_action_of_the_demo_is_told_in_words(cast, case):
    found, older = [], ""
    while older is not None:
        answer = json.loads(cast.client("officer").get(reverse("cases:ledger_json", args=[case.id]) + older).content)
        found, older = found + answer["operations"], answer["older"]
    assert len(found) >= Action.objects.filter(root=case.id).count()
    assert not [each for each in found if "." in each["what"] or not each["who"]]
    assert Look.objects.filter(root=case.id, kind="ledger").exists()
