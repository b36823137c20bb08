"""Somebody who wants to know what tables hide: what the sums leave possible, by linear programs."""

from collections.abc import Iterable, Sequence

import numpy as np
from scipy.optimize import linprog  # type: ignore[import-untyped]
from scipy.sparse import block_diag, csr_matrix  # type: ignore[import-untyped]

from services.reporting.figures.rules.small_cells import Cell, Shown


class Attacker:
    """Knows the sums of many tables, and that every hidden count is at least 1.

    All tables are one program, in which none has to do with another: one solution gives the bound
    of one cell in each.
    """

    def __init__(self, tables: Sequence[Shown]) -> None:
        self._hidden = [sorted(table.hidden) for table in tables]
        systems = [
            _system(table, hidden) for table, hidden in zip(tables, self._hidden, strict=True)
        ]
        self._sums = block_diag([csr_matrix(sums) for sums, _ in systems], format="csr")
        self._known = np.concatenate([known for _, known in systems])
        self._starts = np.cumsum([0, *(len(hidden) for hidden in self._hidden)])

    def bounds(self, asked: Sequence[Cell | None], *, is_upper: bool) -> list[float]:
        """Give how much (or how little) one hidden cell of each table may be.

        More than a million is told as a million; 0 where none is asked.
        """
        places = {
            number: self._starts[number] + self._hidden[number].index(cell)
            for number, cell in enumerate(asked)
            if cell is not None
        }
        prices = np.zeros(self._starts[-1])
        prices[list(places.values())] = -1 if is_upper else 1
        found = linprog(prices, A_eq=self._sums, b_eq=self._known, bounds=(1, 1e6), method="highs")
        assert found.status == 0, found.message
        return [
            round(found.x[places[number]], 6) if number in places else 0.0
            for number in range(len(asked))
        ]


def rounds(cells: Sequence[Iterable[Cell]]) -> list[list[Cell | None]]:
    """Ask for every cell of every table, one of each table in a round."""
    left = [list(each) for each in cells]
    return [
        [each[number] if number < len(each) else None for each in left]
        for number in range(max(map(len, left), default=0))
    ]


def _system(table: Shown, hidden: Sequence[Cell]) -> tuple[np.ndarray, np.ndarray]:
    """Say that each row and each column adds up, as equations of what is hidden."""
    last_row, last_column = max(table.cells)
    place = {cell: number for number, cell in enumerate(hidden)}
    sums = np.zeros((last_row + last_column + 2, len(hidden)))
    known = np.zeros(last_row + last_column + 2)
    for (row, column), value in table.cells.items():
        for line, sign in (
            (row, -1 if column == last_column else 1),
            (last_row + 1 + column, -1 if row == last_row else 1),
        ):
            if value is None:
                sums[line, place[row, column]] += sign
            else:
                known[line] -= sign * value
    return sums, known
