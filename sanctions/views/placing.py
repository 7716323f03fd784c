"""The officer sends somebody to an organisation: what it will know is typed, and seen, here (rules 39–41, 49)."""

from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.access.gate import case_page
from cases.access.roles import Act, Role
from cases.disclosure.view import disclosed, disclosed_or_404
from cases.history.record import StaleVersion
from cases.models.fields import in_force
from cases.views.forms_help import STALE, attempt, status_of
from cases.views.header import case_header
from sanctions.actions.placing import end_placement, place
from sanctions.models import Condition, ConditionType, Placement
from sanctions.placement_forms import PlacementForm
from volunteers.models import PartnerOrganisation

TAB = "sanctions:overview"


@case_page(Act.KEEP_CASE, "placement")
def new(request, door, condition_id):
    """Choose an organisation whose papers are in order, and say what it must know."""
    visitor = request.visitor
    rows = Condition.objects.filter(
        pk=condition_id, case_id=door.case_id, condition_type__measure=ConditionType.Measure.HOURS
    )
    condition = disclosed_or_404(rows, door.purpose, visitor, "condition_type", "sanction")
    agreed = PartnerOrganisation.objects.filter(in_force(visitor.now, "agreements__")).distinct().order_by("name")
    form = PlacementForm(request.POST or None, organisations=agreed, initial={"ends_on": condition.sanction.ends_on})
    if form.is_valid():
        call = {"by": visitor, "now": visitor.now, "case_id": door.case_id, "condition_id": condition_id}
        if attempt(form, lambda: place(**call, **form.cleaned_data)):
            return redirect("sanctions:hours", door.case_id, condition_id)
    context = {"header": case_header(request, door, TAB), "condition": condition, "form": form}
    return render(request, "sanctions/placement_form.html", context, status=status_of(form))


@case_page(Act.KEEP_CASE, "placement")
def end(request, door, placement_id):
    """End a placement early; asked once more, for the organisation sees nothing from then on."""
    visitor, stale = request.visitor, False
    rows = Placement.objects.filter(pk=placement_id, case_id=door.case_id)
    placement = disclosed_or_404(rows, door.purpose, visitor, "organisation")
    if request.method == "POST" and not placement.ended_at:
        call = {"by": visitor, "now": visitor.now, "case_id": door.case_id, "placement_id": placement_id}
        try:
            end_placement(**call, version=int(request.POST.get("version") or 0))
            return redirect("sanctions:hours", door.case_id, placement.condition_id)
        except (StaleVersion, ValueError):
            stale = True
    context = {"header": case_header(request, door, TAB), "placement": placement, "stale": stale}
    return render(request, "sanctions/placement_end.html", context, status=STALE if stale else 200)


def sent_to(door):
    """Which organisations see something of the case, and until when."""
    lasting = Placement.objects.filter(case_id=door.case_id, ended_at=None, ends_on__gte=localdate(door.visitor.now))
    for row in disclosed(lasting.order_by("id"), door.purpose, door.visitor, "organisation"):
        yield row.organisation.name, Role.AGENCY.label, _("Placement: %(work)s") % {"work": row.work}, row.ends_on


def placements_under(door, condition_id):
    """The placements of a condition, the latest first."""
    rows = Placement.objects.filter(condition_id=condition_id).order_by("-starts_on", "-id")
    return disclosed(rows, door.purpose, door.visitor, "organisation")
