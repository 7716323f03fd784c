"""Limits in working days over the jurisdiction's public holidays."""

import datetime

import holidays


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
