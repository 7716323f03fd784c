"""The product as real processes on PostgreSQL and Redis, and a real browser in front of it.

A test module that asks for `service` gets its own copy of the seeded database. Add nothing that sleeps:
`service.wait_for(query)` and Playwright's own waiting are enough.
"""

import re
import tempfile
from pathlib import Path

import pytest

from tests import pages
from tests.databases import Databases
from tests.needs import postgres_url
from tests.plugin import SHARED
from tests.service import run_service

FAILURES = Path(tempfile.gettempdir()) / "record-test-failures"


@pytest.fixture(scope="module")
def service():
    """Web and worker on a database of this module's own: `base_url`, `sql`, `manage`, `wait_for`, `start`."""
    with run_service(Databases(postgres_url(), SHARED)) as running:
        yield running


@pytest.fixture(scope="session")
def chromium():
    with pages.open_browser() as browser:
        yield browser


@pytest.fixture
def visitor(service, chromium):
    """Windows onto the service, closed after the test: `visitor.open(path)`, `visitor.sign_in(username)`."""
    someone = pages.Visitor(chromium, service.base_url)
    yield someone
    someone.close()


@pytest.fixture
def sign_in(visitor):
    """`sign_in("officer", width=360, lang="fr")` → a page, signed in by one click on the landing page."""
    return visitor.sign_in


@pytest.fixture
def check_page(visitor):
    """`check_page(page)`: no axe-core violation, no sideways scrolling, nothing on the console."""

    def check(page):
        found = pages.faults(page) + visitor.problems
        if found:
            pytest.fail("\n".join([f"{len(found)} faults on {page.url}", *found]), pytrace=False)

    return check


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """A failure comes with pictures of the open pages and the last words of web and worker."""
    report = yield
    arguments = getattr(item, "funcargs", {})
    if not report.failed or call.when == "teardown":
        return report
    if someone := arguments.get("visitor"):
        name = re.sub(r"\W+", "-", item.nodeid)
        taken = [
            pages.photograph(page, FAILURES / f"{name}-{number}.png") for number, page in enumerate(someone.pages())
        ]
        report.sections.append(("pictures", "\n".join(map(str, taken))))
    if running := arguments.get("service"):
        for process in (running.web, running.worker):
            report.sections.append((f"log of {process.name}", process.log[-3000:]))
    return report
