"""How a recorded value is put into words, the same on every page and in every document."""

from datetime import date, datetime, time

from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext, pgettext

from cases.files.kinds import MEGABYTE
from cases.views.days import day_in_words

LONG_DATE = "l j F Y"


def _local(value):
    """A moment as the clocks of the service show it; a plain date stays as it is."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


def longdate(value: date | datetime | None) -> str:
    """Thursday 14 January 2026: nobody needs to guess which number is the month."""
    return day_in_words(value, LONG_DATE) if value else ""


def in_full(value) -> str:
    """A day as Thursday 14 January 2026; of a moment, the day in the service's own time zone."""
    return date_format(_local(value), LONG_DATE) if value else ""


def entry_title(entry) -> str:
    """What kind of entry, and when it happened: how every page names it."""
    return in_a_row((entry.kind_label, in_full(entry.happened_at)))


def clock(value) -> str:
    """The time of day in 24 hours, as appointments and letters give it."""
    return f"{_local(value):%H:%M}" if value is not None else ""


def in_a_row(parts) -> str:
    """What stands side by side, with the comma of the reader's script between; what is empty is left out."""
    return pgettext("between things side by side", ", ").join(str(part) for part in parts if part)


def moment(value: datetime | None) -> str:
    """A date and the time on it, in the service's own time zone."""
    return in_a_row((longdate(value), clock(value))) if value else ""


def or_missing(value):
    """A gap in a record is said, never left blank: nobody may read it as 'no'."""
    return gettext("Not recorded") if value is None or value == "" else value


def in_words(value) -> str:
    """A recorded value as people read it: dates and moments in full, yes or no, and gaps said."""
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, time):
        return clock(value)
    return longdate(value) if isinstance(value, date) else or_missing(value)


def in_size(size) -> str:
    """How large a file is, as people say it."""
    if size < MEGABYTE:
        return gettext("%(size)s KB") % {"size": max(round(size / 1024), 1)}
    return gettext("%(size)s MB") % {"size": number_format(size / MEGABYTE, 1)}


def weekdays(digits) -> str:
    """Days of the week by name, out of their numbers ("1" is Monday)."""
    if len(digits) > 2 and digits in "1234567":
        ends = {"first": WEEKDAYS[int(digits[0]) - 1], "last": WEEKDAYS[int(digits[-1]) - 1]}
        return gettext("%(first)s to %(last)s") % ends
    return in_a_row(WEEKDAYS[int(digit) - 1] for digit in digits)
