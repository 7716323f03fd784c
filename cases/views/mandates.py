"""Who acts for the person: the officer's page, and the person's own, where they end it themselves (rule 45)."""

from django import forms
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from cases.access.gate import case_page, own_page
from cases.access.roles import Act, Role
from cases.actions.mandates import end_mandate, record_mandate, withdraw_mandate
from cases.disclosure.view import disclosed, disclosed_or_404
from cases.forms import asked, moment_input
from cases.models.fields import in_force
from cases.models.mandate import Mandate, parts_of
from cases.views.forms_help import attempt, status_of
from cases.views.header import case_header
from cases.views.person import own_context
from cases.views.words import in_a_row

MOST = 50


class MandateForm(forms.Form):
    """A mandate as its paper has it."""

    username = forms.CharField(
        label=_("Log-in of whoever acts for the person"), max_length=150, help_text=_("As the administrator made it.")
    )
    name = asked(Mandate, "name")
    capacity = asked(Mandate, "capacity", widget=forms.RadioSelect, initial=None)
    scope = asked(Mandate, "scope", help_text=_("As the person signed it: the whole record, or one matter."))
    covers_conditions = asked(Mandate, "covers_conditions")
    covers_record = asked(Mandate, "covers_record")
    covers_reports = asked(Mandate, "covers_reports")
    document = asked(Mandate, "document", help_text=_("Its date and where the paper is kept."))
    ends_at = asked(Mandate, "ends_at", widget=moment_input(), help_text=_("Empty: until the person ends it."))


def _mandates(door):
    rows = Mandate.objects.filter(case_id=door.case_id).order_by("-id")[:MOST]
    held = disclosed(rows, door.purpose, door.visitor)
    covered = {mandate.id: in_a_row(part.label for part in parts_of(mandate)) for mandate in held}
    return {"mandates": held, "covered": covered, "now": door.visitor.now}


@case_page(Act.KEEP_CASE, "mandate")
def mandates(request, door):
    """Every mandate of the person, and the form for a new one."""
    visitor, form = request.visitor, MandateForm(request.POST or None)
    if form.is_valid():
        call = {"by": visitor, "now": visitor.now, "case_id": door.case_id}
        if attempt(form, lambda: record_mandate(**call, **form.cleaned_data)):
            return redirect("cases:mandates", door.case_id)
    context = {
        "header": case_header(request, door, "cases:detail"),
        "form": form,
    } | _mandates(door)
    return render(request, "cases/mandates.html", context, status=status_of(form))


@case_page(Act.KEEP_CASE, "mandate")
def end(request, door, mandate_id):
    """The officer ends a mandate on the person's word."""
    form, done = _ended(request, door, mandate_id, end_mandate)
    if done:
        return redirect("cases:mandates", door.case_id)
    context = {"header": case_header(request, door, "cases:detail"), "mandate": _mandate(door, mandate_id)}
    return render(request, "cases/mandate_end.html", context | {"form": form}, status=status_of(form))


@require_safe
@own_page(Act.READ_OWN, "mandate")
def own_mandates(request, door):
    """Who reads the record for the person, since when, on which paper."""
    context = own_context(door) | _mandates(door)
    return render(request, "my/mandates.html", context | {"may_end": door.role == Role.PERSON})


@own_page(Act.WITHDRAW_MANDATE, "mandate")
def own_end(request, door, mandate_id):
    """The person ends a mandate; asked once more, for the other one reads nothing from then on."""
    form, done = _ended(request, door, mandate_id, withdraw_mandate)
    if done:
        return redirect("my:mandates")
    context = own_context(door) | {"mandate": _mandate(door, mandate_id), "form": form}
    return render(request, "my/mandate_end.html", context, status=status_of(form))


def _ended(request, door, mandate_id, verb):
    """(the form that was pressed, or None; whether the mandate ended)."""
    if request.method != "POST":
        return None, False
    visitor, form = request.visitor, forms.Form(request.POST)
    call = {"by": visitor, "now": visitor.now, "case_id": door.case_id, "mandate_id": mandate_id}
    return form, attempt(form, lambda: verb(**call)) is not None


def _mandate(door, mandate_id):
    rows = Mandate.objects.filter(in_force(door.visitor.now), pk=mandate_id, case_id=door.case_id)
    return disclosed_or_404(rows, door.purpose, door.visitor)
