"""One door for whoever disagrees: complain, contest, or ask for something else (rules 93, 96, 97)."""

from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from cases.access.decide import visible_to
from cases.access.gate import page, record_page
from cases.access.roles import Act, Role
from cases.disclosure.purposes import Purpose
from cases.disclosure.view import disclosed
from cases.models.caserecord import CaseRecord
from cases.models.fields import in_force
from cases.models.unit import StaffMember
from cases.views.forms_help import attempt, status_of
from complaints.actions.complaining import lodge_complaint
from complaints.forms import ComplaintForm
from complaints.models import Complaint
from complaints.views.reading import decision_on, steps, the_complaint

MOST = 50


@require_safe
@page(Act.COMPLAIN, "complaints")
def complaints(request):
    """What do you want to do? And one's own complaints, with where each stands."""
    visitor = request.visitor
    rows = visible_to(Complaint.objects.filter(lodged_by_id=visitor.user_id), visitor, Act.COMPLAIN).order_by("-id")
    shown = disclosed(rows[:MOST], Purpose.OWN_RECORD, visitor, "investigator")
    return render(request, "complaints/own_list.html", {"complaints": shown})


@page(Act.COMPLAIN, "complaints")
def new(request):
    """Complain. What was typed is kept where another way would be the right one."""
    visitor = request.visitor
    form = ComplaintForm(request.POST or None, staff=_staff_of(visitor))
    if form.is_valid():
        lodged = attempt(form, lambda: lodge_complaint(by=visitor, now=visitor.now, **form.cleaned_data))
        if lodged:
            return redirect("my:complaint", lodged.id)
    return render(request, "complaints/own_new.html", {"form": form}, status=status_of(form))


def _staff_of(visitor):
    """The officers and managers of the unit that supervises the person."""
    units = CaseRecord.objects.filter(person__user_id=visitor.user_id).values("unit_id")
    duties = [Role.OFFICER, Role.MANAGER]
    return StaffMember.objects.filter(in_force(visitor.now), unit_id__in=units, duty__in=duties).order_by("name")


@require_safe
@record_page("complaint", Act.READ_COMPLAINT, "complaint")
def complaint(request, door):
    """One's own complaint: where it stands, what was answered and why, and where to go next."""
    if not door.may(Act.COMPLAIN):
        return redirect("complaints:detail", door.root_id)
    found = the_complaint(door)
    told = decision_on(door)
    decision = told["decision"]
    context = told | {
        "complaint": found,
        "steps": steps(found, decision),
        "late": found.state == "lodged" and found.admit_by < localdate(door.visitor.now),
        "can_appeal": decision is not None and decision.appeal_until >= localdate(door.visitor.now),
    }
    return render(request, "complaints/own_detail.html", context)
