"""Appointments: what is to come, what came of those past, and recording it in one pass."""

from django.db.models import Q
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from cases.access.gate import case_page
from cases.access.roles import Act
from cases.deadlines.limits import limit_from
from cases.disclosure.view import disclosed, disclosed_one, disclosed_or_404
from cases.models.unit import StaffMember
from cases.views.conflict import Saving
from cases.views.forms_help import attempt, status_of
from cases.views.header import case_header, the_case
from cases.views.paging import one_page
from cases.views.statements import disagreed
from cases.views.taking_part import needs_of
from sanctions.actions.appointments import book, change_outcome, record_outcome
from sanctions.arranging import lacks
from sanctions.booking_forms import ANSWERS, BookingForm
from sanctions.models import Appointment, Condition, Sanction
from sanctions.outcome_form import ChangeOutcomeForm, OutcomeForm, next_start
from sanctions.policies import may_demand

TAB = "sanctions:appointments"
UPCOMING = 20
Outcome = Appointment.Outcome


@require_safe
@case_page(Act.READ_CASE, "appointments")
def appointments(request, door):
    """What is to come, then what was, latest first, with what came of it."""
    now = request.visitor.now
    of_case = Appointment.objects.filter(case_id=door.case_id)
    ahead = of_case.filter(starts_at__gt=now, outcome="").order_by("starts_at", "id")[:UPCOMING]
    past = of_case.filter(Q(starts_at__lte=now) | ~Q(outcome=""))
    shown = one_page(past, ("starts_at", "id"), request.GET, lambda rows: _read(door, rows))
    case, coming = the_case(door), [] if request.GET else _read(door, ahead)
    context = {
        "header": case_header(request, door, TAB, case),
        "ahead": coming,
        "lacks": {each.id: lacks(each, case.person) for each in coming},
        "needs": any(getattr(case.person, need) for need in ANSWERS.values()),
        "first_page": not request.GET,
        "past": shown.rows,
        "links": shown.links({}),
        "disagreed": disagreed(door, "appointments"),
        "keeps": door.may(Act.KEEP_CASE),
    }
    return render(request, "sanctions/appointments.html", context)


def _read(door, rows):
    return disclosed(rows, door.purpose, door.visitor, "officer")


@case_page(Act.KEEP_CASE, "appointments")
def new(request, door):
    """Book an appointment."""
    visitor = request.visitor
    demanded = may_demand(door.case_id, localdate(visitor.now))
    kind = Appointment.Kind.OFFICE if demanded else Appointment.Kind.FIRST
    initial = {"kind": kind, "place": _usual_place(door)}
    person = the_case(door).person
    form = BookingForm(request.POST or None, person=person, conditions=_conditions(door), initial=initial)
    if form.is_valid():
        given = form.cleaned_data
        booked = attempt(form, lambda: book(by=visitor, now=visitor.now, case_id=door.case_id, **given))
        if booked:
            return redirect(TAB, door.case_id)
    context = {"header": case_header(request, door, TAB), "form": form, "demanded": demanded}
    context["needs"] = needs_of(person)
    return render(request, "sanctions/appointment_form.html", context, status=status_of(form))


def _conditions(door):
    in_force = Condition.objects.filter(case_id=door.case_id, sanction__state=Sanction.State.IN_FORCE)
    today = localdate(door.visitor.now)
    still_asked = in_force.filter(Condition.binding_on(today), sanction__ends_on__gte=today)
    return still_asked.select_related("condition_type")


def _usual_place(door):
    """Where the last one was, or the unit's own address."""
    last = Appointment.objects.filter(case_id=door.case_id).order_by("-starts_at", "-id")
    if shown := disclosed_one(last, door.purpose, door.visitor):
        return shown.place
    posts = StaffMember.objects.filter(user_id=door.visitor.user_id).order_by("id")
    post = disclosed_one(posts, door.purpose, door.visitor, "unit")
    return post.unit.address if post else ""


