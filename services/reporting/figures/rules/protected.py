"""What of each table cannot be told, over all versions of it that were published.

The total of a measure is in all its tables, so it is told or not for all at once: it is hidden
when it is small, and then nothing by anything is told either. In every other case it is fixed: what
protects a cell of one table leaves it as it is, so it protects beside all other tables. Where that
is impossible less is told: the margins of a crossing, or nothing but the total.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import product
from typing import Final, TypeVar

from services.reporting.figures.model.cross_tables import CrossTable
from services.reporting.figures.model.dims import Dim
from services.reporting.figures.rules.sellers import Sellers
from services.reporting.figures.rules.small_cells import (
    Cell,
    People,
    Rule,
    Shown,
    Table,
    Ties,
    UnprotectableError,
    Version,
    hide,
)

_BOTH: Final = frozenset({0, 1})
_CellT = TypeVar("_CellT")


@dataclass(frozen=True, slots=True)
class Protected:
    """Cells that are hidden, and sides (rows 0, columns 1) of which not even the codes are told."""

    hidden: frozenset[Cell] = frozenset()
    closed: frozenset[int] = frozenset()


class Held(Enum):
    """What is told elsewhere too, so that it stays as it is."""

    TOTAL = auto()
    COLUMNS = auto()
    """The sums of the columns as well."""
    INSIDE = auto()
    """The total, and of what is inside nothing may be told."""


def protected(versions: Sequence[CrossTable], least: int = 0, held: Held = Held.TOTAL) -> Protected:
    """Decide for the last of the versions of one table, given what the others told."""
    newest = versions[-1]
    if newest.k is None and newest.greatest is None:
        return Protected()
    k, before, found = max(newest.k or 0, least), None, Protected()
    for table in versions:
        is_free = newest.greatest is not None and table.greatest is None
        found = Protected() if is_free else _decided(table, k, before, held)
        counts = Table(_inner(table.values if is_free else _counts(table)))
        seen = {at: None if at in found.hidden else each for at, each in counts.values().items()}
        before = Version(counts, Shown(seen))
    return found


def aligned(versions: Iterable[CrossTable]) -> list[CrossTable]:
    """Give all of them the rows and columns of any."""
    each = list(versions)
    rows = tuple(sorted({row for table in each for row in table.rows}))
    columns = tuple(sorted({column for table in each for column in table.columns}))
    return [_widened(table, rows, columns) for table in each]


def _widened(table: CrossTable, rows: Sequence[str], columns: Sequence[str]) -> CrossTable:
    across = [_place(table.columns, name) for name in columns] + [len(table.columns)]
    down = [_place(table.rows, name) for name in rows] + [len(table.rows)]

    def grid(cells: Sequence[Sequence[_CellT]], none: _CellT) -> tuple[tuple[_CellT, ...], ...]:
        return tuple(tuple(none if min(i, j) < 0 else cells[i][j] for j in across) for i in down)

    return replace(
        table,
        rows=tuple(rows),
        columns=tuple(columns),
        values=grid(table.values, 0),
        things=grid(table.things, 0),
        greatest=grid(table.greatest, (0, 0)) if table.greatest else None,
    )


def _counts(table: CrossTable) -> Sequence[Sequence[int]]:
    """Give what it is decided by: the people, or what sellers have."""
    return table.things if table.greatest is None else table.values


def _rule(table: CrossTable, k: int, at: Mapping[Cell, Cell]) -> Rule:
    """Give the rule for a table whose cells are those of this one."""
    if table.greatest is None:
        return People(k)
    return Sellers({cell: table.greatest[row][column] for cell, (row, column) in at.items()})


def _itself(table: CrossTable) -> dict[Cell, Cell]:
    places = product(range(len(table.rows) + 1), range(len(table.columns) + 1))
    return {place: place for place in places}


def _place(names: Sequence[str], name: str) -> int:
    return names.index(name) if name in names else -1


def _decided(table: CrossTable, k: int, before: Version | None, held: Held) -> Protected:
    if not _counts(table)[-1][-1]:
        return Protected()
    if _hides_total(table, k, before):
        return Protected(_every(table), _BOTH)
    if held is not Held.INSIDE:
        with suppress(UnprotectableError):
            return _told_inside(table, k, before, held)
    return _margins_only(table, k, before)


def _hides_total(table: CrossTable, k: int, before: Version | None) -> bool:
    total = (len(table.rows), len(table.columns))
    is_known = before is not None and total in before.shown.hidden
    old = before.table.values()[total] if before else None
    rule = _rule(table, k, _itself(table))
    return is_known or rule.is_small(total, _counts(table)[-1][-1], old)


def _told_inside(table: CrossTable, k: int, before: Version | None, held: Held) -> Protected:
    last, secret = len(table.columns), _secret(table)
    first = 0 if held is Held.COLUMNS else last
    fixed = frozenset((len(table.rows), column) for column in range(first, last + 1))
    rule = _rule(table, k, _itself(table))
    shown = hide(Table(_inner(_counts(table))), rule, before, Ties(fixed, secret))
    return Protected(shown.hidden | secret)


def _margins_only(table: CrossTable, k: int, before: Version | None) -> Protected:
    """Hide all inside, and protect each margin by itself: each leaves the total as it is."""
    rows, columns = len(table.rows), len(table.columns)
    hidden = set(product(range(rows), range(columns)))
    closed = set[int]()
    for side, count in enumerate((rows, columns)):
        margin = [(at, columns) if side == 0 else (rows, at) for at in range(count)]
        found = _of_margin(table, margin, k, before)
        if found is None:
            closed.add(side)
        hidden.update(margin if found is None else found)
    return Protected(frozenset(hidden), frozenset(closed))


def _of_margin(
    table: CrossTable, margin: Sequence[Cell], k: int, before: Version | None
) -> set[Cell] | None:
    """Protect it as a table of one column; None: it cannot be told."""
    every = _counts(table)
    counts = Table([[every[row][column]] for row, column in margin])
    last = (len(table.rows), len(table.columns))
    at = {(place, side): cell for place, cell in enumerate([*margin, last]) for side in (0, 1)}
    earlier = None
    if before is not None:
        old, seen = before.table.values(), before.shown.cells
        kept = {(at, 0): seen[cell] for at, cell in enumerate(margin)}
        sums = {(at, 1): seen[cell] for at, cell in enumerate(margin)}
        total = seen[len(table.rows), len(table.columns)]
        ends = {(len(margin), side): total for side in (0, 1)}
        earlier = Version(Table([[old[cell]] for cell in margin]), Shown(kept | sums | ends))
    fixed = frozenset({(len(margin), 0), (len(margin), 1)})
    try:
        shown = hide(counts, _rule(table, k, at), earlier, Ties(fixed))
    except UnprotectableError:
        return None
    return {margin[at] for at, column in shown.hidden if column == 0}


def _secret(table: CrossTable) -> frozenset[Cell]:
    """Give what would tell of a secret line by something else, and a line to hide it among."""
    if len(table.sides) < len(_BOTH) or Dim.LINE not in table.sides or not table.secret:
        return frozenset()
    side = table.sides.index(Dim.LINE)
    lines, others = (table.rows, table.columns), (table.columns, table.rows)
    secret = {at for at, line in enumerate(lines[side]) if line in table.secret}
    sums = [_at(table.things, side, at, len(others[side])) for at in range(len(lines[side]))]
    apart = sorted((sums[at], at) for at in range(len(sums)) if at not in secret and sums[at])
    if sum(1 for at in secret if sums[at]) == 1 and apart:
        secret.add(apart[0][1])
    cells = product(secret, range(len(others[side])))
    return frozenset((line, at) if side == 0 else (at, line) for line, at in cells)


def _at(grid: Sequence[Sequence[int]], side: int, line: int, other: int) -> int:
    return grid[line][other] if side == 0 else grid[other][line]


def _every(table: CrossTable) -> frozenset[Cell]:
    return frozenset(product(range(len(table.rows) + 1), range(len(table.columns) + 1)))


def _inner(grid: Sequence[Sequence[int]]) -> list[list[int]]:
    """Leave the sums out."""
    return [list(line[:-1]) for line in grid[:-1]]
