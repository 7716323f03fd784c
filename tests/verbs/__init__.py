"""How each verb is called in the demo's world: by whom, on what, with what. One row a verb, one file an app."""

from tests.verbs import (
    applications,
    cases,
    complaints,
    court,
    placements,
    reporting,
    reports,
    retention,
    sanctions,
    victims,
    volunteers,
    withholding,
)
from tests.verbs.table import CALLS, Call, of, perform, row

__all__ = [
    "CALLS",
    "Call",
    "applications",
    "cases",
    "complaints",
    "court",
    "of",
    "perform",
    "placements",
    "reporting",
    "reports",
    "retention",
    "row",
    "sanctions",
    "transcripts",
    "victims",
    "volunteers",
    "withholding",
]
