"""Limits in working days over the jurisdiction's public holidays."""

import datetime

import holidays

from cases.models.jurisdiction import Jurisdiction


def working_days_after(day: datetime.date, count: int, calendar: str) -> datetime.date:
    """The day on which `count` working days have passed after `day`; `calendar` is a country's code."""
    free = holidays.country_holidays(calendar) if calendar in holidays.list_supported_countries() else ()
    while count:
        day += datetime.timedelta(days=1)
        if day.weekday() < 5 and day not in free:
            count -= 1
    return day


APPEAL_DAYS = 30


def appeal_until(ruled_on: datetime.date) -> datetime.date:
    """The last day on which a ruling can be appealed against (rule 25)."""
    return ruled_on + datetime.timedelta(days=APPEAL_DAYS)


REPORT_DAYS = 10


def _country():
    return Jurisdiction.objects.get()


def report_due(day: datetime.date) -> datetime.date:
    """By when a report is with the authority once a failure was found significant (rule 65)."""
    return working_days_after(day, REPORT_DAYS, _country().holiday_calendar)


def comment_until(day: datetime.date) -> datetime.date:
    """Until when the person can comment once they are invited (rule 64)."""
    country = _country()
    return working_days_after(day, country.comment_working_days, country.holiday_calendar)
