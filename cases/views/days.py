"""Days in words: each is put into words once in each language, however many rows say it."""

from datetime import date, datetime
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.timezone import is_aware, localtime
from django.utils.translation import get_language

SHORT = "j F Y"


def day_in_words(value: date | datetime, form: str = SHORT) -> str:
    """A day, or the day of a moment as the clocks of the service show it: 14 January 2026."""
    return _said(value, form, get_language())


def days_in_words(form: str = SHORT):
    """The same for many rows: the language is asked for once."""
    language = get_language()
    return lambda value: _said(value, form, language)


@lru_cache(maxsize=4096)
def _said(value, form, _language):
    if isinstance(value, datetime) and is_aware(value):
        value = localtime(value)
    return date_format(value, form)
