"""A document of figures: what every form of it is made from, so that all say the same."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from services.reporting.figures.model.marks import AtLeast, Mark

__all__ = [
    "AtLeast",
    "Cell",
    "Column",
    "Compared",
    "Document",
    "Kind",
    "Mark",
    "Section",
    "Table",
    "Words",
]

Cell: TypeAlias = int | Decimal | date | str | AtLeast | Mark


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    COUNT = "count"
    DECIMAL = "decimal"
    SHARE = "share"
    """From 0 to 1."""
    EUROS = "euros"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `name` is what data calls it, in every language."""

    name: str
    title: str
    kind: Kind = Kind.COUNT


class Compared(NamedTuple):
    """What a chart's bars are compared with: a line across them, and its words."""

    value: Decimal
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under one heading. Its first column says what a row is about."""

    name: str
    title: str
    finding: str
    """What there is to see, in a sentence; the chart's alternative too."""
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    notes: Sequence[str] = ()
    drawn: int | None = None
    """The place of the column that a chart shows."""
    is_over_time: bool = False
    """Its rows are times, drawn side by side in their order."""
    compared: Compared | None = None
    sums: Sequence[Cell] = ()
    """Its last row, which no chart shows."""

    @property
    def every_row(self) -> Sequence[Sequence[Cell]]:
        """Its rows and its sums."""
        return [*self.rows, self.sums] if self.sums else self.rows


@dataclass(frozen=True, slots=True)
class Section:
    """A part with a heading: texts, then tables."""

    heading: str
    texts: Sequence[str] = ()
    tables: Sequence[Table] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a document says in its language beside its own texts."""

    tag: str
    """Its language (BCP 47)."""
    locale: str
    """Whose numbers it has (CLDR)."""
    day: str
    """How a day is written (CLDR pattern)."""
    hidden: str
    unknown: str
    at_least: str
    """With `{number}`."""
    contents: str
    notes: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture on the cover: SVG or PNG, and what it says."""

    content: bytes
    kind: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The whole; `name` is what its files are called, without an ending."""

    name: str
    title: str
    words: Words
    facts: Sequence[tuple[str, str]]
    """What stands on its cover: what, and its value."""
    sections: Sequence[Section]
    notes: Sequence[str] = ()
    stamp: str = ""
    """What each page, sheet and file name says: that it is no evidence."""
    sentences: Sequence[str] = field(default=())
    """What funders want said, at the foot of the cover."""
    emblems: Sequence[Picture] = ()
    """By what funders are known, above that."""

    @property
    def tables(self) -> Sequence[Table]:
        """Every table in its order."""
        return [table for section in self.sections for table in section.tables]

    @property
    def file_name(self) -> str:
        """The name of a file of it, without an ending."""
        return f"{self.stamp}-{self.name}" if self.stamp else self.name
