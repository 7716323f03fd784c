"""Telling whoever got a content before it was corrected or disputed: who, of what, when and how (rule 46)."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cases.access.roles import Act, Role
from cases.actions.verb import at_version, keep, verb
from cases.composition import composition
from cases.deadlines.keeping import meet_deadlines, set_deadline
from cases.models.deadline import Deadline
from cases.models.recipient import RecipientNotice


def list_recipients(contest, of, now) -> list:
    """Everybody outside who got what is contested, each to be told by whoever keeps the case. Returns the notices."""
    known = set(RecipientNotice.objects.filter(contest=contest, of=of).values_list("carrier", flat=True))
    found = {each.carrier: each for find in composition.recipients for each in find(contest)}
    notices = [
        keep(
            RecipientNotice(
                case_id=contest.case_id,
                contest=contest,
                who=each.who,
                what=each.what,
                carrier=each.carrier,
                got_at=each.got_at,
                of=of,
            )
        )
        for each in found.values()
        if each.carrier not in known
    ]
    waits = Deadline.objects.filter(about=contest.id, code="recipient.tell", met_at=None).exists()
    if notices and not waits:
        set_deadline("recipient.tell", contest, now, to=Deadline.To.OFFICER)
    return notices


def _told_to(door, notice_id, **given):
    """Who is told by it."""
    return RecipientNotice.objects.values_list("who", flat=True).get(pk=notice_id, case_id=door.case_id)


@verb("recipient.tell", Act.KEEP_CASE, to=_told_to)
def tell_recipient(*, door, now, notice_id, version, channel):
    """An earlier recipient was told. Once all of a disagreement were, the step is done. Returns the notice."""
    notice = _notice(door, notice_id, version)
    if notice.told_at:
        raise ValidationError(_("They were told already."))
    notice.told_at, notice.channel = now, channel
    notice.told_by_id = door.visitor.post(Role.OFFICER).source
    keep(notice)
    if not RecipientNotice.objects.filter(contest_id=notice.contest_id, told_at=None).exists():
        meet_deadlines(notice.contest_id, now, "recipient.tell")
    return notice


@verb("recipient.confirm", Act.KEEP_CASE)
def confirm_notice(*, door, now, notice_id, version):
    """An earlier recipient confirmed that they were told. Returns the notice."""
    notice = _notice(door, notice_id, version)
    if notice.told_at is None or notice.acknowledged_at:
        raise ValidationError(_("Nothing waits to be confirmed here."))
    notice.acknowledged_at = now
    return keep(notice)


def _notice(door, notice_id, version):
    return at_version(RecipientNotice.objects.get(pk=notice_id, case_id=door.case_id), version)
