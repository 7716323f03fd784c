"""The person's own pages, which who acts for them reads too: what is next, what is written, what changed (rule 45)."""

from dataclasses import replace

from django.http import Http404
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.access.gate import own_page
from cases.access.roles import Act, Role
from cases.composition import composition
from cases.disclosure.purposes import Purpose
from cases.disclosure.view import disclosed_one
from cases.history.timeline import changes
from cases.models.caserecord import Assignment
from cases.models.entry import Entry
from cases.models.fields import in_force
from cases.models.jurisdiction import Jurisdiction
from cases.models.mandate import Mandate, Part
from cases.views import own_sections
from cases.views.header import full_name, the_case
from cases.views.histories import by_version
from cases.views.own_words import words_by_item
from cases.views.paging import key_in


def own_context(door) -> dict:
    """What every own page knows: whose record it is, and whether somebody reads it for them. One query."""
    case = the_case(door)
    return {
        "person": case.person,
        "name": full_name(case.person),
        "unit": case.unit,
        "represented": door.role == Role.REPRESENTATIVE,
        "may_contest": door.may(Act.CONTEST),
    }


@require_safe
@own_page(Act.READ_OWN, "own_page")
def home(request, door):
    """What is next, what is left, who to reach, and the ways on."""
    panels = [panel for make in composition.covered(composition.own_home, door) if (panel := make(door))]
    context = own_context(door) | {"panels": panels, "officer": _officer(door), "mandate": _mandate(door)}
    return render(request, "my/home.html", context | {"cards": _cards(door)})


def _officer(door):
    kept = Assignment.objects.filter(in_force(door.visitor.now), case_id=door.case_id)
    found = disclosed_one(kept, door.purpose, door.visitor, "staff", "staff__unit")
    return found.staff if found else None


def _mandate(door):
    """The representative's own mandate; for the person themself there is none."""
    if door.role != Role.REPRESENTATIVE:
        return None
    held = Mandate.objects.filter(in_force(door.visitor.now), case_id=door.case_id, user_id=door.visitor.user_id)
    return disclosed_one(held.order_by("-starts_at"), door.purpose, door.visitor)


def _cards(door):
    offered = [
        ("my:record", _("My record"), _("What is written about you.")),
        ("my:conditions", _("My conditions"), _("What you must do, in plain words.")),
        ("my:messages", _("Write to your officer"), _("Ask something, or hand in a proof beforehand.")),
        ("my:consents", _("What needs your yes"), _("Agree or not, and take it back at any time.")),
        ("my:applications", _("Ask the court"), _("For an early end, or to change a condition.")),
        ("my:contests", _("I disagree"), _("Say what is wrong in your record, and read the answers.")),
        ("my:looks", _("Who looked"), _("Which service looked at your record, when and why.")),
        ("my:disclosures", _("What was sent about me"), _("To whom, why, and what it said.")),
        ("my:rights", _("My rights"), _("Benefits, lawyer, complaint, appeal, interpreter.")),
        ("my:mandates", _("Who acts for me"), _("Who may read your record for you, and how to end it.")),
        ("my:copy", _("Take my record away"), _("On paper or as a file.")),
    ]
    return [card for name, label, text in offered if (card := _card(name, label, text))]


def _card(url_name, label, text):
    """A way on; a page that does not exist is not offered."""
    try:
        return {"url": reverse(url_name), "label": label, "text": text}
    except NoReverseMatch:
        return None


@require_safe
@own_page(Act.READ_OWN, "own_record")
def record(request, door):
    """The whole record, less what is about others; of the entries, the newest."""
    makers = composition.covered(composition.own_sections, door)
    beside = words_by_item(door)
    made = [own_sections.with_items(make(door), beside) for make in makers if make is not own_sections.entries]
    sections, unwritten = own_sections.parted(made)
    said = {"sections": sections, "unwritten": unwritten, "most": own_sections.MOST}
    said["contestable"] = composition.contestables if door.may(Act.CONTEST) else ()
    written = _entries(door, None) if own_sections.entries in makers else {"title": "", "entries": None, "older": None}
    return render(request, "my/record.html", own_context(door) | said | written)


@require_safe
@own_page(Act.READ_OWN, "own_record", parts=(Part.RECORD,))
def entries(request, door):
    """The entries alone, page by page towards the older ones."""
    return render(request, "my/entries.html", own_context(door) | _entries(door, key_in(request.GET, "before")))


def _entries(door, before):
    section = own_sections.entries(door, before, own_sections.PAGE + 1)
    shown, more = section.items[: own_sections.PAGE], section.items[own_sections.PAGE :]
    older = f"{reverse('my:entries')}?before={shown[-1].key}" if more else None
    ways = {
        item.key: [(_("What was changed"), reverse("my:history", args=[item.key])), *_ways(item, door)]
        for item in shown
        if item.fact("nature")
    }
    return {"title": section.title, "entries": shown, "ways": ways, "older": older}


def _ways(item, door):
    """From an entry to the disagreements about it, and to a new one where none waits and it is theirs to lodge."""
    links = [
        (_("Where your disagreement stands"), reverse("my:contest_detail", args=[each.key])) for each in item.words
    ]
    if door.may(Act.CONTEST) and not any(each.waiting for each in item.words):
        links.append((_("I do not agree"), reverse("my:contest", args=[item.key])))
    return links


@require_safe
@own_page(Act.READ_OWN, "history", parts=(Part.RECORD,))
def history(request, door, entry_id):
    """What was changed in one entry since it was written, as far back as its versions are open to the person."""
    entry = the_entry(door, entry_id)
    open_from = Entry.objects.filter(pk=entry_id).values_list("open_from_version", flat=True).get()
    step = request.GET.get("before", "")
    before = open_from + int(step) if step.isdecimal() and len(step) < 6 else None
    found, on = changes(Entry, entry_id, door.purpose, before_version=before, open_from=open_from)
    context = {
        "entry": entry,
        "ways": _ways(entry, door),
        "versions": _as_told(open_from, found),
        "older": f"?before={on - open_from}" if on > open_from else None,
    }
    return render(request, "my/history.html", own_context(door) | context)


def _as_told(open_from, found):
    """The changes since the first open version, which is told as the beginning."""
    return by_version([_to_the_person(change) for change in found if change.version > open_from])


def _to_the_person(change):
    return replace(change, label=_("what is written")) if change.field == "text" else change


def the_entry(door, entry_id):
    """One entry that the person may read, as an item; 404 for any other."""
    if (item := own_sections.the_entry(door, entry_id)) is None:
        raise Http404
    return item


@require_safe
@own_page(Act.READ_OWN, "own_page")
def rights(request, door):
    """What goes on whatever the sanction, and what the person can do, on screen and on paper."""
    limits = disclosed_one(Jurisdiction.objects.all(), Purpose.OWN_RECORD, door.visitor)
    context = {"officer": _officer(door), "days": limits.contest_answer_days, "review": limits.contest_review_ask_days}
    return render(request, "my/rights.html", own_context(door) | context)
