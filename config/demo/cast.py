"""The cast: every demo log-in, and what makes it something to the service."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from cases.access.roles import Role
from cases.access.visitor import Visitor
from cases.actions.mandates import record_mandate
from cases.actions.verb import keep
from cases.history.action import SYSTEM_ACTOR, recorded
from cases.models import StaffMember, Unit, User
from reports.actions.inspecting import open_mandate
from sanctions.models import AuthorityMember, DecidingAuthority

PASSWORD = "demo"  # noqa: S105 (the demo's password is printed on its landing page)
OTHERS = ("volunteer", "agency")
EVENING = datetime.time(18)
# A second person under supervision, whose log-in speaks Arabic.
READS_ARABIC = "person_ar"
# user name, name, duty, unit
POSTS = (
    ("officer", "Ines Marlow", Role.OFFICER, "North"),
    ("officer2", "Paul Arden", Role.OFFICER, "North"),
    ("officer3", "Greta Holm", Role.OFFICER, "South"),
    ("manager", "Maya Osei", Role.MANAGER, "North"),
    ("manager3", "Viktor Dahl", Role.MANAGER, "South"),
    ("investigator", "Clara Nowak", Role.INVESTIGATOR, "South"),
    ("coordinator", "Samir Aziz", Role.COORDINATOR, "North"),
    ("victimcontact", "Lea Fontaine", Role.VICTIM_CONTACT, "North"),
    ("records", "Bram Jansen", Role.RECORDS, "North"),
    ("admin", "Nora Keller", Role.ADMIN, "North"),
)


@dataclass
class Cast:
    """Log-ins by user name, posts by user name, units and the court, at one moment of the demo."""

    now: datetime.datetime
    users: dict
    posts: dict
    units: dict
    court: DecidingAuthority

    def at(self, username, moment=None) -> Visitor:
        """The visitor a log-in is at a moment."""
        return Visitor(self.users[username], moment or self.now)

    def ago(self, days) -> datetime.datetime:
        """The evening so many days ago, in the service's own time zone, when that day's work was done.

        The hour at which the demo is begun changes nothing of what happened before.
        """
        day = timezone.localdate(self.now) - datetime.timedelta(days=days)
        return timezone.make_aware(datetime.datetime.combine(day, EVENING))


def assemble(now, password=PASSWORD) -> Cast:
    """Make the log-ins and posts, five years before `now`; without a password nobody can sign in as them."""
    since = now - datetime.timedelta(days=1826)
    users = {}
    names = [post[0] for post in POSTS] + ["person", "representative", "authority", "inspector", *OTHERS]
    for name in names:
        users[name] = User.objects.create_user(name, password)
    users[READS_ARABIC] = User.objects.create_user(READS_ARABIC, password, language="ar")
    with recorded("service.begin", by=SYSTEM_ACTOR, now=now, ground="seed"):
        units = {
            "North": keep(Unit(name="Unit North", address="12 Mill Street, Northbridge", phone="555 0100")),
            "South": keep(Unit(name="Unit South", address="3 Harbour Road, Southport", phone="555 0200")),
        }
        posts = {
            username: keep(
                StaffMember(
                    user=users[username], name=name, duty=duty, unit=units[unit], starts_at=since, phone="555 01 10"
                )
            )
            for username, name, duty, unit in POSTS
        }
        court = DecidingAuthority.objects.get(name="District Court North")
        keep(AuthorityMember(user=users["authority"], authority=court, name="Judge Renard", starts_at=since))
    cast = Cast(now, users, posts, units, court)
    open_mandate(
        by=cast.at("admin"),
        now=now,
        ground="seed",
        user=users["inspector"],
        name="Ida Sorensen",
        body="Inspectorate of Probation",
        document="IP/2026/14",
        units=[units["North"]],
        starts_at=now - datetime.timedelta(days=10),
        ends_at=now + datetime.timedelta(days=170),
    )
    return cast


def represent(cast, case):
    """The officer records the mandate that the person of a case signed, for a year."""
    record_mandate(
        by=cast.at("officer"),
        now=cast.now,
        case_id=case.id,
        ground="seed",
        username="representative",
        name="Anouk Lambert",
        capacity="lawyer",
        scope="The whole record",
        document="Signed at the office, folder M 12",
        ends_at=cast.now + datetime.timedelta(days=365),
    )
