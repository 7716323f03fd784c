"""A case as those who work with it, or inspect it, read it: overview, record, history, who looked."""

from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from cases.access.gate import case_page
from cases.access.roles import Act
from cases.composition import composition
from cases.disclosure.view import disclosed
from cases.forms import KindForm, searched
from cases.history.timeline import changes
from cases.models.contest import IN_REVIEW, WAITING, Contest
from cases.models.entry import Entry
from cases.models.explanation import Explanation
from cases.models.person import ContactPoint
from cases.views import access_list, histories, looking
from cases.views.header import case_header, the_case
from cases.views.timeline import by_day, entries_of, place_of

# What the overview says of each.
ENTRY = ("kind", "nature", "text", "happened_at", "author__name")
CONTEST = ("kind", "title", "wrong", "answer_by", "handler__name", "entry__id", "entry__kind", "entry__happened_at")
IN_TURN = ("review_asked_at", "review_by", "reviewer__name")
CONTACT = ("kind", "value", "starts_on", "verified_on")


@require_safe
@case_page(Act.READ_CASE, "overview")
def detail(request, door):
    """The whole case on one page: what the floors bring, what is missing, who has access and why."""
    case = the_case(door)
    told = disclosed(Explanation.objects.filter(case_id=door.case_id), door.purpose, door.visitor, only=("content",))
    panels = [panel for make in composition.overview if (panel := make(door))]
    last = Entry.objects.filter(case_id=door.case_id).order_by("-happened_at", "-id")[:3]
    open_contests = Contest.objects.filter(WAITING | IN_REVIEW, case_id=door.case_id).order_by("answer_by", "id")
    contacts = ContactPoint.objects.filter(person_id=case.person.id, ends_on=None).order_by("kind", "id")
    contests = disclosed(
        open_contests, door.purpose, door.visitor, "handler", "reviewer", "entry", only=CONTEST + IN_TURN
    )
    context = {
        "header": case_header(request, door, "cases:detail", case),
        "case": case,
        "panels": panels,
        "missing": [c.label for c in Explanation.BEFORE if c not in {shown.content for shown in told}],
        "entries": disclosed(last, door.purpose, door.visitor, "author", only=ENTRY),
        "contests": contests,
        "places": {contest.id: place_of(contest.entry) for contest in contests if contest.entry},
        "contacts": disclosed(contacts, door.purpose, door.visitor, only=CONTACT),
        "access": access_list.who_may_read(door, case),
        "may_keep": door.may(Act.KEEP_CASE),
        "may_hand_over": door.may(Act.MANAGE_UNIT) and not case.ended_on,
    }
    return render(request, "cases/detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@case_page(Act.READ_CASE, "record")
def record(request, door):
    """The timeline. What is searched for travels in the body: an address holds no names (law 15)."""
    kinds, (search, asked) = KindForm(request.GET), searched(request.POST)
    kind = kinds.cleaned_data["kind"] if kinds.is_valid() else ""
    shown = entries_of(door, asked if request.POST else request.GET, kind, asked.get("q", ""))
    case = shown.rows[0].case if shown.rows else None
    kept = {"kind": kind} if kind else {}
    context = {
        "header": case_header(request, door, "cases:record", case),
        "case_id": door.case_id,
        "days": by_day(door, shown.rows),
        "kinds": kinds,
        "chosen": [(dict(Entry.Kind.choices)[kind], "?")] if kind else [],
        "search": search,
        "asked": asked.get("q", ""),
        "page": shown,
        "links": shown.links(kept),
        "kept": urlencode(kept),
        "may_keep": door.may(Act.KEEP_CASE),
    }
    return render(request, "cases/record.html", context)


@require_safe
@case_page(Act.READ_CASE, "history")
def history(request, door, model, record_id):
    """What changed in one record of the case, or in one field of it: who, when, from what, to what, why."""
    noun, field = histories.noun(model, door.purpose), request.GET.get("field") or None
    first = histories.open_from(noun, record_id, door.purpose)
    case = the_case(door, found=histories.belongs(noun, record_id), open_from=first)
    if not case.found or field not in (None, *histories.shown_fields(noun, door.purpose)):
        raise Http404
    before = request.GET.get("before", "")
    before = int(before) if before.isdecimal() else None
    stood = histories.stood(noun, record_id, door.purpose, case.open_from, request.GET)
    found, older = changes(noun, record_id, door.purpose, field=field, before_version=before, open_from=case.open_from)
    kept = {"field": field} if field else {}
    context = {
        "header": case_header(request, door, "", case),
        "noun": noun._meta.verbose_name,
        "field": noun._meta.get_field(field).verbose_name if field else "",
        "versions": histories.by_version(found, case.open_from),
        "older": "?" + urlencode(kept | {"before": older}) if older else None,
        "whole": request.path if field else None,
        "stood": stood,
        "ledger": reverse("cases:ledger", args=[door.case_id]) if door.may(Act.READ_LOOKS) else None,
    }
    return render(request, "cases/history.html", context)


@require_safe
@case_page(Act.READ_LOOKS, "looks")
def looks(request, door):
    """Who looked at this case, in what capacity, for which purpose, at what kind of thing, when."""
    shown = looking.looks_at(door.case_id, request.GET)
    context = {
        "header": case_header(request, door, "cases:looks"),
        "case_id": door.case_id,
        "days": looking.by_day(shown.rows),
        "links": shown.links({}),
    }
    return render(request, "cases/looks.html", context)
