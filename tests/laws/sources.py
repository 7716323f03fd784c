"""The product's own source, read: which files there are, what they import and call."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ("config", "complaints", "sanctions", "volunteers", "reports", "cases")


@cache
def files() -> tuple[Path, ...]:
    """Every Python file of the product."""
    return tuple(sorted(path for app in APPS for path in (ROOT / app).rglob("*.py")))


@cache
def tree(path) -> ast.Module:
    """A file, parsed."""
    return ast.parse(path.read_text(encoding="utf-8"))


def name(path) -> str:
    """A file as the repository names it."""
    return path.relative_to(ROOT).as_posix()


def imports(path):
    """Every module a file imports, at the top or inside a function."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def words(path):
    """Every name and attribute a file uses."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.keyword) and node.arg:
            yield node.arg


def calls(path, *names):
    """Every call of a method or function of one of these names."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in names:
            yield node
