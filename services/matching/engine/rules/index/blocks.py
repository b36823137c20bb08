"""What is known of each block of rows: bounds that no helper in it can beat."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from services.matching.engine.model import EARTH_KM, UNKNOWN_KM, Place, Wanted
from services.matching.engine.rules.index.columns import NO_RADIUS, Array
from services.matching.engine.rules.packing import demands_of
from services.matching.engine.rules.weighing.arrays import habits, least_costs
from services.matching.engine.rules.weighing.formula import LOST_MINUTES
from shared.contracts.words import Urgency

SIZE: Final = 256
NEIGHBOURHOOD: Final = 8 * SIZE
CELL: Final = 2.0 / EARTH_KM
_BEYOND: Final = np.uint64(1 << 63)
"""After every cell."""
ROUNDING: Final = 1e-6
"""A bound must not lie above a cost that is reckoned in another order."""


def curve(columns: dict[str, Array]) -> Array:
    """Order the rows along a curve through cells of 2 km; those without a place last, by areas."""
    x, y, z = (columns[axis].astype(np.float64) for axis in "xyz")
    north, east = np.arcsin(np.clip(z, -1, 1)), np.arctan2(y, x) * 0.45
    rows = ((north - north.min(initial=0.0)) / CELL).astype(np.uint64)
    cols = ((east - east.min(initial=0.0)) / CELL).astype(np.uint64)
    key = _spread(rows) << np.uint64(1) | _spread(cols)
    lost = columns["placed"] == 0
    key[lost] = _BEYOND | columns["areas"][lost]
    order = np.argsort(key, kind="stable")
    return _by_habit(order, key[order], habits(columns))


def _by_habit(order: Array, cells: Array, habit: Array) -> Array:
    """Order each neighbourhood by habit: in a block of equals the bound is near what they cost.

    A cell is never cut: all who live in one place are one neighbourhood, however many.
    """
    at = np.arange(len(order))
    begins = np.ones(len(cells), dtype=bool)
    begins[1:] = cells[1:] != cells[:-1]
    neighbourhood = np.maximum.accumulate(np.where(begins, at, 0)) // NEIGHBOURHOOD
    hesitant = 255 - (habit[order] * 255).astype(np.int64)
    return order[np.argsort(neighbourhood * 256 + hesitant, kind="stable")]


def _spread(value: Array) -> Array:
    """Put a zero between any two of the lower 16 bits."""
    value = value & np.uint64(0xFFFF)
    for shift, mask in ((8, 0x00FF00FF), (4, 0x0F0F0F0F), (2, 0x33333333), (1, 0x55555555)):
        value = (value | value << np.uint64(shift)) & np.uint64(mask)
    return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocks:
    """One entry a block."""

    starts: Array
    low: Array
    high: Array
    """The corners of the box around its places."""
    placed: Array
    """Everyone in it has a place."""
    traits: Array
    radius: Array
    habit: Array
    serves: Array
    """[municipality, block]: someone in it goes there by their areas."""

    @classmethod
    def of(cls, columns: dict[str, Array], area_table: Array) -> "Blocks":
        """Sum up sorted rows."""
        count = len(columns["number"])
        starts = np.arange(0, count, SIZE)
        xyz = np.stack([columns[axis] for axis in "xyz"]).astype(np.float64)
        has_radius = columns["radius"] != NO_RADIUS
        return cls(
            starts=np.append(starts, count),
            low=np.minimum.reduceat(xyz, starts, axis=1),
            high=np.maximum.reduceat(xyz, starts, axis=1),
            placed=np.minimum.reduceat(columns["placed"], starts).astype(bool),
            traits=np.bitwise_or.reduceat(columns["traits"], starts),
            radius=np.maximum.reduceat(np.where(has_radius, columns["radius"], 0), starts),
            habit=np.maximum.reduceat(habits(columns), starts),
            serves=_serves(columns["areas"], area_table, len(starts)),
        )

    def admit(self, at: Array, rows: Array) -> None:
        """Widen what is known of the blocks around these places, so that it holds for `rows`."""
        block = at // SIZE
        np.bitwise_or.at(self.traits, block, rows["traits"])
        has_radius = rows["radius"] != NO_RADIUS
        np.maximum.at(self.radius, block[has_radius], rows["radius"][has_radius])
        np.maximum.at(self.habit, block, habits(rows))

    def in_order(self, need: Wanted, serves: Array) -> tuple[Array, Array]:
        """Give the blocks that may hold someone, the most promising first, and their bounds.

        `serves` says of each block that someone in it goes to the need's municipality.
        """
        demands = np.uint32(demands_of(need))
        to_box = self._to_box(need.place)
        usable = (self.traits & demands) == demands
        usable &= serves | (to_box <= self.radius + need.wider_km)
        order = np.flatnonzero(usable)
        bounds = self._bounds(order, self._counted(to_box)[order], need.urgency)
        cheapest = np.argsort(bounds, kind="stable")
        return order[cheapest], bounds[cheapest]

    def near(self, place: Place | None, within_km: float) -> Array:
        """Give the blocks in which someone may count as so near."""
        return np.flatnonzero(self._counted(self._to_box(place)) <= within_km)

    def _to_box(self, place: Place | None) -> Array:
        """Give the least distance to anyone in each block; no radius reaches who has no place."""
        if place is None:
            return np.full(len(self.habit), np.inf)
        at = np.array([[place.x], [place.y], [place.z]])
        x, y, z = np.maximum(0.0, np.maximum(self.low - at, at - self.high)) ** 2
        kms: Array = EARTH_KM * np.sqrt(x + y + z)
        return kms

    def _counted(self, to_box: Array) -> Array:
        """Give the least distance that anyone in each block counts with."""
        is_known = self.placed & np.isfinite(to_box)
        least: Array = np.where(is_known, to_box, np.minimum(to_box, UNKNOWN_KM))
        return least

    def _bounds(self, blocks: Array, kms: Array, urgency: Urgency) -> Array:
        """Give the least that asking anyone in these blocks costs."""
        return least_costs(self.habit[blocks], kms, LOST_MINUTES[urgency]) - ROUNDING


def _serves(areas: Array, area_table: Array, blocks: int) -> Array:
    """Say for each municipality which blocks have someone who goes there."""
    block = np.arange(len(areas)) // SIZE
    pairs = np.unique(block * len(area_table) + areas)
    serves = np.zeros((area_table.shape[1], blocks), dtype=bool)
    np.logical_or.at(serves.T, pairs // len(area_table), area_table[pairs % len(area_table)])
    return serves
