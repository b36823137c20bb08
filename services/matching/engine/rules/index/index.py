"""The roster in memory: exact search for the cheapest helpers of those who may be asked.

Rows are sorted along a curve through a grid of 2 km, so that neighbours lie together, within each
neighbourhood by how readily they accept, and cut into blocks of 256. Of each block is known where
it lies, which traits anyone in it has, how far anyone goes and how readily anyone accepts: a bound
that no helper of the block can beat. Blocks are looked at in the order of their bounds until the
next one cannot beat the last one found.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from typing import Final

import numpy as np

from services.matching.engine.model import Helper, Reason, Wanted
from services.matching.engine.rules.index.blocks import Blocks, curve
from services.matching.engine.rules.index.columns import ROW, Array, Packer, municipality_table
from services.matching.engine.rules.index.found import Found
from services.matching.engine.rules.index.scan import Scan
from services.matching.engine.rules.index.tally import tally
from services.matching.engine.rules.index.unpack import unpacked
from services.matching.engine.rules.prices import Prices
from services.matching.engine.rules.weighing.formula import Standing, habit

SPARE: Final = 4096
"""At least so many rows may be added before everything is sorted anew; in a large roster 2 %."""
FIRST_LOOK: Final = 4
WIDEST_LOOK: Final = 64
"""Blocks that are looked at together: few at first, as the first ones often suffice."""
FIXED: Final = ("x", "y", "z", "placed", "areas")
"""Whoever changes one of these lies in another place of the order."""


class Index:
    """Rows beyond the sorted ones are looked at by every search."""

    def __init__(self, packer: Packer, rows: Array) -> None:
        """Sort packed rows; use `of`."""
        self._packer = packer
        self._sort(rows)

    @classmethod
    def of(cls, helpers: Iterable[Helper]) -> "Index":
        """Build; raises UnusableHelperError."""
        packer = Packer()
        return cls(packer, packer.rows(helpers))

    def __len__(self) -> int:
        """Count the helpers."""
        return self._members

    @property
    def nbytes(self) -> int:
        """Give the memory of all arrays."""
        arrays = [*self._columns.values(), self._row_of, self._serves]
        arrays += [getattr(self._blocks, name) for name in Blocks.__dataclass_fields__]
        return sum(array.nbytes for array in arrays)

    def put(self, helper: Helper) -> None:
        """Insert or replace; the next search sees it."""
        self.put_all([helper])

    def put_all(self, helpers: Iterable[Helper]) -> None:
        """Insert or replace many, each once; raises UnusableHelperError."""
        rows = self._packer.rows(helpers)
        self._know_areas()
        for row in self._renew(rows):
            self._append(row)

    def drop(self, number: int) -> None:
        """Remove; an unknown number is nothing."""
        row = self._row(number)
        if row is not None:
            self._columns["traits"][row] = 0
            self._columns["number"][row] = -1
            self._row_of[number] = -1
            self._members -= 1

    def helper(self, number: int) -> Helper | None:
        """Give one back, as it was put but for rounding."""
        row = self._row(number)
        if row is None:
            return None
        return unpacked({name: column[row] for name, column in self._columns.items()}, self._packer)

    def standing(self, number: int) -> Standing | None:
        """Sum one up, without unpacking them."""
        row = self._row(number)
        if row is None:
            return None
        names = ("asked", "accepted", "load", "cap")
        own = {name: self._columns[name].item(row) for name in names}
        return Standing(habit(own["asked"], own["accepted"]), own["load"] / own["cap"])

    def class_of_number(self, number: int) -> Hashable:
        """Give the scarcity class of a helper; None for an unknown one."""
        row = self._row(number)
        return None if row is None else self._packer.kinds.values[self._columns["kind"][row]]

    def cheapest(self, need: Wanted, most: int, prices: Prices | None = None) -> Found:
        """Give the cheapest of those who may be asked, exactly."""
        return self.cheapest_of_all([need], most, prices)[0]

    def cheapest_of_all(
        self, needs: Sequence[Wanted], most: int, prices: Prices | None = None
    ) -> list[Found]:
        """Search for each."""
        return self._search_all(needs, most, self._charged(prices))

    def tally(self, need: Wanted, within_km: float) -> Counter[Reason | None]:
        """Count the first refusal of everyone so near; None: may be asked."""
        scan = Scan(need, 1, self._columns, self._serving(need.municipality), self._charged(None))
        added = np.arange(self._sorted, self._used)
        rows = np.append(self._rows_in(self._blocks.near(need.place, within_km)), added)
        rows = rows[self._columns["number"][rows] >= 0]
        return tally(scan, rows[scan.kms(rows) <= within_km])

    def _search_all(self, needs: Sequence[Wanted], most: int, charged: Array) -> list[Found]:
        return [self._search(need, most, charged) for need in needs]

    def _search(self, need: Wanted, most: int, charged: Array) -> Found:
        """Look at the added rows, then at block after block while one may still be cheaper."""
        scan = Scan(need, most, self._columns, self._serving(need.municipality), charged)
        if self._used > self._sorted:
            scan.look(np.arange(self._sorted, self._used))
        order, bounds = self._blocks.in_order(need, self._serves_in(need.municipality))
        at, step = 0, FIRST_LOOK
        while at < len(order) and bounds[at] <= scan.worst:
            scan.look(self._rows_in(order[at : at + step]))
            at, step = at + step, min(WIDEST_LOOK, step * 2)
        return scan.found()

    def _rows_in(self, blocks: Array) -> Array:
        starts, ends = self._blocks.starts[blocks], self._blocks.starts[blocks + 1]
        return np.concatenate([np.arange(0), *map(np.arange, starts, ends)])

    def _sort(self, rows: Array) -> None:
        """Sort all rows anew and sum the blocks up."""
        columns = {name: np.ascontiguousarray(rows[name]) for name in rows.dtype.names or ()}
        order = curve(columns) if len(rows) else np.arange(0)
        self._sorted = self._used = self._members = len(rows)
        spare = len(rows) + max(SPARE, len(rows) // 50)
        self._columns = {}
        for name, column in columns.items():
            grown = np.zeros(spare, dtype=column.dtype)
            grown[: len(rows)] = column[order]
            self._columns[name] = grown
        self._columns["number"][len(rows) :] = -1
        self._row_of = np.full(int(self._columns["number"].max(initial=0)) + 1, -1, dtype=np.int32)
        self._row_of[self._columns["number"][: self._sorted]] = np.arange(self._sorted)
        self._know_areas()
        sorted_rows = {name: column[: self._sorted] for name, column in self._columns.items()}
        self._blocks = Blocks.of(sorted_rows, self._serves)

    def _know_areas(self) -> None:
        """Widen the table of area sets when a new one came."""
        known = getattr(self, "_serves", None)
        if known is None or len(known) < len(self._packer.areas.values):
            self._municipalities, self._serves = municipality_table(self._packer.areas)

    def _packed(self) -> Array:
        live = np.flatnonzero(self._columns["number"][: self._used] >= 0)
        rows = np.empty(len(live), dtype=ROW)
        for name, column in self._columns.items():
            rows[name] = column[live]
        return rows

    def _row(self, number: int) -> int | None:
        if not 0 <= number < len(self._row_of):
            return None
        row = int(self._row_of[number])
        return row if row >= 0 else None

    def _remember(self, number: int, row: int) -> None:
        if number >= len(self._row_of):
            grown = np.full(max(number + 1, len(self._row_of) * 5 // 4), -1, dtype=np.int32)
            grown[: len(self._row_of)] = self._row_of
            self._row_of = grown
        self._row_of[number] = row

    def _renew(self, rows: Array) -> Array:
        """Overwrite whoever stays where they are, and give the others."""
        at = self._rows_at(rows["number"])
        stays = at >= 0  # whoever is unknown is compared with the last row, and does not stay
        for name in FIXED:
            stays &= self._columns[name][at] == rows[name]
        stays |= at >= self._sorted
        kept, at = rows[stays], at[stays]
        for name, column in self._columns.items():
            column[at] = kept[name]
        in_blocks = at < self._sorted
        self._blocks.admit(at[in_blocks], kept[in_blocks])
        return rows[~stays]

    def _rows_at(self, numbers: Array) -> Array:
        """Give the row of each number, -1 for an unknown one."""
        last = len(self._row_of) - 1
        rows: Array = np.where(numbers <= last, self._row_of[np.minimum(numbers, last)], -1)
        return rows

    def _append(self, row: Array) -> None:
        number = int(row["number"])
        self.drop(number)
        if self._used == len(self._columns["number"]):
            self._sort(self._packed())
        for name, column in self._columns.items():
            column[self._used] = row[name]
        self._remember(number, self._used)
        self._used += 1
        self._members += 1

    def _serving(self, municipality: str) -> Array:
        column = self._municipalities.get(municipality)
        if column is None:
            return np.zeros(len(self._serves), dtype=bool)
        serving: Array = self._serves[:, column]
        return serving

    def _serves_in(self, municipality: str) -> Array:
        column = self._municipalities.get(municipality)
        if column is None or column >= len(self._blocks.serves):
            return np.zeros(len(self._blocks.habit), dtype=bool)
        serving: Array = self._blocks.serves[column]
        return serving

    def _charged(self, prices: Prices | None) -> Array:
        """Give the price of each class of helpers."""
        kinds = self._packer.kinds.numbers
        charged = np.zeros(max(1, len(kinds)))
        for kind, price in prices.by_class.items() if prices else ():
            if kind in kinds:
                charged[kinds[kind]] = price
        return charged
