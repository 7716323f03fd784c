"""How dates, hours, gaps and free text are written for people, the same on every page."""

import re
from datetime import timedelta

from django.utils.formats import number_format
from markupsafe import Markup, escape

from cases.models.fields import in_language
from cases.views.days import day_in_words
from cases.views.words import clock, in_a_row, in_words, longdate, moment, or_missing, weekdays


def hours(value) -> str:
    """Work done in hours and minutes: whole numbers count minutes, decimals hours, durations speak."""
    if value is None:
        return ""
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
    elif isinstance(value, int):
        minutes = value
    else:
        minutes = round(value * 60)
    sign, (full, rest) = "−" if minutes < 0 else "", divmod(abs(minutes), 60)
    if not rest:
        return f"{sign}{full} h"
    return f"{sign}{full} h {rest} min" if full else f"{sign}{rest} min"


def number(value) -> str:
    """A whole number with its thousands apart, as the language writes them."""
    return number_format(value, use_l10n=True, force_grouping=True)


def linebreaks_text(value) -> Markup:
    """Free text as it was typed: escaped first, then its own paragraphs, line ends and direction."""
    paragraphs = re.split(r"\n\s*\n", "\n".join(str(value or "").splitlines()).strip())
    return Markup("\n").join(
        Markup('<p dir="auto">{}</p>').format(Markup("<br>").join(escape(line) for line in paragraph.split("\n")))
        for paragraph in paragraphs
        if paragraph
    )


FILTERS = {
    "day_in_words": day_in_words,
    "longdate": longdate,
    "moment": moment,
    "clock": clock,
    "hours": hours,
    "number": number,
    "or_missing": or_missing,
    "in_words": in_words,
    "in_a_row": in_a_row,
    "linebreaks_text": linebreaks_text,
    "in_language": in_language,
    "weekdays": weekdays,
}
