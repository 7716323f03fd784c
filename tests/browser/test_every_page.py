"""Every page each log-in can reach: accessible, no sideways scrolling, nothing on the console, no word left behind."""

import pytest
from django.contrib import admin
from django.urls import reverse

from config.demo_logins import DEMO_USERNAMES
from tests import pages
from tests.look import LINKS, pattern

FURTHER = ("logout", "/admin/", ".json", "/file/")
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
    count = 0
    for url, answer in reachable(page, service.base_url, username):
        assert answer.status == 200, f"{url} answered {answer.status}"
        check_page(page)
        count += 1
    assert count >= 1


def reference_pages():
    """The lists and forms of the reference-data site, from its own registry."""
    ours = [model for model in admin.site._registry if model._meta.app_label in ("cases", "sanctions", "reports")]
    for model in ours:
        for page in ("changelist", "add"):
            yield reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}")


@pytest.mark.timeout(300)
def test_the_reference_data_site_is_accessible_at_both_widths(visitor):
    page = visitor.sign_in("admin")
    found = []
    for path in [reverse("admin:index"), *reference_pages()]:
        assert page.goto(path).status == 200, path
        found += [f"{path}: {problem}" for problem in visitor.problems]
        found += [f"{path}: {fault}" for fault in pages.faults(page)]
        # axe-core itself tries a style on fields with a hint, which the page's policy refuses.
        visitor.problems.clear()
    assert not found, "\n".join(found)
