"""What the person is asked to agree to, on their own page: yes or no, and taken back at any time (rules 57–59)."""

from django import forms
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from cases.access.gate import own_page
from cases.access.roles import Act
from cases.composition import Panel
from cases.models.fields import shown_in
from cases.models.mandate import Part
from cases.views.conflict import Saving
from cases.views.forms_help import STALE, acting, attempt, status_of
from cases.views.person import own_context
from sanctions.actions.consents import respond
from sanctions.actions.consents import take_back as taken_back
from sanctions.consents import fingerprint
from sanctions.models import PersonConsent
from sanctions.views.consent_parts import asked_of, earlier_answers, the_ask, to_withdraw

TAB, PARTS = "my:consents", (Part.CONDITIONS,)


class RespondForm(forms.Form):
    """Yes or no, by one of two buttons, to the text that stood there."""

    answer = forms.ChoiceField(
        choices=PersonConsent.Answer.choices,
        error_messages={"required": gettext_lazy("Press yes or no. If you are not sure yet, leave this page.")},
    )
    shown = forms.CharField(widget=forms.HiddenInput, required=False)


@require_safe
@own_page(Act.READ_OWN, "consent", parts=PARTS)
def consents(request, door):
    """What is asked, what was answered, and the way to take it back."""
    rows = asked_of(door)
    context = {"rows": rows, "earlier": earlier_answers(door, rows), "may_answer": door.may(Act.CONSENT)}
    return render(request, "sanctions/own_consents.html", own_context(door) | context)


@own_page(Act.CONSENT, "consent", parts=PARTS)
def consent(request, door, ask):
    """The text in the person's language and two buttons; where the text was changed meanwhile, both texts."""
    row = the_ask(door, ask)
    code = shown_in(row["ask"].purpose.text)
    text = row["ask"].text(code)
    form = RespondForm(request.POST or None)
    saving = None
    if form.is_valid():
        answer, read = form.cleaned_data["answer"], fingerprint(form.cleaned_data["shown"])
        act = acting(door, respond, ask=ask, language=code)
        saving = Saving(form, lambda: act(answer=answer, shown=read))
        if saving.result:
            return redirect(TAB)
    context = {
        "row": row,
        "purpose": row["ask"].purpose,
        "text": text,
        "code": code,
        "form": form,
        "both": _both(form, text) if saving and saving.stale else [],
    }
    status = STALE if context["both"] else status_of(form)
    return render(request, "sanctions/own_consent.html", own_context(door) | context, status=status)


def _both(form, text):
    return [
        {"title": _("What you read"), "text": form.cleaned_data["shown"]},
        {"title": _("What it says now"), "text": text},
    ]


@own_page(Act.CONSENT, "consent", parts=PARTS)
def withdraw(request, door, person_consent_id):
    """Take it back: two buttons, no questions."""
    row = to_withdraw(door, person_consent_id)
    if request.method == "POST":
        act = acting(door, taken_back, consent_id=person_consent_id)
        attempt(forms.Form(request.POST), act)
        return redirect(TAB)
    return render(request, "sanctions/own_consent_withdraw.html", own_context(door) | {"row": row})


def own_home_consents(door):
    """On the person's page: what waits for their answer; nobody is pressed for what the service merely asks."""
    rows = [row for row in asked_of(door) if row["open"] and (row["ask"].asked_by_law or row["answer"])]
    return Panel("sanctions/_own_consents.html", {"rows": rows, "may_answer": door.may(Act.CONSENT)}) if rows else None
