"""Which cells of a table of counts are not shown, so that nobody can be recognised.

A count from 1 to `k` - 1 is small: whoever knows the place may know the person. It is hidden
(primary suppression), and others with it, until the sums leave it possible that it is `k` or more
(secondary suppression). Zeros are shown: they are about nobody. All hidden cells look alike, so a
reader knows of each only that it is at least 1. What sellers are paid goes the same way by another
rule (`sellers.py`).

The sums of a table are a network through which each row sends its counts to each column; how far
one hidden cell can grow is how much can flow round it through the others (Cox, "Network models for
complementary cell suppression", 1995). The pattern found is safe, not always the smallest. There is
one for every table: with all sums hidden, every cell can grow.
"""

import heapq
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import count
from typing import Final, Protocol, TypeAlias

Cell: TypeAlias = tuple[int, int]
"""Row and column; the one after the last is the sum."""

_Node: TypeAlias = tuple[str, int]
_SUMS_COST: Final = 1000
_UNBOUNDED: Final = 10**12


@dataclass(frozen=True, slots=True)
class Table:
    """Counts by rows and columns, and the sums of both."""

    counts: Sequence[Sequence[int]]

    def values(self) -> dict[Cell, int]:
        """Give every cell, the sums as well."""
        rows = [[*row, sum(row)] for row in self.counts]
        rows.append([sum(column) for column in zip(*rows, strict=True)])
        return {(i, j): value for i, row in enumerate(rows) for j, value in enumerate(row)}


@dataclass(frozen=True, slots=True)
class Shown:
    """A table as it may be seen; a cell that is None is hidden."""

    cells: Mapping[Cell, int | None]

    @property
    def hidden(self) -> frozenset[Cell]:
        """The cells that are not shown."""
        return frozenset(cell for cell, value in self.cells.items() if value is None)


@dataclass(frozen=True, slots=True)
class Version:
    """A table that was shown, and as what."""

    table: Table
    shown: Shown


class UnprotectableError(ValueError):
    """What other tables tell leaves too little that could be hidden beside a small cell."""


@dataclass(frozen=True, slots=True)
class Ties:
    """What is decided elsewhere: cells that stay as they are, and cells that are hidden anyhow."""

    fixed: frozenset[Cell] = frozenset()
    """Other tables tell them too: they are shown, and none of them is small."""
    hidden: frozenset[Cell] = frozenset()


FREE: Final = Ties()


class Rule(Protocol):
    """What may not be told, and how much a reader must be left in doubt of it.

    `old` is what the cell was in the version before, if there is one.
    """

    def is_small(self, cell: Cell, value: int, old: int | None) -> bool:
        """Say whether it is too little, or too much of one, to be shown."""
        ...

    def reach(self, cell: Cell, value: int, old: int | None) -> int:
        """Say what it must be able to be where it is hidden."""
        ...

    def floor(self, cell: Cell) -> int:
        """Say how much of a hidden one some reader may know to be there."""
        ...


@dataclass(frozen=True, slots=True)
class People:
    """Fewer than `k` are hidden, and must be able to be so many."""

    k: int

    def is_small(self, cell: Cell, value: int, old: int | None) -> bool:
        """Look at the count alone."""
        del cell, old
        return 0 < value < self.k

    def reach(self, cell: Cell, value: int, old: int | None) -> int:
        """Ask for `k`; what changed by less must be able to have changed by `k`."""
        del cell
        if old is not None and 0 < abs(value - old) < self.k:
            return old + self.k
        return self.k

    def floor(self, cell: Cell) -> int:
        """Know that what is hidden is not nothing."""
        del cell
        return 1


def show(table: Table, k: int, before: Version | None = None, ties: Ties = FREE) -> Shown:
    """Hide counts of people that are under `k`, and what would tell them."""
    return hide(table, People(k), before, ties)


