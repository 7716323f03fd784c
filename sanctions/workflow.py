"""The steps of a report of non-compliance, of an order, of an application and of a ruling copied from paper, as tables.

Each says: what is done, the states it is possible in, the state it leads to. No state changes but by one of them.
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sanctions.models import Application, NonComplianceReport, RulingTranscript, Sanction

State, Order, Copy = NonComplianceReport.State, Sanction.State, RulingTranscript.State
Asked = Application.State
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


ORDER_STEPS = {
    # What does not fit its type is kept as received and asked back (rules 14, 15).
    "order.ask_back": ((Order.RECEIVED,), Order.QUERIED),
    "order.settle": ((Order.RECEIVED,), Order.IN_FORCE),
    "order.confirm": ((Order.QUERIED,), Order.IN_FORCE),
    "order.bind": ((Order.QUERIED,), Order.IN_FORCE),
    "order.replace": ((Order.QUERIED,), Order.REPLACED),
    # Nobody has to write that the last day is over (rule 23).
    "order.run_out": ((Order.IN_FORCE,), Order.ENDED),
    # Only a decision on an application ends it before its last day (rule 72).
    "order.end_early": ((Order.IN_FORCE,), Order.ENDED),
    # Only a ruling revokes (rules 12, 67).
    "order.revoke": ((Order.IN_FORCE,), Order.REVOKED),
}

APPLICATION_STEPS = {
    # What the other side says to it: the service's view, the person's comment.
    "application.answer": ((Asked.OPEN,), Asked.OPEN),
    "application.decide": ((Asked.OPEN,), Asked.DECIDED),
    # Whoever made it can take it back until it is decided (rules 71, 72).
    "application.withdraw": ((Asked.OPEN,), Asked.WITHDRAWN),
    # There is nothing left to change or end.
    "application.lapse": ((Asked.OPEN,), Asked.LAPSED),
}

COPY_STEPS = {
    # Compared by somebody else, once; what differs from the paper is copied anew (rule 67).
    "transcript.pass": ((Copy.TO_CHECK,), Copy.PASSED),
    "transcript.send_back": ((Copy.TO_CHECK,), Copy.SENT_BACK),
}


def take(record, step):
    """Move a record by a step of its table. Raises ValidationError where its state does not allow it."""
    possible, leads_to = (STEPS | ORDER_STEPS | APPLICATION_STEPS | COPY_STEPS)[step]
    if record.state not in possible:
        refused = _("This cannot be done now. Where it stands: %(state)s.")
        raise ValidationError(refused % {"state": record.get_state_display()})
    record.state = leads_to
    return record


def said(state) -> str:
    """A state in words."""
    return str(State(state).label)
