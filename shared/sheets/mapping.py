"""From the columns of somebody's file to fields, as a mapping file says or as headings are known.

A mapping is TOML. `[rows] where = {request = "1"}` picks rows by equality; `id = "Number"` names
the column by which a row is known again. `[fields]` gives each field one source: `{column =
"message"}` (optionally with `map` from the file's words to ours and `default`), `{value =
"groceries"}` for all rows, or `{cycle = ["50100", …]}` of which each row takes one, the same one
whenever it comes.
"""

import tomllib
from collections.abc import Iterable, Mapping
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from shared.sheets.faults import FileFault, SheetError
from shared.sheets.glossary import Kind
from shared.sheets.model import Value
from shared.sheets.sheet import Sheet, folded


class MappingError(Exception):
    """The mapping file does not say clearly where each field comes from."""


class FromColumn(BaseModel):
    """Take the text of a column."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    column: str
    map: dict[str, Value] = Field(default_factory=dict)
    default: Value | None = None

    def meant(self, word: str) -> Value:
        """Translate where `map` has the word, however it is written."""
        known = {folded(name): value for name, value in self.map.items()}
        return known.get(folded(word), word) if known else word


class Constant(BaseModel):
    """The same for every row."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    value_: Annotated[Value, Field(alias="value")]

    def value(self, _: int) -> Value:
        """Give the constant."""
        return self.value_


class Cycle(BaseModel):
    """One of the values."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    cycle: Annotated[list[Value], Field(min_length=1)]

    def value(self, number: int) -> Value:
        """Give the one that a row's own number picks, wherever in the file it stands."""
        return self.cycle[number % len(self.cycle)]


class Rows(BaseModel):
    """Which rows are meant, and by what they are known again."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    where: dict[str, str] = Field(default_factory=dict)
    id: str | None = None


class FileMapping(BaseModel):
    """A whole mapping file."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    rows: Rows = Rows()
    fields: dict[str, FromColumn | Constant | Cycle]

    @property
    def columns(self) -> Mapping[str, FromColumn]:
        """Give the fields that come from a column."""
        return {
            name: source for name, source in self.fields.items() if isinstance(source, FromColumn)
        }

    @property
    def names(self) -> frozenset[str]:
        """Give the names of all columns that are read, folded."""
        own = [source.column for source in self.columns.values()]
        by = [self.rows.id] if self.rows.id else []
        return frozenset(map(folded, (*own, *self.rows.where, *by)))


def mapping_of(raw: bytes) -> FileMapping:
    """Read TOML; raises MappingError naming the place."""
    try:
        return TypeAdapter(FileMapping).validate_python(tomllib.loads(raw.decode("utf-8-sig")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, ValidationError) as error:
        raise MappingError(str(error)) from error


def mapping_by_headings(sheet: Sheet, kind: Kind, said: Iterable[str] = ()) -> FileMapping:
    """Make one of the headings that are known; `said` are fields that are said for all rows.

    Raises SheetError with what is missing or there twice.
    """
    columns = kind.columns_in(sheet)
    kind.require((*columns, *kind.unsaid, *said))
    return FileMapping(fields={name: FromColumn(column=at) for name, at in columns.items()})


def places(sheet: Sheet, mapping: FileMapping) -> Mapping[str, int]:
    """Say where each column that is read stands; raises SheetError for those that are not there."""
    by = {folded(name): name for name in _named(mapping)}
    found = {name: sheet.column(name) for name in by}
    missing = [by[name] for name, at in found.items() if at is None]
    if missing:
        raise SheetError(FileFault.HEADING_MISSING, None, *sorted(missing))
    return {name: at for name, at in found.items() if at is not None}


def _named(mapping: FileMapping) -> list[str]:
    own = [source.column for source in mapping.columns.values()]
    return [*own, *mapping.rows.where, *([mapping.rows.id] if mapping.rows.id else [])]
