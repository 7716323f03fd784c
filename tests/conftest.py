"""The cast every test shares: the demo's log-ins and cases, written once into the test database."""

from contextlib import contextmanager
from importlib import import_module

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone, translation
from hypothesis import settings as hypothesis

from tests.cast import TestCast
from tests.crawl import Crawl

# What migrations make beside the tables of the models: the module, and what in it makes it.
BESIDE_MODELS = (
    ("config.migrations.0001_cache", "create"),
    ("cases.migrations.0002_look_lists_index", "add"),
    ("cases.migrations.0003_search", "add"),
)


# How long an example takes tells of the machine's load, not of the product.
hypothesis.register_profile("record", deadline=None)
hypothesis.load_profile("record")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The demo's world stands in every test database; each test's own changes are rolled back.

    The tables are made from the models, which takes seconds. That the migrations make the same tables, triggers and
    all, is shown by `makemigrations --check`, by test_migrations_and_triggers and by the browser suite.
    """
    with django_db_blocker.unblock():
        for module, makes in BESIDE_MODELS:
            with connection.schema_editor() as editor:
                getattr(import_module(module), makes)(None, editor)
        TestCast.fill(timezone.localtime())


@pytest.fixture(autouse=True)
def english():
    """Every test starts in the language of the code, whatever the page before it was read in."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture
def cast(db):
    """The log-ins, posts and cases of the demo, and test clients signed in as them."""
    return TestCast(timezone.localtime())


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
        answers = Crawl(TestCast(timezone.localtime()))
        transaction.set_rollback(True)
    return answers
