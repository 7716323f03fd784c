"""The cast every test shares: the demo's log-ins and cases, written once into the test database."""

import pytest
from django.utils import timezone

from tests.cast import TestCast


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The demo's world stands in every test database; each test's own changes are rolled back."""
    with django_db_blocker.unblock():
        TestCast.fill(timezone.now())


@pytest.fixture
def cast(db):
    """The log-ins, posts and cases of the demo, and test clients signed in as them."""
    return TestCast(timezone.now())
