"""Measure everything on the database that DATABASE_URL names, and write it to the file given."""

import gc
import json
import os
import sys
from pathlib import Path
from time import perf_counter

from django.db import connection

from tests.bench.inside import (
    caseload,
    destroying,
    importing,
    jobs,
    pages,
    press,
    reading,
    saving,
    sealing,
    search,
    seeding,
    uploading,
    world,
)
from tests.bench.lines import chosen


def _version():
    with connection.cursor() as cursor:
        version = "sqlite_version()" if connection.vendor == "sqlite" else "current_setting('server_version')"
        cursor.execute(f"SELECT {version}")
        return cursor.fetchone()[0]


# The caseload fills past the triggers, so the ledger is verified before.
PARTS = {
    part.__name__.rpartition(".")[2]: part
    for part in (
        press,
        pages,
        saving,
        reading,
        sealing,
        destroying,
        uploading,
        seeding,
        importing,
        jobs,
        search,
        caseload,
    )
}


def chosen_parts(names):
    """The parts with these names, in their order; all of them where none is named."""
    unknown = set(filter(None, names.split(","))) - PARTS.keys()
    if unknown:
        raise SystemExit(f"ONLY={names} is unknown: {', '.join(PARTS)}.")
    return [part for name, part in PARTS.items() if not names or name in names.split(",")]


def main(out):
    _name, size = chosen(os.environ)
    began = perf_counter()

    def say(what):
        print(f"{perf_counter() - began:7.1f} s  {what}", file=sys.stderr, flush=True)

    here = world.make()
    say("the demo's world stands")
    # What stands now stays; the collector need not look at it between the rounds.
    gc.collect()
    gc.freeze()
    figures = {}
    for part in chosen_parts(os.environ.get("ONLY", "")):
        for line, figure in part.measure(here, size):
            figures[line] = figure
            say(line)
    Path(out).write_text(json.dumps({"version": _version(), "figures": figures}))


if __name__ == "__main__":
    main(sys.argv[1])
