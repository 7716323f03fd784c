"""Somebody outside asks the service for more about a person, and is answered within a limit (rules 47, 49)."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cases.access.roles import Act, Role
from cases.actions.verb import at_version, keep, verb
from cases.deadlines.keeping import meet_deadlines, set_deadline
from cases.deadlines.limits import limit_from
from cases.disclosure.recipients import Recipient, recipient_of
from cases.models.deadline import Deadline
from cases.models.disclosure import SENT_FOR, Asker, DisclosureRequest
from cases.models.disclosure_made import DisclosureMade

Received = DisclosureRequest.Received
Answer = DisclosureRequest.Answer
STAFF = (Role.OFFICER, Role.MANAGER)


@verb("disclosure.ask", Act.ASK_FOR_MORE)
def ask_for_more(*, door, now, purpose, legal_ground, what, why):
    """Ask on one's own page, for the organisation or authority one acts for. Returns the request."""
    asker = recipient_of(door.visitor, door.role)
    if asker is None:
        raise ValidationError(_("You act for nobody who may ask. Write to the service on paper."))
    asked = {"purpose": purpose, "legal_ground": legal_ground, "what": what, "why": why}
    return _asked(door, now, asker, Received.PAGE, **asked)


@verb("disclosure.note_request", Act.KEEP_CASE)
def note_request(*, door, now, asker: Recipient, received, purpose, legal_ground, what, why):
    """Write down what came on paper, or what the service offers by itself. Returns the request."""
    entered_by = door.visitor.post(*STAFF).source
    asked = {"purpose": purpose, "legal_ground": legal_ground, "what": what, "why": why}
    return _asked(door, now, asker, received, entered_by_id=entered_by, **asked)


def _asked(door, now, asker, received, **fields):
    _fits(asker.kind, fields["purpose"], fields["legal_ground"])
    request = keep(
        DisclosureRequest(
            case_id=door.case_id,
            received=received,
            asker_kind=asker.kind,
            asker_key=asker.key,
            asker=asker.name,
            address=asker.address,
            asked_at=now,
            answer_by=limit_from(now, "disclosure.answer"),
            **fields,
        )
    )
    set_deadline("disclosure.answer", request, now, to=Deadline.To.OFFICER)
    return request


def _fits(kind, purpose, ground):
    """A ground holds for one purpose and one kind of recipient. Without one, a request is kept and can be refused."""
    if purpose not in SENT_FOR:
        raise ValidationError({"purpose": _("Nothing is sent to anybody for this purpose.")})
    if ground and (ground.purpose != purpose or ground.holds_for != kind):
        wanted = {"purpose": ground.get_purpose_display(), "whom": Asker(ground.holds_for).label}
        message = _("This ground holds for another purpose, or for others: for %(purpose)s, to %(whom)s.") % wanted
        raise ValidationError({"legal_ground": message})


@verb("disclosure.refuse", Act.KEEP_CASE)
def refuse_request(*, door, now, disclosure_request_id, version, reasons):
    """Refuse what is asked, with reasons that whoever asked reads. Nothing leaves. Returns the request."""
    request = the_request(door, disclosure_request_id, version)
    drop_unsent(request, now)
    return answer_request(request, Answer.REFUSED, now, reasons)


def the_request(door, request_id, version):
    """A request nobody has answered, as it was read."""
    rows = DisclosureRequest.objects.select_related("legal_ground")
    request = at_version(rows.get(pk=request_id, case_id=door.case_id), version)
    if request.answer:
        raise ValidationError(_("This request was answered already."))
    return request


def answer_request(request, answer, now, reasons=""):
    """Keep what was answered; nobody waits for it any more."""
    request.answer, request.answered_at, request.reasons = answer, now, reasons
    meet_deadlines(request.id, now, "disclosure.answer")
    return keep(request)


def drop_unsent(request, now):
    """What was put together before for the same request, and did not leave, is not sent any more."""
    gone = DisclosureMade.State.SENT, DisclosureMade.State.DROPPED
    for made in DisclosureMade.objects.filter(request=request).exclude(state__in=gone):
        made.state = DisclosureMade.State.DROPPED
        made.save()
        meet_deadlines(made.id, now, "disclosure.approve")
