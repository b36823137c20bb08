"""What a report says: a project, its figures as anybody may see them, and texts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from services.reporting.figures.model.marks import AtLeast, Mark
from services.reporting.reports.model.report import Part, Place, Which
from shared.contracts.words import Language

Names: TypeAlias = Mapping[Language, str]
ToldCell: TypeAlias = Decimal | AtLeast | Mark | str
"""A text is a band, as `10\u201329`."""
Grid: TypeAlias = tuple[tuple[ToldCell, ...], ...]
Parts: TypeAlias = Mapping[Part, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An indicator of the period: what it is, and what is told of it."""

    code: str
    name: Names
    definition: Names
    basis: str
    unit: str
    kind: str
    unconfirmed: bool
    """Its official code is from memory."""
    is_of_people: bool
    """Small counts of it are hidden."""
    by: tuple[str, ...]
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Grid
    row_sums: tuple[ToldCell, ...]
    column_sums: tuple[ToldCell, ...]
    total: ToldCell
    target: Decimal | None = None
    """What the project aims at by its end."""
    so_far: ToldCell | None = None
    """Of one that has a target: what was told since the project began."""


@dataclass(frozen=True, slots=True)
class Budgeted:
    """What money is for, and how much of it."""

    name: Names
    euros: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    """The project as it was said to be when the report was made."""

    code: str
    names: Names
    funder: Names
    sentence: Names
    funding_code: str
    programme: Names
    implementers: tuple[Names, ...]
    target_groups: tuple[Names, ...]
    areas: tuple[str, ...]
    budget: tuple[Budgeted, ...]
    first: date
    last: date
    simulated: bool


@dataclass(frozen=True, slots=True)
class Outline:
    """Which indicators stand under which heading: data of the network."""

    parts: Parts
    k: int = 5
    """What is less than this is hidden where it is of people."""
    sets: tuple[tuple[date, date, Parts], ...] = ()
    """What stands there too for projects that begin within some days."""

    def of(self, begins: date) -> Parts:
        """Give what stands under the headings of a project that begins on a day."""
        own = [parts for first, last, parts in self.sets if first <= begins <= last]
        every = [self.parts, *own]
        return {part: tuple(code for each in every for code in each.get(part, ())) for part in Part}


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """All that an edition says, in no language and in each."""

    number: int
    edition: int
    reason: str
    which: Which
    paid: Paid
    k: int
    parts: Parts
    """The codes of the indicators that stand under each heading."""
    told: tuple[Told, ...]
    texts: Mapping[Place, str]

    @property
    def figures(self) -> Mapping[str, tuple[object, ...]]:
        """Give what is told of each indicator, without words."""
        return {
            each.code: (each.rows, each.columns, each.cells, each.row_sums, each.total)
            for each in self.told
        }

    def of(self, part: Part) -> list[Told]:
        """Give the indicators under a heading, in its order."""
        known = {each.code: each for each in self.told}
        return [known[code] for code in self.parts.get(part, ()) if code in known]
