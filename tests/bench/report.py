"""The figures as one table for people, and as bench.json for machines."""

import json
import os
import platform
from datetime import UTC, datetime
from textwrap import indent

from tests.bench.lines import LINES
from tests.processes import ROOT

VERDICTS = {True: "met", False: "MISSED", None: ""}
FILE = ROOT / "bench.json"


def judged(measured) -> list[dict]:
    """The lines with their figures, ratio, goal and verdict; a line without figures says why in its note."""
    return [_judged(line, measured["figures"].get(line.key, {})) for line in LINES]


def _judged(line, figure):
    product, other = figure.get("product"), figure.get("other")
    ratio = product / other if product and other else None
    return {
        "line": line.key,
        "text": line.text,
        "against": line.against,
        "unit": line.unit,
        "product": product,
        "other": other,
        "ratio": ratio,
        "goal": line.goal,
        "goal_is": "at least" if line.at_least else "at most",
        "met": line.is_met(ratio),
        "note": figure.get("note", ""),
        "plan": figure.get("plan", "") if line.is_met(ratio) is False else "",
    }


def whole(size, engines, skipped) -> dict:
    """All there is to say about one run."""
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "size": size,
        "machine": {
            "python": platform.python_version(),
            "system": platform.platform(),
            "cores": os.cpu_count(),
            "load": os.getloadavg()[0],
        },
        "engines": engines,
        "skipped": skipped,
    }


def write(result):
    """Keep the run as bench.json."""
    FILE.write_text(json.dumps(result, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def printed(result) -> str:
    """The table, the notes under it, and the plans of queries that missed their goal."""
    machine = result["machine"]
    rows = [("line", "engine", "product", "beside", "unit", "ratio", "goal", "")]
    rows += [_row(engine, line) for line, engine in _by_line(result)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    head = f"Size {result['size']}, Python {machine['python']}, {machine['cores']} cores, load {machine['load']:.1f}"
    return "\n".join([head, "", *(_laid_out(row, widths) for row in rows), "", *_remarks(result)])


def _by_line(result):
    """Engines side by side, line for line."""
    for index in range(len(LINES)):
        for engine, measured in result["engines"].items():
            yield measured["lines"][index], engine


def _row(engine, line):
    sign = "≥" if line["goal_is"] == "at least" else "≤"
    return (
        line["text"],
        engine,
        _number(line["product"]),
        _number(line["other"]),
        line["unit"],
        f"{line['ratio']:.2f}" if line["ratio"] else "",
        f"{sign} {line['goal']:.2f}" if line["goal"] else "",
        VERDICTS[line["met"]] if line["product"] else "not measured",
    )


def _number(value):
    return "" if value is None else f"{value:,.0f}" if value >= 100 else f"{value:.1f}"


def _laid_out(row, widths):
    left = {0, 1, 4, 7}
    cells = [c.ljust(w) if i in left else c.rjust(w) for i, (c, w) in enumerate(zip(row, widths, strict=True))]
    return "  ".join(cells).rstrip()


def _remarks(result):
    for index, line in enumerate(LINES):
        found = {engine: measured["lines"][index] for engine, measured in result["engines"].items()}
        if line.against:
            yield f"{line.text}: beside {line.against}."
        notes = {engine: judged["note"] for engine, judged in found.items() if judged["note"]}
        if len(set(notes.values())) == 1:
            notes = {"": next(iter(notes.values()))}
        yield from (f"    {engine}{': ' if engine else ''}{note}" for engine, note in notes.items())
        for engine, judged in found.items():
            if judged["plan"]:
                yield f"    The plan on {engine}:\n{indent(judged['plan'], '        ')}"
    for engine, reason in result["skipped"].items():
        yield f"{engine} was skipped: {reason}."
