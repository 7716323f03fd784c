"""The life of an order is a table: each step from the states it is possible in, and no state written past it."""

import ast
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

import sanctions
from sanctions.models import Sanction
from sanctions.workflow import APPLICATION_STEPS, COPY_STEPS, ORDER_STEPS, STEPS, take

ACTIONS = Path(sanctions.__file__).parent / "actions"


@pytest.mark.rule(14, 15)
@pytest.mark.parametrize("step", sorted(ORDER_STEPS))
@pytest.mark.parametrize("state", Sanction.State.values)
def test_an_order_moves_by_the_table_alone(step, state):
    possible, leads_to = ORDER_STEPS[step]
    order = Sanction(state=state)
    if state in possible:
        assert take(order, step).state == leads_to
    else:
        with pytest.raises(ValidationError, match="Where it stands"):
            take(order, step)
        assert order.state == state


@pytest.mark.rule(12)
def test_only_a_ruling_leads_to_revoked_and_nothing_leads_out_of_it():
    assert {step for step, (_from, to) in ORDER_STEPS.items() if to == Sanction.State.REVOKED} == {"order.revoke"}
    assert not [step for step, (possible, _to) in ORDER_STEPS.items() if Sanction.State.REVOKED in possible]


@pytest.mark.rule(72)
def test_only_a_granted_application_ends_an_order_before_its_last_day():
    assert {step for step, (_from, to) in ORDER_STEPS.items() if to == Sanction.State.ENDED} == {
        "order.run_out",
        "order.end_early",
    }
    writing = {path.name for path in ACTIONS.glob("*.py") if "order.end_early" in path.read_text(encoding="utf-8")}
    assert writing == {"deciding.py"}


def test_a_step_stands_in_one_table():
    tables = (STEPS, ORDER_STEPS, APPLICATION_STEPS, COPY_STEPS)
    assert len(set().union(*tables)) == sum(map(len, tables))


def targets(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        for target in getattr(node, "targets", []):
            for part in ast.walk(target):
                if isinstance(part, ast.Attribute) and part.attr == "state":
                    yield f"{path.name}:{part.lineno}"


def test_no_action_writes_a_state_by_itself():
    files = sorted(ACTIONS.glob("*.py"))
    assert len(files) > 5
    assert not [place for path in files for place in targets(path)]
