"""The other case records of the same person: earlier episodes, and those of a person joined to them (rule 42)."""

from django.db.models import Q

from cases.access.decide import visible_to
from cases.access.roles import Act
from cases.composition import Panel
from cases.disclosure.purposes import Purpose
from cases.disclosure.view import disclosed
from cases.models.caserecord import CaseRecord
from cases.models.duplicate import PersonJoin

CASE = ("reference", "opened_on", "ended_on", "unit__name")


def other_records(door):
    """On the overview, for whoever may read both: while two persons are joined each leads to the other's cases."""
    if door.purpose not in (Purpose.SUPERVISION, Purpose.INSPECTION):
        return None
    here = CaseRecord.objects.filter(pk=door.case_id).values("person_id")
    joins = PersonJoin.objects.filter(parted_at=None)
    same = (
        Q(person_id__in=here)
        | Q(person_id__in=joins.filter(duplicate_id__in=here).values("kept_id"))
        | Q(person_id__in=joins.filter(kept_id__in=here).values("duplicate_id"))
    )
    rows = visible_to(CaseRecord.objects.filter(same).exclude(pk=door.case_id), door.visitor, Act.READ_CASE)
    shown = disclosed(rows.order_by("-opened_on", "-id"), door.purpose, door.visitor, "unit", only=CASE)
    return Panel("cases/_other_records.html", {"records": shown}) if shown else None
