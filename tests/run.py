"""The whole suite: on SQLite, on PostgreSQL, then with a browser against the product as its users run it.

`python -m tests.run [pytest arguments]`. A part that the machine cannot run is skipped with its reason;
REQUIRE=postgres,redis,browser turns a missing one into a failure.
"""

import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass, field

from tests.needs import missing, postgres_url, required

NO_TESTS_SELECTED = 5


@dataclass
class Part:
    name: str
    arguments: list[str]
    needs: tuple[str, ...] = ()
    environment: dict[str, str] = field(default_factory=dict)
    closing: str = ""
    failed: bool = False

    def run(self, extra: list[str]) -> None:
        for need in self.needs:
            if reason := missing(need):
                self.failed = need in required()
                self.closing = f"{'FAILED' if self.failed else 'skipped'}: {reason}"
                return
        command = [sys.executable, "-m", "pytest", *self.arguments, *extra]
        print(f"── {self.name}: pytest {' '.join([*self.arguments, *extra])}", flush=True)
        streams = {"stdout": subprocess.PIPE, "stdin": subprocess.DEVNULL, "text": True}
        with subprocess.Popen(command, env=os.environ | self.environment, **streams) as suite:
            for line in suite.stdout:
                print(line, end="", flush=True)
                self.closing = line.strip(" =\n") or self.closing
        nothing_asked = bool(extra) and suite.returncode == NO_TESTS_SELECTED
        self.failed = suite.returncode != 0 and not nothing_asked


def parts() -> list[Part]:
    # tests.plugin says which worker gets what, and in which order.
    workers = ["-n", os.environ.get("TEST_WORKERS", "2"), "--no-loadscope-reorder"]
    on_postgres = {"DATABASE_URL": postgres_url()}
    return [
        Part("SQLite", [*workers, "-m", "not browser and not postgres"], environment={"DATABASE_URL": ""}),
        Part("PostgreSQL", [*workers, "-m", "not browser"], ("postgres",), on_postgres),
        Part("Browser", [*workers, "-m", "browser"], ("postgres", "redis"), on_postgres),
    ]


def total(closings: list[str]) -> str:
    """One closing line in pytest's own words: the counts of every part together."""
    counts: dict[str, int] = {}
    words = r"(\d+) (passed|failed|errors?|skipped|xfailed|xpassed)"
    for number, word in re.findall(words, " ".join(closings)):
        word = "errors" if word == "error" else word
        counts[word] = counts.get(word, 0) + int(number)
    return ", ".join(f"{number} {word}" for word, number in counts.items()) or "no tests ran"


def main(extra: list[str]) -> int:
    began = time.monotonic()
    suite = parts()
    for part in suite:
        part.run(extra)
    print()
    for part in suite:
        print(f"{part.name:<12}{part.closing}")
    print(f"{total([part.closing for part in suite])} in {time.monotonic() - began:.1f}s")
    return int(any(part.failed for part in suite))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
