"""Measure each engine in turn, print one table, write bench.json. Missing a goal is a figure, not a failure."""

import os
import sys

from tests.bench import report
from tests.bench.engines import ENGINES, Failed, absent, measure
from tests.bench.lines import chosen
from tests.needs import required


def main() -> int:
    name, _size = chosen(os.environ)
    engines, skipped = {}, {}
    for engine in ENGINES:
        if reason := absent(engine):
            skipped[engine] = reason
            continue
        print(f"Measuring {engine}, size {name} …", file=sys.stderr, flush=True)
        measured = measure(engine)
        engines[engine] = {"version": measured["version"], "lines": report.judged(measured)}
    result = report.whole(name, engines, skipped)
    report.write(result)
    print(report.printed(result))
    return int("PostgreSQL" in skipped and "postgres" in required())


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failed as failed:
        sys.exit(str(failed))
