"""What the other side says to an application before it is decided: the service's view, the person's comment."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cases.access.roles import Act, Role
from cases.actions.verb import at_version, keep, verb
from cases.deadlines.keeping import meet_deadlines
from sanctions.actions.applying import application_of
from sanctions.models import Application, ApplicationComment, Comment, ServiceView
from sanctions.prefill import kept_sentences
from sanctions.workflow import take

AskedBy = Application.AskedBy


def _authority_and_person(door, application_id, **given):
    """Whom the service's view reaches: the authority that is asked, and the person who asks."""
    asked = Application.objects.filter(pk=application_id, case_id=door.case_id)
    return [to for name in asked.values_list("authority__name", flat=True) for to in (name, Role.PERSON)]


@verb("application.view", Act.KEEP_CASE, to=_authority_and_person)
def give_view(*, door, now, application_id, version, stance, reasons):
    """The officer says what the service thinks of what the person asks, with how the conditions stand today.

    It never changes. Returns the view.
    """
    application = _open(door, application_id, version, {AskedBy.PERSON})
    if ServiceView.objects.filter(application=application).exists():
        raise ValidationError(_("The view of the service is there already. It does not change."))
    meet_deadlines(application.id, now, "application.view")
    return keep(
        ServiceView(
            case_id=door.case_id,
            application=application,
            author_id=door.visitor.post(Role.OFFICER).source,
            stance=stance,
            reasons=reasons,
            compliance="\n".join(kept_sentences(application.sanction, now)),
            given_at=now,
        )
    )


@verb("application.comment", Act.COMMENT)
def comment(*, door, now, application_id, manner, text="", version=None):
    """The person says what they want to say to an application of the service, or that they do not wish to."""
    return _commented(door, now, application_id, version, manner, text)


@verb("application.note_comment", Act.KEEP_CASE)
def note_comment(*, door, now, application_id, version, manner, text=""):
    """Staff write down what the person said to it, or handed in on paper. Returns the comment."""
    return _commented(door, now, application_id, version, manner, text)


def _commented(door, now, application_id, version, manner, text):
    application = _open(door, application_id, version, {AskedBy.SERVICE, AskedBy.LAW})
    if ApplicationComment.objects.filter(application=application).exists():
        raise ValidationError(_("The comment is there already."))
    meet_deadlines(application.id, now, "application.comment")
    text = "" if manner == Comment.Manner.WAIVED else text
    given = {"manner": manner, "text": text, "made_at": now}
    return keep(ApplicationComment(case_id=door.case_id, application=application, **given))


def _open(door, application_id, version, asked_by):
    found = application_of(door.case_id, application_id, asked_by__in=asked_by)
    return take(at_version(found, version or found.version), "application.answer")
