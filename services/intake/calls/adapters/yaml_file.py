"""A file of the network in YAML, read strictly: what is wrong is told by its line."""

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import ValidationError

from shared.network_file import Table

TableT = TypeVar("TableT", bound=Table)


class LineError(ValueError):
    """A file of the network is wrong; the message names line and reason."""

    def __init__(self, file: Path, line: int, reason: str | None) -> None:
        """Say where and why."""
        super().__init__(f"{file.name}, line {line}: {reason}")


def read_yaml(file: Path, kind: type[TableT]) -> TableT:
    """Read the file; raises LineError with the line of what is wrong first."""
    text = file.read_text("utf-8")
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        values = yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise LineError(file, line, error.problem) from error
    try:
        return kind.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        raise LineError(file, _line_of(root, first["loc"]), first["msg"]) from error


def _line_of(node: yaml.Node | None, place: Sequence[int | str]) -> int:
    """Give the line of the innermost thing on the way there that the file has."""
    line = 1
    for part in place:
        found = _inside(node, part)
        if found is None:
            break
        node = found
        line = node.start_mark.line + 1
    return line


def _inside(node: yaml.Node | None, part: int | str) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        named = {key.value: value for key, value in node.value}
        return named.get(part)
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        found: yaml.Node = node.value[part]
        return found
    return None
