"""A word of its own in every text about one person: each log-in finds what its purposes allow, all of it, no more."""

import pytest

from cases.disclosure.purposes import Purpose
from cases.history.record import record_models
from tests.laws.exceptions import settle
from tests.world import LOGINS

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(600)]


def read_by(crawl, username, *names):
    """The words a log-in read on the pages of these URL names, or on all."""
    answers = [a for a in crawl.answers if a.username == username and (not names or a.name in names)]
    return set().union(*(answer.words for answer in answers))


def places(crawl, words):
    return {str(crawl.canary.words[word]) for word in words}


@pytest.mark.rule(8, 9, 45, 47, 49)
@pytest.mark.parametrize("username", LOGINS)
def test_nobody_reads_what_their_purpose_does_not_need(crawl, username):
    leaked = read_by(crawl, username) - crawl.canary.allowed[username]
    where = {
        f"{crawl.canary.words[w]} on {a.name}"
        for a in crawl.answers
        for w in a.words & leaked
        if a.username == username
    }
    assert not where


def test_words_stand_in_every_kind_of_record_about_the_case(crawl):
    planted = {word.model for word in crawl.canary.words.values()}
    assert planted == set(record_models())


@pytest.mark.rule(45)
@pytest.mark.parametrize(
    ("law", "names"),
    [
        ("not on the person's page", ("my:record", "my:entries")),
        ("not in the person's print", ("my:copy_print",)),
        ("not in the person's file", ("my:copy_json",)),
    ],
)
def test_the_person_reads_all_that_is_theirs(crawl, law, names):
    missing = set(crawl.canary.serving(Purpose.OWN_RECORD)) - read_by(crawl, "person", *names)
    settle(law, places(crawl, missing))


@pytest.mark.rule(42)
def test_the_officer_reads_all_that_supervision_needs(crawl):
    """Each field of each kind of record on the case's pages; the page of what changed is not counted."""
    read = places(crawl, read_by(crawl, "officer", *{a.name for a in crawl.answers} - {"cases:history"}))
    settle("not on the officer's pages", places(crawl, crawl.canary.serving(Purpose.SUPERVISION)) - read)


@pytest.mark.rule(45)
def test_the_representative_reads_what_the_person_reads(crawl):
    words = crawl.canary.words.items()
    # The person's own name greets the person alone.
    about = {word for word, planted in words if planted.about_the_case and planted.field != "given_names"}
    assert read_by(crawl, "representative") & about == read_by(crawl, "person") & about


@pytest.mark.rule(8, 45)
def test_what_is_about_others_is_read_by_those_who_supervise_alone(crawl):
    others = {w for w, planted in crawl.canary.words.items() if planted.model.__name__ == "OthersSegment"}
    assert others
    assert read_by(crawl, "officer") & others
    for username in ("person", "representative", "authority"):
        assert not read_by(crawl, username) & others
