"""Fifty at one record at once: nothing anybody wrote is lost, every conflict is shown, and no reader waits (law 7)."""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, build_opener

import psycopg
import pytest

from tests import processes
from tests.browser.test_processes import NoRedirect, an_entry_to_correct, as_sent_from, form_of

FIFTY, THREADS = 50, 16
SAVED, CONFLICT = 302, 409
# An answer that had to wait for the writer would never come: the writer goes on only after the last of them.
PATIENCE = 60
# Every table of records: whoever changes a record holds its row until they are done.
TABLES = (
    "SELECT table_name FROM information_schema.columns WHERE column_name = 'root' AND table_schema = 'public'"
    " AND table_name NOT LIKE '%historical%'"
)
VERSION = re.compile(r'name="version"[^>]*value="(\d+)"|value="(\d+)"[^>]*name="version"')


@pytest.fixture(scope="module")
def crowd(service):
    """The service with as many threads as a middle-sized one has."""
    service.web.kill()
    port = int(service.base_url.rpartition(":")[2])
    service.web = processes.web(service.env, port, threads=THREADS)
    service.start(service.web)
    return service


def answer_to(url, headers, fields=None):
    """The status and the page of one request, a form where `fields` are given."""
    request = Request(url, urlencode(fields).encode() if fields else None, headers)
    try:
        with build_opener(NoRedirect).open(request, timeout=PATIENCE) as answer:
            return answer.status, unescape(answer.read().decode())
    except HTTPError as refused:
        return refused.code, unescape(refused.read().decode())


def _said(page):
    """What stands on a page, without its frame."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.partition("<main")[2].partition("</main>")[0]).split())[:1000]


class Writer:
    """Somebody who corrects the entry and, told that another was first, reads both texts and saves again."""

    def __init__(self, number, url, headers, fields):
        self.url, self.headers = url, headers
        self.fields = fields | {"text": f"Text of writer {number:02d}.", "reason": f"Reason {number:02d}."}
        self.conflicts, self.unshown = 0, []

    def save(self):
        """Save until it is saved. What a conflict does not show of both texts is kept."""
        while True:
            status, page = answer_to(self.url, self.headers, self.fields)
            if status == SAVED:
                return self
            assert status == CONFLICT, (status, _said(page))
            self.conflicts += 1
            self.unshown += [word for word in (self.fields["text"], self.fields["reason"]) if word not in page]
            self.fields["version"] = next(filter(None, VERSION.search(page).groups()))


@pytest.mark.rule(42, 43)
@pytest.mark.timeout(300)
def test_of_fifty_who_correct_one_entry_each_is_kept_and_every_conflict_is_shown(crowd, sign_in):
    page = sign_in("officer")
    entry = an_entry_to_correct(crowd, page)
    [(first,)] = crowd.sql("SELECT version FROM cases_entry WHERE id = %s", entry)
    url, headers = as_sent_from(page)
    writers = [Writer(number, url, headers, dict(form_of(page))) for number in range(FIFTY)]
    with ThreadPoolExecutor(FIFTY) as together:
        done = list(together.map(Writer.save, writers))
    kept = crowd.sql("SELECT version, text FROM cases_historicalentry WHERE id = %s ORDER BY version", entry)
    assert [version for version, _text in kept] == list(range(1, first + FIFTY + 1)), "a version is missing or twice"
    assert sorted(text for _version, text in kept[first:]) == sorted(writer.fields["text"] for writer in writers)
    assert not [word for writer in done for word in writer.unshown], "typed text did not come back"
    assert sum(writer.conflicts for writer in done) >= FIFTY - 1, "all but one opened the form before another saved"
    assert "Nothing is wrong" in crowd.manage("verify_ledger").stdout


@pytest.mark.rule(42)
@pytest.mark.timeout(300)
def test_fifty_who_read_never_wait_for_one_who_writes(crowd, sign_in):
    page = sign_in("officer")
    an_entry_to_correct(crowd, page)
    [case] = set(re.findall(r"/cases/([0-9a-f-]{36})/", page.url))
    _url, headers = as_sent_from(page)
    pages = [f"{crowd.base_url}/cases/{case}/{name}" for name in ("", "record/", "looks/", "ledger/", "sanction/")]
    pages = [url for url in pages if answer_to(url, headers)[0] == 200]
    assert len(pages) >= 3

    def read(number):
        return answer_to(pages[number % len(pages)], headers)[0]

    tables = [table for (table,) in crowd.sql(TABLES)]
    assert {"cases_caserecord", "cases_entry", "sanctions_sanction"} <= set(tables)
    alone = _taking(read)
    with psycopg.connect(crowd.owner_env["DATABASE_URL"]) as writing:
        for table in tables:
            writing.execute(f"SELECT 1 FROM {table} WHERE root = %s FOR UPDATE", [case])
        meanwhile = _taking(read)
        writing.rollback()
    print(f"50 readers: {alone:.2f} s with nobody writing, {meanwhile:.2f} s beside an open transaction")


def _taking(read):
    """Seconds until fifty have been answered, all of them with the page."""
    began = time.monotonic()
    with ThreadPoolExecutor(FIFTY) as together:
        assert set(together.map(read, range(FIFTY))) == {200}
    return time.monotonic() - began


def test_a_draft_that_many_keep_and_drop_at_once_is_never_refused(crowd):
    said = crowd.manage("shell", "-c", "from tests.browser.many_drafts import *; print(keep_and_drop('officer'))")
    assert said.stdout.split("\n")[-2] == "The last."
