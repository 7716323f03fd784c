"""Possible matches, for records staff: two case numbers and what is alike, nothing of a record (rules 42, 48).

That somebody looked is recorded with the match alone: in neither case, where it would tell that there is another.
"""

from functools import partial

from django import forms
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from cases.access.decide import visible_to
from cases.access.gate import page, record_page
from cases.access.roles import Act
from cases.actions.matching import join_persons, part_persons, set_apart
from cases.disclosure.purposes import Purpose
from cases.disclosure.view import disclosed, disclosed_one, disclosed_or_404
from cases.models.duplicate import PersonJoin, PossibleMatch
from cases.views.conflict import Saving
from cases.views.forms_help import status_of
from cases.views.paging import one_page

PURPOSE = Purpose.RETENTION
LINKS = ("case__unit", "other_case__unit")
VERBS = {"join": join_persons, "apart": set_apart, "part": part_persons}


class SettleForm(forms.Form):
    """One person or two, and how one knows."""

    done = forms.ChoiceField(
        label=_("Are they one person?"),
        choices=[("join", _("They are one person")), ("apart", _("They are two persons"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("How you know"), max_length=400, help_text=_("For example: both papers name the same parents.")
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class PartForm(SettleForm):
    """Why two who were joined are parted again."""

    done = forms.ChoiceField(choices=[("part", "")], widget=forms.HiddenInput, initial="part")


@require_safe
@page(Act.SETTLE_MATCH, "matches")
def matches(request):
    """What waits to be settled, and what is joined."""
    visitor = request.visitor
    rows = visible_to(PossibleMatch.objects.exclude(answer="apart"), visitor, Act.SETTLE_MATCH)
    told = {"extra": ("version", "root")}
    shown = one_page(
        rows, ("id",), request.GET, lambda some: disclosed(some, PURPOSE, visitor, *LINKS, **told), to=visitor
    )
    context = {"matches": shown.rows, "links": shown.links({})}
    return render(request, "cases/matches.html", context)


@record_page("possible_match", Act.SETTLE_MATCH, "matches")
def match(request, door):
    """Settle one: two persons, or one; and part again what was joined."""
    found, joined = _match(door), PersonJoin.objects.filter(match_id=door.root_id, parted_at=None)
    join = disclosed_one(joined, door.purpose, door.visitor)
    form = (PartForm if join else SettleForm)(request.POST or None, initial={"version": found.version})
    both, status = (), status_of(form)
    if form.is_valid():
        saving = Saving(form, _act(door, form))
        if saving.result:
            return redirect("cases:matches")
        found, status = _match(door), saving.status
        saving.both_texts({}, version=found.version)
        both = ({"title": _("What you typed"), "text": form.cleaned_data["reason"]},) if saving.stale else ()
    context = {"match": found, "form": form, "join": join, "both": both}
    return render(request, "cases/match.html", context, status=status)


def _act(door, form):
    data = form.cleaned_data
    given = {"possible_match_id": door.root_id, "version": data["version"], "reason": data["reason"]}
    return partial(VERBS[data["done"]], by=door.visitor, now=door.visitor.now, **given)


def _match(door):
    rows = PossibleMatch.objects.filter(pk=door.root_id)
    return disclosed_or_404(rows, door.purpose, door.visitor, *LINKS, extra=("version",))
