"""Limits over weekends, holidays and midnights; and every step that is due stands on somebody's list."""

import datetime

import pytest
from django.urls import reverse

from cases.access.roles import Role
from cases.deadlines.keeping import STEPS, meet_deadlines, set_deadline
from cases.deadlines.limits import LIMITS, WORKING, limit_from, working_days_after
from cases.deadlines.lists import due_to, overdue_in
from cases.history.action import SYSTEM_ACTOR, recorded
from cases.models import Contest, Deadline, Jurisdiction
from tests.visits import text_of

DAY = datetime.timedelta(days=1)
date = datetime.date


@pytest.mark.rule(65)
@pytest.mark.parametrize(
    ("after", "count", "until"),
    [
        (date(2026, 1, 5), 1, date(2026, 1, 6)),  # a Monday
        (date(2026, 1, 9), 1, date(2026, 1, 12)),  # over a weekend
        (date(2026, 1, 10), 1, date(2026, 1, 12)),  # from a Saturday
        (date(2026, 4, 2), 2, date(2026, 4, 7)),  # over Easter Monday
        (date(2025, 12, 31), 1, date(2026, 1, 2)),  # over New Year
        (date(2026, 5, 13), 1, date(2026, 5, 15)),  # over Ascension
        (date(2026, 7, 20), 10, date(2026, 8, 4)),  # over a national holiday
        (date(2028, 2, 28), 1, date(2028, 2, 29)),  # a leap year
    ],
)
def test_working_days_pass_over_weekends_and_holidays(after, count, until):
    assert working_days_after(after, count, "BE") == until


def test_a_country_whose_holidays_nobody_knows_has_weekends():
    assert working_days_after(date(2026, 1, 9), 1, "XX") == date(2026, 1, 12)


@pytest.mark.parametrize("code", sorted(LIMITS))
def test_every_limit_is_the_jurisdictions(code):
    country = Jurisdiction(holiday_calendar="BE")
    monday = date(2026, 3, 2)
    before = limit_from(monday, code, country)
    setattr(country, LIMITS[code].field, getattr(country, LIMITS[code].field) + 7)
    moved = (limit_from(monday, code, country) - before).days
    assert moved >= 9 if LIMITS[code].days == WORKING else moved == 7


@pytest.mark.parametrize(
    ("moment", "until"),
    [
        ("2026-03-28T22:59:00+00:00", date(2026, 4, 27)),  # still the 28th by the service's clock
        ("2026-03-28T23:01:00+00:00", date(2026, 4, 28)),  # the 29th, the night the clocks change
        ("2026-06-30T22:01:00+00:00", date(2026, 7, 31)),  # the 1st of July in summer time
    ],
)
def test_a_moment_counts_as_the_services_own_day(settings, moment, until):
    settings.TIME_ZONE = "Europe/Brussels"
    moment = datetime.datetime.fromisoformat(moment)
    assert limit_from(moment, "contest.answer", Jurisdiction(holiday_calendar="BE")) == until


def test_every_step_has_a_limit_and_every_limit_of_work_a_step():
    # Whoever puts off telling the person chooses the day on which it is looked at again; an agreement brings its own,
    # and an instrument those of the referral it opens.
    own = {"deferral.review", "consent.refresh", "referral.pass_on", "referral.answer"}
    assert STEPS.keys() - LIMITS.keys() == own
    without = LIMITS.keys() - STEPS.keys()
    # A withholding is on a list of its own: a step would name the case, and its looks are told to the person.
    not_of_a_case = {"complaint.admit", "complaint.decide", "complaint.appeal", "withholding.decide"}
    assert without <= {"erasure.carry_out", "ruling.appeal", "contest.ask_review"} | not_of_a_case


def due(cast, code, to, **given):
    contest = Contest.objects.filter(case=cast.case("Verhaal")).latest("id")
    with recorded("test.due", by=SYSTEM_ACTOR, now=cast.now, root=contest.case_id):
        return set_deadline(code, contest, cast.now, to=to, **given)


@pytest.mark.django_db
@pytest.mark.rule(65)
@pytest.mark.parametrize("code", sorted(STEPS))
@pytest.mark.parametrize("to", ["officer", "staff", "authority"])
def test_what_is_overdue_is_on_the_holders_list_and_on_the_managers(cast, code, to):
    staff = cast.post("officer2") if to == "staff" else None
    late = due(cast, code, to, due_on=date(2020, 1, 1), staff_id=staff and staff.id)
    manager = cast.at("manager")
    title = str(STEPS[code].title)
    assert any(
        item.overdue and item.title.startswith(title) for item in overdue_in(manager, manager.units(Role.MANAGER))
    )
    holder = {"officer": "officer", "staff": "officer2"}.get(to)
    if holder:
        mine = [item for item in due_to(cast.at(holder)) if item.due == late.due_on]
        assert [item.overdue for item in mine] == [True]
        assert mine[0].url
    with recorded("test.done", by=SYSTEM_ACTOR, now=cast.now, root=late.case_id):
        meet_deadlines(late.about, cast.now, code)
    assert not [item for item in overdue_in(manager, manager.units(Role.MANAGER)) if item.due == late.due_on]
    assert Deadline.objects.get(pk=late.pk).met_at == cast.now


@pytest.mark.django_db
@pytest.mark.rule(8)
def test_what_is_due_to_one_officer_is_not_shown_to_another(cast):
    due(cast, "failure.decide", "officer", due_on=date(2020, 1, 1))
    assert not [item for item in due_to(cast.at("officer3")) if item.due == date(2020, 1, 1)]
    manager = cast.at("manager3")
    assert not overdue_in(manager, manager.units(Role.MANAGER))
    assert not overdue_in(manager, cast.at("manager").units(Role.MANAGER))


@pytest.mark.django_db
def test_a_disagreement_is_on_the_handlers_list_until_it_is_answered(cast):
    contest = Contest.objects.get(case=cast.case("Verhaal"), answer="")
    page = text_of(cast.client(contest.handler.user.username).get(reverse("cases:today")))
    assert "Answer to a disagreement" in page
    assert Deadline.objects.get(about=contest.id, met_at=None).due_on == contest.answer_by
