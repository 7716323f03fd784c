"""Messages between the person and the service: nothing is promised by them but an answer in time (rules 29, 45)."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cases.access.roles import Act, Role
from cases.actions.filing import keep_file
from cases.actions.verb import keep, verb
from cases.deadlines.keeping import meet_deadlines, set_deadline
from cases.models.deadline import Deadline
from cases.models.message import Message
from cases.models.stored_file import StoredFile

# More than so many that wait for an answer are no conversation: the telephone helps better.
MOST_WAITING = 10
Topic = Message.Topic


def waiting(case_id):
    """What the person wrote and nobody has answered."""
    return Message.objects.filter(case_id=case_id, staff=None, answer=None)


@verb("message.send", Act.WRITE_TO_SERVICE)
def send(*, door, now, text, topic=Topic.MESSAGE, about=None, file=None):
    """The person writes to whoever keeps the case; `file` is what was taken in, or None. Returns the message."""
    if waiting(door.case_id).count() >= MOST_WAITING:
        raise ValidationError(_("So many messages wait for an answer that another one does not help. Please phone."))
    kept = keep_file(door, now, file, StoredFile.Category.PROOF, None) if file else None
    topic = Topic.PROOF if kept and topic == Topic.MESSAGE else topic
    message = keep(Message(case_id=door.case_id, topic=topic, about=about, text=text, file=kept, sent_at=now))
    set_deadline("message.answer", message, now, to=Deadline.To.OFFICER)
    return message


@verb("message.write", Act.KEEP_CASE)
def write(*, door, now, text, answers=None):
    """Staff write to the person, or answer one of their messages (its key), once. Returns the message."""
    staff = door.visitor.post(Role.OFFICER, Role.MANAGER)
    if answers and not waiting(door.case_id).filter(pk=answers).exists():
        raise ValidationError(_("This message was answered already."))
    message = keep(Message(case_id=door.case_id, staff_id=staff.source, text=text, answers_id=answers, sent_at=now))
    if answers:
        meet_deadlines(answers, now, "message.answer")
    return message
