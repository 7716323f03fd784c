"""What the person agreed to, as the officer keeps it: signed on paper or said aloud, and taken back (rule 57)."""

from functools import partial

from django.db.models import Exists, OuterRef
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.access.decide import visible_to
from cases.access.gate import case_page
from cases.access.roles import Act
from cases.composition import WorkItem
from cases.consent_forms import AnswerForm, WithdrawForm
from cases.consents import code_of
from cases.disclosure.purposes import Purpose
from cases.disclosure.view import disclosed
from cases.models.fields import in_language
from cases.views.conflict import Saving
from cases.views.forms_help import acting, attempt, status_of
from cases.views.header import case_header, full_name, the_case
from sanctions.actions.consents import note_answer, note_taking_back
from sanctions.consents import YES, language_name, measures, shown_in, to_ask, treatments
from sanctions.models import PersonConsent
from sanctions.views.consent_parts import asked_of, earlier_answers, the_ask, to_withdraw

TAB = "sanctions:consents"
MOST = 50


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
    code = code_of(purpose.text, speaks)
    language = language_name(code) if code else speaks
    form = AnswerForm(request.POST or None, initial={"text": code and row["ask"].text(code), "language": language})
    act = acting(door, note_answer, ask=ask)
    if form.is_valid() and attempt(form, lambda: act(**form.cleaned_data)):
        return redirect(TAB, door.case_id)
    context = {
        "header": case_header(request, door, TAB),
        "row": row,
        "purpose": purpose,
        "in_words": "" if code else row["ask"].text(shown_in(purpose.text)),
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


def agreements_to_ask(visitor) -> list:
    """What to ask the persons whose cases one keeps: never asked, run out, or due to be asked again. Three queries."""
    if not visitor.may(Act.KEEP_CASE):
        return []
    today = localdate(visitor.now)
    conditions = to_ask(treatments(today), "condition", today)
    sanctions = to_ask(measures(today), "sanction", today)
    return [
        *_items(conditions, visitor, "condition_type", "sanction", extra=("due",)),
        *_items(sanctions, visitor, "sanction_type", extra=("due",)),
        *_items(_to_refresh(today), visitor, "purpose"),
    ]


def _to_refresh(today):
    """Agreements to what the service itself asks that are due to be asked again; what was never asked waits."""
    rows = PersonConsent.objects.filter(condition=None, sanction=None, case__ended_on=None)
    same = {"case": OuterRef("case"), "purpose": OuterRef("purpose"), "condition": None, "sanction": None}
    later = PersonConsent.objects.filter(id__gt=OuterRef("pk"), **same)
    return rows.filter(~Exists(later), answer=YES, withdrawn_on=None, refresh_on__lte=today)


def _items(rows, visitor, *links, extra=()):
    mine = visible_to(rows.order_by("id"), visitor, Act.KEEP_CASE)[:MOST]
    found = disclosed(mine, Purpose.SUPERVISION, visitor, "case__person", *links, extra=extra)
    return [_item(row, localdate(visitor.now)) for row in found]


def _item(row, today):
    about = next(getattr(row, name) for name in ("condition_type", "sanction_type", "purpose") if name in row)
    again = row.refresh_on if "refresh_on" in row else row.due
    begins = row.starts_on if "starts_on" in row else row.sanction.starts_on if "sanction" in row else None
    first, once_more = _("Ask for the person’s agreement: %(what)s"), _("Ask again for their agreement: %(what)s")
    due = again or begins
    return WorkItem(
        due=due,
        title=(once_more if again else first) % {"what": in_language(about.title)},
        person=full_name(row.case.person),
        verb=_("Ask"),
        url=reverse(TAB, args=[row.case_id]),
        overdue=due < today,
    )
