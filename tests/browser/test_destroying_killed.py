"""A destruction on PostgreSQL whose worker dies again and again: one end, nothing twice, no word left (rule 48)."""

import signal
import subprocess

import psycopg
import pytest
import redis

from tests import processes
from tests.databases import url_for
from tests.needs import postgres_url, redis_url
from tests.test_traces import words_in
from tests.tokens import TOKENS

pytestmark = [pytest.mark.rule(48), pytest.mark.timeout(600)]
# The first statements, amid the seal, after it, at the orders, at the one that deletes, at the log's rows, clearing up.
DEATHS = (2, 12, 40, 80, 110, 125, 135, 145)
PART_DEATHS = (30, 500, 1000, 1400)


def inside(service, call, env=None, check=True):
    said = f"from tests import tokens; tokens.{call}"
    return processes.manage(env or service.env, "shell", "-c", said, check=check)


@pytest.fixture(scope="module")
def destroyed(service):
    """The words planted, a backup made, and the record destroyed by a process that is killed at each place first."""
    service.worker.kill()
    inside(service, "plant()")
    service.manage("backup", str(service.data / "older"))
    inside(service, "order()")
    service.deaths = [inside(service, f"work({place})", check=False).returncode for place in DEATHS]
    inside(service, "work()")
    parts = [inside(service, f"work_on_parts({place})", check=False).returncode for place in PART_DEATHS]
    assert -signal.SIGKILL in parts
    inside(service, "work_on_parts()")
    return service


def dumped(service, name):
    """A fresh dump as plain text, in a folder of its own."""
    folder = service.data / name
    folder.mkdir()
    command = ["pg_dump", "--inserts", f"--file={folder / 'dump.sql'}", service.owner_env["DATABASE_URL"]]
    subprocess.run(command, check=True, capture_output=True)
    return folder


def in_the_files(service):
    """(table, token) for each token in what the server keeps of a table or index on its disk."""
    asked = "SELECT relname, pg_read_binary_file(pg_relation_filepath(oid), 0, 1000000000, true) FROM pg_class"
    with psycopg.connect(url_for(postgres_url(), service.database), autocommit=True) as server:
        server.execute("CHECKPOINT")
        files = server.execute(f"{asked} WHERE relkind IN ('r', 't', 'i') AND pg_relation_filepath(oid) IS NOT NULL")
        return {(name, token) for name, data in files for token in TOKENS if data and token.encode() in data}


def test_it_was_killed_and_came_to_one_end(destroyed):
    assert -signal.SIGKILL in destroyed.deaths and len(set(destroyed.deaths)) <= 2
    done = "SELECT count(*), count(done_at) FROM cases_destruction"
    # The record; the entry and the file that were planted, and the entry that the demonstration's people took out.
    assert destroyed.sql(done) == [(4, 4)]
    roots = "SELECT count(*) FROM cases_erased e JOIN cases_destruction d ON d.id = e.destruction_id"
    assert destroyed.sql(f"{roots} WHERE d.leaves IS NULL") == [(2,)]
    erased = "SELECT count(*) FROM cases_action WHERE verb IN ('entry.erase', 'file.erase')"
    assert destroyed.sql(erased) == [(3,)]
    assert destroyed.sql("SELECT count(*) FROM cases_action WHERE verb = 'case.destroy'") == [(2,)]
    assert (destroyed.data / "destroyed.jsonl").read_text().count("\n") == 4
    keys = "SELECT count(*) FROM cases_rootkey k JOIN cases_erased e ON e.erased = k.root"
    assert destroyed.sql(keys) == [(0,)]
    assert "Nothing is wrong" in destroyed.manage("verify_ledger").stdout


def test_no_word_is_in_a_fresh_dump_redis_or_a_log(destroyed):
    assert words_in(dumped(destroyed, "fresh")) == set()
    with redis.Redis.from_url(redis_url()) as client:
        kept = [client.dump(key) or b"" for key in client.scan_iter(match=f"{destroyed.database}:*")]
    assert not [token for token in TOKENS for value in kept if token.encode() in value]
    assert not [token for token in TOKENS if token in destroyed.web.log + destroyed.worker.log]


def test_the_web_role_deletes_nothing_by_itself(destroyed):
    for table in ("cases_caserecord", "cases_historicalcaserecord", "cases_action", "cases_look"):
        with pytest.raises(Exception, match="permission denied"):
            destroyed.sql_as_web(f"DELETE FROM {table}")
    with pytest.raises(Exception, match="is refused"):
        destroyed.sql_as_web("SELECT rec_erase(ARRAY(SELECT id FROM cases_caserecord LIMIT 1), ARRAY[]::uuid[])")


def test_the_owner_alone_clears_the_tables_files_and_a_rewrite_leaves_no_word_in_them(destroyed):
    refused = processes.manage(destroyed.env, "clean_up", check=False)
    assert refused.returncode and "Run this as the owner of the tables" in refused.stderr
    assert "The space of what was destroyed is free" in destroyed.manage("clean_up").stdout
    assert "Nothing of what was destroyed is left" in destroyed.manage("clean_up", "--rewrite").stdout
    assert in_the_files(destroyed) == set()


def test_an_older_backup_gives_nothing_back(destroyed):
    destroyed.web.kill()
    assert "Destroyed again: 4" in destroyed.manage("restore", str(destroyed.data / "older"), "--replace").stdout
    assert words_in(dumped(destroyed, "restored")) == set()
    assert "Nothing is wrong" in destroyed.manage("verify_ledger").stdout


def test_a_drill_goes_well(destroyed):
    assert "The drill went well" in destroyed.manage("backup", "--drill").stdout
    assert not destroyed.sql("SELECT 1 FROM pg_database WHERE datname LIKE 'practice_%%'")
