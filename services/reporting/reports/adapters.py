"""Which figures stand under which heading, as the network's file says."""

from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import Final

from pydantic import Field

from services.reporting.reports.model.content import Outline, Parts
from services.reporting.reports.model.report import Part
from shared.network_file import LineError, Table, line_of

OUTLINE_FILE: Final = Path(__file__).parents[3] / "deploy" / "network" / "report.toml"


class _Set(Table):
    first: date
    last: date
    parts: dict[Part, list[str]]


class _File(Table):
    parts: dict[Part, list[str]]
    set: list[_Set] = Field(default_factory=list)


def read_outline(file: Path = OUTLINE_FILE, *, known: Collection[str], k: int) -> Outline:
    """Read the file; raises LineError with the line of what is wrong first."""
    text = file.read_text("utf-8")
    said = _File.read_by_line(text, file.name)
    every = [said.parts, *(each.parts for each in said.set)]
    for code in (code for parts in every for codes in parts.values() for code in codes):
        if code not in known:
            line = text[: text.index(f'"{code}"')].count("\n") + 1
            raise LineError(file.name, line, f"there is no indicator {code}")
    for number, each in enumerate(said.set):
        if each.last < each.first:
            line = line_of(text, ("set", number, "last"))
            raise LineError(file.name, line, "the last day is before the first")
    return Outline(
        parts=_parts(said.parts),
        sets=tuple((each.first, each.last, _parts(each.parts)) for each in said.set),
        k=k,
    )


def _parts(said: dict[Part, list[str]]) -> Parts:
    return {part: tuple(codes) for part, codes in said.items()}
