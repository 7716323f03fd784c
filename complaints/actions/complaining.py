"""Lodging a complaint, looking into it, and deciding it with reasons to three (rules 93–97)."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cases.access.roles import Act, Role
from cases.actions.verb import at_version, keep, service_verb, verb
from cases.deadlines.limits import limit_from
from cases.models.caserecord import CaseRecord
from complaints.models import Complaint, ComplaintDecision, Delivery, Statement
from complaints.policies import investigators_for, not_decidable

State = Complaint.State
ON = "complaint"


@service_verb("complaint.lodge", Act.COMPLAIN)
def lodge_complaint(*, visitor, now, text, wanted="", staff=None, wants_hearing=False, helper=""):
    """Lodge a complaint about the service. It goes to an investigator it does not concern. Returns it."""
    case = (
        CaseRecord.objects.select_related("person", "unit").filter(person__user_id=visitor.user_id).latest("opened_on")
    )
    if staff is not None and staff.unit_id != case.unit_id:
        raise ValidationError({"staff": _("Choose somebody of the unit that supervises you.")})
    return keep(
        Complaint(
            lodged_by_id=visitor.user_id,
            name=f"{case.person.given_names} {case.person.family_name}",
            unit=case.unit,
            staff=staff,
            text=text,
            wanted=wanted,
            wants_hearing=wants_hearing,
            helper=helper,
            lodged_at=now,
            investigator=investigators_for(staff, now, case.id).first(),
            admit_by=limit_from(now, "complaint.admit"),
            decide_by=limit_from(now, "complaint.decide"),
        )
    )


def _complaint(door, version):
    complaint = Complaint.objects.select_related("investigator", "staff").get(pk=door.root_id)
    return at_version(complaint, version)


@verb("complaint.reply", Act.INVESTIGATE, on=ON, to=Role.PERSON)
def reply_to(*, door, now, version, admissible, reply, right_door=""):
    """Say whether a complaint is looked into; where it is not, why, and which way is the right one. Returns it."""
    complaint = _complaint(door, version)
    if complaint.state != State.LODGED:
        raise ValidationError(_("The first reply is given already."))
    if not admissible and not right_door:
        raise ValidationError({"right_door": _("Name the right way, so that nobody is sent away.")})
    complaint.state = State.INVESTIGATING if admissible else State.NOT_ADMISSIBLE
    complaint.reply, complaint.replied_at = reply, now
    complaint.right_door = "" if admissible else right_door
    return keep(complaint)


@verb("complaint.ask", Act.INVESTIGATE, on=ON, to=Role.STAFF_CONCERNED)
def ask_staff(*, door, now, version, staff, question):
    """Tell a member of staff the substance and ask them to answer. Returns the statement they are to make."""
    complaint = _complaint(door, version)
    if complaint.state != State.INVESTIGATING:
        raise ValidationError(_("Only a complaint that is being looked into raises questions."))
    if staff.user_id == door.visitor.user_id:
        raise ValidationError({"staff": _("You cannot ask yourself.")})
    answer_by = limit_from(now, "complaint.admit")
    given = {"staff": staff, "question": question, "asked_at": now, "answer_by": answer_by}
    return keep(Statement(complaint=complaint, **given))


@verb("complaint.answer", Act.ANSWER_COMPLAINT, on=ON)
def answer(*, door, now, statement_id, version, text):
    """A member of staff answers what they were asked about. Returns the statement."""
    statement = Statement.objects.select_related("staff", "complaint").get(pk=statement_id, complaint_id=door.root_id)
    at_version(statement, version)
    if statement.staff.user_id != door.visitor.user_id:
        raise ValidationError(_("Somebody else was asked this."))
    if statement.answered_at or statement.complaint.state == State.DECIDED:
        raise ValidationError(_("This is answered, or the complaint is decided."))
    statement.text, statement.answered_at = text, now
    return keep(statement)


@verb("complaint.hear", Act.INVESTIGATE, on=ON)
def note_hearing(*, door, now, version, hearing, heard=""):
    """Write down that whoever complains was heard, or declined, or did not come. Returns the complaint."""
    complaint = _complaint(door, version)
    if complaint.state != State.INVESTIGATING:
        raise ValidationError(_("A hearing belongs to a complaint that is being looked into."))
    if hearing == Complaint.Hearing.HELD and not heard.strip():
        raise ValidationError({"heard": _("Write down what was said.")})
    complaint.hearing, complaint.heard = hearing, heard
    return keep(complaint)


def _whom_it_concerns(door, **given):
    """Whoever complained, the service, and the member of staff if it is about one."""
    about_staff = Complaint.objects.filter(pk=door.root_id, staff__isnull=False).exists()
    return (Role.PERSON, Role.MANAGER, *([Role.STAFF_CONCERNED] if about_staff else ()))


@verb("complaint.decide", Act.INVESTIGATE, on=ON, to=_whom_it_concerns)
def decide_complaint(*, door, now, version, outcome, reasons, remedy=""):
    """Decide with reasons, and deliver it to whoever complained, to the service and to the staff concerned.

    Returns the decision, which never changes.
    """
    complaint = _complaint(door, version)
    if gaps := not_decidable(complaint, now):
        raise ValidationError(gaps)
    complaint.state = State.DECIDED
    keep(complaint)
    given = {"outcome": outcome, "reasons": reasons, "remedy": remedy, "decided_at": now}
    decision = keep(ComplaintDecision(complaint=complaint, appeal_until=limit_from(now, "complaint.appeal"), **given))
    concerned = [Delivery.To.STAFF] if complaint.staff_id else []
    for to in (Delivery.To.COMPLAINANT, Delivery.To.SERVICE, *concerned):
        keep(Delivery(decision=decision, to=to, delivered_at=now))
    return decision
