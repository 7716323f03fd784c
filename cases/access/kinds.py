"""The kinds of thing a look can be at, in words the person reads in their own list of looks."""

from django.utils.translation import gettext_lazy as _

KINDS = {
    "caseload": _("a list of cases"),
    "search": _("a search"),
    "work": _("the work of the day"),
    "team": _("a unit's caseload"),
    "overview": _("the overview of the case"),
    "record": _("the record"),
    "entry": _("an entry"),
    "sanction": _("the sanction and its conditions"),
    "appointments": _("the appointments"),
    "history": _("what changed, when and why"),
    "looks": _("who looked"),
    "ledger": _("what was done with the record"),
    "contest": _("a disagreement"),
    "orders": _("queries about orders"),
    "reports": _("a list of reports to the court"),
    "bundle": _("a report to the court, with what belongs to it"),
    "ruling": _("a ruling"),
    "noncompliance": _("alleged failures and reports about them"),
    "comment": _("an invitation to comment"),
    "limits": _("who may know the record"),
    "emergency": _("that the record was opened in an emergency"),
    "ties": _("what staff declared about whom they know"),
    "removal": _("a proposal to take an entry out"),
    "incidents": _("the register of incidents"),
    "incident": _("an incident"),
    "matches": _("possible matches of persons"),
    "retention": _("what is due to be archived or destroyed"),
    "archive": _("the archive"),
    "certificates": _("what was destroyed"),
    "victims": _("a list of victims"),
    "victim": _("a victim's record"),
    "jobs": _("work that failed"),
    "own_login": _("the person's own log-in"),
    "file": _("a file of the case"),
    "files": _("the list of files"),
    "messages": _("messages between the person and the service"),
    "person": _("the person's data and how to reach them"),
    "mandate": _("who acts for the person"),
    "alerts": _("looks that somebody should explain"),
    "withholding": _("what is withheld from the person"),
    "disclosures": _("the register of what was sent to others"),
    "disclosing": _("a request of others for information"),
    "disclosed": _("what was sent to others"),
    "asked": _("what they asked the service, and what was sent to them"),
    "own_page": _("the person's own page"),
    "own_record": _("the person's own record"),
    "own_copy": _("a copy of the person's own record"),
}


def register_kinds(kinds):
    """Let a higher floor name the kinds of thing its pages show."""
    KINDS.update(kinds)
