"""Where each role goes: the navigation is a table, so an auditor can read who is led where."""

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

# (role, label, url name), in the order shown; the first one of a visitor is their home.
NAV = (
    ("officer", _("My work today"), "cases:today"),
    ("manager", _("Team"), "cases:team"),
    ("manager", _("My work today"), "cases:today"),
    ("officer", _("Cases"), "cases:list"),
    ("staff_concerned", _("Complaints about me"), "complaints:about_me"),
    ("manager", _("Cases"), "cases:list"),
    ("manager", _("Incidents"), "cases:incidents"),
    ("manager", _("What is kept how long"), "cases:certificates"),
    ("person", _("My page"), "my:home"),
    ("person", _("My record"), "my:record"),
    ("person", _("Disagree or complain"), "my:complaints"),
    ("representative", _("My page"), "my:home"),
    ("authority", _("Cases before you"), "authority:home"),
    ("inspector", _("Inspection"), "inspection:home"),
    ("inspector", _("Incidents"), "cases:incidents"),
    ("inspector", _("What is kept how long"), "cases:certificates"),
    ("investigator", _("Complaints"), "complaints:inbox"),
    ("volunteer", _("My tasks"), "volunteers:home"),
    ("coordinator", _("Volunteers"), "volunteers:coordination"),
    ("agency", _("Placements"), "partner:home"),
    ("victimcontact", _("Victim contact"), "victims:home"),
    ("victimcontact", _("Whom I know"), "cases:ties"),
    ("records", _("Records"), "cases:retention"),
    ("records", _("What is kept how long"), "cases:certificates"),
    ("records", _("Recorded twice?"), "cases:matches"),
    ("records", _("Brought in"), "cases:imports"),
    ("records", _("Incidents"), "cases:incidents"),
    ("records", _("Whom I know"), "cases:ties"),
    ("admin", _("Reference data"), "admin:index"),
    ("admin", _("The year’s figures"), "reports:publishing"),
    ("admin", _("Jobs"), "jobs"),
)


def entries_of(roles: frozenset) -> list[dict]:
    """What a visitor with these roles may be led to; a page that does not exist is not offered."""
    entries: dict[str, dict] = {}
    for role, label, url_name in NAV:
        if role not in roles:
            continue
        try:
            url = reverse(url_name)
        except NoReverseMatch:
            continue
        entries.setdefault(url, {"label": label, "url": url, "current": False})
    return list(entries.values())


def navigation(visitor, path: str) -> list[dict]:
    """The visitor's entries, the one they stand in marked: the longest address that leads here."""
    if visitor is None or not visitor.is_signed_in:
        return []
    entries = entries_of(visitor.roles)
    here = [entry for entry in entries if path.startswith(entry["url"])]
    if here:
        max(here, key=lambda entry: len(entry["url"]))["current"] = True
    return entries
