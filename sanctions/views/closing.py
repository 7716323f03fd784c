"""The page on which an officer closes a case (rule 48)."""

from django import forms
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from cases.access.gate import case_page
from cases.access.roles import Act
from cases.models.caserecord import CaseRecord
from cases.views.forms_help import status_of
from cases.views.header import case_header
from sanctions.actions.closing import close_case
from sanctions.views.noncompliance import saved_first


class CloseForm(forms.Form):
    """How supervision ended."""

    ended_as = forms.ChoiceField(
        label=_("How did supervision end?"), choices=CaseRecord.End.choices, widget=forms.RadioSelect
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def given(self):
        """What the verb takes."""
        return dict(self.cleaned_data)


@case_page(Act.KEEP_CASE, "sanction")
def close(request, door):
    """Say how it ended, and close the record."""
    initial = CaseRecord.objects.values("version", "ended_as").get(pk=door.case_id)
    form = CloseForm(request.POST or None, initial=initial)
    both, status = [], status_of(form)
    if form.is_valid():
        done, both, status = saved_first(form, door, close_case, initial, initial["version"])
        if done:
            return redirect("cases:detail", door.case_id)
    context = {"header": case_header(request, door, "sanctions:overview"), "form": form, "both": both}
    return render(request, "sanctions/close.html", context, status=max(status, status_of(form)))
