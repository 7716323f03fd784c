"""Every page each log-in can reach: accessible, no sideways scrolling, nothing on the console, no word left behind."""

import pytest

from config.demo_logins import DEMO_USERNAMES
from tests.look import LINKS, pattern

FURTHER = ("logout", "/admin/", ".json")
# The sign-in package's pages are the same for everybody: one log-in walks them.
OWN_ACCOUNT = "officer"


def reachable(page, base_url, username):
    """Walk from where the log-in starts, one page of each kind."""
    seen, known, waiting = set(), set(), [page.url]
    left_out = FURTHER if username == OWN_ACCOUNT else (*FURTHER, "/accounts/")
    while waiting:
        url = waiting.pop(0)
        if pattern(url) in seen:
            continue
        seen.add(pattern(url))
        answer = page.goto(url)
        yield url, answer
        for link in page.evaluate(LINKS):
            link = link.partition("#")[0]
            if link.startswith(f"{base_url}/") and link not in known and not any(part in link for part in left_out):
                known.add(link)
                waiting.append(link)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("username", sorted(DEMO_USERNAMES))
def test_every_page_is_accessible_at_both_widths(service, sign_in, check_page, username):
    page = sign_in(username)
    pages = 0
    for url, answer in reachable(page, service.base_url, username):
        assert answer.status == 200, f"{url} answered {answer.status}"
        check_page(page)
        pages += 1
    assert pages >= 1
