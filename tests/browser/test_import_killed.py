"""An import that is killed, wherever it is, has brought in nothing or all; the next run ends in the same state.

KILL_POINTS says at how many places (6 unless said), KILL_SEED which; those round the commit are always among them.
"""

import os
import random
import re
import subprocess
import sys

import pytest

from tests.another_service import MAPPING, as_csv, ended, row
from tests.processes import ROOT, wait_until

pytestmark = [pytest.mark.timeout(600), pytest.mark.rule(42)]
POINTS, SEED = int(os.environ.get("KILL_POINTS", "6")), os.environ.get("KILL_SEED", "2017")
CASES = 230  # more than are written together
KILLED = -9
PATIENCE = 180
# What one import left, table by table.
LEFT = {
    "origins": "SELECT count(*), count(DISTINCT number) FROM cases_origin WHERE source = %s",
    "cases": "SELECT count(*) FROM cases_caserecord c JOIN cases_origin o ON o.case_id = c.id WHERE o.source = %s",
    "persons": "SELECT count(DISTINCT c.person_id) FROM cases_caserecord c JOIN cases_origin o ON o.case_id = c.id"
    " WHERE o.source = %s",
    "sanctions": "SELECT state, count(*) FROM sanctions_sanction s JOIN cases_origin o USING (case_id)"
    " WHERE o.source = %s GROUP BY state ORDER BY state",
    "conditions": "SELECT count(*) FROM sanctions_condition s JOIN cases_origin o USING (case_id) WHERE o.source = %s",
    "entries": "SELECT count(*) FROM cases_entry s JOIN cases_origin o USING (case_id) WHERE o.source = %s",
    "history": "SELECT count(*), count(DISTINCT h.id) FROM cases_historicalorigin h WHERE h.source = %s",
    "actions": "SELECT count(*), count(DISTINCT root) FROM cases_action WHERE verb = 'case.bring_in' AND reason = %s",
    "imports": "SELECT cases FROM cases_caseimport WHERE source = %s",
}
NORTH, WEST = "Casebook North", "Casebook West"
ALL_PERSONS = "SELECT count(*) FROM cases_person"


class Import:
    """One service's export, and ways to bring it in."""

    def __init__(self, service, source, judgments):
        self.service, self.source = service, source
        rows = [row(number, JUDGMENT=f"{judgments}/{number}") for number in range(CASES)]
        rows += [ended(number, JUDGMENT=f"{judgments}/{number}") for number in range(CASES, CASES + 20)]
        self.file = as_csv(service.data / f"{judgments}.csv", rows)
        self.mapping = service.data / f"{judgments}.toml"
        self.mapping.write_text(MAPPING.read_text().replace(NORTH, source))

    def dying(self, at):
        """Run it, ended at the `at`-th thing it does. Returns the process that was."""
        command = [sys.executable, "-m", "tests.browser.dying_import", str(at), str(self.file), str(self.mapping)]
        env = self.service.owner_env | {"DJANGO_SETTINGS_MODULE": "config.settings"}
        return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)

    def left(self):
        """What it left in the database."""
        return {name: self.service.sql(query, self.source) for name, query in LEFT.items()}


@pytest.fixture(scope="module")
def never_killed(service):
    """The same cases of another source, brought in at one go: what it left, and how many things it did."""
    service.worker.kill()
    west = Import(service, WEST, "west")
    ran = west.dying(0)
    assert not ran.returncode, ran.stderr[-3000:]
    return west.left(), int(re.search(r"done (\d+)", ran.stdout)[1])


@pytest.fixture(scope="module")
def north(service, never_killed):
    return Import(service, NORTH, "north")


def test_killed_before_its_commit_it_has_brought_in_nothing(service, north, never_killed):
    whole, things = never_killed
    nothing, persons = north.left(), service.sql(ALL_PERSONS)
    assert whole["origins"] == [(CASES + 20, CASES + 20)] and nothing["origins"] == [(0, 0)]
    # The last two things it does are the moments before and after the commit.
    points = sorted({*random.Random(SEED).sample(range(1, things - 1), POINTS), things - 1})
    print(f"\nkilled at {points} of {things} things, seed {SEED}")
    for point in points:
        ran = north.dying(point)
        assert ran.returncode == KILLED, (point, ran.stderr[-3000:])
        assert north.left() == nothing, point
        assert service.sql(ALL_PERSONS) == persons, point


def test_killed_after_its_commit_it_has_brought_in_all(north, never_killed):
    whole, things = never_killed
    assert north.dying(things).returncode == KILLED
    assert north.left() == whole


def test_run_again_it_ends_in_the_same_state_and_nothing_is_there_twice(service, north, never_killed):
    whole, _things = never_killed
    said = service.manage("import_cases", str(north.file), "--mapping", str(north.mapping), "--by", "records").stdout
    assert f"0 cases are new, {CASES + 20} were brought in before" in said
    assert north.left() == whole
    assert service.manage("search_index", "--check").stdout
    assert "Nothing is wrong" in service.manage("verify_ledger").stdout


def test_the_worker_looks_afterwards_for_persons_who_are_recorded_twice(service, never_killed, north):
    """The two sources tell of the same people: each is found, and nobody is joined."""
    service.start(service.worker)
    waiting = "SELECT 1 FROM cases_job WHERE kind = 'origin.match' AND done_at IS NULL"
    wait_until(lambda: not service.sql(waiting), "everybody to be looked for", PATIENCE)
    found = "SELECT 1 FROM cases_possiblematch m JOIN cases_origin o ON o.case_id IN (m.case_id, m.other_case_id)"
    assert len(service.sql(found)) >= CASES
    assert not service.sql(
        "SELECT 1 FROM cases_personjoin j JOIN cases_possiblematch m ON m.id = j.match_id"
        " JOIN cases_origin o ON o.case_id IN (m.case_id, m.other_case_id)"
    )
