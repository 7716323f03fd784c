"""Taking an entry out of the record it does not belong in: proposed on one page, decided on another (law 8)."""

from django import forms
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.access.gate import case_page
from cases.access.roles import Act
from cases.actions.removing import decide_removal, propose_removal
from cases.disclosure.view import disclosed, disclosed_one, disclosed_or_404
from cases.forms import asked, chosen_from, long_text
from cases.models.entry import Entry, OthersSegment
from cases.models.removal import Removal
from cases.views.conflict import Saving
from cases.views.forms_help import acting, status_of
from cases.views.header import case_header

ENTRY = ("kind", "nature", "text", "happened_at", "recorded_at", "source", "version", "author__name")


class ProposeForm(forms.Form):
    """Why an entry does not belong in this record, without saying again what it says."""

    fault = asked(Removal, "fault", widget=forms.RadioSelect, initial=None)
    why = asked(
        Removal,
        "why",
        widget=long_text(4),
        help_text=gettext_lazy(
            "For whoever decides. Do not repeat what the entry says: this stays when the entry is gone."
        ),
    )
    told = chosen_from(asked(Removal, "told", widget=forms.RadioSelect))
    version = forms.IntegerField(widget=forms.HiddenInput)


class DecideForm(forms.Form):
    """The reasons; which of the two buttons was pressed is the decision."""

    reasons = asked(Removal, "reasons", required=True, widget=long_text(4))
    answer = forms.ChoiceField(choices=Removal.Answer.choices, widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean_answer(self):
        """Sent without either button, nothing is taken out."""
        return self.cleaned_data["answer"] or Removal.Answer.REFUSED


@case_page(Act.KEEP_CASE, "removal")
def propose(request, door, entry_id):
    """Propose that an entry leaves the record; a manager decides."""
    entry = _entry(door, entry_id)
    form = ProposeForm(request.POST or None, initial={"version": entry.version})
    both, status = (), status_of(form)
    if form.is_valid():
        act = acting(door, propose_removal, entry_id=entry_id)
        saving = Saving(form, lambda: act(**form.cleaned_data))
        if saving.result:
            return redirect("cases:record", door.case_id)
        both, status = _entry_changed(saving, form, door, entry_id), saving.status
    earlier = Removal.objects.filter(entry_id=entry_id).order_by("-id")
    context = {
        "header": case_header(request, door, "cases:record"),
        "form": form,
        "entry": entry,
        "both": both,
        "earlier": disclosed_one(earlier, door.purpose, door.visitor, "proposed_by", "decided_by"),
    }
    return render(request, "cases/removal_propose.html", context, status=status)


def _entry_changed(saving, form, door, entry_id):
    """Somebody corrected the entry meanwhile: what was typed, and what it says now."""
    if not saving.stale:
        return ()
    now_there = _entry(door, entry_id)
    saving.both_texts({}, version=now_there.version)
    return (
        {"title": _("What you typed"), "text": form.cleaned_data["why"]},
        {"title": _("What the entry says now"), "text": now_there.text},
    )


def _entry(door, entry_id):
    found = Entry.objects.filter(pk=entry_id, case_id=door.case_id)
    return disclosed_or_404(found, door.purpose, door.visitor, "author", only=ENTRY)


@case_page(Act.DECIDE_REMOVAL, "removal")
def decide(request, door, removal_id):
    """What confirming does, once and for all: two buttons, and the reasons."""
    removal = _removal(door, removal_id)
    form = DecideForm(request.POST or None, initial={"version": removal.version})
    both, status = (), status_of(form)
    if form.is_valid():
        act = acting(door, decide_removal, removal_id=removal_id)
        saving = Saving(form, lambda: act(**form.cleaned_data))
        if saving.result:
            return redirect("cases:record", door.case_id)
        removal, status = _removal(door, removal_id), saving.status
        both = saving.both_texts({"reasons": removal.reasons}, version=removal.version)
    others = OthersSegment.objects.filter(entry_id=removal.entry.id) if removal.entry else OthersSegment.objects.none()
    context = {
        "header": case_header(request, door, "cases:record"),
        "form": form,
        "removal": removal,
        "segments": disclosed(others, door.purpose, door.visitor),
        "both": both,
    }
    return render(request, "cases/removal_decide.html", context, status=status)


def _removal(door, removal_id):
    rows = Removal.objects.filter(pk=removal_id, case_id=door.case_id)
    links = ("entry__author", "proposed_by", "decided_by")
    return disclosed_or_404(rows, door.purpose, door.visitor, *links)
