"""The one door through which figures get out: to page, PDF, XLSX, CSV, JSON and API.

Whatever is told is made of cells that may be told: a sum of which a part is hidden is told as "at
least", a share only of two numbers that are. Give all figures of a period, whatever of them is
wanted: what is entered by hand is decided together.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain
from typing import TypeAlias

from services.reporting.figures.model.cross_tables import CrossTable, Part
from services.reporting.figures.model.dims import Dim
from services.reporting.figures.model.indicators import (
    Figure,
    Indicator,
    IndicatorKind,
    ShownCell,
    ShownFigure,
)
from services.reporting.figures.model.marks import AtLeast, Mark
from services.reporting.figures.rules.bands import band_of
from services.reporting.figures.rules.crossing import WHOLE, cells_of
from services.reporting.figures.rules.entered import TOTAL, Entered, Told, entered_of, total_of
from services.reporting.figures.rules.figured import names
from services.reporting.figures.rules.protected import Protected, aligned, protected
from services.reporting.figures.rules.shares import divided
from services.reporting.figures.rules.together import together

__all__ = ["shown", "together"]

_Key: TypeAlias = tuple[str, tuple[Dim, ...]]


@dataclass(frozen=True, slots=True)
class _Seen:
    """A table with what of it is not told."""

    table: CrossTable
    by: Protected


def shown(
    figures: Sequence[Figure], k: int = 0, earlier: Sequence[Sequence[Figure]] = ()
) -> list[ShownFigure]:
    """Hide what is small and what would tell it.

    `k` raises what each indicator has. `earlier` are the figures of the versions of this period
    that were published, the oldest first: what they told is not told apart from this.
    """
    versions = [*earlier, figures]
    seen = _seen(versions, k)
    by_hand = [entered_of(each) for each in versions]
    told = Told(by_hand, k)
    return [
        _counted(figure, seen) if figure.parts else _entered(figure, by_hand[-1], told)
        for figure in figures
    ]


def _seen(versions: Iterable[Iterable[Figure]], least: int) -> dict[_Key, _Seen]:
    found: dict[_Key, list[CrossTable]] = {}
    for figures in versions:
        parts = chain.from_iterable((*each.parts, *each.wholes) for each in figures)
        for key, table in {part.table.key: part.table for part in parts}.items():
            found.setdefault(key, []).append(table)
    each = {key: aligned(tables) for key, tables in found.items()}
    return {key: _Seen(tables[-1], protected(tables, least)) for key, tables in each.items()}


def _counted(figure: Figure, seen: Mapping[_Key, _Seen]) -> ShownFigure:
    if figure.indicator.kind is IndicatorKind.BAND:
        return _band(figure)
    if not figure.wholes:
        return _summed(figure, figure.parts, figure.parts, seen)
    both = (*figure.parts, *figure.wholes)
    part, whole = (_summed(figure, each, both, seen) for each in (figure.parts, figure.wholes))
    return divided(part, whole)


def _summed(
    figure: Figure, parts: Sequence[Part], named: Sequence[Part], seen: Mapping[_Key, _Seen]
) -> ShownFigure:
    """Add parts up; rows and columns are those of all that are `named`."""
    indicator = figure.indicator
    added = [replace(part, table=seen[part.table.key].table) for part in parts]
    every = [replace(part, table=seen[part.table.key].table) for part in named]

    def cell(**codes: str) -> ShownCell:
        named = zip(indicator.by, _SIDES, strict=False)
        wanted = {dim: codes[side] for dim, side in named if side in codes}
        return _cell(figure, added, wanted, seen)

    rows, columns = (names(indicator.by[side : side + 1], every) for side in (0, 1))
    if any(_is_closed(part, dim, seen) for part in every for dim in indicator.by):
        rows, columns = (), (() if len(indicator.by) == len(_SIDES) else (WHOLE,))
    return ShownFigure(
        indicator=indicator,
        rows=rows,
        columns=columns,
        cells=tuple(tuple(cell(row=row, column=column) for column in columns) for row in rows),
        row_sums=tuple(cell(row=row) for row in rows),
        column_sums=tuple(cell(column=column) for column in columns),
        total=cell(),
    )


_SIDES = ("row", "column")


def _is_closed(part: Part, dim: Dim, seen: Mapping[_Key, _Seen]) -> bool:
    found = seen[part.table.key]
    return found.table.sides.index(dim) in found.by.closed


def _cell(
    figure: Figure, parts: Sequence[Part], codes: Mapping[Dim, str], seen: Mapping[_Key, _Seen]
) -> ShownCell:
    if figure.times is None:
        return Mark.UNKNOWN
    known, is_whole = 0, True
    for part in parts:
        hidden = seen[part.table.key].by.hidden
        for row, column in cells_of(part, codes):
            if (row, column) in hidden:
                is_whole = False
            else:
                known += part.table.values[row][column]
    return _told(known * figure.times, is_whole=is_whole)


def _told(known: Decimal, *, is_whole: bool) -> ShownCell:
    if is_whole:
        return known
    return AtLeast(known) if known else Mark.HIDDEN


def _band(figure: Figure) -> ShownFigure:
    count = figure.counts[0][0]
    band = Mark.UNKNOWN if count is None else band_of(int(count), figure.indicator.bands)
    return _of_one(figure.indicator, band)


def _of_one(indicator: Indicator, cell: ShownCell) -> ShownFigure:
    return ShownFigure(indicator, (WHOLE,), (WHOLE,), ((cell,),), (cell,), (cell,), cell)


def _entered(figure: Figure, by_hand: Entered, told: Told) -> ShownFigure:
    code = figure.indicator.code
    if code not in by_hand.figures:
        return _of_one(figure.indicator, Mark.UNKNOWN)
    status = told.of(code)
    cells = tuple(
        _seen_count(cells[0], is_told=status[row])
        for row, cells in zip(figure.rows, figure.counts, strict=True)
    )
    total = _seen_count(total_of(figure), is_told=status[TOTAL])
    rows = tuple((cell,) for cell in cells)
    return ShownFigure(figure.indicator, figure.rows, (WHOLE,), rows, cells, (total,), total)


def _seen_count(count: Decimal | None, *, is_told: bool) -> ShownCell:
    if count is None:
        return Mark.UNKNOWN
    return count if is_told else Mark.HIDDEN
