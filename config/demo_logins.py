"""The demonstration's log-ins: who each one is and what to try first."""

from django.utils.translation import gettext_lazy as _

# (username, who they are, what to try first)
DEMO_LOGINS = (
    (
        "officer",
        _("Probation officer"),
        _("Open “My work today”, record an outcome, then go on with the report about Tomas Verhaal."),
    ),
    (
        "officer2",
        _("Colleague in the same unit"),
        _("Answer a disagreement that was given to you. Other cases of the first officer do not exist for you."),
    ),
    (
        "manager",
        _("Team manager"),
        _("See what is late in the team, and record why a doubted order binds (Noah Visser)."),
    ),
    (
        "person",
        _("Person under supervision"),
        _("Read what is written about you, see who looked, and say what is wrong."),
    ),
    (
        "person_ar",
        _("Person under supervision who reads Arabic"),
        _("Read your page from right to left, say in Arabic what is wrong, and take your record away on paper."),
    ),
    (
        "representative",
        _("Lawyer or person of trust"),
        _("Read what Tomas Verhaal reads, until the day his mandate ends."),
    ),
    (
        "authority",
        _("Deciding authority"),
        _("Open the report that is ready to be heard, examine each alleged fact, and rule."),
    ),
    (
        "inspector",
        _("Inspector"),
        _("Read the cases your mandate covers, and try to change something."),
    ),
    (
        "investigator",
        _("Complaints investigator"),
        _("Open the complaint about an officer, hear both sides, and decide it with reasons."),
    ),
    (
        "volunteer",
        _("Volunteer"),
        _("Open your task, and write down what you did together. Nothing tells you why he is here."),
    ),
    (
        "coordinator",
        _("Volunteer coordinator"),
        _("Give the task that waits to somebody who is checked and insured, and see why others are refused."),
    ),
    (
        "agency",
        _("Partner organisation"),
        _("Write down a day’s hours for everybody at once. You never see an offence."),
    ),
    (
        "victimcontact",
        _("Victim contact officer"),
        _(
            "See what somebody asked to be told, and tell it in the safe way; "
            "or give the officer one sentence that protects without naming her."
        ),
    ),
    (
        "records",
        _("Records officer"),
        _("See which ended record is due, and which is on hold; none of them can be opened."),
    ),
    (
        "admin",
        _("Administrator"),
        _("Change reference data: you cannot open any record."),
    ),
)
# Whose card speaks a second language beside the visitor's own.
DEMO_LANGUAGES = {"person_ar": "ar"}
DEMO_USERNAMES = frozenset(username for username, _who, _first in DEMO_LOGINS)
