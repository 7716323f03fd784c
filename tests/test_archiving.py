"""The schedule, the proposal on the day, and the archive: gone from every page on which people work (rules 23, 48)."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404
from django.urls import reverse
from django.utils.timezone import localdate

from cases.actions.archiving import archive, bring_back
from cases.actions.proposing import decide_retention
from cases.actions.terms import terms_of, what_stops
from cases.history.action import SYSTEM_ACTOR, recorded
from cases.models import Assignment, CaseRecord, RetentionProposal, RetentionRule
from sanctions.actions.closing import close_case
from tests.retained import archived, ended, proposed, put_off
from tests.visits import text_of
from tests.world import LOGINS, gated, path

pytestmark = [pytest.mark.django_db, pytest.mark.rule(48)]
DAY = datetime.timedelta(days=1)
STILL = {"person", "representative", "inspector", "records"}


def line(now, **fields):
    """A line of the schedule that was not in the jurisdiction's data."""
    with recorded("test.change", by=SYSTEM_ACTOR, now=now):
        rule = RetentionRule(**fields)
        rule.save()
    return rule


def test_what_is_due_is_proposed_once_however_often_the_day_is_gone_through(cast):
    first = proposed(cast, "Lind")
    assert first.then == "destroy" and first.rule.years == 3
    assert proposed(cast, "Lind").id == first.id
    assert proposed(cast, "Dahlberg") is None  # not ended


def test_the_schedule_counts_by_type_of_sanction_and_the_longest_decides(cast):
    case = cast.case("Lind")
    line(cast.now, ended_as="completed", sanction="supervision-order", years=30, then="destroy")
    term = terms_of([case.id])[case.id]
    assert term.due_on.year == case.ended_on.year + 30
    put_off(cast, "Lind")
    assert proposed(cast, "Lind") is None


def test_of_archive_and_destroy_the_earlier_comes_first_and_then_the_other(cast):
    case = ended(cast.case("Lind"), cast.now, "revoked")
    assert terms_of([case.id])[case.id].then == "archive"
    case = archived(cast)
    term = terms_of([case.id])[case.id]
    assert (term.then, term.rule.counted_from) == ("destroy", "last_entry")


@pytest.mark.rule(23, 48)
def test_an_acquittal_proposes_erasure_at_once_even_where_the_schedule_forgot_it(cast):
    case = ended(cast.case("Lind"), cast.now, "acquitted")
    assert terms_of([case.id])[case.id].due_on == case.ended_on
    open_case = cast.case("Dahlberg")
    given = {"case_id": open_case.id, "version": open_case.version, "ended_as": "acquitted"}
    close_case(by=cast.at("officer"), now=cast.now, **given)
    proposal = RetentionProposal.objects.get(case=open_case)
    assert (proposal.then, proposal.due_on) == ("destroy", localdate(cast.now))


def test_kept_for_now_it_is_asked_again_on_the_day_that_was_named(cast):
    proposal = proposed(cast, "Lind")
    given = {"retention_id": proposal.case_id, "proposal_id": proposal.id, "version": proposal.version}
    given |= {"answer": "not_now", "again_on": localdate(cast.now) + 5 * DAY}
    with pytest.raises(ValidationError, match="Say why"):
        decide_retention(by=cast.at("records"), now=cast.now, **given)
    decide_retention(by=cast.at("records"), now=cast.now, reasons="Asked the court.", **given)
    assert proposed(cast, "Lind") is None
    assert proposed(cast, "Lind", cast.now + 6 * DAY).then == "destroy"


@pytest.mark.parametrize(
    ("family", "word"), [("Verhaal", "still in force"), ("Dvorak", "on hold"), ("Petrova", "preserved")]
)
def test_what_is_open_stops_it_in_words(cast, family, word):
    assert word in " ".join(what_stops(cast.case(family), cast.now))


def test_nothing_stops_a_record_in_which_nothing_is_open(cast):
    assert what_stops(cast.case("Lind"), cast.now) == []


@pytest.mark.rule(96)
def test_an_open_complaint_stops_it_and_nobody_learns_that_it_is_one(cast):
    case = cast.case("Verhaal")
    said = " ".join(what_stops(case, cast.now))
    assert "Something outside this record" in said and "omplain" not in said


def test_what_is_archived_is_on_no_page_of_whoever_works(cast):
    case = archived(cast)
    number = case.reference
    for username in LOGINS:
        client = cast.client(username)
        for address in gated():
            if address.on in ("case", "limits", "emergency") and username not in STILL:
                answer = client.get(path(address, case.id, case.id))
                assert answer.status_code in (404, 405), (address.name, username)
            elif not address.parts and username not in STILL:
                assert number not in client.get(path(address)).content.decode(), (address.name, username)


def test_an_inspector_and_the_person_still_reach_it_and_each_look_is_recorded(cast):
    case = archived(cast)
    assert cast.client("inspector").get(reverse("cases:record", args=[case.id])).status_code == 200
    page = text_of(cast.client("records").get(reverse("cases:retention")))
    assert "In the archive" in page and case.reference in page


