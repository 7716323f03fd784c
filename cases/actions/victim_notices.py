"""Telling a victim what happened: the words first, then when and how they were told, or why they were not (rule 9)."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cases.access.roles import Act
from cases.actions.verb import at_version, keep, verb
from cases.actions.victim_events import register_of
from cases.actions.victim_words import check_words
from cases.actions.victims import ON
from cases.models.victim import VictimContact
from cases.models.victim_notice import VictimNotice

# To whom it leaves, as the ledger keeps it: never a name.
TO_A_VICTIM = "victim"


@verb("victim.write", Act.KEEP_VICTIM, on=ON)
def write_notice(*, door, now, event, about, text, language, version=None):
    """Write what a victim is to be told of an event (code and key), or write it anew at `version`. Returns the notice.

    Raises ValidationError where the event is not theirs to be told any more, and where the text says more than that.
    """
    victim, told = _still_to_tell(door, now, event, about)
    notice = at_version(told.notice, version) if told.notice else _new(told, now)
    check_words(victim, text)
    notice.text, notice.language, notice.worded_at = text, language, now
    return keep(notice)


@verb("victim.tell", Act.KEEP_VICTIM, on=ON, to=TO_A_VICTIM)
def tell(*, door, now, notice_id, version, sent_at, how):
    """The victim was told in the words that stand there: when and how. Nothing of it changes any more. Returns it."""
    notice = _open(door, notice_id, version)
    victim, told = _still_to_tell(door, now, notice.event.code, notice.about)
    check_words(victim, notice.text)
    if not notice.worded_at.replace(second=0, microsecond=0) <= sent_at <= now:
        raise ValidationError({"sent_at": _("They are told after it was written, and not in the future. Check it.")})
    notice.sent_at, notice.how, notice.closed_at = sent_at, how, now
    return keep(notice)


@verb("victim.leave_untold", Act.KEEP_VICTIM, on=ON)
def leave_untold(*, door, now, event, about, why_not, version=None):
    """A victim is not told of an event: why. It stands in their record. Returns the notice."""
    begun = VictimNotice.objects.filter(victim_id=door.root_id, event__code=event, about=about).first()
    notice = _open(door, begun.id, version) if begun else _new(_still_to_tell(door, now, event, about)[1], now)
    notice.why_not, notice.closed_at = why_not, now
    return keep(notice)


def _open(door, notice_id, version):
    rows = VictimNotice.objects.select_related("event")
    notice = at_version(rows.get(pk=notice_id, victim_id=door.root_id), version)
    if notice.closed_at:
        raise ValidationError(_("This is closed: what was told stays as it was told."))
    return notice


def _new(told, now):
    return VictimNotice(
        victim_id=told.victim_id,
        event=told.event,
        about=told.about,
        happened_on=told.day,
        due_on=told.due_on,
        worded_at=now,
    )


def _still_to_tell(door, now, event, about):
    """The victim, held until the action ends, and the event: what may be told is asked again when it is told."""
    victim = VictimContact.objects.select_for_update().get(pk=door.root_id)
    found = register_of(door.root_id, now).to_tell()
    told = next((each for each in found if each.event.code == event and each.about == about), None)
    if told is None:
        raise ValidationError(
            _("They are not to be told of this now: the agreement was withdrawn or ran out, or it was told already.")
        )
    return victim, told
