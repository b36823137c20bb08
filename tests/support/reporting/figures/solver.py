"""Somebody who wants to know what several tables of one count hide, by linear programs."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import product

import numpy as np
from scipy.optimize import linprog  # type: ignore[import-untyped]

from services.reporting.figures.model.dims import Dim
from services.reporting.figures.model.indicators import Indicator, ShownFigure
from services.reporting.figures.model.marks import Mark


def most_of(
    chosen: np.ndarray,
    sums: Sequence[np.ndarray],
    known: Sequence[float],
    *,
    less: tuple[Sequence[np.ndarray], float],
    least: Sequence[int] = (),
) -> float:
    """Say how much what is chosen can be.

    Each of `less` is at most what stands beside them; each number is at least as `least` has it.
    """
    lines, by = less
    found = linprog(
        -chosen,
        A_eq=np.array(sums) if len(sums) else None,
        b_eq=known or None,
        A_ub=np.array(lines) if lines else None,
        b_ub=[by] * len(lines) or None,
        bounds=[(each, 1e6) for each in least or [0] * len(chosen)],
        method="highs",
    )
    assert found.status == 0, found.message
    return round(float(-found.fun), 6)


def exact(figure: ShownFigure) -> dict[tuple[str, str], Decimal]:
    """Give every number that is told, sums under an empty code."""
    cells = {
        (row, column): figure.cells[at][place]
        for at, row in enumerate(figure.rows)
        for place, column in enumerate(figure.columns)
    }
    cells |= {(row, "="): cell for row, cell in zip(figure.rows, figure.row_sums, strict=True)}
    cells |= {
        ("=", column): cell for column, cell in zip(figure.columns, figure.column_sums, strict=True)
    }
    cells["=", "="] = figure.total
    return {place: cell for place, cell in cells.items() if isinstance(cell, Decimal)}


def listed(figure: ShownFigure) -> list[tuple[str, str]]:
    """Give what is hidden and cannot be nothing: listed rows, and cells beside shown ones."""
    rows = zip(figure.rows, figure.row_sums, strict=True)
    found = [(row, "=") for row, cell in rows if not isinstance(cell, Decimal)]
    inside = [cell for cells in figure.cells for cell in cells]
    if any(isinstance(cell, Decimal) for cell in inside):
        places = product(figure.rows, figure.columns)
        found += [place for place, cell in zip(places, inside, strict=True) if cell is Mark.HIDDEN]
    return found


class Solver:
    """Knows what is told of lines, towns and channels, and that what is listed is not nothing."""

    def __init__(self, figures: list[ShownFigure], names: tuple[list[str], ...]) -> None:
        lines, towns, channels = names
        self.places = {place: at for at, place in enumerate(product(lines, towns))}
        inside = len(self.places)
        self.channels = {channel: inside + at for at, channel in enumerate(channels)}
        self.width = inside + len(channels)
        same = np.zeros(self.width)
        same[:inside], same[inside:] = 1, -1
        self.sums, self.known = [same], [0.0]
        for figure in figures:
            for place, value in exact(figure).items():
                self.sums.append(self.row(figure.indicator, *place))
                self.known.append(float(value))
        self.least = [
            self.row(figure.indicator, *place) for figure in figures for place in listed(figure)
        ]

    def row(self, one: Indicator, row: str, column: str) -> np.ndarray:
        chosen = np.zeros(self.width)
        if one.by == (Dim.CHANNEL,):
            every = list(self.channels.values())
            chosen[every if row == "=" else [self.channels[row]]] = 1
            return chosen
        wanted = dict(zip(one.by, (row, column), strict=False))
        for (line, town), at in self.places.items():
            named = (wanted.get(Dim.LINE, "="), wanted.get(Dim.MUNICIPALITY, "="))
            if named[0] in {line, "=", ""} and named[1] in {town, "=", ""}:
                chosen[at] = 1
        return chosen

    def most(self, chosen: np.ndarray) -> float:
        return most_of(chosen, self.sums, self.known, less=([-row for row in self.least], -1.0))
