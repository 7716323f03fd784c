"""A ruling as officer and person read it: what was found, what follows, until when to appeal (rules 25, 69)."""

from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from cases.access.gate import case_page, own_page
from cases.access.roles import Act
from cases.composition import Panel
from cases.disclosure.view import disclosed_one, disclosed_or_404
from cases.models import StoredFile
from cases.models.mandate import Part
from cases.views.header import case_header
from cases.views.person import own_context
from sanctions.models import Ruling
from sanctions.views.bundle import ruling_on


def latest(door):
    """The latest ruling in a case, None where there is none. One query."""
    rows = Ruling.objects.filter(case_id=door.case_id).order_by("-id")
    return disclosed_one(rows, door.purpose, door.visitor, "authority")


def _told(door, ruling_id) -> dict:
    """A ruling with everything that belongs to it, and whether it can still be appealed against."""
    rows = Ruling.objects.filter(pk=ruling_id, case_id=door.case_id)
    ruling = disclosed_or_404(rows, door.purpose, door.visitor)
    return ruling_on(ruling.report_id, door) | {"can_appeal": can_appeal(ruling, door), "scan": _scan(ruling, door)}


def _scan(ruling, door):
    """The paper itself, where the ruling was made on paper."""
    if not ruling.on_paper:
        return None
    rows = StoredFile.objects.filter(transcript__report_id=ruling.report_id, transcript__state="passed")
    return disclosed_one(rows, door.purpose, door.visitor)


def can_appeal(ruling, door) -> bool:
    """Whether the time to appeal is still running."""
    return ruling.appeal_until >= localdate(door.visitor.now)


@require_safe
@case_page(Act.READ_CASE, "ruling")
def ruling(request, door, ruling_id):
    """The ruling for the officer: what to do now, and the reasons."""
    context = {"header": case_header(request, door, "sanctions:overview")} | _told(door, ruling_id)
    return render(request, "sanctions/ruling.html", context)


@require_safe
@own_page(Act.READ_OWN, "ruling", parts=(Part.REPORTS,))
def own_ruling(request, door, ruling_id):
    """The ruling for the person, in plain words, with what they can do next."""
    return render(request, "sanctions/own_ruling.html", own_context(door) | _told(door, ruling_id))


def overview_ruling(door):
    """The latest ruling, where the officer opens the case."""
    ruling = latest(door)
    return ruling and Panel("sanctions/_overview_ruling.html", {"ruling": ruling, "case_id": door.case_id})


def own_home_ruling(door):
    """The latest ruling on the person's page, while it can still be appealed against."""
    ruling = latest(door)
    if ruling is None or not can_appeal(ruling, door):
        return None
    return Panel("sanctions/_own_ruling.html", {"ruling": ruling})
