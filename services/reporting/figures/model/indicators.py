"""What is told of a period: indicators, which are data, their figures, and what is shown."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final, TypeAlias

from services.reporting.figures.model.cross_tables import Part
from services.reporting.figures.model.dims import Dim
from services.reporting.figures.model.marks import AtLeast, Mark
from shared.contracts.words import Basis, Language

TOLD_IN: Final = (Language.FINNISH, Language.SWEDISH, Language.ENGLISH)
"""In what languages names and definitions are written."""

Words: TypeAlias = Mapping[Language, str]
ShownCell: TypeAlias = Decimal | AtLeast | Mark | str
"""A text is a band: from what to what."""


class IndicatorKind(StrEnum):
    """What its figures are."""

    COUNT = "count"
    SHARE = "share"
    """From 0 to 1."""
    MINUTES = "minutes"
    EUROS = "euros"
    BAND = "band"
    """A count of which only the band is told."""
    ENTERED = "entered"
    """Only a form can tell; people enter it by hand."""


@dataclass(frozen=True, slots=True)
class Term:
    """One measure, or those of its things that lie under some codes."""

    measure: str
    where: Mapping[Dim, tuple[str, ...]] = field(default_factory=dict)

    @property
    def dims(self) -> frozenset[Dim]:
        """What it is chosen by."""
        return frozenset(self.where)


@dataclass(frozen=True, slots=True)
class Rate:
    """What an hour is said to be worth, by whom, and from when to when."""

    euros_an_hour: Decimal
    source: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class PartOf:
    """Of what an entered count is a part; those with the same `among` do not overlap."""

    whole: str
    among: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One of them. `sources` are the types of the events from which it is counted."""

    code: str
    name: Words
    definition: Words
    basis: Basis
    unit: str
    kind: IndicatorKind
    sources: tuple[str, ...] = ()
    formula: tuple[Term, ...] = ()
    """What is added up."""
    over: tuple[Term, ...] = ()
    """Of what a share is a share."""
    by: tuple[Dim, ...] = ()
    k: int | None = 5
    """What is less than this is not shown; None: it is about no person."""
    whole_network_only: bool = False
    unconfirmed: bool = False
    """Its official code is from memory: nobody has confirmed it by a source yet."""
    confirmed: str = ""
    """The source by which somebody did."""
    is_on: bool = True
    """False: it is counted only where it is named."""
    adds_up: bool = True
    """False: who is in two periods would be counted twice in their sum."""
    bands: tuple[int, ...] = ()
    """Where each band begins."""
    rate: Rate | None = None
    part_of: PartOf | None = None

    @property
    def dims(self) -> frozenset[Dim]:
        """What its cells are by."""
        return frozenset(self.by)

    @property
    def terms(self) -> tuple[Term, ...]:
        """All it is made from."""
        return (*self.formula, *self.over)


class UnknownIndicatorError(LookupError):
    """No indicator has that code."""


@dataclass(frozen=True, slots=True)
class SmallCells:
    """What is too little to be shown, and of which lines nothing is told by place."""

    k: int = 5
    whole_network_only: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Indicators:
    """All that the network knows."""

    known: tuple[Indicator, ...]
    small_cells: SmallCells = SmallCells()

    def __iter__(self) -> Iterator[Indicator]:
        """Go through them in the order of their files."""
        return iter(self.known)

    @property
    def codes(self) -> frozenset[str]:
        """Give the codes of all."""
        return frozenset(each.code for each in self.known)

    def of(self, code: str) -> Indicator:
        """Give the one of that code."""
        for each in self.known:
            if each.code == code:
                return each
        raise UnknownIndicatorError(code)


@dataclass(frozen=True, slots=True)
class Figure:
    """An indicator as it was counted for a period, before anything is hidden.

    Its rows are the codes of the first of `by`, its columns those of the second; where there is
    none, the one row or column is named by an empty text. A count is None where nobody can know
    it: nothing was entered, or there is nothing of which a share could be. `parts` and `wholes`
    are the cells of tables from which it is made: what is shown is decided for those tables.
    """

    indicator: Indicator
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: tuple[tuple[Decimal | None, ...], ...]
    parts: tuple[Part, ...] = ()
    wholes: tuple[Part, ...] = ()
    times: Decimal | None = Decimal(1)
    """By what the measures' values are multiplied; None where its rate does not hold."""


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """An indicator as anybody may see it.

    A table that cannot be told at all, not even which rows it has, has none; its total stays.
    """

    indicator: Indicator
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[ShownCell, ...], ...]
    row_sums: tuple[ShownCell, ...]
    column_sums: tuple[ShownCell, ...]
    total: ShownCell
    part: "ShownFigure | None" = None
    """Of a share: what it is a share of `whole`."""
    whole: "ShownFigure | None" = None
