"""The steps of a report of non-compliance, as a table: verb, the states it is possible in, the state it leads to."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sanctions.models import NonComplianceReport

State = NonComplianceReport.State
# Not sent yet: it can still be written.
BEING_WRITTEN = (State.DRAFTED, State.TO_CHECK, State.CHECKED)
# With the authority, and not ruled on.
BEFORE_THE_COURT = (State.SUBMITTED, State.RETURNED, State.SET)

STEPS = {
    # Another reader can be asked while the first one is away: a gate never waits for one person.
    "report.ask_check": ((State.DRAFTED, State.TO_CHECK), State.TO_CHECK),
    # What is changed while it is read, or after, is read again.
    "report.reopen": ((State.TO_CHECK, State.CHECKED), State.DRAFTED),
    "report.send_back": ((State.TO_CHECK,), State.DRAFTED),
    "report.pass": ((State.TO_CHECK,), State.CHECKED),
    "report.submit": ((State.CHECKED,), State.SUBMITTED),
    # Danger or absconding: the same day, without waiting for comment, check or service (rules 63–66).
    "report.submit_urgently": (BEING_WRITTEN, State.SUBMITTED),
    "report.withdraw": (BEING_WRITTEN, State.WITHDRAWN),
    "report.return": (BEFORE_THE_COURT, State.RETURNED),
    "hearing.set": ((State.SUBMITTED, State.SET), State.SET),
    "ruling.make": (BEFORE_THE_COURT, State.RULED),
}


def take(report, step):
    """Move a report by a step. Raises ValidationError where its state does not allow it."""
    possible, leads_to = STEPS[step]
    if report.state not in possible:
        raise ValidationError(_("This cannot be done now: the report is %(state)s.") % {"state": said(report.state)})
    report.state = leads_to
    return report


def said(state) -> str:
    """A state in words."""
    return str(State(state).label)
