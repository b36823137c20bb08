"""Make figures of what was counted."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Final, TypeVar

from services.reporting.figures.model.cross_tables import CrossTable, Part
from services.reporting.figures.model.dims import Dim
from services.reporting.figures.model.indicators import Figure, Indicator, IndicatorKind
from services.reporting.figures.model.measures import MEASURES, MeasureKind
from services.reporting.figures.model.report import Period
from services.reporting.figures.rules.crossing import WHOLE, cells_of, codes_of, part_of

_CENTS: Final = Decimal(100)
_HOUR: Final = Decimal(60)
CellT = TypeVar("CellT")


def figured(indicator: Indicator, tables: Sequence[CrossTable], period: Period) -> Figure:
    """Count one; what only a form can tell is not known."""
    if indicator.kind is IndicatorKind.ENTERED:
        return entered(indicator, {})
    parts, wholes = (
        tuple(part_of(term, indicator.by, tables) for term in terms)
        for terms in (indicator.formula, indicator.over)
    )
    times = _times(indicator, period)
    rows, columns = (names(indicator.by[side : side + 1], (*parts, *wholes)) for side in (0, 1))
    counts = gridded(indicator, rows, columns, lambda codes: _count(parts, wholes, times, codes))
    return Figure(indicator, rows, columns, counts, parts, wholes, times)


def entered(indicator: Indicator, counts: Mapping[str, Decimal | None]) -> Figure:
    """Make a figure of counts that were entered by hand, by the code of its cell.

    The one cell of an indicator that is by nothing has an empty code.
    """
    rows = tuple(sorted(counts)) if indicator.by and counts else (WHOLE,)
    cells = tuple((counts.get(row),) for row in rows)
    return Figure(indicator, rows, (WHOLE,), cells)


def names(by: Sequence[Dim], parts: Sequence[Part]) -> tuple[str, ...]:
    """Give the codes of a dim that any part has."""
    if not by:
        return (WHOLE,)
    return tuple(sorted({code for part in parts for code in codes_of(part, by[0])}))


def gridded(
    indicator: Indicator,
    rows: Sequence[str],
    columns: Sequence[str],
    cell: Callable[[Mapping[Dim, str]], CellT],
) -> tuple[tuple[CellT, ...], ...]:
    """Ask for every cell by its codes."""
    return tuple(
        tuple(cell(dict(zip(indicator.by, (row, column), strict=False))) for column in columns)
        for row in rows
    )


def _count(
    parts: Sequence[Part],
    wholes: Sequence[Part],
    times: Decimal | None,
    codes: Mapping[Dim, str],
) -> Decimal | None:
    if times is None:
        return None
    count = _sum(parts, codes) * times
    if not wholes:
        return count
    whole = _sum(wholes, codes)
    return count / whole if whole else None


def _sum(parts: Sequence[Part], codes: Mapping[Dim, str]) -> Decimal:
    cells = ((part.table.values, cell) for part in parts for cell in cells_of(part, codes))
    return Decimal(sum(values[row][column] for values, (row, column) in cells))


def _times(indicator: Indicator, period: Period) -> Decimal | None:
    rate = indicator.rate
    if rate is not None:
        holds = rate.first <= period.first and period.last <= rate.last
        return rate.euros_an_hour / _HOUR if holds else None
    kinds = {MEASURES[term.measure].kind for term in indicator.formula}
    return 1 / _CENTS if kinds == {MeasureKind.CENTS} else Decimal(1)
