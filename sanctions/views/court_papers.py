"""The bundle as a document: asked for, waited for, taken away by the authority (rule 67)."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from cases.access.gate import case_page
from cases.access.roles import Act
from reports.views.documents import served, the_document
from sanctions.actions.hearing import before
from sanctions.actions.papers import order_bundle
from sanctions.views.bundle import the_report


@case_page(Act.DECIDE, "bundle")
def order(request, door, report_id):
    """Have the bundle made."""
    the_report(before(door.visitor), report_id, door)
    if request.method != "POST":
        return redirect("authority:report", door.case_id, report_id)
    made = order_bundle(by=door.visitor, now=door.visitor.now, case_id=door.case_id, report_id=report_id)
    return redirect("authority:paper", door.case_id, made.id)


@require_safe
@case_page(Act.DECIDE, "bundle")
def paper(request, door, document_id):
    """How far it is, and the way to it once it is ready."""
    told = the_document(door, document_id)
    context = told | {"case_id": door.case_id, "purpose_line": door.purpose.label}
    return render(request, "sanctions/court_paper.html", context)


@require_safe
@case_page(Act.DECIDE, "bundle")
def paper_file(request, door, document_id):
    """The document itself."""
    return served(door, document_id)
