"""Exceptions are few, counted and reasoned; each belongs to a law that has a test."""

import re
from pathlib import Path

from tests.laws.exceptions import COUNT, EXCEPTIONS

HERE = Path(__file__).parent
TESTS = [*HERE.glob("test_*.py"), *HERE.parent.glob("test_*.py")]


def test_the_exceptions_are_counted():
    assert sum(map(len, EXCEPTIONS.values())) == COUNT


def test_every_exception_gives_its_reason():
    assert all(len(reason.split()) >= 4 for law in EXCEPTIONS.values() for reason in law.values())


def test_every_exception_stands_before_a_test_that_fails_when_it_is_not_used():
    settled = {law for path in TESTS for law in re.findall(r'settle\(\s*"([^"]+)"', path.read_text())}
    assert set(EXCEPTIONS) <= settled
