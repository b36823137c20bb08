"""Whether a correction may be told beside what was told before: a reader can subtract."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final, TypeAlias

from services.reporting.reports.model.content import Content, Told, ToldCell

_Cell: TypeAlias = tuple[str, str, str]
_SUM: Final = "="
_ENTERED: Final = "entered"
_COUNTS: Final = frozenset({"count", _ENTERED})


def changed_by_few(now: Content, before: Iterable[Content]) -> list[str]:
    """Name the indicators of people of which a figure that was told changes by fewer than `k`.

    It is compared with each edition: a reader may have any two of them.
    """
    cells = dict(_counts(now))
    few = {
        cell[0]
        for edition in before
        for cell, old in _counts(edition)
        if cell in cells and 0 < abs(cells[cell] - old) < now.k
    }
    return [told.code for told in now.told if told.code in few]


def counted_only(content: Content) -> Content:
    """Leave out what forms tell: that is of one project."""
    return replace(content, told=tuple(each for each in content.told if each.kind != _ENTERED))


def _counts(content: Content) -> Iterator[tuple[_Cell, Decimal]]:
    for told in content.told:
        if told.is_of_people and told.kind in _COUNTS:
            for at, cell in _cells(told):
                if isinstance(cell, Decimal):
                    yield at, cell


def _cells(told: Told) -> Iterator[tuple[_Cell, ToldCell]]:
    rows, columns = (*told.rows, _SUM), (*told.columns, _SUM)
    grid = [
        *((*cells, total) for cells, total in zip(told.cells, told.row_sums, strict=True)),
        (*told.column_sums, told.total),
    ]
    for row, cells in zip(rows, grid, strict=True):
        for column, cell in zip(columns, cells, strict=False):
            yield (told.code, row, column), cell
