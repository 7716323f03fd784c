"""The register of incidents: what stood where it did not belong, who looked, what carries it, what is to be erased."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.access.decide import visible_to
from cases.access.gate import page, record_page
from cases.access.roles import Act
from cases.disclosure.view import allowed, disclosed, disclosed_one, disclosed_or_404
from cases.models.removal import Carrier, ErasureOrder, Incident, IncidentViewer
from cases.models.retention import Hold
from cases.views.officer import purpose_of
from cases.views.paging import one_page

# Of the case its number and unit alone: whoever reads the register does not read the case by it.
CASE = ("case__reference", "case__unit__name")
LISTED = ("fault", "found_at", "decided_at", *CASE)


@require_safe
@page(Act.READ_INCIDENTS, "incidents")
def register(request):
    """The incidents of one's units, the newest first, each with the day by which the entry is to be erased."""
    visitor = request.visitor
    purpose = purpose_of(visitor, Act.READ_INCIDENTS)
    rows = visible_to(Incident.objects.all(), visitor, Act.READ_INCIDENTS)

    def read(some):
        return disclosed(some, purpose, visitor, "case__unit", only=LISTED)

    shown = one_page(rows, ("id",), request.GET, read, to=visitor)
    orders = ErasureOrder.objects.filter(incident_id__in=[incident.id for incident in shown.rows])
    due = {order.incident_id: order.due_on for order in disclosed(orders, purpose, visitor)}
    context = {
        "incidents": [{"incident": incident, "due": due.get(incident.id)} for incident in shown.rows],
        "links": shown.links({}),
        "purpose_line": purpose.label,
    }
    return render(request, "cases/incidents.html", context)


@require_safe
@record_page("incident", Act.READ_INCIDENTS, "incident")
def incident(request, door):
    """One incident whole: what happened, who looked, what was made of it."""
    people = [name for name in ("found_by", "decided_by") if name in allowed(Incident, door.purpose)]
    rows = Incident.objects.filter(pk=door.root_id)
    found = disclosed_or_404(rows, door.purpose, door.visitor, "case__unit", *people)
    here = {"incident_id": door.root_id}
    context = {
        "incident": found,
        "viewers": disclosed(
            IncidentViewer.objects.filter(**here).order_by("first_at", "id"), door.purpose, door.visitor
        ),
        "carriers": disclosed(Carrier.objects.filter(**here).order_by("dated", "id"), door.purpose, door.visitor),
        "erasure": disclosed_one(ErasureOrder.objects.filter(**here), door.purpose, door.visitor, "destruction"),
        "held": Hold.objects.filter(case__incidents=door.root_id, file=None, lifted_at=None).exists(),
        "purpose_line": door.purpose.label,
    }
    return render(request, "cases/incident.html", context)
