"""A job from the row that asks for it to its done mark: with a worker of its own, a broker at a time."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter, sleep

from django.conf import settings
from django.db import transaction

from cases.jobs.asking import enqueue, handles
from cases.jobs.table import Job
from tests import processes
from tests.needs import missing, redis_url

HERE = "tests.bench.inside.jobs"
KIND = "bench.nothing"


@handles(KIND)
def nothing(job, now):
    """The trip alone is measured."""


def measure(world, size):
    """Yield (line, figures)."""
    embedded = _trips({"CELERY_BROKER_URL": "filesystem://"}, size.trips)
    note = f"median of {size.trips} jobs, one after another, on files; "
    if reason := missing("redis"):
        note += f"on Redis not measured: {reason}"
    else:
        prefix = f"bench-{os.getpid()}:"
        redis = _trips({"CELERY_BROKER_URL": redis_url(), "CELERY_BROKER_PREFIX": prefix}, size.trips)
        note += f"on Redis {redis:.1f} ms"
    yield "job", {"product": embedded, "other": 1, "note": note}


def _trips(broker, times) -> float:
    """The median milliseconds of a trip, asked for by a process on the same broker as its worker."""
    # A queue and a log of this run alone, beside the database that is measured.
    with tempfile.TemporaryDirectory(prefix="record-bench-jobs-") as folder:
        env = os.environ | broker | {"DATA_DIR": folder, "PYTHONPATH": str(processes.ROOT)}
        env |= {name: getattr(settings, name) for name in ("SECRET_KEY", "LEDGER_KEY", "DATABASE_URL")}
        Path(folder, "broker").mkdir()
        worker = processes.worker(env, HERE)
        worker.start()
        try:
            worker.wait_ready()
            command = [sys.executable, "-m", HERE, str(times)]
            done = subprocess.run(command, cwd=processes.ROOT, env=env, capture_output=True, text=True, check=True)
        finally:
            worker.kill()
    return float(done.stdout)


def _ask_and_wait(times) -> float:
    """Ask for one job after the other, each when the one before is done; the first does not count."""
    taken = []
    for number in range(times + 1):
        began = perf_counter()
        with transaction.atomic():
            job = enqueue(KIND, f"{KIND} {os.getpid()} {number}")
        while not Job.objects.filter(pk=job.pk, done_at__isnull=False).exists():
            sleep(0.0005)
        taken.append(perf_counter() - began)
    return median(taken[1:]) * 1000


if __name__ == "__main__":
    print(_ask_and_wait(int(sys.argv[1])))
