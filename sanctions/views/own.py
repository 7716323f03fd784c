"""The person's own conditions, in plain words: what each means, how it is counted, what follows."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.access.gate import own_page
from cases.access.roles import Act
from cases.models.mandate import Part
from cases.views.person import own_context
from sanctions.views.standing import counting, sanctions_of, with_conditions


@require_safe
@own_page(Act.READ_OWN, "own_page", parts=(Part.CONDITIONS,))
def conditions(request, door):
    """What you must do, how it is counted, how it stands, and what happens if it does not work out."""
    shown = ("in_force", "queried", "ended")
    standings = [row for row in sanctions_of(door) if row["state"] in shown]
    context = {
        "standings": with_conditions(standings, door),
        "counting": counting(door),
    }
    return render(request, "sanctions/own_conditions.html", own_context(door) | context)
