"""What the person confirmed, or was told, of each condition: for their page, the officer’s and the record."""

from cases.disclosure.view import disclosed
from sanctions.models import Acknowledgement


def latest_shown(door) -> dict:
    """Condition key to the last acknowledgement of it, as the visitor may see it. One query."""
    rows = Acknowledgement.objects.filter(case_id=door.case_id).order_by("id")
    return {row.condition_id: row for row in disclosed(rows, door.purpose, door.visitor)}
