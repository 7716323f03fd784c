"""Alleged failures and reports of a case, as the officer works on them (rules 63–66)."""

from functools import partial

from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from cases.access.gate import case_page
from cases.access.roles import Act
from cases.disclosure.view import disclosed, disclosed_or_404
from cases.models.entry import Entry
from cases.models.withholding import Withholding
from cases.views.conflict import Saving
from cases.views.forms_help import acting, attempt, status_of
from cases.views.header import case_header, full_name, the_case
from cases.views.own_words import as_words
from cases.views.statements import disagreed
from sanctions.actions.appointments import FAILURES
from sanctions.actions.noncompliance import conditions_of, decide_failure, note_failure
from sanctions.actions.reporting import draft_report
from sanctions.models import AllegedFailure, Appointment, NonComplianceReport
from sanctions.readiness import disputes
from sanctions.report_forms import DraftForm, FailureForm, VerdictForm
from sanctions.views.standing import counting

TAB = "sanctions:noncompliance"
MOST = 50


@require_safe
@case_page(Act.READ_CASE, "noncompliance")
def overview(request, door):
    """What counts and by which rule, what is alleged and how it was dealt with, and the reports."""
    context = {
        "header": case_header(request, door, TAB),
        "counting": counting(door),
        "not_noted": _failed(door) if door.may(Act.KEEP_CASE) else [],
        "failures": failures_of(door),
        "reports": reports_of(door),
        "disagreed": disagreed(door, "failures", "reports", "passages"),
        "keeps": door.may(Act.KEEP_CASE),
    }
    return render(request, "sanctions/noncompliance.html", context)


def _failed(door):
    """Appointments whose outcome is a failure that nobody has noted yet, the latest first. One query."""
    rows = Appointment.objects.filter(case_id=door.case_id, outcome__in=FAILURES, alleged_failures=None)
    found = rows.order_by("-starts_at", "-id")[:MOST]
    return disclosed(found, door.purpose, door.visitor, "condition", "condition__condition_type")


def failures_of(door, **only):
    """The alleged failures of a case, the latest first. One query."""
    rows = AllegedFailure.objects.filter(case_id=door.case_id, **only).order_by("-happened_at", "-id")
    return disclosed(rows[:MOST], door.purpose, door.visitor, "condition", "condition__condition_type")


def reports_of(door, **only):
    """The reports of a case, the latest first. One query."""
    rows = NonComplianceReport.objects.filter(case_id=door.case_id, **only).order_by("-id")
    return disclosed(rows[:MOST], door.purpose, door.visitor, "authority", "author")


def saved_first(form, door, verb, current, version):
    """Save a form with a version: (what the verb returned, both texts, status)."""
    call = {"by": door.visitor, "now": door.visitor.now, "case_id": door.case_id}
    saving = Saving(form, lambda: verb(**call, **form.given()))
    return saving.result, saving.both_texts(current, version=version), saving.status


@case_page(Act.KEEP_CASE, "noncompliance")
def failure_of_appointment(request, door, appointment_id):
    """Note the failure of an appointment; what the record says of it is filled in."""
    rows = Appointment.objects.filter(pk=appointment_id, case_id=door.case_id, outcome__in=FAILURES)
    links = ("entry", "condition__condition_type")
    appointment = disclosed_or_404(rows, door.purpose, door.visitor, *links)
    said = {"manner": appointment.entry.text} if appointment.entry else {}
    return _note(request, door, appointment, said, appointment_id=appointment_id)


@case_page(Act.KEEP_CASE, "noncompliance")
def failure_new(request, door):
    """Note a failure of another kind: a contact that was forbidden, hours not worked."""
    return _note(request, door, None, {}, entries=_latest_entries(door))


def _latest_entries(door):
    hidden = Withholding.objects.hidden(door.visitor.now).filter(case_id=door.case_id)
    rows = Entry.objects.filter(case_id=door.case_id).exclude(id__in=hidden.values("entry_id"))
    rows = rows.order_by("-happened_at", "-id")
    return disclosed(rows[:MOST], door.purpose, door.visitor)


def _note(request, door, appointment, initial, entries=(), **given):
    known = {"conditions": conditions_of(door.case_id), "appointment": appointment, "entries": entries}
    form = FailureForm(request.POST or None, initial=initial, **known)
    act = acting(door, note_failure, **given)
    if form.is_valid() and attempt(form, lambda: act(**_with_moment(form.given()))):
        return redirect(TAB, door.case_id)
    context = {"header": case_header(request, door, TAB), "form": form, "appointment": appointment}
    return render(request, "sanctions/failure_form.html", context, status=status_of(form))


def _with_moment(given):
    return {"happened_at": None} | given


@case_page(Act.KEEP_CASE, "noncompliance")
def failure(request, door, failure_id):
    """Deal with one alleged failure: unfounded, explained, or minor; a significant one goes into a report."""
    rows = AllegedFailure.objects.filter(pk=failure_id, case_id=door.case_id)
    found = disclosed_or_404(rows, door.purpose, door.visitor, "condition__condition_type", "entry")
    current = {"verdict": found.verdict, "reasons": found.reasons}
    rests_on = AllegedFailure.objects.filter(pk=failure_id)
    words = [as_words(row) for row in disclosed(disputes(rests_on), door.purpose, door.visitor, "handler", "reviewer")]
    initial = current | {"version": found.version}
    form = VerdictForm(request.POST or None, initial=initial, disputed=bool(words))
    both, status = [], 200
    if form.is_valid():
        act = partial(decide_failure, failure_id=failure_id)
        done, both, status = saved_first(form, door, act, current, found.version)
        if done:
            return redirect(TAB, door.case_id)
    context = {"header": case_header(request, door, TAB), "form": form, "failure": found, "both": both}
    context |= {"words": words, "name": full_name(the_case(door).person)}
    return render(request, "sanctions/failure.html", context, status=max(status, status_of(form)))


@case_page(Act.KEEP_CASE, "noncompliance")
def report_new(request, door):
    """Decide that failures are significant, and begin the report; the record fills in what it holds."""
    form = DraftForm(request.POST or None, failures=failures_of(door, verdict=""))
    act = acting(door, draft_report)
    report = attempt(form, lambda: act(**form.given())) if form.is_valid() else None
    if report:
        return redirect("sanctions:report", door.case_id, report.id)
    context = {"header": case_header(request, door, TAB), "form": form, "counting": counting(door)}
    return render(request, "sanctions/report_new.html", context, status=status_of(form))
