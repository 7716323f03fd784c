"""Migrations change the tables of records and lose neither their history nor the triggers that guard it."""

import json
import subprocess
import sys
from contextlib import contextmanager
from uuid import uuid4

import psycopg
import pytest
from django.conf import settings

from tests.databases import url_for
from tests.needs import postgres_url
from tests.processes import ROOT, environment, manage

GUARDS = ["quiet change", "deletion", "history change", "history deletion"]


@contextmanager
def own_database(folder):
    """A database of the engine under test that nobody else uses, gone afterwards."""
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        yield f"sqlite:///{folder / 'proof.sqlite3'}"
        return
    name = f"record_proof_{uuid4().hex[:12]}"
    with psycopg.connect(postgres_url(), autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")
        try:
            yield url_for(postgres_url(), name)
        finally:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


class Proof:
    """The proof app's two releases on one database, each command in a process of its own."""

    def __init__(self, folder, url):
        self.env = environment(folder, DATABASE_URL=url, DJANGO_SETTINGS_MODULE="tests.proof.settings")

    def migrate(self, release, check=True, **extra):
        env = self.env | {"PROOF_RELEASE": str(release)} | extra
        return manage(env, "migrate", "--skip-checks", "--verbosity", "0", check=check)

    def play(self, verb, release=2):
        return subprocess.run(
            [sys.executable, "-m", "tests.proof.play", verb],
            cwd=ROOT,
            env=self.env | {"PROOF_RELEASE": str(release)},
            capture_output=True,
            text=True,
        )

    def do(self, verb, release=2):
        done = self.play(verb, release)
        assert done.returncode == 0, done.stderr[-3000:]
        return json.loads(done.stdout) if verb == "look" else None


@pytest.fixture(scope="module")
def proof(tmp_path_factory):
    """First release with notes in it, then the second, whose last migration dies."""
    folder = tmp_path_factory.mktemp("proof")
    with own_database(folder) as url:
        proof = Proof(folder, url)
        proof.migrate(1)
        proof.do("write", 1)
        proof.first = proof.do("look", 1)
        proof.died = proof.migrate(2, check=False, PROOF_DIES="1")
        proof.after_death = proof.play("guarded")
        proof.migrate(2)
        proof.second = proof.do("look")
        proof.do("change")
        proof.third = proof.do("look")
        yield proof


def test_the_first_release_is_guarded_and_verifies(proof):
    assert proof.first["history"] == [
        [1, "+", "marked", "red"],
        [1, "+", "plain", None],
        [2, "~", "marked again", "red"],
    ]
    assert (proof.first["differences"], proof.first["findings"], proof.first["refused"]) == ([], [], GUARDS)


def test_after_a_migration_that_died_nothing_starts(proof):
    assert proof.died.returncode != 0 and "the machine stopped here" in proof.died.stderr
    assert proof.after_death.returncode != 0 and "TriggersMissing" in proof.after_death.stderr


def test_the_repaired_run_brings_every_guard_back(proof):
    assert proof.second["differences"] == []
    assert proof.second["refused"] == GUARDS


def test_history_is_as_it_was_before_columns_changed(proof):
    assert proof.second["history"][:3] == [[*row, 1] for row in proof.first["history"]]


def test_a_migration_that_touches_records_writes_their_history(proof):
    assert proof.second["history"][3:] == [[2, "~", "plain", "none", 1]]
    assert proof.second["reasons"] == ["Every note has a mark from now on."]


def test_the_ledger_says_when_its_guards_were_away(proof):
    assert [verb for verb in proof.second["verbs"] if verb.startswith("migration.")] == [
        "migration.end",
        "migration.begin",
        "migration.change",
        "migration.end",
    ]


def test_what_was_sealed_before_still_verifies(proof):
    assert proof.second["findings"] == []
    assert proof.third["findings"] == []


def test_the_new_columns_are_in_the_history(proof):
    assert proof.third["history"][-1] == [3, "~", "plain " + "and long " * 10, "none", 7]


def test_links_to_a_remade_table_still_point_to_it(proof):
    assert proof.first["links"] == proof.second["links"] == [["proof_note", "id"]]
