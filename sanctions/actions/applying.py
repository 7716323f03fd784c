"""Asking the authority to change or end a sanction, and taking that back (rules 71, 72)."""

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.access.roles import Act, Role
from cases.actions.verb import at_version, keep, verb
from cases.deadlines.keeping import meet_deadlines, set_deadline
from cases.deadlines.limits import limit_from
from cases.models.deadline import Deadline
from sanctions.actions.asking import stop_asking
from sanctions.actions.carrying_out import CARRY_OUT
from sanctions.consents import SAID_NO, standing_on
from sanctions.models import Application, Condition, Sanction
from sanctions.workflow import take

Kind, AskedBy, Manner = Application.Kind, Application.AskedBy, Application.Manner
# What the other side is given to say, to whom that is due.
ANSWERS = {
    AskedBy.PERSON: ("application.view", Deadline.To.OFFICER),
    AskedBy.SERVICE: ("application.comment", Deadline.To.PERSON),
    AskedBy.LAW: ("application.comment", Deadline.To.PERSON),
}
# Everything that can be due about an application.
DUE = ("application.view", "application.comment", "application.decide")


def open_to_change(case_id, today):
    """The sanctions of a case that can still be changed or ended early: in force, and not past their last day."""
    return Sanction.objects.filter(case_id=case_id, state=Sanction.State.IN_FORCE, ends_on__gte=today)


@verb("application.make", Act.APPLY)
def apply(*, door, now, kind, grounds, **asked):
    """The person asks, from their own page. Returns the application."""
    return _made(door, now, kind, grounds, asked_by=AskedBy.PERSON, manner=Manner.SCREEN, **asked)


@verb("application.note", Act.KEEP_CASE)
def note_application(*, door, now, kind, grounds, manner, **asked):
    """Staff write down what the person asked for aloud or on paper, in the person's words. Returns the application."""
    if manner == Manner.SCREEN:
        raise ValidationError({"manner": _("Say whether it was spoken or handed in on paper.")})
    return _made(door, now, kind, grounds, asked_by=AskedBy.PERSON, manner=manner, **_by_staff(door), **asked)


def _authority_and_person(door, sanction=None, condition=None, **given):
    """Whom the service's application reaches at once: the authority that imposed the sanction, and the person."""
    about = sanction or (condition and condition.sanction)
    return (about.decision.authority.name, Role.PERSON) if about else ""


@verb("application.make_for_service", Act.KEEP_CASE, to=_authority_and_person)
def apply_for_service(*, door, now, kind, grounds, **asked):
    """The service itself asks; the person is told at once and can say how they see it. Returns the application."""
    return _made(door, now, kind, grounds, asked_by=AskedBy.SERVICE, manner=Manner.SCREEN, **_by_staff(door), **asked)


def _by_staff(door):
    return {"written_by_id": door.visitor.post(Role.OFFICER).source}


def _made(door, now, kind, grounds, *, asked_by, sanction=None, condition=None, instead="", **written):
    changes = kind == Kind.CHANGE
    if changes:
        sanction = condition and condition.sanction
    asked_about = sanction and open_to_change(door.case_id, localdate(now)).filter(pk=sanction.pk)
    found = asked_about and asked_about.select_related("decision__authority").first()
    if not found:
        raise ValidationError(_("Only a sanction that is in force can be changed or ended early."))
    asked = {"kind": kind, "condition": condition if changes else None, "instead": instead if changes else ""}
    return _opened(found, now, asked_by, **asked, grounds=grounds, **written)


def _opened(sanction, now, asked_by, **asked):
    """An application to the authority that imposed a sanction; the other side can answer, then it decides."""
    code, to = ANSWERS[asked_by]
    application = Application(
        case_id=sanction.case_id,
        sanction=sanction,
        authority=sanction.decision.authority,
        asked_by=asked_by,
        made_at=now,
        answer_by=limit_from(now, code),
        decide_by=limit_from(now, "application.decide"),
        **asked,
    )
    keep(application)
    set_deadline(code, application, now, to=to, due_on=application.answer_by)
    set_deadline("application.decide", application, now, to=Deadline.To.AUTHORITY, due_on=application.decide_by)
    return application


