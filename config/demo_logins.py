"""The demonstration's log-ins: who each one is and what to try first."""

from django.utils.translation import gettext_lazy as _

# (username, who they are, what to try first)
DEMO_LOGINS = (
    (
        "officer",
        _("Probation officer"),
        _("Open “My work today”, record an outcome, then look at the entry the person disagrees with."),
    ),
    (
        "officer2",
        _("Colleague in the same unit"),
        _("Answer a disagreement that was given to you. Other cases of the first officer do not exist for you."),
    ),
    (
        "manager",
        _("Team manager"),
        _("See what is late in the team, and decide on a disagreement."),
    ),
    (
        "person",
        _("Person under supervision"),
        _("Read what is written about you, see who looked, and say what is wrong."),
    ),
    (
        "representative",
        _("Lawyer or person of trust"),
        _("Help with a disagreement: you see what the person allowed, until the day they set."),
    ),
    (
        "authority",
        _("Deciding authority"),
        _("Read a breach report with the person’s own account beside it, and rule."),
    ),
    (
        "inspector",
        _("Inspector"),
        _("Draw a sample of cases, and follow a figure down to its rows."),
    ),
    (
        "investigator",
        _("Complaints investigator"),
        _("Take up a complaint about an officer, who cannot see it."),
    ),
    (
        "volunteer",
        _("Volunteer"),
        _("See whom you meet today, and nothing about any offence."),
    ),
    (
        "coordinator",
        _("Volunteer coordinator"),
        _("Check agreements and insurance, and settle expenses."),
    ),
    (
        "agency",
        _("Partner organisation"),
        _("Write down the hours worked in today’s session."),
    ),
    (
        "victimcontact",
        _("Victim contact officer"),
        _("Open a contact whose address no one else can reach."),
    ),
    (
        "records",
        _("Records officer"),
        _("See which records are due for destruction, and which one is on hold."),
    ),
    (
        "admin",
        _("Administrator"),
        _("Change reference data: you cannot open any record."),
    ),
)
DEMO_USERNAMES = frozenset(username for username, _who, _first in DEMO_LOGINS)
