"""Having the papers of a report made: for the authority before which it lies (rule 67)."""

from cases.access.roles import Act
from cases.actions.verb import verb
from reports.actions.documents import begin_document
from sanctions.actions.hearing import report_before

BUNDLE, OWN_REPORT = "bundle", "own-report"


def _authority(door, report_id):
    """The authority before which the report lies."""
    return report_before(door, report_id).authority.name


@verb("document.bundle", Act.DECIDE, to=_authority)
def order_bundle(*, door, now, report_id):
    """Have everything a decision needs made into one document. Returns it, waiting."""
    return begin_document(door, now, BUNDLE, report_before(door, report_id).id)
