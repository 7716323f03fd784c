"""The operations on a record, as the law of the log lists them: who did what when, why, and to whom something went.

Actions and looks stand in one list, in the order in which they were written (law 9; Directive (EU) 2016/680, art. 25).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import OuterRef
from django.http import JsonResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.access.gate import case_page
from cases.access.kinds import KINDS
from cases.access.roles import ROLES, Act, Role
from cases.actions.verb import IN_A_ROW
from cases.disclosure.purposes import Purpose
from cases.history.action import SYSTEM_ACTOR
from cases.history.names import names_of
from cases.history.operations import SENTENCES, Operation, of_operation, operation_of, words_of
from cases.history.tables import Action
from cases.history.timeline import unsaid
from cases.views.header import case_header, the_case
from cases.views.looking import looks_naming
from cases.views.own_copy import plain
from cases.views.paging import Merged, one_page
from cases.views.words import in_a_row

ROWS = 50
# The ground of what was made up for a demonstration: it is none.
INVENTED = "seed"
ACTION = ("id", "at", "actor_id", "capacity", "verb", "reason", "ground", "recipient", "unsaid")
LOOK = ("id", "at", "actor_id", "capacity", "kind", "purpose", "ground")


@dataclass(frozen=True)
class Done:
    """One operation in words."""

    at: datetime
    who: str
    capacity: str
    operation: Any
    what: str
    why: str
    to: str


@require_safe
@case_page(Act.READ_LOOKS, "ledger")
def ledger(request, door):
    """What was done with this record, the latest first; one operation of the six where it is chosen."""
    chosen = _chosen(request.GET)
    done, shown = _done(door, chosen, request.GET)
    kept = {"operation": chosen} if chosen else {}
    context = {
        "header": case_header(request, door, ""),
        "case_id": door.case_id,
        "done": done,
        "ways": [(capfirst(each.label), f"?operation={each}") for each in Operation if each != chosen],
        "chosen": [(capfirst(chosen.label), "?")] if chosen else [],
        "sentence": SENTENCES[chosen] if chosen else "",
        "links": shown.links(kept),
        "file": f"?{urlencode(kept)}" if kept else "",
    }
    return render(request, "cases/ledger.html", context)


@require_safe
@case_page(Act.READ_LOOKS, "ledger")
def ledger_json(request, door):
    """The same list for a machine, page by page: `older` leads on."""
    chosen = _chosen(request.GET)
    done, shown = _done(door, chosen, request.GET)
    rows = [
        {
            "at": plain(row.at),
            "who": plain(row.who),
            "as": plain(row.capacity),
            "operation": str(row.operation),
            "what": plain(row.what),
            "why": plain(row.why),
            "to": plain(row.to),
        }
        for row in done
    ]
    older = shown.links({"operation": chosen} if chosen else {})["next_url"]
    content = {"case": the_case(door).reference, "operations": rows, "older": older}
    return JsonResponse(content, json_dumps_params={"ensure_ascii": False, "indent": 1})


def _chosen(given):
    """The operation an address names; "" where it names none."""
    name = given.get("operation", "")
    return Operation(name) if name in Operation.values else ""


def _done(door, chosen, given):
    """A page of operations in words, and the page; three queries."""
    actions = Action.objects.filter(root=door.case_id)
    actions = actions.annotate(unsaid=unsaid(door.purpose, door.case_id, OuterRef("pk")))
    looks = looks_naming(door.case_id)
    if chosen:
        actions = actions.filter(of_operation(chosen))
        looks = looks if chosen == Operation.CONSULTATION else looks.none()
    shown = one_page(Merged(actions, looks), ("id",), given, lambda some: some.values(ACTION, LOOK), ROWS)
    names = names_of(row["actor_id"] for row in shown.rows)
    return [_told(row, names) for row in shown.rows], shown


def _told(row, names):
    is_look = "kind" in row
    who = _("the service") if row["actor_id"] == SYSTEM_ACTOR else names.get(row["actor_id"])
    return Done(
        at=row["at"],
        who=who or _("somebody whose name is not known here"),
        capacity=_role(row["capacity"]),
        operation=Operation.CONSULTATION if is_look else operation_of(row["verb"], row["recipient"]),
        what=_looked_at(row["kind"]) if is_look else words_of(row["verb"]),
        why=_why(row, row["purpose"] if is_look else _purpose(row["capacity"])),
        to="" if is_look else _recipients(row["recipient"]),
    )


def _looked_at(kind):
    return _("looked at %(kind)s") % {"kind": KINDS.get(kind, kind)}


def _why(row, purpose):
    """The purpose and the legal ground, and the reason where one was given and may be said."""
    reason = "" if row.get("unsaid") else row.get("reason", "")
    ground = "" if row["ground"] == INVENTED else row["ground"]
    return in_a_row((Purpose(purpose).label if purpose in Purpose.values else purpose, ground, reason))


def _purpose(capacity):
    return ROLES[Role(capacity)].purpose if capacity in Role.values else ""


def _role(capacity):
    return Role(capacity).label if capacity in Role.values else capacity


def _recipients(kept):
    """Roles by their label; whoever else by name."""
    others = {
        "public": _("the public"),
        "addressee": _("whoever the copy names"),
        "social_worker": _("a social worker"),
    }
    return in_a_row(others.get(part) or _role(part) for part in kept.split(IN_A_ROW) if part)
