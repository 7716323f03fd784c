"""Days and moments of the synthetic service, counted from the day it is told on, and its keys."""

import datetime
from functools import cache
from uuid import UUID

from django.utils import timezone

# More rows than that no case has: their numbers fill a part of each key.
ROWS_A_CASE = 4096


class Calendar:
    """Days before and after `today`, as dates and as moments in the service's own time zone."""

    def __init__(self, today):
        self.today = today
        self.date = cache(lambda days: today + datetime.timedelta(days=days))
        self._midnight = cache(self._make_midnight)

    def _make_midnight(self, days):
        return timezone.make_aware(datetime.datetime.combine(self.date(days), datetime.time()))

    def at(self, days, minute):
        """The moment at a minute of a day."""
        return self._midnight(days) + datetime.timedelta(minutes=minute)

    def working(self, days):
        """The day itself, or the Friday before where it falls on a weekend."""
        return days - max(self.date(days).weekday() - 4, 0)


class Keys:
    """The keys of one case's rows, in order: its number stands where a key has its time, its rows' numbers follow."""

    def __init__(self, calendar, number, draw):
        moment = int(calendar.at(0, 0).timestamp() * 1000) + number
        self._base = moment << 80 | 7 << 76 | 2 << 62 | draw.getrandbits(62)
        self._rows = iter(range(ROWS_A_CASE))

    def next(self) -> UUID:
        """The next key."""
        return UUID(int=self._base | next(self._rows) << 64)
