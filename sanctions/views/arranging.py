"""Arranging what the person needs at an appointment, and the reminder to do so (rules 7, 30)."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.access.decide import visible_to
from cases.access.gate import case_page
from cases.access.roles import Act
from cases.composition import WorkItem
from cases.disclosure.purposes import Purpose
from cases.disclosure.view import disclosed, disclosed_or_404
from cases.models.person import Person
from cases.views.conflict import Saving
from cases.views.forms_help import acting, status_of
from cases.views.header import case_header, full_name, the_case
from cases.views.taking_part import needs_of
from cases.views.words import in_a_row
from sanctions.actions.appointments import arrange as arranged
from sanctions.arranging import LEAD, arrange_by, explain_by, lacks, not_explained, with_lead
from sanctions.booking_forms import ANSWERS, ArrangeForm
from sanctions.models import Appointment

TAB = "sanctions:appointments"
# The most that the day's work lists of them at once.
MOST = 50


@case_page(Act.KEEP_CASE, "appointments")
def arrange(request, door, appointment_id):
    """Who interprets, and what is arranged for what the person needs."""
    rows = Appointment.objects.filter(pk=appointment_id, case_id=door.case_id, outcome="")
    appointment = disclosed_or_404(rows.filter(starts_at__gt=door.visitor.now), door.purpose, door.visitor)
    case = the_case(door)
    if not any(getattr(case.person, need) for need in ANSWERS.values()):
        raise Http404
    stands = {name: getattr(appointment, name) for name in ANSWERS}
    form = ArrangeForm(request.POST or None, person=case.person, initial=stands | {"version": appointment.version})
    both, status = [], status_of(form)
    if form.is_valid():
        act = acting(door, arranged)
        saving = Saving(form, lambda: act(appointment_id=appointment_id, **form.cleaned_data))
        if saving.result:
            return redirect(TAB, door.case_id)
        both, status = saving.both_texts(stands, version=appointment.version), saving.status
    context = {"header": case_header(request, door, TAB, case), "appointment": appointment, "form": form, "both": both}
    context["needs"] = needs_of(case.person)
    return render(request, "sanctions/arrange.html", context, status=status)


def reports_to_explain(visitor) -> list:
    """Reports in the cases one keeps that were served and are still to be explained, through others. One query."""
    if not visitor.may(Act.KEEP_CASE):
        return []
    rows = with_lead(not_explained().filter(case__ended_on=None)).order_by("served_at", "id")
    mine = visible_to(rows, visitor, Act.KEEP_CASE)[:MOST]
    found = disclosed(mine, Purpose.SUPERVISION, visitor, "case__person", extra=LEAD)
    return [_to_explain(row, localdate(visitor.now)) for row in found]


def _to_explain(report, today):
    person, due = report.case.person, explain_by(report)
    how = [person.language_label, _("with an interpreter") if person.interpreter else ""]
    how += [person.reads_label] if person.reads in Person.HEARS else []
    return WorkItem(
        due=due,
        title=_("A report was served and is not explained yet (%(how)s)") % {"how": in_a_row(how)},
        person=full_name(person),
        verb=_("Explain it"),
        url=reverse("cases:sharing", args=[report.case_id]),
        overdue=due < today,
    )


def to_arrange(appointment, today) -> WorkItem:
    """The reminder that something a person needs at an appointment is not arranged; read with its lead."""
    person, due = appointment.case.person, arrange_by(appointment)
    missing = lacks(appointment, person)
    said = [_("nobody interprets (%(language)s)") % {"language": person.language_label}] * missing["interpreter"]
    said += [_("nothing is arranged (%(need)s)") % {"need": person.disability_need}] * missing["arranged"]
    return WorkItem(
        due=due,
        title=_("%(kind)s to come: %(missing)s") % {"kind": appointment.kind_label, "missing": in_a_row(said)},
        person=full_name(person),
        verb=_("Arrange it"),
        url=reverse("sanctions:arrange", args=[appointment.case_id, appointment.id]),
        overdue=due < today,
    )
