"""A file of the network, read strictly: a start fails where a line is missing or unknown."""

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, ValidationError

Place = Sequence[int | str]
"""The way to a value: names of keys, and the number of a table among those of one name, from 0."""


class LineError(ValueError):
    """A file of the network is wrong; the message names line and reason."""

    def __init__(self, file: str, line: int, reason: str | None) -> None:
        """Say where and why."""
        super().__init__(f"{file}, line {line}: {reason}")
        self.line, self.reason = line, reason


class Table(BaseModel):
    """A table of such a file, or the whole of it."""

    model_config = ConfigDict(extra="forbid")

    @classmethod
    def read(cls, file: Path) -> Self:
        """Read the file; what is wrong with it is named."""
        return cls.model_validate(tomllib.loads(file.read_text("utf-8")))

    @classmethod
    def read_by_line(cls, text: str, name: str) -> Self:
        """Read what a file of a name holds; raises LineError with the line of what is wrong."""
        try:
            return cls.model_validate(tomllib.loads(text))
        except tomllib.TOMLDecodeError as error:
            line, reason = syntax_of(str(error))
            raise LineError(name, line or text.count("\n") + 1, reason) from error
        except ValidationError as error:
            first = error.errors()[0]
            raise LineError(
                name, line_of(text, first["loc"]), f"{said_of(first['loc'])}: {first['msg']}"
            ) from error


def said_of(place: Place) -> str:
    """Say a place as somebody who writes the file counts: the first is 1."""
    return " ".join(str(part + 1) if isinstance(part, int) else part for part in place)


def line_of(text: str, place: Place) -> int:
    """Give the line of the innermost thing on the way there that the file has, from 1."""
    lines, at, names = text.splitlines(), 0, list[str]()
    for part in place:
        if isinstance(part, int):
            heads = _those(lines, at, f"[[{'.'.join(names)}]]")
            at = heads[part] if part < len(heads) else at
        else:
            names.append(part)
            at = _key(lines, at, names)
    return at + 1


def _those(lines: Sequence[str], start: int, head: str) -> Sequence[int]:
    return [at for at in range(start, len(lines)) if _bare(lines[at]) == head]


def _key(lines: Sequence[str], start: int, names: Sequence[str]) -> int:
    head = f"[{'.'.join(names)}]"
    for at in range(start, len(lines)):
        if at > start and lines[at].startswith("[["):
            break
        if _bare(lines[at]) == head or lines[at].partition("=")[0].strip() == names[-1]:
            return at
    return start


def _bare(line: str) -> str:
    return line.partition("#")[0].strip()


def syntax_of(said: str) -> tuple[int | None, str]:
    """Take the line out of what tomllib says: `… (at line 3, column 5)`."""
    reason, _, place = said.partition(" (at ")
    words = place.replace(",", " ").split()
    return (int(words[1]) if words[:1] == ["line"] else None), reason
