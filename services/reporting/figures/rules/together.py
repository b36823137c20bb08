"""Several periods together: put together from what was shown of each, never counted anew."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from services.reporting.figures.model.indicators import ShownCell, ShownFigure
from services.reporting.figures.model.marks import AtLeast, Mark
from services.reporting.figures.rules.shares import divided


def together(periods: Sequence[Sequence[ShownFigure]]) -> list[ShownFigure]:
    """Put the figures of periods that follow each other together, by indicator.

    What one period does not have is nothing there. Who is in two periods may be one: of what does
    not add up the most of any period is told, as "at least".
    """
    found: dict[str, list[ShownFigure]] = {}
    for figures in periods:
        for figure in figures:
            found.setdefault(figure.indicator.code, []).append(figure)
    return [figures[0] if len(figures) == 1 else _one_of(figures) for figures in found.values()]


def _one_of(figures: Sequence[ShownFigure]) -> ShownFigure:
    parts, wholes = (
        [each for each in found if each] for found in zip(*map(_halves, figures), strict=True)
    )
    if len(parts) == len(wholes) == len(figures):
        return divided(_added(parts), _added(wholes))
    return _added(figures)


def _halves(figure: ShownFigure) -> tuple[ShownFigure | None, ShownFigure | None]:
    return figure.part, figure.whole


def _added(figures: Sequence[ShownFigure]) -> ShownFigure:
    rows = _union(figure.rows for figure in figures)
    columns = _union(figure.columns for figure in figures)

    def cell(pick: Callable[[ShownFigure], ShownCell]) -> ShownCell:
        return joined([pick(figure) for figure in figures], adds_up=figures[0].indicator.adds_up)

    return replace(
        figures[0],
        rows=rows,
        columns=columns,
        cells=tuple(tuple(cell(_inside(row, column)) for column in columns) for row in rows),
        row_sums=tuple(cell(_of_row(row)) for row in rows),
        column_sums=tuple(cell(_of_column(column)) for column in columns),
        total=cell(lambda figure: figure.total),
    )


def _union(names: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(sorted({name for each in names for name in each}))


def _inside(row: str, column: str) -> Callable[[ShownFigure], ShownCell]:
    def pick(figure: ShownFigure) -> ShownCell:
        if row in figure.rows and column in figure.columns:
            return figure.cells[figure.rows.index(row)][figure.columns.index(column)]
        return _absent(figure)

    return pick


def _of_row(row: str) -> Callable[[ShownFigure], ShownCell]:
    def pick(figure: ShownFigure) -> ShownCell:
        return figure.row_sums[figure.rows.index(row)] if row in figure.rows else _absent(figure)

    return pick


def _of_column(column: str) -> Callable[[ShownFigure], ShownCell]:
    def pick(figure: ShownFigure) -> ShownCell:
        if column in figure.columns and figure.rows:
            return figure.column_sums[figure.columns.index(column)]
        return _absent(figure)

    return pick


def _absent(figure: ShownFigure) -> ShownCell:
    """Nothing, unless it is not told which rows there are."""
    return Decimal(0) if figure.rows or figure.total == 0 else Mark.HIDDEN


def joined(cells: Sequence[ShownCell], *, adds_up: bool) -> ShownCell:
    """Put one cell of several periods together."""
    exact = [cell for cell in cells if isinstance(cell, Decimal)]
    known = [*exact, *(Decimal(cell.value) for cell in cells if isinstance(cell, AtLeast))]
    some = [each for each in known if each]
    most = sum(known, Decimal(0)) if adds_up else max(known, default=Decimal(0))
    if len(exact) == len(cells) and (adds_up or len(some) <= 1):
        return most
    if most:
        return AtLeast(most)
    return Mark.HIDDEN if Mark.HIDDEN in cells else Mark.UNKNOWN
