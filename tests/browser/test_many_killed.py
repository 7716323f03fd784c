"""Many jobs and documents while workers die over them, again and again: each is done once, and none is lost (law 13).

KILL_JOBS says how many (50 unless said), KILL_SEED where the workers die; with KILL_JOURNAL=FILE the journal is kept.
"""

import json
import os
import random
import shutil
from collections import Counter

import pytest

from tests import processes
from tests.processes import wait_until

pytestmark = pytest.mark.timeout(600)
JOBS = int(os.environ.get("KILL_JOBS", "50"))
SEED = os.environ.get("KILL_SEED", "2017")
DOCUMENTS = max(JOBS // 10, 2)
PATIENCE = 120
WAITING = (
    "SELECT 1 FROM cases_job WHERE kind LIKE 'kill.%%' AND done_at IS NULL AND dead_at IS NULL"
    " UNION ALL SELECT 1 FROM reports_document WHERE kind = 'kill-document' AND state <> 'ready'"
)


class Killer:
    """Starts workers until everything is done, and ends them: from outside after a drawn number of lines."""

    def __init__(self, service):
        self.service, self.journal, self.rng = service, service.data / "journal.jsonl", random.Random(SEED)
        self.env = service.env | {"JOB_LEASE_SECONDS": "2", "KILL_SEED": SEED}
        self.worker = processes.worker(self.env, "tests.browser.mixed_work")
        self.journal.touch()

    @property
    def lines(self):
        return [json.loads(line) for line in self.journal.read_text().splitlines()]

    def ask(self):
        said = f"work.ask({JOBS}, {SEED!r}); work.ask_for_documents({DOCUMENTS})"
        processes.manage(self.env, "shell", "-c", f"from tests.browser import mixed_work as work; {said}")

    def until_all_is_done(self):
        outside = JOBS // 10
        while self.service.sql(WAITING):
            enough = len(self.lines) + self.rng.randint(3, 12) if outside else None
            self.worker.start()
            ended = wait_until(lambda enough=enough: self._ended(enough), "a worker's end or the work's", PATIENCE)
            if ended == "enough":
                outside -= 1
                self._note_end()
            self.worker.kill()

    def _ended(self, enough):
        if self.worker.running.poll() is not None:
            return "itself"
        if enough and len(self.lines) >= enough:
            return "enough"
        return not self.service.sql(WAITING) and "done"

    def _note_end(self):
        """End it first, then write where it was: nothing is written in between."""
        self.worker.kill()
        last = self.lines[-1]
        with self.journal.open("a") as journal:
            journal.write(json.dumps(last | {"killed": True, "from": "outside"}) + "\n")


@pytest.fixture(scope="module")
def killer(service):
    """Everything asked for, and done in spite of the kills."""
    service.worker.kill()
    killer = Killer(service)
    killer.ask()
    killer.until_all_is_done()
    if kept := os.environ.get("KILL_JOURNAL"):
        shutil.copy(killer.journal, kept)
    kills = [line for line in killer.lines if line.get("killed")]
    print(f"\n{JOBS} jobs, {DOCUMENTS} documents, {len(kills)} kills, seed {SEED}; journal: {killer.journal}")
    for line in kills:
        print("{at} worker {worker} killed at “{place}” of {job}, attempt {attempt}".format(**line))
    return killer


def jobs_of(service):
    rows = service.sql("SELECT key, kind, attempts, done_at, dead_at, error FROM cases_job WHERE kind LIKE 'kill.%%'")
    return {key: row for key, *row in rows}


def test_workers_died_at_every_kind_of_work(killer):
    kills = [line for line in killer.lines if line.get("killed")]
    assert {line["kind"] for line in kills} >= {"kill.look", "kill.record", "kill.slow", "kill.chain", "document"}
    assert len(kills) >= JOBS // 5
    assert any(line.get("from") for line in kills)


def test_each_effect_is_there_once(killer, service):
    wanted = Counter()
    for key, (kind, *_rest) in jobs_of(service).items():
        wanted[kind] += key != "kill.deadly"
    each = "SELECT kind, count(*), count(DISTINCT root) FROM cases_look WHERE kind LIKE 'kill.%%' GROUP BY kind"
    found = {kind: (count, different) for kind, count, different in service.sql(each)}
    chained = wanted["kill.chain"]
    assert sum(wanted.values()) == JOBS + chained
    assert {kind: (count, count) for kind, count in wanted.items() if count} == found
    actions = "SELECT count(*), count(DISTINCT root) FROM cases_action WHERE verb = 'kill.record'"
    assert service.sql(actions) == [(wanted["kill.record"],) * 2]


def test_no_job_is_given_up_but_the_one_that_kills_whoever_takes_it(killer, service):
    jobs = jobs_of(service)
    _kind, attempts, done, dead, error = jobs.pop("kill.deadly")
    assert (attempts, done, bool(dead), error) == (8, None, True, "WorkerLost")
    assert not [key for key, (_kind, _attempts, done, dead, error) in jobs.items() if dead or error or not done]


def test_each_document_is_there_once_and_whole(killer, service):
    made = service.sql(
        "SELECT count(*), count(DISTINCT d.subject), count(DISTINCT f.document_id) FROM reports_document d"
        " JOIN reports_documentfile f ON f.document_id = d.id AND length(f.data) = d.size"
        " WHERE d.kind = 'kill-document' AND d.state = 'ready'"
    )
    assert made == [(DOCUMENTS,) * 3]


def test_the_journal_says_of_each_attempt_where_it_ended(killer, service):
    lines, jobs = killer.lines, jobs_of(service)
    seen = {}
    for line in lines:
        assert line["at"] and line["worker"] and line["place"], line
        seen.setdefault(line["job"], {}).setdefault(line["attempt"], []).append(bool(line.get("killed")))
    assert set(jobs) <= set(seen)
    for key, (_kind, attempts, done, _dead, _error) in jobs.items():
        assert max(seen[key]) <= attempts, key
        # The attempt that did it was not ended before it had written; each one before it was ended, or never began.
        ended = [any(killed) for _attempt, killed in sorted(seen[key].items())]
        assert not done or sum(ended) >= len(ended) - 1, key
        assert all(ended) or done, key


def test_the_ledger_verifies_after_all_of_it(killer, service):
    assert "Nothing is wrong" in service.manage("verify_ledger").stdout
