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
