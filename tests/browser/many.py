"""Many rows at once, for the tests that need the worker to be busy."""

from django.utils import timezone

from cases.history.action import SYSTEM_ACTOR
from cases.history.tables import Look


def write_looks(count):
    """Write looks in bulk, as many lists would."""
    now = timezone.now()
    Look.objects.bulk_create(
        [
            Look(actor_id=SYSTEM_ACTOR, kind="caseload", purpose="supervision", at=now, written_at=now)
            for _ in range(count)
        ],
        batch_size=5000,
    )
