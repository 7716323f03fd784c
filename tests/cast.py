"""The fixed cast: who is who, whose case is whose. Alice owns, Bob helps, Charlie has no access, in our words."""

from django.test import Client

from cases.access.visitor import Visitor
from cases.models import CaseRecord, Jurisdiction, StaffMember, Unit, User
from config.demo.stories import STORIES, tell
from sanctions.models import DecidingAuthority

# Family name to who keeps the case; officer3 works in the other unit.
KEEPERS = {"Verhaal": "officer", "Petrova": "officer", "Meyer": "officer2", "Lindqvist": "officer3"}


class TestCast:
    """Reads the demo's world back from the database; nothing is kept between tests."""

    __test__ = False

    def __init__(self, now):
        self.now = now

    @staticmethod
    def fill(now):
        """Write the demo's world, unless it is there."""
        if not Jurisdiction.objects.exists():
            tell(now, STORIES)  # tests write their own reports about Tomas

    def user(self, username) -> User:
        """A log-in."""
        return User.objects.get(username=username)

    def at(self, username, moment=None) -> Visitor:
        """The visitor a log-in is at a moment (now, unless said)."""
        return Visitor(self.user(username), moment or self.now)

    def post(self, username) -> StaffMember:
        """The post of a member of staff."""
        return StaffMember.objects.get(user__username=username)

    def case(self, family_name) -> CaseRecord:
        """The case record of one of the demo's persons."""
        return CaseRecord.objects.get(person__family_name=family_name)

    @property
    def court(self) -> DecidingAuthority:
        """The court of the demo."""
        return DecidingAuthority.objects.get(name="District Court North")

    def unit(self, name) -> Unit:
        """A unit, by the short name of where it is: North or South."""
        return Unit.objects.get(name=f"Unit {name}")

    def client(self, username=None, language="en") -> Client:
        """A browser without scripts, signed in as somebody."""
        client = Client(headers={"accept-language": language})
        if username:
            client.force_login(self.user(username))
        return client
