"""Withholding an entry from the person: an officer asks, a manager decides, it is looked at again (rule 45, law 11)."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cases.access.roles import Act, Role
from cases.actions.days import to_come
from cases.actions.verb import at_version, keep, verb
from cases.deadlines.limits import limit_from
from cases.disclosure.purposes import Purpose
from cases.disclosure.view import classification
from cases.models.entry import Entry
from cases.models.withholding import How, Withholding


@verb("withholding.ask", Act.KEEP_CASE)
def ask_withholding(*, door, now, entry_id, asked_as, legal_ground, reasons):
    """Ask that an entry be withheld, on a ground (a WithholdingGround); until the answer it is. Returns it."""
    entry = Entry.objects.get(pk=entry_id, case_id=door.case_id)
    if asked_as == How.HIDDEN:
        _may_be_hidden(entry, legal_ground)
    return keep(
        Withholding(
            case_id=door.case_id,
            entry=entry,
            asked_as=asked_as,
            legal_ground=legal_ground,
            reasons=reasons,
            asked_by_id=door.visitor.post(Role.OFFICER).source,
            asked_at=now,
            interim_until=limit_from(now, "withholding.decide"),
        )
    )


@verb("withholding.decide", Act.MANAGE_UNIT)
def decide_withholding(*, door, now, withholding_id, version, answer, decision_reasons, review_on=None):
    """Answer what a colleague asked: announced, hidden or not withheld, with reasons and a day. Returns it."""
    asked = _read(door, withholding_id, version)
    if asked.asked_by.user_id == door.visitor.user_id:
        raise ValidationError(_("You asked for this yourself. Another manager decides."))
    if asked.answer:
        raise ValidationError(_("This was decided already."))
    if answer == How.HIDDEN:
        _may_be_hidden(asked.entry, asked.legal_ground)
    if answer != Withholding.REFUSED:
        _is_to_come(review_on, now)
    asked.answer, asked.decided_at, asked.decision_reasons = answer, now, decision_reasons
    asked.decided_by_id = door.visitor.post(Role.MANAGER).source
    asked.review_on = None if answer == Withholding.REFUSED else review_on
    return keep(asked)


@verb("withholding.review", Act.MANAGE_UNIT, needs_reason=True)
def review_withholding(*, door, now, withholding_id, version, lift=False, review_on=None):
    """Look at it again: it goes on until another day, or is lifted and the person reads the entry. Returns it."""
    held = _read(door, withholding_id, version)
    if held.lifted_at or held.answer not in Withholding.WITHHELD:
        raise ValidationError(_("Nothing is withheld here any more."))
    if lift:
        held.lifted_at = now
    else:
        _is_to_come(review_on, now)
        held.review_on = review_on
    return keep(held)


def _read(door, withholding_id, version):
    rows = Withholding.objects.select_related("asked_by", "entry", "legal_ground")
    return at_version(rows.get(pk=withholding_id, case_id=door.case_id), version)


def _is_to_come(review_on, now):
    to_come(now, _("Choose a day to come: nothing is withheld for ever."), review_on=review_on)


def _may_be_hidden(entry, ground):
    """Hidden is only what the ground lets be hidden, and what the person cannot know of already."""
    if not ground.may_hide:
        raise ValidationError({"legal_ground": _("On this ground an entry can be announced as withheld, not hidden.")})
    if entry.shared_on or _shows_elsewhere(entry):
        message = _("The person knows of this entry already. It can be announced as withheld, not hidden.")
        raise ValidationError(message)


def _shows_elsewhere(entry):
    """Whether something rests on the entry that the person reads: a disagreement, an appointment, a failure."""
    for relation in Entry._meta.related_objects:
        model, name = relation.related_model, relation.field.name
        if Purpose.OWN_RECORD in classification(model)[name] and model.objects.filter(**{name: entry}).exists():
            return True
    return False
