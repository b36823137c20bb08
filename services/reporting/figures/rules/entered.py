"""What can be told of counts that were entered by hand: parts of one another, by gender.

The counts of those that are parts of one whole in the same way make a table with what is left of
the whole. Its sums are the whole's own cells, which are told or not before: where all are told,
they stay as they are; where only the total is, nothing by gender is told; where not even that,
nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final, TypeAlias

from services.reporting.figures.model.cross_tables import CrossTable
from services.reporting.figures.model.indicators import Figure
from services.reporting.figures.rules.protected import Held, aligned, protected
from services.reporting.figures.rules.small_cells import Cell

_REST: Final = "~"
Counts: TypeAlias = Mapping[str, int]
Status: TypeAlias = Mapping[str, bool]
"""By the code of a cell whether it is told; the total has the code `TOTAL`."""
TOTAL: Final = "="


@dataclass(frozen=True, slots=True)
class Entered:
    """Figures of one version by their codes, those that nobody entered left out."""

    figures: Mapping[str, Figure]

    def counts(self, code: str) -> Counts:
        """Give the counts of one by the codes of its cells."""
        figure = self.figures[code]
        return {
            row: int(cells[0] or 0) for row, cells in zip(figure.rows, figure.counts, strict=True)
        }

    def pieces(self, figure: Figure) -> list[str]:
        """Give the codes of all that are parts of the same whole in the same way."""
        return sorted(
            code
            for code, each in self.figures.items()
            if each.indicator.part_of == figure.indicator.part_of
        )

    def table(self, code: str) -> CrossTable:
        """Give the table that one is decided in: with its fellow parts, or by itself."""
        figure = self.figures[code]
        whole = self.whole(figure)
        if whole is None:
            return _table({code: self.counts(code)}, figure)
        rows = {piece: self.counts(piece) for piece in self.pieces(figure)}
        rest = dict(self.counts(whole))
        for counts in rows.values():
            for cell, count in counts.items():
                rest[cell] = rest.get(cell, 0) - count
        return _table(rows | {_REST: rest}, figure)

    def whole(self, figure: Figure) -> str | None:
        """Give the code of what it is a part of; None where nobody entered that."""
        part_of = figure.indicator.part_of
        return part_of.whole if part_of and part_of.whole in self.figures else None


def entered_of(figures: Sequence[Figure]) -> Entered:
    """Take those of which anything was entered."""
    known = {
        figure.indicator.code: figure
        for figure in figures
        if not figure.parts and any(cells[0] is not None for cells in figure.counts)
    }
    return Entered(known)


@dataclass(slots=True)
class Told:
    """Decides of each, wholes before their parts, which cells are told."""

    versions: Sequence[Entered]
    least: int
    _known: dict[str, Status] = field(default_factory=dict)

    def of(self, code: str) -> Status:
        """Say it of one."""
        if code not in self._known:
            self._known[code] = self._decided(code)
        return self._known[code]

    def _decided(self, code: str) -> Status:
        newest = self.versions[-1]
        whole = newest.whole(newest.figures[code])
        held = Held.TOTAL if whole is None else _held(self.of(whole))
        tables = aligned([each.table(code) for each in self.versions if code in each.figures])
        table = tables[-1]
        if held is None or any(count < 0 for line in table.things for count in line):
            return dict.fromkeys((*table.columns, TOTAL), False)
        hidden = protected(tables, self.least, held).hidden
        return _status(table, table.rows.index(code), hidden)


def _held(whole: Status) -> Held | None:
    if all(whole.values()):
        return Held.COLUMNS
    return Held.INSIDE if whole[TOTAL] else None


def _status(table: CrossTable, row: int, hidden: frozenset[Cell]) -> Status:
    cells = {code: (row, column) for column, code in enumerate((*table.columns, TOTAL))}
    return {code: cell not in hidden for code, cell in cells.items()}


def _table(rows: Mapping[str, Counts], figure: Figure) -> CrossTable:
    names = tuple(sorted(rows))
    lines = [[rows[name].get(cell, 0) for cell in figure.rows] for name in names]
    lines = [[*line, sum(line)] for line in lines]
    lines.append([sum(column) for column in zip(*lines, strict=True)])
    grid = tuple(tuple(line) for line in lines)
    code, k = figure.indicator.code, figure.indicator.k
    return CrossTable(code, (), names, figure.rows, grid, grid, k)


def total_of(figure: Figure) -> Decimal | None:
    """Add an entered figure up; None where a part of it was not entered."""
    counts = [cells[0] for cells in figure.counts]
    known = [count for count in counts if count is not None]
    return sum(known, Decimal(0)) if len(known) == len(counts) else None
