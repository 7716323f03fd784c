"""Approving and sending what was put together, and what becomes of it afterwards (rules 47, 49, law 8)."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import override

from cases.access.roles import Act, Role
from cases.actions.days import to_come
from cases.actions.verb import at_version, keep, verb
from cases.deadlines.keeping import meet_deadlines
from cases.models.disclosure_made import Deferral, DisclosureMade, DisclosureStep
from reports.actions.asking import STAFF, Answer, answer_request
from reports.actions.disclosing import look_again, said_no, still_stands

State = DisclosureMade.State
READY = (State.PREPARED, State.APPROVED)


def _read(door, made_id, version):
    rows = DisclosureMade.objects.select_related("prepared_by", "request", "legal_ground", "offence_class")
    return at_version(rows.get(pk=made_id, case_id=door.case_id), version)


@verb("disclosure.approve", Act.APPROVE_DISCLOSURE)
def approve(*, door, now, disclosure_made_id, version, answer, approval_reasons):
    """A manager lets it leave as it is, or not, with reasons. Never one's own. Returns it."""
    made = _read(door, disclosure_made_id, version)
    if made.state != State.TO_APPROVE:
        raise ValidationError(_("This does not wait for a decision."))
    if made.prepared_by.user_id == door.visitor.user_id:
        raise ValidationError(_("You put this together yourself. Another manager decides."))
    if not approval_reasons.strip():
        raise ValidationError({"approval_reasons": _("Give your reasons. They are kept with it.")})
    made.state = State.APPROVED if answer == State.APPROVED else State.NOT_APPROVED
    made.approver_id, made.approved_at = door.visitor.post(Role.MANAGER).source, now
    made.approval_reasons = approval_reasons
    meet_deadlines(made.id, now, "disclosure.approve")
    return keep(made)


def _recipient(door, disclosure_made_id, **given):
    """Who gets it, by name."""
    made = DisclosureMade.objects.filter(pk=disclosure_made_id, case_id=door.case_id)
    return made.values_list("recipient", flat=True).first() or ""


@verb("disclosure.send", Act.KEEP_CASE, to=_recipient)
def send(*, door, now, disclosure_made_id, version):
    """It leaves exactly as it was read, and is sealed; the request is answered. Returns it."""
    made = _read(door, disclosure_made_id, version)
    if made.state not in READY:
        raise ValidationError(_("This cannot be sent: it waits for a manager, was not approved, or has left already."))
    said_no(made.asker_kind, made.asker_key, now)
    with override(made.language):
        stands = still_stands(made, door.visitor)
    if not stands:
        raise ValidationError(_("The record has changed since this was put together. Put it together anew."))
    made.state, made.sent_at, made.sent_by_id = State.SENT, now, door.visitor.post(*STAFF).source
    keep(made)
    answer_request(made.request, Answer.PARTLY if made.refused.strip() else Answer.GIVEN, now, made.refused)
    return made


@verb("disclosure.acknowledge", Act.KEEP_CASE)
def note_acknowledged(*, door, now, disclosure_made_id, told):
    """The recipient has said that it arrived. Returns the step."""
    return _step(door, now, disclosure_made_id, DisclosureStep.Kind.ACKNOWLEDGED, told)


@verb("disclosure.recall", Act.KEEP_CASE, to=_recipient)
def recall(*, door, now, disclosure_made_id, told):
    """The recipient is told to destroy it and not to use it; they read it no longer on their page. Returns the step."""
    return _step(door, now, disclosure_made_id, DisclosureStep.Kind.RECALLED, told)


def _step(door, now, made_id, kind, told):
    made = DisclosureMade.objects.filter(pk=made_id, case_id=door.case_id, state=State.SENT).first()
    if made is None:
        raise ValidationError(_("This has not left."))
    if made.steps.filter(kind=kind).exists():
        raise ValidationError(_("This was recorded already."))
    by = door.visitor.post(*STAFF).source
    return keep(DisclosureStep(made=made, kind=kind, happened_at=now, by_id=by, told=told))


@verb("deferral.review", Act.APPROVE_DISCLOSURE, needs_reason=True)
def review_deferral(*, door, now, deferral_id, version, lift=False, review_on=None):
    """Telling the person is put off until another day, or they read of it from now on. Returns the deferral."""
    rows = Deferral.objects.select_related("made")
    held = at_version(rows.get(pk=deferral_id, root=door.case_id), version)
    if held.lifted_at:
        raise ValidationError(_("The person has been told already."))
    meet_deadlines(held.id, now, "deferral.review")
    if lift:
        held.lifted_at = now
    else:
        to_come(now, _("Choose a day to come: nothing is put off for ever."), review_on=review_on)
        held.review_on = review_on
        look_again(held, door.visitor.post(Role.MANAGER).source, now)
    return keep(held)
