"""An application with what belongs to it, read the same way for whoever's page shows it."""

from django.utils.timezone import localdate

from cases.disclosure.view import disclosed, disclosed_one, disclosed_or_404
from sanctions.models import Application, ApplicationComment, ApplicationDecision, PersonConsent, ServiceView
from sanctions.readiness import application_not_ready

LINKS = ("sanction__sanction_type", "sanction__decision", "condition__condition_type", "authority", "written_by")
MOST = 50


def applications_of(door, **only):
    """The applications in a case, the latest first. One query."""
    rows = Application.objects.filter(case_id=door.case_id, **only).order_by("-id")
    return disclosed(rows[:MOST], door.purpose, door.visitor, *LINKS)


def the_application(rows, application_id, door, *links):
    """One application among `rows`. Raises Http404 where it is none of them, or of another case."""
    found = rows.filter(pk=application_id, case_id=door.case_id)
    return disclosed_or_404(found, door.purpose, door.visitor, *LINKS, *links)


def told(application, door) -> dict:
    """The application, what the other side said to it, the decision, and what is still missing. Four queries.

    Where the law asks, because the person does not agree, their answer as well.
    """

    def belonging(model, *links):
        rows = model.objects.filter(application_id=application.id)
        return disclosed_one(rows, door.purpose, door.visitor, *links)

    decision = belonging(ApplicationDecision, "authority")
    returned = application.asked_by == Application.AskedBy.LAW
    waits = application.state == Application.State.OPEN
    return {
        "application": application,
        "view": belonging(ServiceView, "author"),
        "comment": belonging(ApplicationComment),
        "decision": decision,
        "refused": refusal(application, door) if returned else None,
        "can_appeal": decision is not None and can_appeal(decision, door),
        "waits": waits,
        "missing": application_not_ready(application, door.visitor.now) if waits else [],
        "today": localdate(door.visitor.now),
    }


def refusal(application, door):
    """The answer by which the question came back to the authority: the last one given by then. One query."""
    sanction_id = None if application.condition_id else application.sanction_id
    about = {"condition_id": application.condition_id, "sanction_id": sanction_id}
    rows = PersonConsent.objects.filter(case_id=door.case_id, recorded_at__lte=application.made_at, **about)
    return disclosed_one(rows.order_by("-id"), door.purpose, door.visitor)


def can_appeal(decision, door) -> bool:
    """Whether the time to appeal is still running."""
    return decision.appeal_until >= localdate(door.visitor.now)


def latest_decision(door):
    """The latest decision on an application while it can be appealed against, None where there is none. One query."""
    rows = ApplicationDecision.objects.filter(case_id=door.case_id).order_by("-id")
    decision = disclosed_one(rows, door.purpose, door.visitor, "authority", "application__condition__condition_type")
    return decision if decision and can_appeal(decision, door) else None