@case_page(Act.KEEP_CASE, "appointments")
def outcome(request, door, appointment_id):
    """What came of it, what is done about it, the note and the next one, on one page."""
    visitor, appointment = request.visitor, _appointment(door, appointment_id)
    if appointment.outcome not in ("", Outcome.EVIDENCE_AWAITED):
        return redirect("sanctions:outcome_change", door.case_id, appointment_id)
    upcoming = _upcoming(door, appointment)
    initial = {"version": appointment.version} | _proposed(door, appointment, upcoming)
    still_to_come = appointment.starts_at > visitor.now
    form = OutcomeForm(request.POST or None, still_to_come=still_to_come, initial=initial)
    both, status = [], 200
    if form.is_valid():
        saving = Saving(form, lambda: _record(visitor, door, appointment, form))
        if saving.result:
            return redirect(TAB, door.case_id)
        both, status = saving.both_texts(_stands(appointment), version=appointment.version), saving.status
    context = _page(request, door, appointment, form, both) | {"upcoming": upcoming}
    context["lacked"] = not still_to_come and lacks(appointment, the_case(door).person)
    return render(request, "sanctions/outcome.html", context, status=max(status, status_of(form)))


def _record(visitor, door, appointment, form):
    next_one = form.next_one()
    if next_one and appointment.condition_id:
        next_one["condition"] = _conditions(door).filter(pk=appointment.condition_id).first()
    return record_outcome(
        by=visitor,
        now=visitor.now,
        case_id=door.case_id,
        appointment_id=appointment.id,
        next_appointment=next_one,
        **form.parts(),
    )


@case_page(Act.KEEP_CASE, "appointments")
def change(request, door, appointment_id):
    """A recorded outcome turned out otherwise: say why; the earlier one stays in the history."""
    visitor, appointment = request.visitor, _appointment(door, appointment_id)
    if not appointment.outcome:
        return redirect("sanctions:outcome", door.case_id, appointment_id)
    stands = _stands(appointment)
    still_to_come = appointment.starts_at > visitor.now
    initial = stands | {"version": appointment.version}
    form = ChangeOutcomeForm(request.POST or None, still_to_come=still_to_come, initial=initial)
    both, status = [], 200
    if form.is_valid():
        given = form.parts() | {"appointment_id": appointment_id}
        saving = Saving(form, lambda: change_outcome(by=visitor, now=visitor.now, case_id=door.case_id, **given))
        if saving.result:
            return redirect(TAB, door.case_id)
        both, status = saving.both_texts(stands, version=appointment.version), saving.status
    context = _page(request, door, appointment, form, both) | {"upcoming": None, "lacked": None}
    return render(request, "sanctions/outcome.html", context, status=max(status, status_of(form)))


def _appointment(door, appointment_id):
    rows = Appointment.objects.filter(pk=appointment_id, case_id=door.case_id)
    return disclosed_or_404(rows, door.purpose, door.visitor, "officer", "condition__condition_type")


def _upcoming(door, appointment):
    ahead = Appointment.objects.filter(case_id=door.case_id, starts_at__gt=door.visitor.now, outcome="")
    rows = ahead.exclude(pk=appointment.id).order_by("starts_at", "id")
    return disclosed_one(rows, door.purpose, door.visitor)


def _proposed(door, appointment, upcoming):
    """Everything the record knows already, so that nobody types it again."""
    now = door.visitor.now
    proposed = {
        "respond_by": limit_from(now, "comment.make"),
        "next_kind": appointment.kind,
        "next_place": appointment.place,
    }
    condition = appointment.condition
    weekly = condition is not None and condition.condition_type.measure == "weekly"
    start = next_start(appointment, condition.amount if weekly else 1, now)
    if may_demand(door.case_id, start.date()):
        if appointment.kind == Appointment.Kind.FIRST:
            proposed["next_kind"] = Appointment.Kind.OFFICE
        if upcoming is None:
            proposed["next_starts_at"] = start
    return proposed


def _stands(appointment):
    return {
        "outcome": appointment.outcome,
        "excuse": appointment.excuse,
        "measure": appointment.measure,
        "respond_by": appointment.respond_by,
    }


def _page(request, door, appointment, form, both):
    return {"header": case_header(request, door, TAB), "appointment": appointment, "form": form, "both": both}
