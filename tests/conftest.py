"""The cast every test shares: the demo's log-ins and cases, written once into the test database."""

from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation

from tests.cast import TestCast
from tests.crawl import Crawl


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The demo's world stands in every test database; each test's own changes are rolled back."""
    with django_db_blocker.unblock():
        TestCast.fill(timezone.now())


@pytest.fixture(autouse=True)
def english():
    """Every test starts in the language of the code, whatever the page before it was read in."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture
def cast(db):
    """The log-ins, posts and cases of the demo, and test clients signed in as them."""
    return TestCast(timezone.now())


class _Undone(Exception):
    pass


@pytest.fixture
def in_vain(db):
    """A block whose writes are taken back at its end, so that many cases share one test."""

    @contextmanager
    def block():
        try:
            with transaction.atomic():
                yield
                raise _Undone
        except _Undone:
            pass

    return block


@pytest.fixture(scope="session")
def crawl(django_db_setup, django_db_blocker):
    """Every page as every log-in, with a word of its own in every text of one case; read once for all tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        answers = Crawl(TestCast(timezone.now()))
        transaction.set_rollback(True)
    return answers
