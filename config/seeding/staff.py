"""Who works in the synthetic service: the demo's cast first, then as many officers and managers as its size asks."""

import datetime
from random import Random
from typing import NamedTuple
from uuid import UUID

from django.contrib.auth.hashers import make_password

from cases.access.roles import Role
from cases.actions.verb import keep
from cases.history.action import SYSTEM_ACTOR, recorded
from cases.models import StaffMember, Unit, User
from config.seeding import people
from config.seeding.partners import partner, work_at
from config.seeding.shares import OFFICERS_A_UNIT, PERSONS_AN_OFFICER

# Posts of the demo's cast, by the number they have here; all others are made.
CAST_UNITS = {0: "Unit North", 1: "Unit South"}
CAST_OFFICERS = {0: "officer", 1: "officer2", OFFICERS_A_UNIT: "officer3"}
CAST_MANAGERS = {0: "manager", 1: "manager3"}
SINCE = datetime.timedelta(days=1826)


class Post(NamedTuple):
    """An officer, and what comes with the unit, as cases name them."""

    id: UUID
    user_id: UUID
    unit_id: UUID
    # Where the persons of the officer work for the community.
    partner_id: UUID
    work: str


class Staff:
    """Finds or makes units, managers and officers by their numbers."""

    def __init__(self, now, password):
        self.now, self.hash = now, make_password(password)
        self.units = {unit.name: unit for unit in Unit.objects.all()}
        self.posts = {post.user.username: post for post in StaffMember.objects.select_related("user")}

    def officers(self, persons) -> list[Post]:
        """The officers for so many persons, in the order of their caseloads."""
        number = -(-persons // PERSONS_AN_OFFICER)
        with recorded("service.grow", by=SYSTEM_ACTOR, now=self.now, ground="seed"):
            made = [self._officer(place) for place in range(number)]
            partners = [partner(place, self.now).id for place in range(-(-number // OFFICERS_A_UNIT))]
        units = [place // OFFICERS_A_UNIT for place in range(number)]
        return [
            Post(post.id, post.user_id, post.unit_id, partners[unit], work_at(unit))
            for post, unit in zip(made, units, strict=True)
        ]

    def _officer(self, place):
        unit = self._unit(place // OFFICERS_A_UNIT)
        return self._post(CAST_OFFICERS.get(place, f"officer-{place:04}"), Role.OFFICER, unit)

    def _unit(self, place):
        name = CAST_UNITS.get(place, f"Unit {place:03}")
        if name not in self.units:
            unit = Unit(name=name, address=f"{place} Station Square, Northbridge", phone=f"555 1{place:03}")
            self.units[name] = keep(unit)
        self._post(CAST_MANAGERS.get(place, f"manager-{place:04}"), Role.MANAGER, self.units[name])
        return self.units[name]

    def _post(self, username, duty, unit):
        if username not in self.posts:
            user = User(username=username, password=self.hash)
            user.save()
            name = " ".join(people.name(Random(username), "en_GB", "f"))  # noqa: S311 (invented names)
            since = self.now - SINCE
            post = StaffMember(user=user, name=name, duty=duty, unit=unit, starts_at=since, phone="555 01 10")
            self.posts[username] = keep(post)
        return self.posts[username]
