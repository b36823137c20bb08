"""Every field our code logs is on the allow-list, and every event is a constant string."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.telemetry.fields import ALLOWED

ROOT = Path(__file__).parents[3]
SOURCES = sorted([*ROOT.glob("shared/**/*.py"), *ROOT.glob("services/**/*.py")])
METHODS = {"debug", "info", "warning", "error", "critical", "exception"}
LOGGERS = {"log", "logger", "_log", "LOG"}
NOT_FIELDS = {"exc_info"}


def log_calls(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=method)):
                if name in LOGGERS and method in METHODS:
                    yield node
            case ast.Call(func=ast.Name(id="say")):
                yield node


@pytest.mark.long
@pytest.mark.parametrize("source", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_is_logged_was_decided_beforehand(source: Path) -> None:
    for call in log_calls(ast.parse(source.read_text(encoding="utf-8"))):
        fields = {word.arg for word in call.keywords if word.arg} - NOT_FIELDS

        assert fields <= ALLOWED, f"line {call.lineno}: {sorted(fields - ALLOWED)}"
        assert [type(part) for part in call.args] == [ast.Constant], f"line {call.lineno}"
