"""Days in words: each is put into words once in each language, however many rows say it."""

from datetime import date, datetime
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.timezone import is_aware, localtime
from django.utils.translation import get_language

SHORT = "j F Y"


def day_in_words(value: date | datetime, form: str = SHORT) -> str:
    """A day, or the day of a moment as the clocks of the service show it: 14 January 2026."""
    if isinstance(value, datetime):
        value = (localtime(value) if is_aware(value) else value).date()
    return _said(value, form, get_language())


@lru_cache(maxsize=4096)
def _said(day, form, _language):
    return date_format(day, form)
