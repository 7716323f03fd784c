"""Whom the leak guard watches over: on a case for whoever keeps it, on a victim's record for victim contact alone."""

from functools import partial

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import F
from django.shortcuts import redirect, render
from django.utils.text import capfirst

from cases.access.gate import case_page, record_page
from cases.access.roles import Act
from cases.actions import third_parties
from cases.disclosure.view import disclosed
from cases.history.record import StaleVersion
from cases.models.third_party import ShownAllTheSame, ThirdPartyIdentifier, VictimIdentifier
from cases.models.victim import VictimContact
from cases.third_party_forms import ThirdPartyForm, UnwatchForm, VictimIdentifierForm
from cases.views.forms_help import STALE, acting, attempt, status_of
from cases.views.header import case_header

# Answers to warnings on one page, the newest first.
SHOWN = 50
WATCHED_FIRST = (F("watched_until").desc(nulls_first=True), "id")


class Watching:
    """One try to add an identifier or to end one: `done`, or what to show again."""

    def __init__(self, request, form_class, watch, unwatch):
        self.pressed = UnwatchForm(request.POST) if "identifier_id" in request.POST else None
        self.form = form_class(request.POST if request.method == "POST" and not self.pressed else None)
        sent, verb, self.stale, self.done = self.pressed or self.form, unwatch if self.pressed else watch, False, False
        try:
            self.done = bool(sent.is_valid() and attempt(sent, lambda: verb(**sent.cleaned_data)))
        except StaleVersion:
            self.stale = True
        self.status = STALE if self.stale else status_of(sent)

    def context(self) -> dict:
        """What the page shows of it."""
        return {"form": self.form, "pressed": self.pressed, "stale": self.stale}


@case_page(Act.KEEP_CASE, "record")
def third_parties_of_case(request, door):
    """Names, addresses and numbers that must not reach whoever may not know them; and what was shown all the same."""
    verbs = (acting(door, verb) for verb in (third_parties.watch_third_party, third_parties.unwatch_third_party))
    tried = Watching(request, ThirdPartyForm, *verbs)
    if tried.done:
        return redirect("cases:third_parties", door.case_id)
    rows = ThirdPartyIdentifier.objects.filter(case_id=door.case_id).order_by(*WATCHED_FIRST)
    shown = ShownAllTheSame.objects.filter(case_id=door.case_id).order_by("-id")[:SHOWN]
    context = {
        "header": case_header(request, door, "cases:detail"),
        "identifiers": disclosed(rows, door.purpose, door.visitor),
        "shown": [(_in_words(row.place), row) for row in disclosed(shown, door.purpose, door.visitor, "staff")],
    }
    return render(request, "cases/third_parties.html", context | tried.context(), status=tried.status)


def _in_words(place):
    """A noun and its field as people call them; the code itself where the noun is known by it no longer."""
    label, _dot, name = place.rpartition(".")
    try:
        model = apps.get_model(label)
        return f"{capfirst(model._meta.verbose_name)}: {model._meta.get_field(name).verbose_name}"
    except (LookupError, ValueError, FieldDoesNotExist):
        return place


@record_page("victim_contact", Act.KEEP_VICTIM, "victim")
def identifiers_of_victim(request, door):
    """What is watched for so that it does not reach anybody through a text of somebody else."""
    given = {"by": door.visitor, "now": door.visitor.now, "victim_contact_id": door.root_id}
    verbs = (partial(verb, **given) for verb in (third_parties.watch_victim, third_parties.unwatch_victim))
    tried = Watching(request, VictimIdentifierForm, *verbs)
    if tried.done:
        return redirect("victims:identifiers", door.root_id)
    rows = VictimIdentifier.objects.filter(victim_id=door.root_id).order_by(*WATCHED_FIRST)
    [victim] = disclosed(VictimContact.objects.filter(pk=door.root_id), door.purpose, door.visitor, only=("name",))
    context = {
        "victim": victim,
        "identifiers": disclosed(rows, door.purpose, door.visitor),
        "purpose_line": door.purpose.label,
    }
    return render(request, "victims/identifiers.html", context | tried.context(), status=tried.status)
