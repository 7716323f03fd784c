"""The product as its operators run it: management commands, gunicorn and the Celery worker as processes."""

import datetime
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PATIENCE = 60
INHERITED = ("PATH", "HOME", "LANG", "TMPDIR", "PYTHONPATH", "TIME_ZONE")


def wait_until(condition: Callable[[], object], what: str, patience: float = PATIENCE):
    """Poll until `condition` gives something true, and return that; the only wait in the tests."""
    until = time.monotonic() + patience
    while not (result := condition()):
        if time.monotonic() > until:
            raise TimeoutError(f"waited {patience} seconds for {what}")
        time.sleep(0.05)
    return result


def where_it_is(hour: int) -> str:
    """A time zone, as a setting, in which the clock shows this hour of the day now."""
    ahead = (hour - datetime.datetime.now(datetime.UTC).hour + 11) % 24 - 11
    return f"Etc/GMT{-ahead:+d}"  # such names count the hours behind Greenwich


def environment(data_dir: Path, **extra: str) -> dict[str, str]:
    """What a process of the product gets: nothing of the tests' own; the demo makes its own secrets."""
    kept = {name: os.environ[name] for name in INHERITED if name in os.environ}
    own = {"DEMO": "1", "DATA_DIR": str(data_dir), "PYTHONUNBUFFERED": "1"}
    return kept | own | extra


def manage(env: dict[str, str], *arguments: str, check: bool = True) -> subprocess.CompletedProcess:
    """`manage.py …`; what it said stands in the error when it fails."""
    command = [sys.executable, "manage.py", *arguments]
    quiet = {"capture_output": True, "text": True, "stdin": subprocess.DEVNULL}
    done = subprocess.run(command, cwd=ROOT, env=env, **quiet)
    if check and done.returncode:
        said = f"{done.stdout[-2000:]}{done.stderr[-4000:]}"
        raise RuntimeError(f"manage.py {' '.join(arguments)} ended with {done.returncode}:\n{said}")
    return done


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Process:
    """One process of the product in its own group, with its log in a file."""

    def __init__(self, name: str, command: list[str], env: dict[str, str], ready: Callable[[], object]):
        self.name, self.command, self.env, self.ready = name, command, env, ready
        self.log_path = Path(env["DATA_DIR"]) / f"{name}.log"
        self.running: subprocess.Popen | None = None

    @property
    def log(self) -> str:
        return self.log_path.read_text(errors="replace") if self.log_path.exists() else ""

    def start(self) -> None:
        with self.log_path.open("w") as log:
            self.running = subprocess.Popen(
                self.command,
                cwd=ROOT,
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def wait_ready(self) -> None:
        def answered():
            if self.running.poll() is not None:
                raise RuntimeError(f"{self.name} ended with {self.running.returncode}:\n{self.log[-4000:]}")
            return self.ready()

        try:
            wait_until(answered, f"{self.name} to be ready")
        except TimeoutError as slow:
            self.kill()
            raise RuntimeError(f"{slow}:\n{self.log[-4000:]}") from None

    def kill(self, number: int = signal.SIGKILL) -> None:
        """Signal the whole group, as a power cut would with SIGKILL, and wait for its end."""
        if not self.running:
            return
        try:
            os.killpg(self.running.pid, number)
            self.running.wait(timeout=15)
        except ProcessLookupError:
            pass
        except subprocess.TimeoutExpired:
            os.killpg(self.running.pid, signal.SIGKILL)
        self.running.wait()
        self.running = None

    def stop(self) -> None:
        self.kill(signal.SIGTERM)


def web(env: dict[str, str], port: int, threads: int = 2) -> Process:
    command = [str(BIN / "gunicorn"), "config.wsgi", "--bind", f"127.0.0.1:{port}"]
    command += ["--worker-class", "gthread", "--workers", "1", "--threads", str(threads)]
    command += ["--no-control-socket"]
    return Process("web", command, env, lambda: _answers(port))


def worker(env: dict[str, str], *including: str) -> Process:
    command = [str(BIN / "celery"), "-A", "config", "worker", "-P", "solo", "-B", "-l", "info"]
    command += ["--without-gossip", "--without-mingle"]
    command += [part for module in including for part in ("-I", module)]
    process = Process("worker", command, env, lambda: " ready." in process.log)
    return process  # "celery@host ready." is all the worker says of itself


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status < 500
    except OSError:
        return False
    finally:
        connection.close()
