"""How answers of one owner stand on a day: the same for every owner of consents (cases.models.consent).

The functions take rows, or what is shown of them, in the order in which they were recorded (law 9).
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.consent import Consent


class Standing(models.TextChoices):
    """How the answer to one purpose stands. Only two of these are a yes."""

    UNASKED = "unasked", _("not asked, so no")
    YES = "yes", _("agrees")
    REFRESH = "refresh", _("agrees, to be asked again")
    RUN_OUT = "run_out", _("ran out, so no")
    NO = "no", _("does not agree")
    WITHDRAWN = "withdrawn", _("withdrawn")
    OUTDATED = "outdated", _("changed since, so no")


HOLDS = {Standing.YES, Standing.REFRESH}


def latest(consents) -> dict:
    """Purpose key to the last answer to it."""
    return {consent.purpose_id: consent for consent in consents}


def standing_of(consent, today) -> Standing:
    """How an answer stands on a day; no answer is no."""
    if consent is None:
        return Standing.UNASKED
    # Only what was answered about a condition or an order can be outdated.
    if (since := getattr(consent, "outdated_on", None)) and since <= today:
        return Standing.OUTDATED
    if consent.answer != Consent.Answer.YES:
        return Standing.NO
    if consent.withdrawn_on and consent.withdrawn_on <= today:
        return Standing.WITHDRAWN
    if consent.valid_until < today:
        return Standing.RUN_OUT
    return Standing.REFRESH if consent.refresh_on <= today else Standing.YES


def holds(consent, today) -> bool:
    """Whether an answer is a yes that holds on a day."""
    return standing_of(consent, today) in HOLDS


def on_day(consents, day):
    """The answer that counted on a day, None where none was given by then: of those, the last that was recorded.

    How it stood on that day is `standing_of(answer, day)`: a withdrawal holds from its own day on.
    """
    return next((consent for consent in reversed(list(consents)) if consent.given_on <= day), None)


def agreed_since(consents, purpose_id):
    """The day since which they have agreed to a purpose, asked again in time or late; None where they do not.

    A no, or a withdrawal, begins it anew: what happened before is not told afterwards.
    """
    since = None
    for consent in consents:
        if consent.purpose_id != purpose_id:
            continue
        if consent.answer != Consent.Answer.YES or consent.withdrawn_on:
            since = None
        else:
            since = since or consent.given_on
    return since
