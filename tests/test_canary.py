"""A word of its own in every text about one person: each log-in finds what its purposes allow, all of it, no more."""

import io
import itertools
import logging
import shutil
from pathlib import Path

import pytest
from celery import current_app
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import cache
from django.core.mail import send_mail
from django.utils import timezone
from reportlab.pdfgen.canvas import Canvas

from cases.actions.verb import VERBS
from cases.disclosure.purposes import Purpose
from cases.history.record import record_models
from cases.jobs.table import Job
from cases.models import Draft, User
from tests import sinks
from tests.laws.exceptions import settle
from tests.seen import WORD
from tests.sinks import IN_A_PAPER, LEFT_BEHIND, ON_A_PAPER
from tests.world import LOGINS

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(600)]


@pytest.fixture
def broker():
    """The embedded broker, empty before and after."""
    folder = Path(settings.CELERY_BROKER_TRANSPORT_OPTIONS["data_folder_out"])
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    yield folder
    shutil.rmtree(folder)


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
    public = {w for w in leaked if Purpose.PUBLICATION in crawl.canary.words[w].purposes}
    where = {
        f"{crawl.canary.words[w]} on {a.name}"
        for a in crawl.answers
        for w in a.words & (leaked - public if a.name.startswith("public:") else leaked)
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


@pytest.mark.rule(8, 45, 47)
@pytest.mark.parametrize("sink", IN_A_PAPER)
def test_in_a_document_stands_what_its_readers_purpose_allows_and_no_more(crawl, sink):
    assert {paper.username for paper in crawl.papers} >= {"officer", "manager", "person", "representative"}
    read = {str(paper): set(WORD.findall(IN_A_PAPER[sink](paper))) for paper in crawl.papers}
    leaked = {str(p): places(crawl, read[str(p)] - crawl.canary.allowed[p.username]) for p in crawl.papers}
    assert not any(leaked.values()), leaked
    assert sink != "PDF text" or all(read.values()), "a document without any of the words shows nothing"


@pytest.mark.parametrize("sink", ON_A_PAPER)
def test_what_is_seen_of_a_document_unopened_names_nobody(crawl, sink):
    personal = {word for word, planted in crawl.canary.words.items() if planted.about_the_case}
    said = {str(paper): ON_A_PAPER[sink](paper) for paper in crawl.papers}
    assert all(said.values())
    assert not {name for name, text in said.items() if set(WORD.findall(text)) & personal}


@pytest.mark.rule(8, 47)
def test_reading_leaves_nothing_about_a_person_beside_the_record(crawl):
    personal = {word for word, planted in crawl.canary.words.items() if planted.about_the_case}
    assert {sink for sink, _page, _text in crawl.left} >= {"session rows", "job rows"}
    assert not {(sink, page) for sink, page, text in crawl.left if set(WORD.findall(text)) & personal}


@pytest.mark.rule(8, 47)
@pytest.mark.parametrize("name", sorted(VERBS))
def test_what_is_written_in_a_verb_is_left_nowhere_but_in_the_record(cast, name, broker, caplog):
    words = (f"kx{number}zq" for number in itertools.count(9000))
    with caplog.at_level(logging.INFO):
        found = sinks.speak(cast, name, words)
    assert not {(sink, text[:200]) for sink, text in [*found, ("log", caplog.text)] if WORD.search(text)}


SPOILS = {
    "session rows": lambda: spoilt_session("kx9999zq"),
    "cache rows": lambda: cache.set("attempts:kx9999zq", 1),
    "job rows": lambda: Job.objects.create(kind="letter", key="letter to kx9999zq"),
    "draft rows": lambda: Draft.objects.create(user=User.objects.first(), address="/kx9999zq/", kept_at=timezone.now()),
    "mails": lambda: send_mail("Your appointment", "Dear kx9999zq", None, ["somebody@example.org"]),
    "task arguments": lambda: current_app.send_task("cases.tasks.run_job", ["kx9999zq"]),
}


def spoilt_session(word):
    session = SessionStore()
    session["last"] = word
    session.save()


@pytest.mark.django_db
def test_every_sink_is_really_looked_into(broker):
    assert set(SPOILS) == set(LEFT_BEHIND)
    for sink, spoil in SPOILS.items():
        assert not any(WORD.search(text) for text in LEFT_BEHIND[sink]()), sink
        spoil()
        assert any("kx9999zq" in text for text in LEFT_BEHIND[sink]()), sink


def test_a_document_is_looked_into_wherever_it_could_say_something():
    out = io.BytesIO()
    canvas = Canvas(out, pageCompression=1)
    canvas.setKeywords("kx9001zq")
    canvas.drawString(50, 700, "kx9002zq")
    canvas.bookmarkPage("here")
    canvas.addOutlineEntry("kx9003zq", "here")
    canvas.save()
    paper = sinks.Paper("officer", "any", out.getvalue(), "attachment; filename=kx9004zq.pdf")
    read = {name: set(WORD.findall(sink(paper))) for name, sink in (IN_A_PAPER | ON_A_PAPER).items()}
    everything = {"kx9001zq", "kx9002zq", "kx9003zq"}
    assert read == {
        "PDF text": {"kx9002zq"},
        "PDF outline": {"kx9003zq"},
        "PDF strings and streams": everything,
        "PDF as qpdf lays it open": everything if shutil.which("qpdf") else set(),
        "PDF metadata": {"kx9001zq"},
        "file name": {"kx9004zq"},
    }


def test_an_error_that_quotes_the_record_is_logged_without_its_words():
    """The database's own errors quote the row they refuse."""
    quoted = [f"kx{number}zq" for number in (9000, 9001)]
    log, out = logging.getLogger("test.canary"), io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(logging.getLogger().handlers[0].formatter)
    log.addHandler(handler)
    try:
        try:
            raise ValueError(quoted[0])
        except ValueError as first:
            raise KeyError(quoted[1]) from first
    except KeyError:
        log.exception("It failed: %s", "job 7")
    log.removeHandler(handler)
    said = out.getvalue()
    assert "KeyError" in said and "ValueError" in said and "test_canary.py" in said and "job 7" in said
    assert not WORD.search(said)