def hide(table: Table, rule: Rule, before: Version | None = None, ties: Ties = FREE) -> Shown:
    """Hide what is small by the rule and what would tell it.

    What an earlier version (`before`) hid stays hidden, and what is hidden now and changed by
    little must be able to have changed by more: the difference of two versions is a table too.
    Raises UnprotectableError where cells are fixed and nothing safe is left.
    """
    values = table.values()
    old = before.table.values() if before else {}
    known = ties.hidden | (before.shown.hidden if before else frozenset())
    hidden = {
        cell
        for cell, value in values.items()
        if value and (cell in known or rule.is_small(cell, value, old.get(cell)))
    }
    if hidden & ties.fixed:
        raise UnprotectableError
    network, safe = _Network(values, ties.fixed, rule), set[Cell]()
    while left := hidden - safe:
        cell = min(left, key=lambda each: (values[each], each))
        reach = rule.reach(cell, values[cell], old.get(cell))
        hidden |= network.covers(cell, reach, hidden)
        safe.add(cell)
    return Shown({cell: None if cell in hidden else value for cell, value in values.items()})


def may_follow(before: Shown, after: Shown, k: int) -> bool:
    """Say whether a corrected table may be shown: nothing that both show changed by less than `k`.

    A smaller change waits for the next ones; it would tell of few people by itself.
    """
    both = before.cells.keys() & after.cells.keys()
    pairs = [(before.cells[cell], after.cells[cell]) for cell in both]
    changes = [abs(new - old) for old, new in pairs if old is not None and new is not None]
    return not any(0 < change < k for change in changes)


@dataclass(frozen=True, slots=True)
class _Step:
    """One cell on a way round: where it leads, which way it changes, and by how much it can."""

    end: _Node
    cell: Cell
    sign: int
    room: int


class _Network:
    """The cells of a table as arcs between its rows and its columns; zeros are none."""

    def __init__(self, values: Mapping[Cell, int], fixed: AbstractSet[Cell], rule: Rule) -> None:
        self._fixed, self._rule = fixed, rule
        self._values = {cell: value for cell, value in values.items() if value}
        self._sums = max(values)
        self._at: dict[_Node, list[tuple[_Node, Cell, int]]] = defaultdict(list)
        for cell in self._values:
            start, end = self._arc(cell)
            self._at[start].append((end, cell, 1))
            self._at[end].append((start, cell, -1))

    def covers(self, cell: Cell, reach: int, hidden: AbstractSet[Cell]) -> set[Cell]:
        """Give what must be hidden too, for the cell to be able to be as much as `reach`."""
        covers: set[Cell] = set()
        grown = dict(self._values)
        while grown[cell] < reach:
            way = self._way_round(cell, grown, hidden | covers)
            if not way:
                raise UnprotectableError
            more = min(reach - grown[cell], *(step.room for step in way))
            grown[cell] += more
            for step in way:
                grown[step.cell] += step.sign * more
                covers.add(step.cell)
        return covers

    def _arc(self, cell: Cell) -> tuple[_Node, _Node]:
        """Say from where to where a cell carries: a sum carries back what its parts bring."""
        row, column = ("row", cell[0]), ("column", cell[1])
        is_sum = (cell[0] == self._sums[0]) != (cell[1] == self._sums[1])
        return (row, column) if is_sum else (column, row)

    def _way_round(
        self, cell: Cell, grown: Mapping[Cell, int], hidden: AbstractSet[Cell]
    ) -> Sequence[_Step]:
        """Find how the others can carry back what the cell grows by, hiding as little as may be."""
        end, start = self._arc(cell)
        turn = count()
        queue: list[tuple[int, int, _Node, tuple[_Step, ...]]] = [(0, 0, start, ())]
        seen: set[_Node] = set()
        while queue:
            cost, _, node, way = heapq.heappop(queue)
            if node == end:
                return way
            if node in seen:
                continue
            seen.add(node)
            for step in self._steps(node, cell, grown):
                more = 1 if step.cell in hidden else self._cost(step.cell)
                heapq.heappush(queue, (cost + more, next(turn), step.end, (*way, step)))
        return ()

    def _steps(self, node: _Node, without: Cell, grown: Mapping[Cell, int]) -> Iterator[_Step]:
        for end, cell, sign in self._at[node]:
            room = _UNBOUNDED if sign > 0 else grown[cell] - self._rule.floor(cell)
            if cell != without and room > 0 and cell not in self._fixed:
                yield _Step(end, cell, sign, room)

    def _cost(self, cell: Cell) -> int:
        """Say what hiding takes from the reader: the count, and far more of a sum."""
        is_sum = cell[0] == self._sums[0] or cell[1] == self._sums[1]
        return 1 + self._values[cell] * (_SUMS_COST if is_sum else 1)
