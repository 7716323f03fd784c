"""What is due on the list of victim contact, first what comes first: to tell, to close, to ask again, to refer."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.actions.victim_events import SERVES
from cases.composition import WorkItem
from cases.consents import Standing, standing_of
from cases.models.consent import ConsentPurpose
from cases.models.fields import in_language
from cases.models.referral import VictimReferral
from cases.views.words import in_a_row, longdate

ASKED_AGAIN = (Standing.REFRESH, Standing.RUN_OUT)


def due(register) -> list[WorkItem]:
    """Everything due in a register of victims, the first day first."""
    names = {victim.id: victim.name for victim in register.victims}
    items = [*_to_tell(register, names), *_to_close(register, names), *_to_ask(register, names)]
    items += _to_refer(register, names)
    return sorted(items, key=lambda item: (item.due, item.person))


def _to_tell(register, names):
    for told in register.to_tell():
        written = told.notice is not None
        yield WorkItem(
            due=told.due_on,
            title=in_a_row((in_language(told.event.title), longdate(told.day))),
            person=names[told.victim_id],
            verb=_("Tell them") if written else _("Write it"),
            url=_send(told.notice) if written else _write(told),
            overdue=told.due_on < register.today,
        )


def _send(notice):
    return reverse("victims:notice_send", args=[notice.victim_id, notice.id])


def _write(told):
    return reverse("victims:notice", args=[told.victim_id, told.event.code, told.about])


def _to_close(register, names):
    codes = {event.id: event.code for event in register.events.values()}
    for notice in register.left_open():
        yield WorkItem(
            due=notice.due_on,
            title=_("Written, but not to be told any more"),
            person=names[notice.victim_id],
            verb=_("Close it"),
            url=reverse("victims:notice_leave", args=[notice.victim_id, codes[notice.event_id], notice.about]),
            overdue=notice.due_on < register.today,
        )


def _to_refer(register, names):
    steps = {
        VictimReferral.State.OPEN: (_("Answers ask for a social worker"), _("Pass it on or say why not"), "pass_on"),
        VictimReferral.State.PASSED_ON: (_("What came of a referral?"), _("Ask, and record it"), "came_of_it"),
    }
    for referral in VictimReferral.objects.filter(victim_id__in=names, state__in=steps):
        title, act, url_name = steps[referral.state]
        yield WorkItem(
            due=referral.due_on,
            title=title,
            person=names[referral.victim_id],
            verb=act,
            url=reverse(f"victims:{url_name}", args=[referral.victim_id, referral.id]),
            overdue=referral.due_on < register.today,
        )


def _to_ask(register, names):
    contact = ConsentPurpose.objects.filter(serves=SERVES.CONTACT, owner=ConsentPurpose.Owner.VICTIM).first()
    for victim_id, name in names.items():
        answers = register.current(victim_id)
        if contact and contact.id not in answers:
            yield _ask(register.today, _("Ask whether they may be contacted"), name, victim_id, contact, register)
        for answer in answers.values():
            if standing_of(answer, register.today) in ASKED_AGAIN:
                title = _("Ask again: %(what)s") % {"what": in_language(answer.purpose.title)}
                yield _ask(answer.valid_until, title, name, victim_id, answer.purpose, register)


def _ask(day, title, name, victim_id, purpose, register):
    return WorkItem(
        due=day,
        title=title,
        person=name,
        verb=_("Ask"),
        url=reverse("victims:consent", args=[victim_id, purpose.code]),
        overdue=day < register.today,
    )
