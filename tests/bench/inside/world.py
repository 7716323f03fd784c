"""Where everything is measured: the demo's world, and one of its cases to write to."""

from dataclasses import dataclass
from uuid import UUID

from django.core.management import call_command
from django.test import override_settings
from django.utils import timezone

from cases.access.visitor import Visitor
from cases.models import Assignment, Entry, User
from tests.bench.inside import twin

QUICK_HASH = ["django.contrib.auth.hashers.MD5PasswordHasher"]
OFFICER = "officer"
# As long as a note after a meeting usually is.
TEXT = "Came on time. Talked about work, housing and what to do before the next appointment. " * 7


@dataclass(frozen=True)
class World:
    """The officer who writes, and the case they keep."""

    user: User
    post_id: UUID
    case_id: UUID

    @property
    def visitor(self) -> Visitor:
        """The officer, at the gate, now."""
        return Visitor(self.user, timezone.now())

    def fields(self, moment) -> dict:
        """What an entry says that was written at a moment."""
        return {
            "kind": Entry.Kind.MEETING,
            "happened_at": moment,
            "nature": Entry.Nature.FACT,
            "source": "the meeting",
            "serves": "the work plan",
            "text": TEXT,
        }

    def new(self, model, number) -> list:
        """So many entries, of the product or of its twin, not saved yet."""
        now = timezone.now()
        links = {"case_id": self.case_id, "author_id": self.post_id, "root": self.case_id}
        return [model(**links, **self.fields(now), recorded_at=now) for _ in range(number)]


def make() -> World:
    """Migrate, load the demo, and make the twin."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    with override_settings(PASSWORD_HASHERS=QUICK_HASH), open("/dev/null", "w") as nowhere:
        call_command("demo", stdout=nowhere)
    twin.create()
    kept = Assignment.objects.filter(user__username=OFFICER, ends_at__isnull=True).select_related("user").first()
    return World(kept.user, kept.staff_id, kept.case_id)
