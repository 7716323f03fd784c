"""Appointments: who may be asked to come, what came of it, and outcomes that turn out otherwise."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from cases.history.record import StaleVersion
from cases.models import Entry, OthersSegment
from sanctions.actions.appointments import book, change_outcome, record_outcome
from sanctions.models import Appointment, Condition, Sanction
from tests.test_orders import condition, order, settle


def booked(cast, case, days=2, kind="office", **given):
    starts_at = cast.now + datetime.timedelta(days=days)
    officer = cast.at("officer")
    return book(by=officer, now=cast.now, case_id=case.id, kind=kind, starts_at=starts_at, place="Room 3", **given)


@pytest.fixture
def met(cast):
    """An appointment an hour ago, in a case where everything was explained."""
    case = cast.case("Petrova")
    start = cast.now - datetime.timedelta(hours=1)
    before = start - datetime.timedelta(days=1)
    officer = cast.at("officer", before)
    return book(by=officer, now=before, case_id=case.id, kind="office", starts_at=start, place="Room 3")


def outcome(cast, appointment, said, version=1, **given):
    return record_outcome(
        by=cast.at("officer"),
        now=cast.now,
        case_id=appointment.case_id,
        appointment_id=appointment.id,
        version=version,
        outcome=said,
        **({"note": "As seen."} | given),
    )


def change(cast, appointment, said, version=2, reason="A certificate came.", **given):
    return change_outcome(
        by=cast.at("officer"),
        now=cast.now,
        case_id=appointment.case_id,
        appointment_id=appointment.id,
        version=version,
        outcome=said,
        note=reason,
        reason=reason,
        **given,
    )


@pytest.mark.rule(28, 62)
def test_before_everything_is_explained_only_a_first_appointment_is_booked(cast):
    case = cast.case("Haddad")
    with pytest.raises(ValidationError) as refused:
        booked(cast, case)
    assert "kind" in refused.value.message_dict
    assert booked(cast, case, kind="first").kind == "first"


@pytest.mark.rule(14)
def test_while_an_order_is_queried_only_a_first_appointment_is_booked(cast):
    case = cast.case("Brandt")
    with pytest.raises(ValidationError, match="No sanction is in force"):
        booked(cast, case)
    assert booked(cast, case, kind="first").kind == "first"


@pytest.mark.rule(23)
@pytest.mark.parametrize(("after_the_end", "allowed"), [(-1, True), (0, True), (1, False), (30, False)])
@pytest.mark.parametrize("kind", ["office", "first"])
def test_after_the_last_day_of_the_sanction_nothing_can_be_asked(cast, kind, after_the_end, allowed):
    case = cast.case("Petrova")
    end = Sanction.objects.get(case=case).ends_on
    days = (end - localdate(cast.now)).days + after_the_end
    if allowed:
        assert booked(cast, case, days=days, kind=kind)
        return
    with pytest.raises(ValidationError, match="has ended by then"):
        booked(cast, case, days=days, kind=kind)


@pytest.mark.rule(23)
def test_an_order_being_recorded_still_allows_the_first_appointment_after_another_ended(cast):
    case = cast.case("Petrova")
    order(cast, case)
    end = Sanction.objects.filter(case=case, state="in_force").get().ends_on
    assert booked(cast, case, days=(end - localdate(cast.now)).days + 1, kind="first")


def test_an_appointment_serves_only_a_condition_of_the_same_case(cast):
    other = Condition.objects.get(case=cast.case("Verhaal"), condition_type__measure="weekly")
    with pytest.raises(ValidationError) as refused:
        booked(cast, cast.case("Petrova"), condition=other)
    assert "condition" in refused.value.message_dict


@pytest.mark.parametrize("said", [o for o in Appointment.Outcome if o not in ("acceptable", "rescheduled")])
def test_an_appointment_to_come_can_only_be_excused_or_moved(cast, said):
    appointment = booked(cast, cast.case("Petrova"))
    with pytest.raises(ValidationError) as refused:
        outcome(cast, appointment, said, measure="none")
    assert "outcome" in refused.value.message_dict
    assert outcome(cast, appointment, "acceptable", excuse="medical").excuse == "medical"


@pytest.mark.rule(63)
@pytest.mark.parametrize("said", ["failed_to_comply", "sent_home_behaviour", "unacceptable"])
def test_a_failure_says_what_is_done_about_it(cast, met, said):
    with pytest.raises(ValidationError) as refused:
        outcome(cast, met, said)
    assert "measure" in refused.value.message_dict
    assert Appointment.objects.get(pk=met.pk).outcome == ""
    assert outcome(cast, met, said, measure="none").measure == "none"


@pytest.mark.rule(64)
@pytest.mark.parametrize(
    ("measure", "days", "field"), [("warning", None, "respond_by"), ("breach", 0, "respond_by"), ("warning", 5, None)]
)
def test_what_asks_something_of_the_person_says_until_when_they_can_answer(cast, met, measure, days, field):
    respond_by = None if days is None else localdate(cast.now) + datetime.timedelta(days=days)
    if field is None:
        assert outcome(cast, met, "unacceptable", measure=measure, respond_by=respond_by).respond_by == respond_by
        return
    with pytest.raises(ValidationError) as refused:
        outcome(cast, met, "unacceptable", measure=measure, respond_by=respond_by)
    assert field in refused.value.message_dict


def test_outcome_note_others_and_the_next_one_are_kept_in_one_pass(cast, met):
    start = cast.now + datetime.timedelta(days=7)
    segment = {"about": "family", "text": "The brother drove her.", "withheld_as": "announced"}
    kept = outcome(
        cast,
        met,
        "complied",
        segments=[segment],
        next_appointment={"kind": "office", "starts_at": start, "place": "Room 3"},
    )
    entry = Entry.objects.get(pk=kept.entry_id)
    assert entry.text == "Meeting at the office: Attended and complied.\n\nAs seen."
    assert OthersSegment.objects.get(entry=entry).text == "The brother drove her."
    assert Appointment.objects.filter(case_id=met.case_id, starts_at=start).exists()


@pytest.mark.rule(23)
def test_when_the_next_one_cannot_be_booked_nothing_is_saved(cast, met):
    end = Sanction.objects.get(case_id=met.case_id).ends_on
    late = cast.now + datetime.timedelta(days=(end - localdate(cast.now)).days + 3)
    with pytest.raises(ValidationError) as refused:
        outcome(cast, met, "complied", next_appointment={"kind": "office", "starts_at": late, "place": "Room 3"})
    assert list(refused.value.message_dict) == ["next_starts_at"]
    assert Appointment.objects.get(pk=met.pk).outcome == ""


def test_two_who_record_the_same_outcome_are_told(cast, met):
    outcome(cast, met, "complied")
    with pytest.raises(StaleVersion):
        outcome(cast, met, "unacceptable", measure="none", version=1)
    with pytest.raises(ValidationError, match="recorded already"):
        outcome(cast, met, "unacceptable", measure="none", version=2)
    assert Appointment.objects.get(pk=met.pk).outcome == "complied"


def test_evidence_that_was_awaited_gives_the_outcome_without_a_change(cast, met):
    outcome(cast, met, "evidence_awaited")
    assert outcome(cast, met, "acceptable", excuse="medical", version=2).outcome == "acceptable"


@pytest.mark.rule(43)
def test_an_outcome_is_changed_with_a_reason_and_the_earlier_one_stays(cast, met):
    first = outcome(cast, met, "unacceptable", measure="none")
    changed = change(cast, met, "acceptable", excuse="medical")
    assert (changed.outcome, changed.excuse, changed.measure) == ("acceptable", "medical", "")
    rows = list(Appointment.history.filter(id=met.id).order_by("version"))
    assert [row.outcome for row in rows] == ["", "unacceptable", "acceptable"]
    assert rows[-1].history_change_reason == "A certificate came."
    assert Entry.objects.get(pk=first.entry_id).text.startswith("Meeting at the office: Absent, no acceptable reason.")
    assert changed.entry_id != first.entry_id
    assert "Changed from: Absent, no acceptable reason." in Entry.objects.get(pk=changed.entry_id).text


@pytest.mark.parametrize("reason", ["", "   "])
def test_without_a_reason_no_outcome_changes(cast, met, reason):
    outcome(cast, met, "unacceptable", measure="none")
    with pytest.raises(ValidationError) as refused:
        change(cast, met, "complied", reason=reason)
    assert "reason" in refused.value.message_dict
    assert Appointment.objects.get(pk=met.pk).outcome == "unacceptable"


def test_there_is_nothing_to_change_before_an_outcome_is_recorded(cast, met):
    with pytest.raises(ValidationError, match="no outcome to change"):
        change(cast, met, "complied", version=1)


@pytest.mark.rule(23)
def test_an_outcome_that_is_missing_can_be_recorded_after_the_end(cast):
    case = cast.case("Petrova")
    ended = order(cast, case, days=200, decided=-210)
    condition(cast, ended, "report-weekly", 1)
    settle(cast, ended)
    start = cast.now - datetime.timedelta(days=20)
    before = start - datetime.timedelta(days=1)
    appointment = book(
        by=cast.at("officer", before), now=before, case_id=case.id, kind="office", starts_at=start, place="Room 3"
    )
    assert outcome(cast, appointment, "complied").outcome == "complied"
