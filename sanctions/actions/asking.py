"""When the person is to be asked for an agreement, and asked again: on the list of whoever keeps the case (rule 57)."""

from django.db.models import Q
from django.utils.timezone import localdate

from cases.actions.verb import keep
from cases.deadlines.keeping import meet_deadlines, set_deadline
from cases.models.deadline import Deadline
from sanctions.actions.appointments import call_off_under
from sanctions.consents import YES
from sanctions.models import PersonConsent

ASK, AGAIN = "consent.ask", "consent.refresh"


def ask_for(subject, needed, now, changed=False):
    """A condition or an order is recorded: the person is asked first where it is `needed`, else nobody is asked.

    Where it was `changed` into something else than they were asked about, they are asked anew (rule 57).
    """
    given = subject.consents.order_by("id").last() if changed else None
    if not needed:
        stop_asking([subject], now)
    elif given and not given.outdated_on:
        _outdated(given, now)
        set_deadline(ASK, subject, now, to=Deadline.To.OFFICER)
    elif not Deadline.objects.filter(about=subject.id, code=ASK).exists():
        set_deadline(ASK, subject, now, to=Deadline.To.OFFICER)


def _outdated(given, now):
    """An answer covers nothing any more: what was booked under it is called off until they agree to what it is now."""
    given.outdated_on = localdate(now)
    keep(given)
    meet_deadlines(given.id, now, AGAIN)
    if given.condition:
        call_off_under(given.condition, given.outdated_on, now)


def answered(consent, earlier, now):
    """They answered: nobody asks any more, and after a yes again before it runs out."""
    for key in filter(None, (consent.condition_id, consent.sanction_id, earlier and earlier.id)):
        meet_deadlines(key, now, ASK, AGAIN)
    if consent.answer == YES and consent.refresh_on <= _last_day(consent):
        set_deadline(AGAIN, consent, now, to=Deadline.To.OFFICER, due_on=consent.refresh_on)


def _last_day(consent):
    """The day after which an agreement is of no use any more; of one about no order, its own last."""
    sanction = consent.condition.sanction if consent.condition else consent.sanction
    return sanction.ends_on if sanction else consent.valid_until


def stop_asking(subjects, now):
    """Conditions or orders are over: there is nothing left to agree to."""
    keys = [subject.id for subject in subjects]
    about = PersonConsent.objects.filter(Q(condition__in=keys) | Q(sanction__in=keys))
    for key in (*keys, *about.values_list("id", flat=True)):
        meet_deadlines(key, now, ASK, AGAIN)
