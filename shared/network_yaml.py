"""A file of the network in YAML, read strictly: what is wrong is told by its line."""

from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import ValidationError

from shared.network_file import LineError, Place, Table

TableT = TypeVar("TableT", bound=Table)
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's reads twenty times as fast; PyYAML is built without it where that is missing."""


def read_yaml(file: Path, kind: type[TableT]) -> TableT:
    """Read the file; raises LineError with the line of what is wrong first."""
    text = file.read_text("utf-8")
    try:
        root, values = _read(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise LineError(file.name, line, error.problem) from error
    try:
        return kind.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        raise LineError(file.name, _line_of(root, first["loc"]), first["msg"]) from error


def yaml_line_of(text: str, place: Place) -> int:
    """Give the line of the innermost thing on the way there that a readable text has, from 1."""
    return _line_of(_read(text)[0], place)


def _read(text: str) -> tuple[yaml.Node | None, object]:
    loader = _Loader(text)
    try:
        root = loader.get_single_node()
        return root, None if root is None else loader.construct_document(root)
    finally:
        loader.dispose()


def _line_of(node: yaml.Node | None, place: Place) -> int:
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
