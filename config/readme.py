"""What the README shows of the code's own tables: who sees what, and the life of a report and of an order.

Each part stands there between two markers; `make readme` prints it anew, and a test finds a copy that is out of date.
"""

import re
from pathlib import Path

from django.conf import settings
from django.utils.translation import override

from cases.access.roles import ROLES
from sanctions import workflow
from sanctions.models import NonComplianceReport, Sanction

# The two records whose lives are told.
OWN = ("report", "order")
README = Path(settings.BASE_DIR) / "README.md"
BETWEEN = "(<!-- {name}: printed by `make readme` -->\n).*?(<!-- end of {name} -->)"


def roles() -> str:
    """Who there is, and in one sentence what each sees and does."""
    rows = [f"| {role.label} | {rule.sentence} |" for role, rule in ROLES.items()]
    return "\n".join(["| who | what they see and do |", "|---|---|", *rows])


def diagram(states, begins, steps) -> str:
    """The states of a record as a Mermaid diagram: what leads from each to the next, where it begins and ends."""
    lines = [f"    {state.name}: {state.label}" for state in states]
    lines.append(f"    [*] --> {begins.name}")
    ways: dict[tuple, list] = {}
    for step, (possible, leads_to) in steps.items():
        for state in possible:
            ways.setdefault((states(state), states(leads_to)), []).append(in_words(step))
    lines += [f"    {left.name} --> {right.name}: {', '.join(said)}" for (left, right), said in ways.items()]
    left_again = {left for left, _right in ways}
    lines += [f"    {state.name} --> [*]" for state in states if state not in left_again]
    return "\n".join(["```mermaid", "stateDiagram-v2", *lines, "```"])


def in_words(step) -> str:
    """A step as one says it: “set hearing”; what is done with the record itself needs no noun."""
    noun, _dot, verb = step.partition(".")
    return " ".join([verb, *([noun] if noun not in OWN else [])]).replace("_", " ")


def report() -> str:
    """The life of a report of non-compliance."""
    return diagram(NonComplianceReport.State, NonComplianceReport.State.DRAFTED, workflow.STEPS)


def order() -> str:
    """The life of an order, from its paper to its end."""
    return diagram(Sanction.State, Sanction.State.RECEIVED, workflow.ORDER_STEPS)


PARTS = {"roles": roles, "order": order, "report": report}


def printed() -> dict[str, str]:
    """Each part as the code has it now, in the README's language."""
    with override("en"):
        return {name: part() for name, part in PARTS.items()}


def renewed(text) -> str:
    """The README with each part printed anew between its markers."""
    for name, part in printed().items():
        pattern = re.compile(BETWEEN.format(name=name), re.DOTALL)
        text, found = pattern.subn(lambda kept, part=part: f"{kept[1]}\n{part}\n\n{kept[2]}", text)
        if found != 1:
            raise LookupError(f"The README has {found} places for “{name}”, not one.")
    return text
