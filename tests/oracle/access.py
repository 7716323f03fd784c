"""Who may know one record, as the Rules see it: a table of the ways to it, and of what stands in them.

Log-ins stand for people; minutes are counted from the moment at which the story begins. Nothing here is asked of the
product.
"""

from dataclasses import dataclass, field

# The ways to a record, and whether a restriction that does not name somebody closes them.
CLOSED_BY_RESTRICTION = {
    "keeper": True,
    "cover": True,
    "manager": True,
    "inspector": False,
    "person": False,
    "representative": False,
    "emergency": False,
}
# Who reads the pages that the service has about the case, and who writes there.
READS = {"keeper", "cover", "manager", "inspector", "emergency"}
WRITES = {"keeper", "cover"}
DECIDES = {"manager"}


@dataclass
class Access:
    """One record, the ways to it, and what stands in them."""

    keeper: str
    managers: set
    inspectors: set
    person: str
    representatives: set
    staff: set  # whoever may open a record in an emergency
    covers: dict = field(default_factory=dict)  # log-in: the minute in which it ends
    emergencies: dict = field(default_factory=dict)  # log-in: the minute in which it ends
    excluded: set = field(default_factory=set)
    named: set | None = None  # None: not restricted

    def ways(self, login, minute) -> set:
        """The ways that are open to somebody in a minute."""
        if login in self.excluded:
            return set()
        found = {
            "keeper": login == self.keeper,
            "cover": self.covers.get(login, minute) > minute,
            "manager": login in self.managers,
            "inspector": login in self.inspectors,
            "person": login == self.person,
            "representative": login in self.representatives,
            "emergency": self.emergencies.get(login, minute) > minute,
        }
        shut = self.named is not None and login not in self.named
        return {way for way, holds in found.items() if holds and not (shut and CLOSED_BY_RESTRICTION[way])}

    def page(self, login, minute) -> int:
        """What a page of the service about the case answers: there, not theirs, or as if it were not there."""
        ways = self.ways(login, minute)
        if not ways:
            return 404
        return 200 if ways & READS else 403

    def may(self, login, minute, acts) -> bool:
        """Whether one of the ways lets somebody do what needs it."""
        return bool(self.ways(login, minute) & acts)

    def opens_in_an_emergency(self, login, minute) -> bool:
        """Only staff, never somebody who is kept from it, and nobody who needs no emergency."""
        return login in self.staff and login not in self.excluded and not self.ways(login, minute)
