"""Who must never know a record, and who alone may: said by whoever leads the unit, and looked at again (law 1)."""

from functools import partial

from django.db.models import F, Q
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.access.decide import visible_to
from cases.access.gate import page, record_page
from cases.access.roles import Act, Role
from cases.actions.limiting import (
    ON,
    exclude,
    name_on_restriction,
    restrict,
    review_exclusion,
    review_restriction,
    take_off_restriction,
)
from cases.actions.second_person import nobody_settles
from cases.composition import WorkItem
from cases.disclosure.view import disclosed, disclosed_or_404
from cases.history.names import names_of
from cases.limit_forms import ExcludeForm, LimitReviewForm, RestrictForm, SomebodyForm, TakeOffForm
from cases.models.caserecord import Assignment, CaseRecord
from cases.models.exclusion import Exclusion, Named, Restriction, may_know
from cases.models.fields import in_force
from cases.models.unit import StaffMember
from cases.views.conflict import Saving
from cases.views.forms_help import attempt, status_of
from cases.views.header import case_header
from cases.views.officer import purpose_of
from cases.views.paging import one_page

TAB = "cases:limits"
# A unit restricts few records; who waits longest for a review stands first.
MOST = 100
STAFF = (Role.OFFICER, Role.MANAGER, Role.RECORDS)


def _acting(door, verb, **given):
    return partial(verb, by=door.visitor, now=door.visitor.now, limits_id=door.root_id, **given)


def _colleagues(door):
    unit = CaseRecord.objects.filter(pk=door.root_id).values("unit_id")
    posts = StaffMember.objects.filter(in_force(door.visitor.now), unit_id__in=unit)
    return posts.exclude(user_id=door.visitor.user_id).select_related("user").order_by("name", "id")


def _read(door, rows, *links):
    """The limits as the visitor may see them, each with whom it is about."""
    rows = rows.filter(case_id=door.root_id).annotate(holder=F("user_id")).order_by("ends_at", "-id")
    shown = disclosed(rows, door.purpose, door.visitor, "decided_by", *links, extra=("holder",))
    names = names_of(each.holder for each in shown)
    return [{"limit": each, "name": names.get(each.holder, "")} for each in shown]


@require_safe
@record_page(ON, Act.READ_LIMITS, "limits")
def limits(request, door):
    """Who is kept from this record, who alone knows it, and what has ended."""
    now = door.visitor.now
    restrictions = Restriction.objects.filter(case_id=door.root_id).order_by("-id")
    shown = disclosed(restrictions, door.purpose, door.visitor, "decided_by")
    context = {
        "header": case_header(request, door, TAB),
        "excluded": _read(door, Exclusion.objects.filter(in_force(now))),
        "was_excluded": _read(door, Exclusion.objects.filter(ends_at__lte=now)),
        "restriction": next((each for each in shown if each.ends_at is None), None),
        "ended": [each for each in shown if each.ends_at],
        "named": _read(door, Named.objects.filter(in_force(now), restriction__ends_at=None)),
        "keeper_is_kept_away": _keeper_is_kept_away(door),
        "nobody_settles": bool(nobody_settles([door.root_id], now)),
        "decides": door.may(Act.LIMIT_ACCESS),
    }
    return render(request, "cases/limits.html", context)


def _keeper_is_kept_away(door):
    """Whether whoever keeps the case may not know it any more: then nobody works in it."""
    now, kept = door.visitor.now, {"case_id": door.root_id}
    keeping = Assignment.objects.filter(in_force(now), **kept)
    return keeping.exists() and not keeping.filter(may_know(door.root_id, now)).exists()


@record_page(ON, Act.LIMIT_ACCESS, "limits")
def exclude_somebody(request, door):
    """Keep somebody from this record."""
    form = ExcludeForm(request.POST or None, colleagues=_colleagues(door))
    return _made(request, door, form, lambda: _acting(door, exclude)(**form.cleaned_data), "cases/exclude.html")


@record_page(ON, Act.LIMIT_ACCESS, "limits")
def restrict_record(request, door):
    """Let only those named know this record."""
    form = RestrictForm(request.POST or None, colleagues=_colleagues(door).filter(duty__in=STAFF))
    return _made(request, door, form, lambda: _acting(door, restrict)(**form.given()), "cases/restrict.html")


def _made(request, door, form, act, template):
    if form.is_valid() and attempt(form, act):
        return redirect(TAB, door.root_id)
    context = {"header": case_header(request, door, TAB), "form": form}
    return render(request, template, context, status=status_of(form))


@record_page(ON, Act.LIMIT_ACCESS, "limits")
def exclusion(request, door, exclusion_id):
    """Look again at whom this record is kept from."""
    rows = Exclusion.objects.filter(pk=exclusion_id)
    return _reviewed(request, door, rows, _acting(door, review_exclusion, exclusion_id=exclusion_id))


@record_page(ON, Act.LIMIT_ACCESS, "limits")
def restriction(request, door, restriction_id):
    """Look again at whether only those named know this record."""
    rows = Restriction.objects.filter(pk=restriction_id)
    return _reviewed(request, door, rows, _acting(door, review_restriction, restriction_id=restriction_id))


