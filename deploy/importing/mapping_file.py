"""From the columns of somebody's file to the fields of a request, as a mapping file says.

A mapping is TOML. `[rows] where = {request = "1"}` picks rows by equality; `[fields]` gives each
field of a request one source: `{column = "message"}` (optionally with `map` from the file's
words to ours and `default`), `{value = "groceries"}` for all rows, or `{cycle = ["50100", …]}`
which takes the values in turn.
"""

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from shared.sealing.pseudonyms import Pseudonyms

Value = str | bool


class MappingError(Exception):
    """The mapping file does not say clearly where each field comes from."""


class FromColumn(BaseModel):
    """Take the text of a column."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    column: str
    map: dict[str, Value] = Field(default_factory=dict)
    default: Value | None = None

    def value(self, row: Mapping[str, str], _: int) -> Value | None:
        """Translate where `map` has the word; empty text is the default."""
        text = row[self.column].strip()
        return self.map.get(text, text) if text else self.default


class Constant(BaseModel):
    """The same for every row."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    value_: Annotated[Value, Field(alias="value")]

    def value(self, _: Mapping[str, str], __: int) -> Value:
        """Give the constant."""
        return self.value_


class Cycle(BaseModel):
    """The values in turn."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    cycle: Annotated[list[Value], Field(min_length=1)]

    def value(self, _: Mapping[str, str], position: int) -> Value:
        """Give the value whose turn it is."""
        return self.cycle[position % len(self.cycle)]


class Rows(BaseModel):
    """Which rows are meant."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    where: dict[str, str] = Field(default_factory=dict)


class FileMapping(BaseModel):
    """A whole mapping file."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    rows: Rows = Rows()
    fields: dict[str, FromColumn | Constant | Cycle]


@dataclass(frozen=True, slots=True)
class Plea:
    """One row, ready for the door; `line` counts from 1 and includes the header."""

    line: int
    row: Mapping[str, str]
    body: Mapping[str, Value]
    key: str
    """Idempotency key made of line and body: the same row imported twice is one request.

    Made under a key of the place that imports: whoever guesses a row cannot ask what it was told.
    """


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that cannot be imported, and why, field by field."""

    line: int
    row: Mapping[str, str]
    reasons: tuple[str, ...] = field(default=())


def read_mapping(path: Path) -> FileMapping:
    """Read the TOML file; raises MappingError naming the place."""
    try:
        return TypeAdapter(FileMapping).validate_python(
            tomllib.loads(path.read_text(encoding="utf-8"))
        )
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise MappingError(str(error)) from error


def missing_columns(mapping: FileMapping, columns: Iterable[str]) -> list[str]:
    """List the columns that the mapping names and the file lacks."""
    named = {source.column for source in mapping.fields.values() if isinstance(source, FromColumn)}
    return sorted((named | mapping.rows.where.keys()) - set(columns))


def pleas(
    mapping: FileMapping, rows: Iterable[Mapping[str, str]], pseudonyms: Pseudonyms
) -> Iterator[Plea]:
    """Map the rows that are meant, in the file's order."""
    turns = count()
    for line, row in enumerate(rows, start=2):
        if all(row[column] == wanted for column, wanted in mapping.rows.where.items()):
            body = _body(mapping, row, next(turns))
            yield Plea(line, row, body, _key(line, body, pseudonyms))


def _body(mapping: FileMapping, row: Mapping[str, str], turn: int) -> dict[str, Value]:
    found = {name: source.value(row, turn) for name, source in mapping.fields.items()}
    return {name: value for name, value in found.items() if value is not None}


def _key(line: int, body: Mapping[str, Value], pseudonyms: Pseudonyms) -> str:
    text = json.dumps([line, body], sort_keys=True, ensure_ascii=False)
    return f"import-{pseudonyms.of('imported row', text)[:40]}"
