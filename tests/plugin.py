"""Loaded before Django's settings: the tests' environment, their markers, and what each test needs."""

import atexit
import base64
import json
import os
import shutil
import tempfile
import zlib
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings
from xdist.scheduler import LoadFileScheduling

from tests.databases import Databases
from tests.needs import missing, postgres_url, required
from tests.processes import where_it_is

RULES = range(1, 106)
# Fixtures that tell what a test needs, so that no test has to repeat it as a marker.
FIXTURE_NEEDS = {"service": ("postgres", "redis"), "chromium": ("browser",)}
# Fixtures that take minutes to make: the first test that asks for one is given the time.
LONG_IN_THE_MAKING = {"crawl", "french", "matrix", "proof", "seeded"}
# Files that take minutes by themselves are begun first, so that no worker is left alone with one at the end.
FIRST = ("test_matrix.py", "test_canary.py", "test_life_of_a_sanction.py", "test_record_machine.py")
# Files that read the same crawl, which is made once where one worker has them all.
OF_ONE_CRAWL = ("test_canary.py", "laws/test_pages.py")
# Nobody's midnight falls into a run: the demo's world is told but once.
MORNING = 9
ROOT = Path(__file__).resolve().parent.parent


class ByWhatIsShared(LoadFileScheduling):
    """Which tests one worker has to itself."""

    def _split_scope(self, nodeid):
        file = super()._split_scope(nodeid)
        return "the crawl" if file.endswith(OF_ONE_CRAWL) else file


def _environment() -> Path:
    """Settings come from the environment only, so the tests' own stand there before anything reads them."""
    if worker := os.environ.get("PYTEST_XDIST_WORKER", ""):
        data = Path(os.environ["DATA_DIR"], worker)
    else:
        data = Path(tempfile.mkdtemp(prefix="record-tests-"))
        atexit.register(shutil.rmtree, data, ignore_errors=True)
    (data / "static").mkdir(parents=True)
    os.environ |= {
        "SECRET_KEY": "tests-only-" + "k" * 50,
        "LEDGER_KEY": base64.urlsafe_b64encode(bytes(range(32))).decode(),
        "DATA_DIR": str(data),
        "DEMO": "0",
        "DEBUG": "0",
        "HTTPS": "0",
        "DATABASE_WEB_ROLE": "",
        "TIME_ZONE": os.environ["TIME_ZONE"] if worker else where_it_is(MORNING),
    }
    os.environ["DATABASE_URL"] = os.environ.get("DATABASE_URL") or f"sqlite:///{data / 'service.sqlite3'}"
    return data


DATA = _environment()
# What the whole run shares, xdist's workers included: the template database of the browser suite.
SHARED = (DATA.parent if os.environ.get("PYTEST_XDIST_WORKER") else DATA) / "processes"


def pytest_addoption(parser):
    parser.addoption("--rules", metavar="FILE", help="write which tests show which Rule, as JSON")


@pytest.hookimpl(trylast=True)
def pytest_configure(config):
    """A test database in a file, as the product's is, and a name no other checkout uses on PostgreSQL."""
    database = settings.DATABASES["default"]
    in_file = str(DATA / "test.sqlite3")
    shared = f"test_record_{zlib.crc32(str(ROOT).encode()):08x}"
    name = in_file if database["ENGINE"].endswith("sqlite3") else shared
    database.setdefault("TEST", {})["NAME"] = name
    if name == shared:
        # Nobody's data: not to wait for the disk makes the suite shorter. The product waits.
        database.setdefault("OPTIONS", {})["options"] = "-c synchronous_commit=off"


def pytest_unconfigure(config):
    """The process that began the run clears up after all of them."""
    if hasattr(config, "workerinput"):
        return
    if SHARED.exists():
        Databases(postgres_url(), SHARED).drop()


@pytest.fixture(scope="session", autouse=True)
def quick_settings():
    """A quick password hash, plain static files, and log-ins without a second factor, as in the demo.

    The product's own hash and files are shown by the browser suite, the second factor by test_sign_in.
    """
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        STORAGES=settings.STORAGES | {"staticfiles": plain},
        SECOND_FACTOR=False,
    ):
        yield


def pytest_itemcollected(item):
    """Whatever runs the product as processes belongs to the browser suite, marked or not."""
    asked = set(getattr(item, "fixturenames", ()))
    if FIXTURE_NEEDS.keys() & asked:
        item.add_marker("browser")
    if LONG_IN_THE_MAKING & asked:
        item.add_marker(pytest.mark.timeout(900))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """The longest files first, all else as it was found."""
    items.sort(key=lambda item: not item.nodeid.partition("::")[0].endswith(FIRST))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """A file's tests run in one worker, and so do files that share what takes minutes to make."""
    return ByWhatIsShared(config, log)


def pytest_collection_finish(session):
    """Every `rule` marker names Rules that exist; `--rules FILE` writes who shows what."""
    shown: dict[int, list[str]] = {}
    for item in session.items:
        for number in {number for marker in item.iter_markers("rule") for number in marker.args}:
            if number not in RULES:
                raise pytest.UsageError(f"{item.nodeid}: there is no Rule {number!r}")
            shown.setdefault(number, []).append(item.nodeid)
    if path := session.config.getoption("--rules"):
        Path(path).write_text(json.dumps(dict(sorted(shown.items())), indent=2))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """Skip with the reason what the machine cannot run; fail where REQUIRE promised it."""
    for part in sorted(_needs(item)):
        if reason := _absent(item, part):
            if part in required():
                pytest.fail(f"REQUIRE={part}: {reason}", pytrace=False)
            pytest.skip(reason)


def _needs(item) -> set[str]:
    used = FIXTURE_NEEDS.keys() & set(item.fixturenames)
    by_fixture = {part for fixture in used for part in FIXTURE_NEEDS[fixture]}
    return by_fixture | {part for part in ("postgres", "redis") if item.get_closest_marker(part)}


def _absent(item, part: str) -> str:
    in_process = part == "postgres" and "service" not in item.fixturenames
    if in_process and not settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        return "runs on PostgreSQL: set DATABASE_URL=postgres://…"
    return missing(part)
