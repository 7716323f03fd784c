"""The organisations at which hours are worked: one to a unit, its agreement, insurance and safety check in force."""

import datetime

from django.utils import timezone

from cases.actions.verb import keep
from cases.models import User
from volunteers.models import Agreement, PartnerMember, PartnerOrganisation

YEARS = datetime.timedelta(days=3 * 365)
# Name, what it offers, and the work.
KINDS = (
    ("Food Bank", "Sorting, packing and handing out food", "Sorting and packing food"),
    ("Tree Nursery", "Planting and watering", "Planting young trees"),
    ("City Gardens", "Keeping parks and playgrounds", "Raking, mowing, mending benches"),
    ("Library", "Repairs and returning books", "Covering and shelving books"),
    ("School Kitchen", "Cooking for two hundred children", "Peeling, washing up, serving"),
)


def work_at(place) -> str:
    """What is done at the organisation of a unit."""
    return KINDS[place % len(KINDS)][2]


def partner(place, now) -> PartnerOrganisation:
    """The organisation of the unit with this number, made where it is missing, inside the action that is open."""
    kind, offers, _work = KINDS[place % len(KINDS)]
    name = f"{kind} {place:03}"
    if found := PartnerOrganisation.objects.filter(name=name).first():
        return found
    phone, until = f"555 2{place:03}", timezone.localdate(now) + YEARS
    made = keep(PartnerOrganisation(name=name, offers=offers, address=f"{place} Granary Lane", phone=phone))
    papers = {"insurance": f"Civic Mutual, policy {place:05}", "insured_until": until, "safe_until": until}
    period = {"starts_at": now - YEARS, "ends_at": now + YEARS}
    keep(Agreement(organisation=made, document=f"Agreement {place:03}", **papers, **period))
    agency = User.objects.filter(username="agency", memberships=None).first() if place == 0 else None
    if agency:
        told = {"name": "Renate Vogt", "undertaking_on": timezone.localdate(now - YEARS)}
        keep(PartnerMember(user=agency, organisation=made, starts_at=now - YEARS, **told))
    return made
