"""A worker killed in the middle of a job: after its lease another attempt is made, and its effect is there once."""

import os
import shutil

import pytest

from tests import processes
from tests.processes import wait_until

LOOKS = "SELECT count(*) FROM cases_look WHERE kind = 'test.stand_still'"
BROKERS = {"redis": {}, "embedded": {"CELERY_BROKER_URL": "filesystem://"}}


@pytest.fixture(params=BROKERS)
def worker(service, request):
    """A worker of this test's own, whose leases are short, on Redis and on the embedded broker; its data folder."""
    data = service.data / f"work-{request.param}"
    (data / "broker").mkdir(parents=True)
    env = service.env | BROKERS[request.param] | {"DATA_DIR": str(data), "JOB_LEASE_SECONDS": "2"}
    secrets = ("secret_key", "ledger_key")
    for name in secrets:
        shutil.copy(service.data / name, data / name)
    process = processes.worker(env, "tests.browser.work")
    service.worker.kill()
    process.start()
    process.wait_ready()
    yield process, data
    process.kill()


def ask(process, key):
    command = f"from tests.browser import work; work.ask({key!r})"
    processes.manage(process.env, "shell", "-c", command)


def test_killed_in_the_middle_of_a_job_it_is_done_once_after_its_lease(service, worker):
    process, data = worker
    gate, begun, key = data / "gate", data / "begun", f"test.stand_still {data.name}"
    [(before,)] = service.sql(LOOKS)
    os.mkfifo(gate)
    ask(process, key)
    wait_until(begun.exists, "the job to be in the middle of its work")
    process.kill()
    [(attempts, done, held)] = service.sql("SELECT attempts, done_at, lease_until FROM cases_job WHERE key = %s", key)
    assert (attempts, done) == (1, None) and held
    assert service.sql(LOOKS) == [(before,)]

    gate.unlink()
    gate.touch()
    process.start()
    done = "SELECT 1 FROM cases_job WHERE key = %s AND done_at IS NOT NULL"
    wait_until(lambda: service.sql(done, key), "the job to be swept up and done")
    ask(process, key)
    assert service.sql("SELECT attempts, error FROM cases_job WHERE key = %s", key) == [(2, "")]
    assert service.sql(LOOKS) == [(before + 1,)]
    assert begun.read_text().count("begun") == 2
