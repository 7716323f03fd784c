"""Looks that somebody should explain: the manager's list, and the answer to each (rules 47 and 78)."""

from django import forms
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from cases.access.decide import visible_to
from cases.access.gate import page, record_page
from cases.access.roles import Act
from cases.actions.alerting import ON, answer_alert
from cases.disclosure.purposes import Purpose
from cases.disclosure.view import disclosed, disclosed_one
from cases.forms import asked, long_text
from cases.models.alert import Alert
from cases.views.conflict import Saving
from cases.views.forms_help import status_of
from cases.views.paging import one_page

LINKS = ("staff", "case", "answered_by")


class AnswerForm(forms.Form):
    """Whether a look is explained, and by what."""

    answer = asked(Alert, "answer", widget=forms.RadioSelect, required=True)
    reasons = asked(
        Alert,
        "reasons",
        required=True,
        widget=long_text(4),
        help_text=_("What you were told, and what you saw for yourself."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["answer"].choices = [(value, label) for value, label in self.fields["answer"].choices if value]


@require_safe
@page(Act.MANAGE_UNIT, "alerts")
def alerts(request):
    """What was noticed in one's unit, the newest first; nothing about oneself."""
    visitor = request.visitor
    rows = visible_to(Alert.objects.all(), visitor, Act.MANAGE_UNIT)

    def read(some):
        return disclosed(some, Purpose.SUPERVISION, visitor, *LINKS)

    shown = one_page(rows, ("id",), request.GET, read, to=visitor)
    context = {"alerts": shown.rows, "links": shown.links({})}
    return render(request, "cases/alerts.html", context)


@record_page(ON, Act.MANAGE_UNIT, "alerts")
def alert(request, door):
    """One of them: who looked at what, when, and whether it is explained."""
    found = _alert(door)
    form = AnswerForm(request.POST or None, initial={"version": found.version})
    status, texts, stale = status_of(form), (), False
    if form.is_valid():
        call = {"by": door.visitor, "now": door.visitor.now, "alert_id": door.root_id}
        saving = Saving(form, lambda: answer_alert(**call, **form.cleaned_data))
        if saving.result:
            return redirect("cases:alerts")
        found, status, stale = _alert(door), saving.status, saving.stale
        texts = saving.both_texts({"answer": found.answer, "reasons": found.reasons}, version=found.version)
    context = {"alert": found, "form": form, "texts": texts, "stale": stale}
    return render(request, "cases/alert.html", context, status=status)


def _alert(door):
    return disclosed_one(Alert.objects.filter(pk=door.root_id), door.purpose, door.visitor, *LINKS)
