"""Recording an answer and its withdrawal, for any owner of consents (rules 5, 58), inside a verb of the owner."""

import calendar

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.actions.verb import at_version, keep
from cases.models.consent import Consent


def record_answer(consent, earlier, now):
    """Keep what somebody answered: a positive act, to a text they had, on a day gone by. Returns it.

    `earlier` is the owner's last answer to the same purpose, or None: an answer given before it counts no more.
    """
    if not consent.text.strip():
        raise ValidationError({"text": _("Write the text they answered to. Without one there is no agreement.")})
    if consent.given_on > localdate(now):
        raise ValidationError({"given_on": _("Nobody has answered in the future. Check the date.")})
    if earlier and consent.given_on < (earlier.withdrawn_on or earlier.given_on):
        message = _("They answered later than that, or took it back. The last answer holds.")
        raise ValidationError({"given_on": message})
    consent.recorded_at = now
    if consent.answer == Consent.Answer.YES:
        purpose = consent.purpose
        consent.valid_until = months_after(consent.given_on, purpose.months)
        consent.refresh_on = max(_days_before(consent.valid_until, purpose.refresh_days), consent.given_on)
        if consent.valid_until < localdate(now):
            raise ValidationError({"given_on": _("An agreement of that day has run out since. Ask them again.")})
    return keep(consent)


def record_withdrawal(consent, version, now, how, on=None):
    """They take an agreement back, with effect for the future. Returns it. Raises ValidationError where none holds."""
    at_version(consent, version)
    today = localdate(now)
    on = on or today
    if consent.answer != Consent.Answer.YES or consent.withdrawn_on:
        raise ValidationError(_("There is no agreement here to withdraw."))
    if not consent.given_on <= on <= today:
        raise ValidationError({"withdrawn_on": _("Choose a day between their answer and today.")})
    consent.withdrawn_on, consent.withdrawn_how = on, how
    return keep(consent)


def months_after(day, months):
    """The same day so many months later, or the last one of a shorter month."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return day.replace(year=years, month=month + 1, day=min(day.day, calendar.monthrange(years, month + 1)[1]))


def _days_before(day, days):
    return day.fromordinal(day.toordinal() - days)
