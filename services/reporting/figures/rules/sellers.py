"""What sellers are paid, and how long they worked, of which one seller's part could be reckoned.

By the p% rule of statistical offices a sum is hidden where the seller who has most of it could be
known to within a fifth, by the one who has second most of it too: what all others have is less than
a fifth of the greatest part. So a sum of one or two sellers always is. Who sells may be a person,
and no event says which of them are.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from services.reporting.figures.model.cross_tables import Greatest
from services.reporting.figures.rules.small_cells import Cell

DOUBT: Final = 5
"""One part in so many must stay in doubt."""


@dataclass(frozen=True, slots=True)
class Sellers:
    """Knows the two greatest parts of each cell."""

    greatest: Mapping[Cell, Greatest]

    def is_small(self, cell: Cell, value: int, old: int | None) -> bool:
        """Look at what the others have; what changed after it was told tells of whom it changed."""
        is_changed = old is not None and old != value
        return is_changed or self._others(cell, value) < _doubt(self.greatest[cell][0])

    def reach(self, cell: Cell, value: int, old: int | None) -> int:
        """Leave the greatest part in doubt, and what changed as well."""
        first, _ = self.greatest[cell]
        missing = _doubt(first) - self._others(cell, value)
        return value + max(missing, _doubt(abs(value - old)) if old is not None else 0)

    def floor(self, cell: Cell) -> int:
        """Each seller knows their own part, and none knows of more."""
        return max(self.greatest[cell][0], 1)

    def _others(self, cell: Cell, value: int) -> int:
        first, second = self.greatest[cell]
        return value - first - second


def _doubt(part: int) -> int:
    return -(-part // DOUBT)
