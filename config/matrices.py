"""What the code says of itself: who may do what, who sees what, and how each Rule is served. Data for commands."""

import ast
from pathlib import Path

from django.urls import NoReverseMatch, get_resolver

from cases.access.roles import ROLES, Act
from cases.disclosure.purposes import Purpose
from cases.disclosure.view import classification
from cases.history.record import record_models
from config.rules import RULES

TESTS = Path(__file__).resolve().parent.parent / "tests"


def access() -> list[dict]:
    """Role × act, with one sentence each."""
    return [
        {
            "role": role.value,
            "sentence": str(rule.sentence),
            "purpose": rule.purpose.value,
            "reads_only": rule.reads_only,
            "acts": {act.value: act in rule.acts for act in Act},
        }
        for role, rule in ROLES.items()
    ]


def acts() -> dict[str, str]:
    """Every act, in words."""
    return {act.value: str(act.label) for act in Act}


def disclosures() -> list[dict]:
    """Model × field, with the purposes that see it."""
    return [
        {
            "model": model._meta.label,
            "field": field.name,
            "purposes": [purpose.value for purpose in Purpose if purpose in classification(model)[field.name]],
        }
        for model in record_models()
        for field in model._meta.local_concrete_fields
    ]


def rules(tests=TESTS) -> list[dict]:
    """The Rules: each with its pages that exist, the tests that show it, and what is missing or why it is outside."""
    shown = tests_by_rule(tests)
    return [
        {
            "rule": rule.number,
            "statement": rule.statement,
            "status": rule.status,
            "screens": [name for name in rule.where if is_page(name)],
            "tests": shown.get(rule.number, []),
            "why": rule.why,
        }
        for rule in RULES
    ]


def is_page(name) -> bool:
    """Whether an address of this name exists."""
    space, _, last = name.rpartition(":")
    resolver = get_resolver()
    try:
        for part in filter(None, space.split(":")):
            resolver = resolver.namespace_dict[part][1]
    except (KeyError, NoReverseMatch):
        return False
    return last in resolver.reverse_dict


def tests_by_rule(folder) -> dict[int, list[str]]:
    """Rule to the tests marked with it, found by reading the test files; nothing is run."""
    found: dict[int, list[str]] = {}
    for path in sorted(Path(folder).rglob("test_*.py")):
        name = path.relative_to(Path(folder).parent).as_posix()
        for number, test in _marked(ast.parse(path.read_text(encoding="utf-8"))):
            found.setdefault(number, []).append(f"{name}::{test}")
    return found


def _marked(module):
    whole = [number for node in module.body if isinstance(node, ast.Assign) for number in _numbers(node.value)]
    for node in module.body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            own = [number for decorator in node.decorator_list for number in _numbers(decorator)]
            for number in dict.fromkeys(own + whole):
                yield number, node.name


def _numbers(node):
    """The numbers in every `pytest.mark.rule(…)` inside a node."""
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and getattr(call.func, "attr", "") == "rule":
            yield from (argument.value for argument in call.args if isinstance(argument, ast.Constant))
