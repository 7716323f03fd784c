"""The person's own conditions, in plain or easy words: what each means, how it is counted, what follows."""

from django import forms
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from cases.access.gate import own_page
from cases.access.roles import Act
from cases.models.mandate import Part
from cases.models.person import Words, words_for
from cases.views.conflict import Saving
from cases.views.forms_help import acting, status_of
from cases.views.person import own_context
from sanctions.actions.acknowledging import acknowledge, fingerprint_of
from sanctions.views.acknowledged import latest_shown
from sanctions.views.standing import counting, sanctions_of, with_conditions
from sanctions.wording import asks_on, is_known, language_for, put

SHOWN = ("in_force", "queried", "ended")
PARTS = (Part.CONDITIONS,)


class ConfirmForm(forms.Form):
    """That they read what stood there, by its fingerprint."""

    shown = forms.CharField(widget=forms.HiddenInput)


@require_safe
@own_page(Act.READ_OWN, "own_page", parts=PARTS)
def conditions(request, door):
    """What you must do, how it is counted, how it stands, and what happens if it does not work out."""
    own = own_context(door)
    return render(request, "sanctions/own_conditions.html", own | _put_to(door, own["person"], request.GET))


@own_page(Act.CONSENT, "own_page", parts=PARTS)
def confirm(request, door):
    """You read this. Where a text was changed meanwhile, you are shown the new one first."""
    own, given = own_context(door), request.POST or request.GET
    context = own | _put_to(door, own["person"], given)
    form = ConfirmForm(request.POST or None)
    saving = None
    if form.is_valid():
        act = acting(door, acknowledge, words=context["words"], language=context["language"])
        saving = Saving(form, lambda: act(**form.cleaned_data))
        if saving.result:
            return redirect(f"{reverse('my:conditions')}?words={context['words']}")
    context |= {"form": form, "changed": bool(saving and saving.stale)}
    return render(request, "sanctions/own_confirm.html", context, status=saving.status if saving else status_of(form))


def _put_to(door, person, given):
    """The conditions in the words that were chosen, or in those in which this person reads best."""
    words = Words(given["words"]) if given.get("words") in Words.values else words_for(person.reads)
    standings = with_conditions([row for row in sanctions_of(door) if row["state"] in SHOWN], door)
    rows = [row for standing in standings for row in standing["conditions"]]
    language = language_for(person.language, rows[0]["condition"].condition_type.plain if rows else {})
    known = latest_shown(door)
    for row in rows:
        row["put"], row["known"] = put(row["condition"], words, language), known.get(row["condition"].id)
    asked = _asked([row for each in standings if each["state"] == "in_force" for row in each["conditions"]], door)
    return {
        "standings": standings,
        "counting": counting(door),
        "words": words,
        "language": language,
        "asked": asked,
        "easy": any(row["condition"].condition_type.easy for row in rows),
        "waits": [row for row in asked if not is_known(row["known"], row["put"])],
        "shown": fingerprint_of([row["put"] for row in asked]),
        "may_confirm": door.may(Act.CONSENT),
    }


def _asked(rows, door):
    """Those that still ask something, in the order in which they were recorded."""
    today = localdate(door.visitor.now)
    return sorted((row for row in rows if asks_on(row["condition"], today)), key=lambda row: row["condition"].id)