def return_to_authority(sanction, condition, now):
    """The person does not agree to a condition, or to a suspect's measure: the law asks the authority (rule 58).

    It waits there once. Nothing is asked about an order that binds nobody yet, or no more.
    """
    rows = open_to_change(sanction.case_id, localdate(now)).filter(pk=sanction.pk)
    found = rows.select_related("decision__authority").first()
    if found and not _returned(sanction, condition).exists():
        _opened(found, now, AskedBy.LAW, kind=Kind.CHANGE if condition else Kind.END, condition=condition)


def return_treatments(sanction, now):
    """An order begins to bind: what it asks and the person said no to goes back to the authority at once (rule 58)."""
    for condition in sanction.conditions.filter(condition_type__treatment=True).order_by("id"):
        if standing_on(condition, localdate(now)) in SAID_NO:
            return_to_authority(sanction, condition, now)


def agreed_after_all(sanction, condition, now):
    """The person agrees before the authority decided: there is nothing left to decide."""
    for application in _returned(sanction, condition):
        _closed(application, "application.withdraw", now)


def _returned(sanction, condition):
    about = {"sanction": sanction, "condition": condition}
    return Application.objects.filter(state=Application.State.OPEN, asked_by=AskedBy.LAW, **about)


@verb("application.withdraw", Act.APPLY)
def withdraw(*, door, now, application_id, version=None):
    """The person takes back what they asked for, however they asked. Returns the application."""
    return _withdrawn(door, now, application_id, version, asked_by=AskedBy.PERSON)


@verb("application.take_back", Act.KEEP_CASE, needs_reason=True)
def take_back(*, door, now, application_id, version):
    """Staff take back the service's own application, or write down that the person took back theirs.

    What the person asked for on their own page, they alone take back there. Returns the application.
    """
    return _withdrawn(door, now, application_id, version)


def _withdrawn(door, now, application_id, version, **only):
    found = application_of(door.case_id, application_id, **only)
    application = at_version(found, version or found.version)
    if door.role == Role.OFFICER and not staff_may_withdraw(application):
        if application.asked_by == AskedBy.LAW:
            raise ValidationError(_("The law asks this. It ends when the person agrees, or the authority decides."))
        raise ValidationError(_("The person asked for this on their own page, and withdraws it there."))
    return _closed(application, "application.withdraw", now)


def staff_may_withdraw(application) -> bool:
    """Whether staff may take it back: a record or a Disclosed. What the law asks ends with a yes, or a decision."""
    copied = application.asked_by == AskedBy.PERSON and application.manner != Manner.SCREEN
    return copied or application.asked_by == AskedBy.SERVICE


def application_of(case_id, application_id, **only) -> Application:
    """One application of a case."""
    return Application.objects.select_related("sanction").get(pk=application_id, case_id=case_id, **only)


def _closed(application, step, now):
    application.closed_at = now
    meet_deadlines(application.id, now, *DUE)
    return keep(take(application, step))


def decided(application, now):
    """The authority has decided: nothing is due any more. Returns the application."""
    return _closed(application, "application.decide", now)


def lapse(sanctions, now):
    """What is still asked about sanctions that are over, or waits to be written into them, has nothing left to do."""
    for application in Application.objects.filter(state=Application.State.OPEN, sanction__in=sanctions):
        _closed(application, "application.lapse", now)
    stop_asking([*sanctions, *Condition.objects.filter(sanction__in=sanctions, condition_type__treatment=True)], now)
    for sanction_id in sanctions.values_list("id", flat=True):
        meet_deadlines(sanction_id, now, CARRY_OUT)