@pytest.mark.rule(45, 48)
def test_the_person_still_reads_and_takes_away_what_is_archived(cast):
    case = ended(cast.case("Verhaal"), cast.now, "revoked")
    with recorded("test.change", by=SYSTEM_ACTOR, now=cast.now, root=case.id):
        archive(case, cast.now)
    person = cast.client("person")
    for name in ("my:record", "my:copy", "my:copy_json"):
        assert person.get(reverse(name)).status_code == 200
    assert cast.client("officer").get(reverse("cases:record", args=[case.id])).status_code == 404


def test_it_comes_back_with_a_reason_and_to_an_officer(cast):
    case = archived(cast)
    records, officer = cast.client("records"), cast.client("officer")
    url = reverse("cases:bring_back", args=[case.id])
    to = cast.post("officer").id
    refused = records.post(url, {"to": to, "version": case.version})
    assert refused.status_code == 422
    given = {"to": to, "version": case.version, "reason": "A court made a new order."}
    assert records.post(url, given).status_code == 302
    assert officer.get(reverse("cases:record", args=[case.id])).status_code == 200
    assert Assignment.objects.get(case=case, ends_at=None).staff_id == to
    case = CaseRecord.objects.get(pk=case.id)
    with pytest.raises(ValidationError, match="not in the archive"):
        given = {"case_id": case.id, "version": case.version, "to": cast.post("officer"), "reason": "Again."}
        bring_back(by=cast.at("records"), now=cast.now, **given)


def test_only_what_has_ended_is_settled_and_only_by_whom_it_is_for(cast):
    proposal = proposed(cast, "Lind")
    for username in ("officer", "manager", "inspector", "admin"):
        url = reverse("cases:retention_decide", args=[proposal.case_id, proposal.id])
        assert cast.client(username).get(url).status_code in (403, 404), username
    given = {"retention_id": cast.case("Verhaal").id, "proposal_id": proposal.id, "version": 1, "answer": "approved"}
    with pytest.raises(Http404):
        decide_retention(by=cast.at("records"), now=cast.now, **given)


def test_the_whole_way_on_pages(cast):
    proposal = proposed(cast, "Lind")
    records, manager = cast.client("records"), cast.client("manager")
    decide = reverse("cases:retention_decide", args=[proposal.case_id, proposal.id])
    assert decide in records.get(reverse("cases:retention")).content.decode()
    page = text_of(records.get(decide))
    assert "Nothing stops it" in page and "assignments" in page
    assert "Johanna" not in page and "Lind" not in page
    carry = reverse("cases:retention_carry_out", args=[proposal.case_id, proposal.id])
    assert manager.get(carry).status_code == 404
    assert records.post(decide, {"answer": "approved", "version": proposal.version}).status_code == 302
    assert carry in manager.get(reverse("cases:today")).content.decode()
    version = RetentionProposal.objects.get(pk=proposal.id).version
    assert "This cannot be taken back" in text_of(manager.get(carry))
    assert manager.post(carry, {"version": version}).status_code == 302
    assert manager.get(carry).status_code == 404


def test_schedule_and_certificates_are_shown_and_changed_nowhere(cast):
    for username in ("records", "manager", "inspector"):
        page = text_of(cast.client(username).get(reverse("cases:certificates")))
        assert "The schedule" in page and "community-service-order" in page
    assert cast.client("officer").get(reverse("cases:certificates")).status_code == 403
    assert "retentionrule" not in cast.client("admin").get(reverse("admin:index")).content.decode()


def test_of_two_who_settle_it_at_once_the_second_reads_what_the_first_did(cast):
    proposal = proposed(cast, "Lind")
    records, manager = cast.client("records"), cast.client("manager")
    url = reverse("cases:retention_decide", args=[proposal.case_id, proposal.id])
    late = {"answer": "not_now", "reasons": "I asked the court.", "again_on": localdate(cast.now) + DAY, "version": 7}
    answer = records.post(url, late)
    assert answer.status_code == 409 and "I asked the court." in text_of(answer)
    assert records.post(url, {"answer": "approved", "version": proposal.version}).status_code == 302
    carry = reverse("cases:retention_carry_out", args=[proposal.case_id, proposal.id])
    answer = manager.post(carry, {"version": 1})
    assert answer.status_code == 409 and "Somebody saved first" in text_of(answer)
    assert RetentionProposal.objects.get(pk=proposal.id).carried_at is None


def test_who_brings_it_back_too_late_keeps_what_was_typed(cast):
    case = archived(cast)
    given = {"to": cast.post("officer").id, "version": 99, "reason": "A court made a new order."}
    answer = cast.client("records").post(reverse("cases:bring_back", args=[case.id]), given)
    assert answer.status_code == 409 and "A court made a new order." in text_of(answer)
    assert CaseRecord.objects.get(pk=case.id).archived_on
