"""Two small kinds of field that several nouns share."""

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Period(models.Model):
    """Something that holds from a moment until another, or until further notice."""

    starts_at = models.DateTimeField(_("starts at"))
    ends_at = models.DateTimeField(_("ends at"), null=True, blank=True)

    class Meta:
        abstract = True


def in_force(now, prefix=""):
    """The condition that a period has begun and not ended at `now` (part of the query, law 1)."""
    return models.Q(**{f"{prefix}starts_at__lte": now}) & (
        models.Q(**{f"{prefix}ends_at__isnull": True}) | models.Q(**{f"{prefix}ends_at__gt": now})
    )


def in_language(texts):
    """The text in the visitor's language out of {"en": …, "fr": …}; else in the service's own, else any."""
    return texts.get(shown_in(texts), "")


def shown_in(texts) -> str:
    """The code of the language in which texts by language are shown to whoever reads now.

    Where a country wrote nothing in the visitor's, the service's own; no engine keeps in which order they were written.
    """
    code, own = ((language or "en").partition("-")[0] for language in (get_language(), settings.LANGUAGE_CODE))
    return next((each for each in (code, own, *sorted(texts)) if texts.get(each)), code)
