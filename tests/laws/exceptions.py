"""Every exception from a law, counted, each with its reason. A law's test fails for one that is not used."""

COUNT = 12

EXCEPTIONS = {
    "gate": {
        "landing": "the first page: no record, open to everybody",
        "home": "leads on to the first page of a role, shows nothing itself",
        "demo_login": "lets invented people in, and only where DEMO=1",
        "stay": "renews a session, answers with no content",
        "set_language": "changes the language of the pages, for visitors too",
        "accounts/": "the sign-in package's own pages show the log-in alone",
        "admin/": "reference data alone, through the gate's own backend",
    },
    "packages imported": {
        "*/migrations/* simple_history": "migrations spell out the bases a table was made with",
    },
    "refused by the record's state": {
        "sanctions:bind": "only an order that was queried is bound; the newest one is being recorded",
        "sanctions:hours": "the newest condition counts meetings, not hours",
        "sanctions:hours_new": "the newest condition counts meetings, not hours",
    },
    "trusted markup": {
        "config/wording.py": "free text becomes paragraphs here, each line escaped first",
    },
}


def settle(law, found):
    """Assert that what a law's test found are the law's exceptions: no more, and none left over."""
    stated = set(EXCEPTIONS.get(law, ()))
    found = {str(what) for what in found}
    assert not found - stated, f"{law}: {sorted(found - stated)}"
    assert not stated - found, f"{law}: exceptions nobody needs any more: {sorted(stated - found)}"
