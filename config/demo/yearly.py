"""The figures of two years, as the invented service published them before any of the demo's cases began."""

from cases.history.action import SYSTEM_ACTOR, recorded
from reports.actions.publishing import keep_figures, publishable
from reports.indicators import INDICATORS
from reports.models import Figure

# Indicator to row to how many, the year before last and last year.
COUNTED = {
    "sanctions-begun": {
        "community-service-order": (1184, 1231),
        "release-on-conditions": (212, 226),
        "supervision-order": (897, 884),
    },
    "sanctions-ended": {
        "community-service-order": (1052, 1090),
        "release-on-conditions": (187, 201),
        "supervision-order": (741, 768),
    },
    "rulings": {
        "unfounded": (21, 24),
        "no_action": (38, 35),
        "warning": (117, 126),
        "continued": (64, 71),
        "modified": (52, 59),
        "partly_revoked": (17, 14),
        "revoked": (46, 41),
    },
    # A number this small is left out when it is published.
    "consequences": {
        "none": (6, 5),
        "other_sanction": (15, 17),
        "fine": (13, 12),
        "suspended": (18, 17),
        "imprisonment": (11, 4),
    },
    "complaints": {"upheld": (12, 9), "partly": (8, 14), "not_upheld": (31, 27)},
}


def two_years_of_figures(cast):
    """Publish what was counted of the last two years, each at the end of the January after it (rule 102)."""
    for years_ago in (2, 1):
        year = cast.now.year - years_ago
        published = cast.now.replace(year=year + 1, month=1, day=30)
        with recorded("figures.load", by=SYSTEM_ACTOR, now=min(published, cast.now), ground="seed"):
            keep_figures(list(_figures(year, 2 - years_ago)), min(published, cast.now))


def _figures(year, column):
    for code, indicator in INDICATORS.items():
        for place, (row, label, _counted) in enumerate(indicator.count(year)):
            count = COUNTED.get(code, {}).get(row, (0, 0))[column]
            yield Figure(year=year, indicator=code, row=row, place=place, label=label, count=publishable(count))
