"""The ledger of hours: lines are added, never changed; never above what is left (rules 39–41)."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from sanctions.actions.hours import balance, correct_session, record_session
from sanctions.models import Condition, HourLine, Sanction
from tests.test_orders import condition, order, settle


def days_ago(cast, days):
    return localdate(cast.now) - datetime.timedelta(days=days)


@pytest.fixture
def work(cast):
    """Elena's hours: 60 ordered, 48 credited in six sessions."""
    return Condition.objects.get(case=cast.case("Petrova"), condition_type__measure="hours")


def session(cast, work, day=1, start=8, end=12, off=0, by="officer"):
    return record_session(
        by=cast.at(by),
        now=cast.now,
        case_id=work.case_id,
        condition_id=work.id,
        worked_on=days_ago(cast, day),
        started=datetime.time(start),
        ended=datetime.time(end),
        minutes_not_worked=off,
    )


def correct(cast, line, minutes, **given):
    return correct_session(
        by=cast.at("officer"),
        now=cast.now,
        case_id=line.case_id,
        line_id=line.id,
        minutes=minutes,
        note="The sheet says so.",
        **given,
    )


@pytest.mark.rule(39, 40)
@pytest.mark.parametrize(("start", "end", "off", "credited"), [(8, 12, 0, 240), (8, 12, 45, 195), (13, 14, 59, 1)])
def test_a_session_credits_end_less_start_less_time_not_worked(cast, work, start, end, off, credited):
    before = balance(work.id)
    assert session(cast, work, start=start, end=end, off=off).minutes == credited
    assert balance(work.id) == before + credited


@pytest.mark.rule(39, 40)
def test_nothing_is_credited_above_what_was_ordered(cast, work):
    left = work.amount * 60 - balance(work.id)
    assert 0 < left < 16 * 60
    assert session(cast, work, day=2, start=6, end=22).minutes == left
    with pytest.raises(ValidationError, match="All ordered hours are done"):
        session(cast, work)
    assert balance(work.id) == work.amount * 60


def test_a_correction_is_a_new_line_and_the_first_one_stays(cast, work):
    line = session(cast, work)
    before = balance(work.id)
    correction = correct(cast, line, 180)
    assert (correction.minutes, correction.corrects_id) == (-60, line.id)
    assert HourLine.objects.get(pk=line.pk).minutes == 240
    assert balance(work.id) == before - 60
    assert correct(cast, line, 200).minutes == 20


def test_a_line_of_hours_cannot_be_changed(cast, work):
    line = session(cast, work)
    line.minutes = 10
    with pytest.raises(ValidationError, match="corrected by a new line"):
        line.version += 1
        line.validate_constraints()


@pytest.mark.parametrize(
    ("minutes", "words"), [(240, "says already"), (-1, "less than nothing"), (60 * 60, "more than the order leaves")]
)
def test_a_correction_that_makes_no_sense_is_refused(cast, work, minutes, words):
    line = session(cast, work)
    with pytest.raises(ValidationError, match=words):
        correct(cast, line, minutes)


def test_a_correction_made_meanwhile_is_not_overruled_unseen(cast, work):
    line = session(cast, work)
    correct(cast, line, 120, was=240)
    with pytest.raises(ValidationError, match="meanwhile"):
        correct(cast, line, 180, was=240)


@pytest.mark.parametrize(
    ("day", "start", "end", "off", "field"),
    [(-1, 8, 12, 0, "worked_on"), (400, 8, 12, 0, "worked_on"), (1, 12, 8, 0, "ended"), (1, 8, 9, 60, "ended")],
)
def test_a_day_or_time_that_cannot_be_is_refused_at_its_field(cast, work, day, start, end, off, field):
    with pytest.raises(ValidationError) as refused:
        session(cast, work, day=day, start=start, end=end, off=off)
    assert field in refused.value.message_dict


@pytest.mark.rule(62)
def test_no_hours_are_credited_before_everything_was_explained(cast):
    untold = Condition.objects.get(case=cast.case("Haddad"))
    with pytest.raises(ValidationError, match="Explain rights"):
        session(cast, untold)


@pytest.mark.rule(14)
def test_no_hours_are_credited_under_an_order_that_is_not_in_force(cast):
    doubted = Condition.objects.get(case=cast.case("Brandt"))
    with pytest.raises(ValidationError, match="not in force"):
        session(cast, doubted)


@pytest.mark.rule(23)
def test_work_after_the_last_day_is_not_credited_but_work_before_it_still_is(cast):
    case = cast.case("Petrova")
    ended = order(cast, case, days=200, decided=-210)
    work = condition(cast, ended, "community-service", 100)
    assert settle(cast, ended).state == Sanction.State.IN_FORCE
    with pytest.raises(ValidationError) as refused:
        session(cast, work, day=5)
    assert "worked_on" in refused.value.message_dict
    assert session(cast, work, day=10).minutes == 240


def test_no_hours_are_counted_where_the_condition_counts_none(cast):
    weekly = Condition.objects.get(case=cast.case("Petrova"), condition_type__measure="weekly")
    with pytest.raises(ValidationError, match="No hours are counted"):
        session(cast, weekly)