def _reviewed(request, door, rows, act):
    limit = _one(door, rows)
    form = LimitReviewForm(request.POST or None, initial={"version": limit.version})
    texts, status = (), status_of(form)
    if form.is_valid():
        saving = Saving(form, lambda: act(**form.given()))
        if saving.result:
            return redirect(TAB, door.root_id)
        limit, status = _one(door, rows), saving.status
        current = {"why": limit.reason, "review_on": limit.review_on}
        texts = saving.both_texts(current, version=limit.version)
    name = names_of([limit.holder]).get(limit.holder, "") if "holder" in limit else None
    context = {"header": case_header(request, door, TAB), "limit": limit, "name": name, "form": form, "texts": texts}
    return render(request, "cases/limit.html", context, status=status)


def _one(door, rows):
    about = {"holder": F("user_id")} if rows.model is Exclusion else {}
    rows = rows.filter(case_id=door.root_id).annotate(**about)
    return disclosed_or_404(rows, door.purpose, door.visitor, "decided_by", extra=tuple(about))


@record_page(ON, Act.LIMIT_ACCESS, "limits")
def names(request, door, restriction_id):
    """Who alone knows a restricted record: one more, or a name taken off."""
    _one(door, Restriction.objects.filter(pk=restriction_id, ends_at=None))
    off = TakeOffForm(request.POST) if "named_id" in request.POST else None
    name = SomebodyForm(None if off else request.POST or None, colleagues=_colleagues(door))
    sent, act = off or name, _acting(door, take_off_restriction)
    if not off:
        act = _acting(door, name_on_restriction, restriction_id=restriction_id)
    saving = Saving(sent, lambda: act(**sent.cleaned_data)) if sent.is_valid() else None
    if saving and saving.result:
        return redirect("cases:restriction_names", door.root_id, restriction_id)
    rows = Named.objects.filter(in_force(door.visitor.now), restriction_id=restriction_id)
    context = {
        "header": case_header(request, door, TAB),
        "named": _read(door, rows),
        "sent": sent,
        "stale": saving and saving.stale,
        "form": name,
        "self_key": door.visitor.user_id,
        "restriction_id": restriction_id,
    }
    return render(request, "cases/limit_names.html", context, status=saving.status if saving else status_of(sent))


@require_safe
@page(Act.READ_LIMITS, "limits")
def of_the_unit(request):
    """The records of one's units that somebody is kept from, each with the day on which that is looked at again."""
    visitor = request.visitor
    purpose = purpose_of(visitor, Act.READ_LIMITS)

    def read(some):
        return disclosed(some, purpose, visitor, "case", only=("review_on", "case__id", "case__reference"))

    excluded, restricted = (
        visible_to(model.objects.filter(in_force(visitor.now)), visitor, Act.READ_LIMITS)
        for model in (Exclusion, Restriction)
    )
    shown = one_page(excluded, ("id",), request.GET, read, to=visitor)
    context = {
        "exclusions": shown.rows,
        "restrictions": read(restricted.order_by("review_on", "id")[:MOST]),
        "links": shown.links({}),
        "today": localdate(visitor.now),
        "purpose_line": purpose.label,
    }
    return render(request, "cases/limits_of_unit.html", context)


def waiting_for(visitor) -> list:
    """Among the manager's work of the day, as one line that names nobody: limits whose day of review has come."""
    if not visitor.units(Role.MANAGER):
        return []
    today = localdate(visitor.now)
    due = in_force(visitor.now) & Q(review_on__lte=today)
    found = (
        visible_to(model.objects.filter(due), visitor, Act.READ_LIMITS).values_list("review_on")
        for model in (Exclusion, Restriction)
    )
    days = [day for (day,) in next(found).union(next(found), all=True)]
    if not days:
        return []
    title = _("Who is kept from records: to look at again: %(count)s") % {"count": len(days)}
    url = reverse("cases:limits_of_unit")
    return [WorkItem(min(days), title, _("Cases of the unit"), _("See them"), url, overdue=min(days) < today)]


def unsettled_for(visitor) -> list:
    """Among the manager's work of the day, as one line: ended records that nobody who keeps records may decide about.

    Whoever may say who knows a record names somebody; the proposal itself stays with records staff.
    """
    if not visitor.units(Role.MANAGER):
        return []
    limited = set()
    for model in (Exclusion, Restriction):
        rows = visible_to(model.objects.filter(in_force(visitor.now)), visitor, Act.READ_LIMITS)
        limited.update(rows.values_list("case_id", flat=True))
    if not (found := nobody_settles(limited, visitor.now)):
        return []
    title = _("Ended records that nobody may decide about: %(count)s") % {"count": len(found)}
    url, due = reverse(TAB, args=[found[0].case_id]), found[0].due_on
    return [WorkItem(due, title, _("Cases of the unit"), _("Name somebody"), url, overdue=due < localdate(visitor.now))]
