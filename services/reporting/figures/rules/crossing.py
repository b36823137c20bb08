"""Which tables of a measure are needed, and what of them a figure is made from.

Tables of one measure have its total in common, and nothing else: each dim is crossed with one
other at most. So each can be protected by itself, with the total as it is.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Final, TypeAlias
from uuid import UUID

from services.reporting.figures.model.cross_tables import Counted, CrossTable, Greatest, Part
from services.reporting.figures.model.dims import Dim
from services.reporting.figures.model.indicators import Indicator, Term
from services.reporting.figures.model.measures import MEASURES
from services.reporting.figures.rules.small_cells import Cell

Sides: TypeAlias = tuple[Dim, ...]
_MOST_SIDES: Final = 2
WHOLE: Final = ""
"""The one row or column of a table that has no dim there."""


def sides_of(indicators: Iterable[Indicator]) -> dict[str, list[Sides]]:
    """Say by which dims each measure is counted, the crossed ones first."""
    needed = defaultdict[str, set[frozenset[Dim]]](set)
    for indicator in indicators:
        for term in indicator.terms:
            needed[term.measure].add(indicator.dims | term.dims)
    return {measure: _widest(dims) for measure, dims in needed.items()}


def _widest(needed: Iterable[frozenset[Dim]]) -> list[Sides]:
    """Leave out what another table has at its margins; a measure has one table at least."""
    ordered = sorted(needed, key=lambda dims: (-len(dims), *sorted(dims)))
    kept: list[frozenset[Dim]] = []
    for dims in ordered:
        if not any(dims <= other for other in kept):
            kept.append(dims)
    return [tuple(sorted(dims)) for dims in kept]


def crossed_twice(sides: Sequence[Sides]) -> list[Dim]:
    """Give the dims that are crossed with more than one other."""
    crossed = [dim for each in sides if len(each) == _MOST_SIDES for dim in each]
    return sorted({dim for dim in crossed if crossed.count(dim) > 1})


def too_many_sides(sides: Sequence[Sides]) -> list[Sides]:
    """Give what would be crossed by three dims or more."""
    return [each for each in sides if len(each) > _MOST_SIDES]


def table_of(
    measure: str,
    sides: Sides,
    counted: Iterable[Counted],
    *,
    k: int | None,
    secret: frozenset[str] = frozenset(),
) -> CrossTable:
    """Add up what was counted by the dims of the table."""
    values, things = defaultdict[tuple[str, ...], int](int), defaultdict[tuple[str, ...], int](int)
    parts = defaultdict[tuple[str | None, ...], Counter[UUID | None]](Counter)
    for each in counted:
        place = tuple(each.codes[dim] for dim in sides) + (WHOLE,) * (_MOST_SIDES - len(sides))
        values[place] += each.value
        things[place] += each.things
        for at in product(*((code, None) for code in place)):
            parts[at][each.seller] += each.value
    there = [place for place, number in things.items() if number]
    rows, columns = (
        tuple(sorted({place[side] for place in there})) if side < len(sides) else (WHOLE,)
        for side in range(_MOST_SIDES)
    )
    return CrossTable(
        measure=measure,
        sides=sides,
        rows=rows,
        columns=columns,
        values=_grid(values, rows, columns),
        things=_grid(things, rows, columns),
        k=k,
        secret=secret,
        greatest=_greatest(parts, rows, columns) if MEASURES[measure].is_of_sellers else None,
    )


def _greatest(
    parts: Mapping[tuple[str | None, ...], Counter[UUID | None]],
    rows: Sequence[str],
    columns: Sequence[str],
) -> tuple[tuple[Greatest, ...], ...]:
    def of(*place: str | None) -> Greatest:
        first, second, *_ = [*sorted(parts.get(place, Counter()).values(), reverse=True), 0, 0]
        return first, second

    return tuple(tuple(of(row, column) for column in (*columns, None)) for row in (*rows, None))


def _grid(
    found: Mapping[tuple[str, ...], int], rows: Sequence[str], columns: Sequence[str]
) -> tuple[tuple[int, ...], ...]:
    lines = [[found.get((row, column), 0) for column in columns] for row in rows]
    lines = [[*line, sum(line)] for line in lines]
    lines.append([sum(line[at] for line in lines) for at in range(len(columns) + 1)])
    return tuple(tuple(line) for line in lines)


def part_of(term: Term, by: Iterable[Dim], tables: Iterable[CrossTable]) -> Part:
    """Find the table that has all the dims."""
    dims = term.dims | set(by)
    table = next(
        each for each in tables if each.measure == term.measure and dims <= set(each.sides)
    )
    return Part(table, term.where)


def cells_of(part: Part, codes: Mapping[Dim, str]) -> Iterator[Cell]:
    """Give the cells of its table that lie under the codes; of a dim that is not named, the sum."""
    table = part.table
    rows = _places(table.rows, _wanted(part, table.sides[:1], codes))
    columns = _places(table.columns, _wanted(part, table.sides[1:], codes))
    return product(rows, columns)


def codes_of(part: Part, dim: Dim) -> Sequence[str]:
    """Give the codes of one dim that it has."""
    table = part.table
    codes = (table.rows, table.columns)[table.sides.index(dim)]
    allowed = part.where.get(dim)
    return codes if allowed is None else [code for code in codes if code in allowed]


def _wanted(part: Part, side: Sides, codes: Mapping[Dim, str]) -> Sequence[str] | None:
    if not side:
        return None
    code, allowed = codes.get(side[0]), part.where.get(side[0])
    if code is None:
        return allowed
    return () if allowed is not None and code not in allowed else (code,)


def _places(names: Sequence[str], wanted: Sequence[str] | None) -> list[int]:
    if wanted is None:
        return [len(names)]
    return [names.index(name) for name in wanted if name in names]
