"""Where records came from: the imports, for records staff; a case's own origin, for whoever keeps it and the person."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.access.decide import visible_to
from cases.access.gate import page
from cases.access.roles import Act
from cases.composition import Item, Panel, Section
from cases.disclosure.purposes import Purpose
from cases.disclosure.view import disclosed, disclosed_one
from cases.models.origin import CaseImport, Origin
from cases.views.paging import one_page


@require_safe
@page(Act.BRING_IN, "imports")
def imports(request):
    """What was brought in: from where, when, by whom, how many cases, and the hash of the file."""
    visitor = request.visitor
    rows = visible_to(CaseImport.objects.all(), visitor, Act.BRING_IN)
    shown = one_page(rows, ("id",), request.GET, lambda some: disclosed(some, Purpose.RETENTION, visitor), to=visitor)
    return render(request, "cases/imports.html", {"imports": shown.rows, "links": shown.links({})})


def overview_origin(door):
    """On the overview of a case that was brought in: from where, and its number there."""
    if door.purpose not in (Purpose.SUPERVISION, Purpose.INSPECTION):
        return None
    shown = disclosed_one(Origin.objects.filter(case_id=door.case_id), door.purpose, door.visitor)
    return Panel("cases/_origin.html", {"origin": shown}) if shown else None


def own_origin(door) -> Section:
    """From where the record was taken over, and the numbers it had there (rule 45)."""
    items = [
        Item(
            shown.source,
            [
                ("number", _("Your case number there"), shown.number),
                *([("person_number", _("Your own number there"), shown.person_number)] if shown.person_number else []),
                ("brought_in_at", _("Taken over on"), shown.brought_in_at),
            ],
            key=shown.id,
        )
        for shown in disclosed(Origin.objects.filter(case_id=door.case_id), door.purpose, door.visitor)
    ]
    return Section("origin", _("Where your record was taken over from"), items)
