"""The benchmarks run from end to end on this engine, and every promise has its figure. Never how fast."""

import pytest
from django.db import connection

from tests.bench import report
from tests.bench.engines import measure
from tests.bench.lines import LINES, Line, chosen


@pytest.mark.timeout(300)
def test_every_line_has_its_figures_and_every_goal_its_verdict(monkeypatch):
    monkeypatch.setenv("BENCH_QUICK", "1")
    engine = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[connection.vendor]
    measured = measure(engine)
    judged = {line["line"]: line for line in report.judged(measured)}
    assert list(judged) == [line.key for line in LINES]
    assert measured["figures"].keys() == judged.keys()
    assert all(judged[line.key]["product"] > 0 for line in LINES)
    assert all(judged[line.key]["other"] > 0 for line in LINES if line.against)
    assert all(judged[line.key]["met"] in (True, False) for line in LINES if line.goal)
    table = report.printed(report.whole("quick", {engine: {"lines": list(judged.values())}}, {"Other": "absent"}))
    assert all(line.text in table for line in LINES)
    assert "Other was skipped: absent." in table


@pytest.mark.parametrize(
    ("line", "ratio", "met"),
    [
        (Line("a", "", "", goal=1.2), 1.2, True),
        (Line("a", "", "", goal=1.2), 1.21, False),
        (Line("a", "", "", goal=0.5, at_least=True), 0.5, True),
        (Line("a", "", "", goal=0.5, at_least=True), 0.49, False),
        (Line("a", "", "", goal=1.2), None, None),
        (Line("a", "", ""), 9.0, None),
    ],
)
def test_a_goal_is_a_ceiling_or_a_floor_and_its_edge_is_met(line, ratio, met):
    assert line.is_met(ratio) is met


def test_the_size_comes_from_the_environment_and_a_wrong_one_is_refused():
    assert chosen({})[0] == "small"
    assert chosen({"SIZE": "large"})[0] == "large"
    assert chosen({"SIZE": "large", "BENCH_QUICK": "1"})[0] == "quick"
    with pytest.raises(SystemExit, match="SIZE=huge is unknown"):
        chosen({"SIZE": "huge"})
