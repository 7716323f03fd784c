"""Exceptions are few, counted and reasoned; each belongs to a law that has a test."""

from pathlib import Path

from tests.laws.exceptions import COUNT, EXCEPTIONS

HERE = Path(__file__).parent
TESTS = [*HERE.glob("test_*.py"), *HERE.parent.glob("test_*.py")]


def test_the_exceptions_are_counted():
    assert sum(map(len, EXCEPTIONS.values())) == COUNT


def test_every_exception_gives_its_reason():
    assert all(len(reason.split()) >= 4 for law in EXCEPTIONS.values() for reason in law.values())


def test_every_exception_stands_before_a_test_that_fails_when_it_is_not_used():
    texts = [path.read_text() for path in TESTS if path != Path(__file__)]
    assert not [law for law in EXCEPTIONS if not any(f'"{law}"' in text and "settle(" in text for text in texts)]
