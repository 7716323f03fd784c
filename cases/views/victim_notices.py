"""Telling a victim what happened: write it, tell them in the safe way, record when and how, or why not."""

from django.http import Http404
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import override

from cases.access.gate import record_page
from cases.access.roles import Act
from cases.actions import victim_notices
from cases.actions.victim_events import happened_in, register_of
from cases.disclosure.view import disclosed_one, disclosed_or_404
from cases.languages import text_in
from cases.models.fields import in_language
from cases.models.victim import VictimContact
from cases.models.victim_notice import VictimEvent, VictimNotice
from cases.victim_forms import LeaveForm, SendForm, WriteForm
from cases.views.victim_consents import acting_on, answered


@record_page("victim_contact", Act.KEEP_VICTIM, "victim")
def write(request, door, event, about_id):
    """The words of the law stand there, in the victim's language where there are some; somebody writes from them.

    What was typed while an agreement was taken back comes back with the refusal, and is kept nowhere.
    """
    told = _to_tell(door, event, about_id)
    if told is None and not (request.method == "POST" and _happened(door, event, about_id)):
        raise Http404
    current = _begun(told) or {}
    initial = current or _first_words(door, told)
    form = WriteForm(request.POST or None, initial=initial)
    act = acting_on(door, victim_notices.write_notice, event=event, about=about_id)
    context = {"told": _shown(told), "title": _title(event), "code": event, "about": about_id}
    versions = {"version": current["version"]} if current else {}
    return answered(request, door, form, act, "victims/notice.html", context, current, **versions)


def _to_tell(door, event, about):
    """The event, while it is to be told; else None."""
    found = register_of(door.root_id, door.visitor.now).to_tell()
    return next((each for each in found if each.event.code == event and each.about == about), None)


def _happened(door, event, about):
    """Whether it happened at all in their case: then what was typed of it comes back, though it is told no more."""
    case_id = VictimContact.objects.values_list("case_id", flat=True).get(pk=door.root_id)
    known = happened_in({case_id}, localdate(door.visitor.now)).get(case_id, ())
    return any(each.code == event and each.about == about for each in known)


def _begun(told):
    notice = told and told.notice
    return notice and {"text": notice.text, "language": notice.language, "version": notice.version}


def _first_words(door, told):
    language = VictimContact.objects.values_list("language", flat=True).get(pk=door.root_id)
    return {"text": _words(told, language) if told else "", "language": language}


def _title(event):
    kind = VictimEvent.objects.filter(code=event).first()
    if kind is None:
        raise Http404
    return in_language(kind.title)


def _shown(told):
    """What the page says of an event: what the law lets be told, in the visitor's language, and until when."""
    return told and {
        "law": told.event.legal_reference,
        "words": told.event.told(in_language(told.event.words), date_format(told.day, "j F Y")),
        "due_on": told.due_on,
        "unsure": told.unsure,
    }


def _words(told, language):
    """What may be told, in the victim's language; empty where the law's words are not written in it."""
    with override(language):
        return told.event.told(text_in(told.event.words, language), date_format(told.day, "j F Y"))


@record_page("victim_contact", Act.KEEP_VICTIM, "victim")
def send(request, door, victim_notice_id):
    """The safe way and the safe times beside the words; then when and how they were told."""
    rows = VictimNotice.objects.filter(pk=victim_notice_id, victim_id=door.root_id, closed_at=None)
    notice = disclosed_or_404(rows, door.purpose, door.visitor, "event")
    form = SendForm(request.POST or None, initial={"version": notice.version, "sent_at": door.visitor.now})
    act = acting_on(door, victim_notices.tell, notice_id=victim_notice_id)
    context = {"written": notice, "title": in_language(notice.event.title)}
    return answered(request, door, form, act, "victims/notice_send.html", context, version=notice.version)


@record_page("victim_contact", Act.KEEP_VICTIM, "victim")
def leave(request, door, event, about_id):
    """Why they are not told."""
    rows = VictimNotice.objects.filter(victim_id=door.root_id, event__code=event, about=about_id, closed_at=None)
    begun = disclosed_one(rows, door.purpose, door.visitor, "event")
    sent = request.method == "POST" and _happened(door, event, about_id)
    if begun is None and not sent and _to_tell(door, event, about_id) is None:
        raise Http404
    versions = {"version": begun.version} if begun else {}
    form = LeaveForm(request.POST or None, initial=versions)
    act = acting_on(door, victim_notices.leave_untold, event=event, about=about_id)
    return answered(request, door, form, act, "victims/notice_leave.html", {"title": _title(event)}, **versions)
