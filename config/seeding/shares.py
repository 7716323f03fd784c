"""How often what happens in the synthetic service: tables of (what, share), in per cent where nothing else is said.

The figures are a service's own in Europe (11 % women, 11.7 % foreign nationals, a tenth before trial, half of the
sanctions with community service, 67 % completed, 17 % revoked after a breach, 4 % ended early).
"""

from bisect import bisect
from itertools import accumulate
from typing import NamedTuple


class Shares:
    """Chooses among things by their shares; `draw` is a number from 0 to 1."""

    def __init__(self, *rows):
        self.things = [thing for thing, _share in rows]
        *self.edges, whole = accumulate(share for _thing, share in rows)
        self.edges = [edge / whole for edge in self.edges]

    def at(self, draw):
        """The thing that the draw falls on."""
        return self.things[bisect(self.edges, draw)]


# Of so many persons of an officer so many are supervised now; the other supervisions ended in the last year.
PERSONS_AN_OFFICER, KEPT = 44, 35
OFFICERS_A_UNIT = 10
# Days of which contacts are told, and the working days until the next appointments.
YEAR = 365
CONTACTS_A_YEAR = (60, 120)

SEX = Shares(("m", 89), ("f", 11))
IS_FOREIGN = Shares((False, 88.3), (True, 11.7))
# Nationality, language best understood, names as in, needs an interpreter in so many of a hundred cases.
ORIGINS = Shares(
    (("Romanian", "ro", "ro_RO", 30), 20),
    (("Polish", "pl", "pl_PL", 25), 18),
    (("Moroccan", "ar", "fr_FR", 40), 16),
    (("French", "fr", "fr_FR", 0), 16),
    (("Portuguese", "pt", "pt_PT", 20), 12),
    (("Turkish", "tr", "tr_TR", 45), 10),
    (("German", "de", "de_DE", 5), 8),
)
LANGUAGES = Shares((("en", "en_GB"), 62), (("fr", "fr_FR"), 38))
# How they read best, and which help they need with it.
READING = Shares(
    (("ordinary", ""), 90), (("large", ""), 3), (("aloud", "Reads little; wants everything said as well"), 7)
)
DISABILITY = Shares(("", 94), ("Cannot stand for long", 3), ("Hard of hearing; face to face", 3))


class Kind(NamedTuple):
    """A type of sanction as it is met: its conditions, and how many days ago supervisions by it began."""

    code: str
    youngest: int
    oldest: int
    longest: int
    conditions: tuple


WEEKLY, HOURS, NO_CONTACT = "report-weekly", "community-service", "no-contact"
SUPERVISION, SERVICE, BEFORE_TRIAL = "supervision-order", "community-service-order", "release-on-conditions"
KINDS = Shares(
    (Kind(SUPERVISION, 40, 900, 1095, (WEEKLY,)), 32),
    (Kind(SUPERVISION, 40, 900, 1095, (WEEKLY, HOURS)), 25),
    (Kind(SUPERVISION, 40, 900, 1095, (WEEKLY, NO_CONTACT)), 8),
    (Kind(SERVICE, 20, 330, 366, (HOURS,)), 10),
    (Kind(SERVICE, 20, 330, 366, (WEEKLY, HOURS)), 15),
    (Kind(BEFORE_TRIAL, 20, 330, 366, (WEEKLY,)), 7),
    (Kind(BEFORE_TRIAL, 20, 330, 366, (WEEKLY, NO_CONTACT)), 3),
)
LENGTHS = (365, 366, 540, 730, 1095)
HOURS_ORDERED = Shares((40, 10), (60, 20), (80, 20), (120, 25), (180, 15), (240, 8), (300, 2))
WEEKS_BETWEEN = Shares((1, 60), (2, 40))
WORDINGS = {
    WEEKLY: "Shall report to the probation officer every {} week(s).",
    HOURS: "Shall perform {} hours of community service.",
    NO_CONTACT: "Shall not contact the injured party in any way.",
}
OFFENCES = Shares(
    ("Theft", 24),
    ("Assault", 16),
    ("Driving under the influence", 14),
    ("Possession of drugs", 12),
    ("Burglary", 10),
    ("Fraud", 9),
    ("Criminal damage", 8),
    ("Handling stolen goods", 7),
)

# What a contact is; of meetings, visits and appointments by telephone an outcome is recorded.
CONTACTS = Shares(("office", 50), ("visit", 5), ("telephone", 5), ("call", 20), ("letter", 12), ("information", 8))
OUTCOMES = Shares(
    ("complied", 70), ("acceptable", 12), ("unacceptable", 8), ("failed_to_comply", 4), ("evidence_awaited", 6)
)
EXCUSES = Shares(("medical", 40), ("work", 25), ("family", 20), ("legal", 8), ("holiday", 5), ("religious", 2))
MEASURES = Shares(("none", 40), ("referral", 25), ("warning", 30), ("second_warning", 5))
# Alleged failures: of a hundred missed appointments, and how they were dealt with.
NOTED = Shares((True, 35), (False, 65))
VERDICTS = Shares(("accepted", 45), ("minor", 45), ("unfounded", 10))
ENDS = Shares(("completed", 67), ("revoked", 17), ("early", 4), ("acquitted", 5), ("moved", 5), ("died", 2))
