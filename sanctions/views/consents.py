"""What the person agreed to, as the officer keeps it: signed on paper or said aloud, and taken back (rule 57)."""

from functools import partial

from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from cases.access.gate import case_page
from cases.access.roles import Act
from cases.consent_forms import AnswerForm, WithdrawForm
from cases.languages import text_in
from cases.models.fields import shown_in
from cases.views.conflict import Saving
from cases.views.forms_help import acting, attempt, status_of
from cases.views.header import case_header, the_case
from sanctions.actions.consents import note_answer, note_taking_back
from sanctions.views.consent_parts import asked_of, earlier_answers, the_ask, to_withdraw

TAB = "sanctions:consents"


@require_safe
@case_page(Act.READ_CASE, "consent")
def overview(request, door):
    """What the person was asked, how each answer stands, and what waits for one."""
    rows = asked_of(door)
    context = {
        "header": case_header(request, door, TAB),
        "rows": rows,
        "earlier": earlier_answers(door, rows),
        "keeps": door.may(Act.KEEP_CASE),
    }
    return render(request, "sanctions/consents.html", context)


@case_page(Act.KEEP_CASE, "consent")
def consent(request, door, ask):
    """Read the text to the person and write down what they answered; nothing is chosen before."""
    row, speaks = the_ask(door, ask), the_case(door).person.language
    purpose = row["ask"].purpose
    text = text_in(purpose.text, speaks) and row["ask"].text(speaks)
    form = AnswerForm(request.POST or None, initial={"text": text, "language": speaks})
    act = acting(door, note_answer, ask=ask)
    if form.is_valid() and attempt(form, lambda: act(**form.cleaned_data)):
        return redirect(TAB, door.case_id)
    context = {
        "header": case_header(request, door, TAB),
        "row": row,
        "purpose": purpose,
        "in_words": "" if text else row["ask"].text(shown_in(purpose.text)),
        "form": form,
    }
    return render(request, "sanctions/consent.html", context, status=status_of(form))


@case_page(Act.KEEP_CASE, "consent")
def withdraw(request, door, person_consent_id):
    """Write down that the person took it back."""
    row = to_withdraw(door, person_consent_id)
    version = row["answer"].version
    initial = {"version": version, "withdrawn_on": localdate(door.visitor.now)}
    form = WithdrawForm(request.POST or None, initial=initial)
    both, status = [], status_of(form)
    if form.is_valid():
        act = partial(acting(door, note_taking_back), consent_id=person_consent_id)
        saving = Saving(form, lambda: act(**form.cleaned_data))
        if saving.result:
            return redirect(TAB, door.case_id)
        both, status = saving.both_texts({}, version=version), saving.status
    context = {"header": case_header(request, door, TAB), "row": row, "form": form, "both": both}
    return render(request, "sanctions/consent_withdraw.html", context | {"stale": status == 409}, status=status)
