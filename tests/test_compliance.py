"""Each number of compliance, and the rule by which it was counted."""

import datetime
from types import SimpleNamespace

import pytest
from django.utils.timezone import localdate

from cases.deadlines.limits import working_days_after
from cases.models import Jurisdiction
from sanctions.actions.appointments import book, record_outcome
from sanctions.compliance import failures_that_count, figures, months_before
from sanctions.models import Condition, Sanction


def weekly_of(case):
    return Condition.objects.get(case=case, condition_type__measure="weekly")


def meet(cast, case, days_ago, outcome, **given):
    """A meeting of so many days ago and what came of it."""
    start = cast.now - datetime.timedelta(days=days_ago)
    booked = start - datetime.timedelta(days=1)
    condition = weekly_of(case)
    officer = "officer"
    appointment = book(
        by=cast.at(officer, booked),
        now=booked,
        case_id=case.id,
        kind="office",
        starts_at=start,
        place="Room 3",
        condition=condition,
    )
    then = start + datetime.timedelta(hours=1)
    return record_outcome(
        by=cast.at(officer, then),
        now=then,
        case_id=case.id,
        appointment_id=appointment.id,
        version=1,
        outcome=outcome,
        note="",
        **given,
    )


@pytest.mark.parametrize(
    ("outcome", "given", "done", "held", "failures"),
    [
        ("complied", {}, 1, 1, 0),
        ("acceptable", {"excuse": "medical"}, 0, 0, 0),
        ("rescheduled", {}, 0, 0, 0),
        ("sent_home_service", {}, 0, 0, 0),
        ("evidence_awaited", {}, 0, 0, 0),
        ("failed_to_comply", {"measure": "none"}, 0, 1, 1),
        ("sent_home_behaviour", {"measure": "referral"}, 0, 1, 1),
        ("unacceptable", {"measure": "none"}, 0, 1, 1),
    ],
)
@pytest.mark.rule(15, 63)
def test_what_counts_as_held_as_kept_and_as_a_failure(cast, outcome, given, done, held, failures):
    case = cast.case("Petrova")
    key = weekly_of(case).id
    before = figures(case.id, cast.now)[key]
    meet(cast, case, 3, outcome, **given)
    after = figures(case.id, cast.now)[key]
    assert (after.done - before.done, after.total - before.total) == (done, held)
    assert after.failures - before.failures == failures
    assert after.updated_at > before.updated_at


def test_hours_are_the_sum_of_the_lines_and_what_is_left_the_rest(cast):
    case = cast.case("Petrova")
    key = Condition.objects.get(case=case, condition_type__measure="hours").id
    figure = figures(case.id, cast.now)[key]
    assert (figure.done, figure.total, figure.left) == (48, 60, 12)


@pytest.mark.parametrize(("after_days", "left"), [(0, 30), (7, 29), (400, 0)])
def test_meetings_left_are_the_weeks_left(cast, after_days, left):
    case = cast.case("Petrova")
    ends_on = Sanction.objects.get(case=case).ends_on
    assert (ends_on - localdate(cast.now)).days == 212
    now = cast.now + datetime.timedelta(days=after_days)
    assert figures(case.id, now)[weekly_of(case).id].left == left


def test_figures_take_four_queries_however_long_the_case(cast, django_assert_max_num_queries):
    case = cast.case("Verhaal")
    with django_assert_max_num_queries(4):
        assert len(figures(case.id, cast.now)) == 3


@pytest.mark.rule(63, 64)
@pytest.mark.parametrize(("months", "count"), [(12, 2), (0, 0)])
def test_only_failures_inside_the_window_count(cast, months, count):
    jurisdiction = SimpleNamespace(counting_months=months)
    found, opens = failures_that_count(cast.case("Verhaal").id, cast.now, jurisdiction)
    assert (found, opens) == (count, months_before(localdate(cast.now), months))


def test_the_demo_counts_two_failures_within_twelve_months():
    jurisdiction = Jurisdiction()
    assert (jurisdiction.counting_failures, jurisdiction.counting_months) == (2, 12)


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        ((2026, 11, 20), 12, (2025, 11, 20)),
        ((2024, 2, 29), 12, (2023, 2, 28)),
        ((2026, 3, 31), 1, (2026, 2, 28)),
        ((2026, 1, 15), 1, (2025, 12, 15)),
        ((2026, 12, 1), 24, (2024, 12, 1)),
    ],
)
def test_a_window_opens_on_the_same_day_of_the_month(day, months, before):
    assert months_before(datetime.date(*day), months) == datetime.date(*before)


@pytest.mark.rule(63)
@pytest.mark.parametrize(
    ("day", "count", "calendar", "until"),
    [
        ((2026, 11, 20), 5, "BE", (2026, 11, 27)),
        ((2026, 12, 23), 2, "BE", (2026, 12, 28)),
        ((2026, 12, 23), 2, "nowhere", (2026, 12, 25)),
    ],
)
def test_working_days_pass_over_weekends_and_holidays(day, count, calendar, until):
    assert working_days_after(datetime.date(*day), count, calendar) == datetime.date(*until)
